"""Nothing to answer: wait until the learner goes on."""

from msgspec import Struct

from learn.language import tr
from learn.terminal.look import Signs
from learn.terminal.rows import Row
from learn.terminal.widgets.base import Chips, Done


class PauseWidget(Struct, frozen=True):
    """Enter or space goes on. Digits mean nothing, so that one typed too often answers no question."""

    meaning: str = ""
    reminder: tuple[Row, ...] = ()

    @property
    def focus(self) -> int:
        """No row."""
        return 0

    @property
    def chips(self) -> Chips:
        """Enter goes on."""
        return ((tr("enter"), self.meaning or tr("go on")),)

    def press(self, key: str) -> "PauseWidget | Done":
        """Go on, or wait."""
        return Done(response=True, final=self) if key in {"enter", "space"} else self

    def rows(self, signs: Signs) -> list[Row]:  # noqa: ARG002 - a Widget is told
        """What has scrolled away and must not be forgotten."""
        return list(self.reminder)
