"""Roles into colours: blue and orange, which colour-blind readers tell apart, and never without a sign or a word.

One table serves both the lines that are written straight to the terminal and prompt_toolkit's applications.
"""

from collections.abc import Iterable

from msgspec import Struct

from learn.terminal.look import Look
from learn.terminal.rows import Line, Role, Row, laid_out


class Ink(Struct, frozen=True):
    """How a role is written: SGR parameters and a prompt_toolkit style, for 256 colours and for 16.

    The 256-colour shades read on black and on white alike (contrast above 3.3 on both).
    """

    sgr: str
    style: str
    sgr16: str
    style16: str


INKS: dict[Role, Ink] = {
    "strong": Ink("1", "bold", "1", "bold"),
    "dim": Ink("38;5;244", "#808080", "2", "dim"),
    "accent": Ink("1;38;5;32", "bold #0087d7", "1;34", "bold ansiblue"),
    "good": Ink("1;38;5;32", "bold #0087d7", "1;34", "bold ansiblue"),
    "bad": Ink("1;38;5;166", "bold #d75f00", "1;33", "bold ansiyellow"),
    "partly": Ink("38;5;166", "#d75f00", "33", "ansiyellow"),
}


def style_of(look: Look, role: Role) -> str:
    """The role as a prompt_toolkit style."""
    ink = _ink(look, role)
    if ink is None:
        return ""
    return ink.style if look.colors == 256 else ink.style16


def painted(lines: Iterable[Line], look: Look) -> list[str]:
    """The lines as they are written to a terminal."""
    return ["".join(_span(role, text, look) for role, text in line) for line in lines]


def drawn(rows: Iterable[Row], look: Look, cells: int) -> list[str]:
    """The rows wrapped and painted; for spacious reading with an empty line behind each that is none."""
    lines = painted(laid_out(rows, cells), look)
    return [one for line in lines for one in ((line, "") if line else (line,))] if look.spacious else lines


def _ink(look: Look, role: Role) -> Ink | None:
    """How a role is written; nothing is faint where reading is to be easy."""
    return None if not look.color or (look.spacious and role == "dim") else INKS.get(role)


def _span(role: Role, text: str, look: Look) -> str:
    ink = _ink(look, role)
    if ink is None or not text.strip():
        return text
    return f"\x1b[{ink.sgr if look.colors == 256 else ink.sgr16}m{text}\x1b[0m"
