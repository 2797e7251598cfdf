"""How to draw: with colour or not, with which signs. Decided once, then handed around as a value."""

from typing import Literal

from msgspec import Struct

WIDEST = 88
"""Text wider than this is hard to read: lines end here on wider screens."""


SPACIOUS = 60
"""The same for spacious reading."""


class Signs(Struct, frozen=True):
    """The characters that are not words. Each stands beside words that say the same."""

    right: str
    wrong: str
    partly: str
    pointer: str
    on: str
    off: str
    full: str
    empty: str
    between: str
    arrow: str
    dash: str
    ellipsis: str
    bullet: str


UNICODE = Signs("✓", "✗", "~", "›", "●", "○", "━", "─", " · ", "→", "–", "…", "•")
WORDS = Signs("", "", "", "", "", "", "", "", "; ", "", "", "...", "")
"""No signs: a screen reader speaks the words that stand beside them anyway, and skips or spells the signs."""

ASCII = Signs("+", "x", "~", ">", "[x]", "[ ]", "=", "-", " | ", "->", "-", "...", "-")


class Look(Struct, frozen=True):
    """How to draw: whether in colour (and in how many), with which signs; `spacious` is for those whom dense lines
    tire: shorter ones, an empty one between them, and nothing faint."""

    color: bool = False
    colors: Literal[16, 256] = 256
    signs: Signs = UNICODE
    spacious: bool = False

    @property
    def widest(self) -> int:
        """The most cells of a line."""
        return SPACIOUS if self.spacious else WIDEST
