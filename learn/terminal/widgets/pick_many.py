"""Pick any number of the options, or exactly so many."""

from msgspec import Struct
from msgspec.structs import replace

from learn.language import tr, trc
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Row
from learn.terminal.widgets.base import Chips, Done, is_digit, moved, numbers, option_row, typed_digit


class PickManyWidget(Struct, frozen=True):
    """Digits and space mark options, Enter answers."""

    options: tuple[str, ...]
    choose: int | None = None
    marked: frozenset[int] = frozenset()
    at: int = 0
    pending: str = ""
    note: str = ""

    @property
    def focus(self) -> int:
        """The row that is pointed at."""
        return self.at

    @property
    def chips(self) -> Chips:
        """A number marks, Enter answers."""
        if self.pending:
            return ((tr("enter"), tr("mark {number}, or a second digit", number=self.pending)),)
        return ((numbers(len(self.options)), trc("key", "mark")), (tr("enter"), trc("key", "answer")))

    def press(self, key: str) -> "PickManyWidget | Done":
        """Mark or unmark, move, or answer with what is marked."""
        if key == "enter" and not self.pending:
            return self._answer()
        if key in {"enter", "space"}:
            return self._toggled(self.at)
        if not is_digit(key):
            return replace(self, at=moved(self.at, key, len(self.options)), pending="", note="")
        typed = typed_digit(self.pending, key, len(self.options))
        if typed.index is not None:
            return self._toggled(typed.index)
        return replace(self, at=int(typed.pending) - 1 if typed.pending else self.at, pending=typed.pending, note="")

    def rows(self, signs: Signs) -> list[Row]:
        """The options with their marks, and how many are asked for."""
        size = len(self.options)
        rows = [
            option_row(i + 1, text, size, signs, pointed=i == self.at, box=signs.on if i in self.marked else signs.off)
            for i, text in enumerate(self.options)
        ]
        wanted = tr("Mark all that apply.") if self.choose is None else tr("Mark exactly {n}.", n=self.choose)
        return [*rows, BLANK, Row(self.note or wanted, "partly" if self.note else "dim", indent=3)]

    def _toggled(self, index: int) -> "PickManyWidget":
        return replace(self, marked=self.marked ^ {index}, at=index, pending="", note="")

    def _answer(self) -> "PickManyWidget | Done":
        if not self.marked:
            return replace(self, note=tr("Mark at least one."))
        if self.choose is not None and len(self.marked) != self.choose:
            return replace(self, note=tr("Mark exactly {n}: it is {now} now.", n=self.choose, now=len(self.marked)))
        return Done(tuple(sorted(self.marked)), self)
