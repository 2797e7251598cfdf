"""Pick one of the options."""

from msgspec import Struct
from msgspec.structs import replace

from learn.language import tr, trc
from learn.terminal.look import Signs
from learn.terminal.rows import Row
from learn.terminal.widgets.base import Chips, Done, is_digit, moved, numbers, option_row, typed_digit


class PickOneWidget(Struct, frozen=True):
    """A digit chooses and answers at once; so does Enter, where the pointer stands."""

    options: tuple[str, ...]
    at: int = 0
    pending: str = ""

    @property
    def focus(self) -> int:
        """The row that is pointed at."""
        return self.at

    @property
    def chips(self) -> Chips:
        """A number answers."""
        more = ((tr("enter"), tr("{number}, or a second digit", number=self.pending)),) if self.pending else ()
        return more or ((numbers(len(self.options)), trc("key", "answer")),)

    def press(self, key: str) -> "PickOneWidget | Done":
        """Choose, or move the pointer."""
        if key in {"enter", "space"}:
            return Done(self.at, self)
        if not is_digit(key):
            return replace(self, at=moved(self.at, key, len(self.options)), pending="")
        typed = typed_digit(self.pending, key, len(self.options))
        if typed.index is not None:
            return Done(typed.index, replace(self, at=typed.index, pending=""))
        return replace(self, at=int(typed.pending) - 1 if typed.pending else self.at, pending=typed.pending)

    def rows(self, signs: Signs) -> list[Row]:
        """The options, one pointed at."""
        size = len(self.options)
        return [option_row(i + 1, text, size, signs, pointed=i == self.at) for i, text in enumerate(self.options)]
