"""What a terminal can show: colour or not, which signs, how wide. Decided once, then handed around as a value."""

import os
from collections.abc import Mapping
from typing import Literal, TextIO

from msgspec import Struct

ColorWish = Literal["auto", "always", "never"]

DUMB = ("dumb", "unknown")
DEFAULT_CELLS, DEFAULT_ROWS = 80, 24
WIDEST = 88
"""Text wider than this is hard to read: lines end here on wider screens."""


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
ASCII = Signs("+", "x", "~", ">", "[x]", "[ ]", "=", "-", " | ", "->", "-", "...", "-")


class Look(Struct, frozen=True):
    """How to draw: whether in colour (and in how many), with which signs."""

    color: bool = False
    colors: Literal[16, 256] = 256
    signs: Signs = UNICODE


def look_of(stream: TextIO, env: Mapping[str, str], wish: ColorWish = "auto") -> Look:
    """How to draw on `stream`."""
    return Look(
        color=wants_color(stream, env, wish),
        colors=256 if "256" in env.get("TERM", "") or env.get("COLORTERM") else 16,
        signs=UNICODE if can_encode(stream, UNICODE) else ASCII,
    )


def wants_color(stream: TextIO, env: Mapping[str, str], wish: ColorWish = "auto") -> bool:
    """The wish if there is one; else FORCE_COLOR, NO_COLOR, a dumb terminal and a pipe decide, in this order."""
    if wish != "auto":
        return wish == "always"
    if env.get("FORCE_COLOR", "") not in {"", "0"}:
        return True
    if env.get("NO_COLOR") or env.get("TERM", "dumb") in DUMB or _set(env.get("ACCESSIBLE", "")):
        return False
    return is_tty(stream)


def is_interactive(stdin: TextIO, stdout: TextIO, env: Mapping[str, str]) -> bool:
    """Whether keys can be read one by one and the cursor moved: a terminal on both sides that is not dumb."""
    plain = env.get("TERM", "dumb") in DUMB or _set(env.get("ACCESSIBLE", ""))
    return not plain and is_tty(stdin) and is_tty(stdout)


def can_encode(stream: TextIO, signs: Signs) -> bool:
    """Whether the stream's encoding has all the signs."""
    try:
        "".join(getattr(signs, name) for name in signs.__struct_fields__).encode(
            getattr(stream, "encoding", None) or "ascii"
        )
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_tty(stream: TextIO) -> bool:
    """Whether the stream is a terminal; a closed one is not."""
    try:
        return stream.isatty()
    except (ValueError, AttributeError):
        return False


def cells_of(stream: TextIO, env: Mapping[str, str]) -> int:
    """How many cells a line of the stream has: the terminal's own size, else COLUMNS, else 80."""
    return _size(stream, env)[0]


def rows_of(stream: TextIO, env: Mapping[str, str]) -> int:
    """How many lines the screen has: the terminal's own size, else LINES, else 24."""
    return _size(stream, env)[1]


def _size(stream: TextIO, env: Mapping[str, str]) -> tuple[int, int]:
    try:
        cells, rows = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError, AttributeError):
        cells, rows = 0, 0
    return cells or _number(env.get("COLUMNS")) or DEFAULT_CELLS, rows or _number(env.get("LINES")) or DEFAULT_ROWS


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _set(value: str) -> bool:
    return value.lower() not in {"", "0", "false", "no"}
