"""A card: think, look, judge."""

from msgspec import Struct
from msgspec.structs import replace

from learn.language import tr
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Row
from learn.terminal.widgets.base import Chips, Done
from learn.terminal.yes_no import of_key


class RevealWidget(Struct, frozen=True):
    """Enter shows the back, then y or n says whether it was known."""

    back: str
    shown: bool = False

    @property
    def focus(self) -> int:
        """The last row."""
        return 2 if self.shown else 0

    @property
    def chips(self) -> Chips:
        """What the keys do now."""
        return (("y", tr("knew it")), ("n", tr("did not"))) if self.shown else ((tr("enter"), tr("show the answer")),)

    def press(self, key: str) -> "RevealWidget | Done":
        """Show, then judge."""
        if not self.shown:
            return replace(self, shown=True) if key in {"enter", "space"} else self
        said = of_key(key)
        return self if said is None else Done(said, self)

    def rows(self, signs: Signs) -> list[Row]:  # noqa: ARG002 - a Widget is told
        """The back, once it is to be seen."""
        if not self.shown:
            return [Row(tr("Think of the answer, then look."), "dim", indent=3)]
        return [Row(self.back, "strong", indent=3), BLANK, Row(tr("Did you know it?"), indent=3)]
