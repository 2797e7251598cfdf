"""Cells of a CSV file (RFC 4180), and texts that no spreadsheet runs.

A text that begins as a formula does (`=`, `+`, `-`, `@`, also in full width; tab, line end) gets an apostrophe before
it, unless it is a negative number (OWASP: CSV injection). So does one that begins with apostrophes and goes on like
that: a reader takes off exactly what was put on. What is a number is written as one.
"""

import re
from collections.abc import Iterable
from typing import TypeAlias

from learn.text import clean, rounded

Cell: TypeAlias = str | float | bool | None

_FORMULA = re.compile(r"'*(?:[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫])")
_HARMLESS = re.compile(r"-|-[0-9]+(?:\.[0-9]+)?")
_QUOTED = re.compile(r'[",;\t\r\n]')
_PLAIN = re.compile(r"[0-9A-Za-z][ -~]*")
"""Most cells: printable ASCII that begins with a letter or digit, and so is nobody's formula."""


def runs(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula."""
    return bool(_FORMULA.match(text)) and not _HARMLESS.fullmatch(text)


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return "'" + text if runs(text) else text


def undone(cell: str) -> str:
    """The text that `defused` made the cell of."""
    return cell[1:] if cell.startswith("'") and runs(cell[1:]) else cell


def number(value: float) -> str:
    """A number with at most six places, and no more than it needs; a point, whatever the locale."""
    return rounded(value, 6)


def plain(text: str) -> str:
    """A text as it goes into files: without what could steer a terminal, lone surrogates as U+FFFD."""
    return clean(text, keep="\n\t")


def line(cells: Iterable[Cell], raw: bool = False, quoted: bool = False) -> bytes:
    """A line of CSV in UTF-8; `raw` defuses nothing, `quoted` puts every cell in quotes."""
    return (",".join(_written(cell, raw, quoted) for cell in cells) + "\r\n").encode()


def _written(cell: Cell, raw: bool, quoted: bool) -> str:
    text = _text(cell, raw)
    return '"' + text.replace('"', '""') + '"' if quoted or _QUOTED.search(text) else text


def _text(cell: Cell, raw: bool) -> str:
    match cell:
        case None | "":
            return ""
        case bool():
            return "yes" if cell else "no"
        case str():
            return cell if _PLAIN.fullmatch(cell) else plain(cell) if raw else defused(plain(cell))
        case _:
            return number(cell)
