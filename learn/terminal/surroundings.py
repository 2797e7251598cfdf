"""What surrounds the program: whether there is a terminal, how large it is, what it can show. Asks, draws nothing."""

import os
import sys
from collections.abc import Mapping
from typing import Literal, TextIO

from msgspec import Struct

from learn.terminal.look import ASCII, UNICODE, WORDS, Look, Signs

ColorWish = Literal["auto", "always", "never"]

DUMB = ("dumb", "unknown")
DEFAULT_CELLS, DEFAULT_ROWS = 80, 24
ENDLESS = 1_000_000
"""The cells of a line that is heard: it ends where what it says ends."""


class Size(Struct, frozen=True):
    """How much room there is to draw in, in cells, and which signs can be drawn.

    A `plain` screen is for the ear: no columns, bars or charts, but what they say, a line for each thing.
    """

    cells: int = DEFAULT_CELLS
    signs: Signs = UNICODE
    plain: bool = False


HEARD = Size(cells=ENDLESS, signs=WORDS, plain=True)


def size(stream: TextIO | None = None, env: Mapping[str, str] | None = None, plain: bool = False) -> Size:
    """The room on stdout (or on another stream); `plain` is the wish of someone who listens, as is ACCESSIBLE."""
    out, env = stream or sys.stdout, os.environ if env is None else env
    if is_heard(plain, env):
        return HEARD
    return Size(cells=cells_of(out, env), signs=signs_of(out))


def is_heard(plain: bool, env: Mapping[str, str]) -> bool:
    """Whether someone listens: as the setting or ACCESSIBLE says."""
    return plain or _set(env.get("ACCESSIBLE", ""))


def look_of(stream: TextIO, env: Mapping[str, str], wish: ColorWish = "auto") -> Look:
    """How to draw on `stream`."""
    return Look(
        color=wants_color(stream, env, wish),
        colors=256 if "256" in env.get("TERM", "") or env.get("COLORTERM") else 16,
        signs=signs_of(stream),
    )


def signs_of(stream: TextIO) -> Signs:
    """The signs that the stream's encoding has."""
    return UNICODE if can_encode(stream, UNICODE) else ASCII


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
    """Whether keys can be read one by one and the cursor moved: a terminal on both sides that is not dumb.

    Not on Windows, whose consoles heed escape sequences only when asked to in a way that nobody has tried here.
    """
    if os.name == "nt":
        return False
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
