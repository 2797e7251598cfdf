"""Rows: what stands on a screen, as values. Wrapping them to a width is the same for every front end.

A screen is composed once, as rows; the plain prompts print their texts, the rich terminal adds colour, and the
applications turn them into prompt_toolkit's fragments. Content is cleaned here, on its way to any of them.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from learn.text import clean, width, wrap

Role = Literal["text", "strong", "dim", "accent", "good", "bad", "partly"]

MIN_TEXT = 8
"""Cells left for text beside its indent and mark, however narrow the screen: rather too wide than one letter a line."""


class Row(Struct, frozen=True):
    """One paragraph: `mark` stands before its first line, and the others hang under the text.

    `indent` is in cells. The text may hold line breaks.
    """

    text: str = ""
    role: Role = "text"
    mark: str = ""
    mark_role: Role | None = None
    indent: int = 0


Span: TypeAlias = tuple[Role, str]
Line: TypeAlias = tuple[Span, ...]
"""A line of the screen in spans of one role each, without its newline."""

BLANK = Row()


def laid_out(rows: Iterable[Row], cells: int) -> list[Line]:
    """The rows wrapped to lines of at most `cells` cells."""
    return [line for row in rows for line in _lines(row, cells)]


def plain_lines(rows: Iterable[Row]) -> list[str]:
    """The rows' texts unwrapped, one line each (or as many as the text has): for screen readers and pipes."""
    return [line for row in rows for line in _plain(row)]


def heard(line: str) -> str:
    """A line as it is heard: a raised dot, which no voice pauses at, becomes a semicolon."""
    return line.replace(" · ", "; ")


def paragraphs(texts: Sequence[str], role: Role = "text", indent: int = 0) -> list[Row]:
    """A row for each text."""
    return [Row(text, role, indent=indent) for text in texts]


def _lines(row: Row, cells: int) -> list[Line]:
    mark, text = clean(row.mark, keep=""), clean(row.text, keep="\n")
    lead = row.indent + width(mark)
    hang = _hang(row, lead, text, cells)
    texts = wrap(text, max(lead + MIN_TEXT, cells), " " * hang, " " * lead)
    first: list[Span] = [("text", " " * row.indent)] if row.indent else []
    if mark:
        first.append((row.mark_role or row.role, mark))
    return [_line(first, row.role, texts[0][lead:])] + [
        _line([("text", " " * hang)] if hang else [], row.role, text[hang:]) for text in texts[1:]
    ]


def _hang(row: Row, lead: int, text: str, cells: int) -> int:
    """Where further lines begin: under the text, or, behind a long mark, under the mark if the first word allows."""
    word = text.split(maxsplit=1)[:1]
    short = lead <= cells // 3 or (word and width(word[0]) > cells - lead)
    return lead if short else row.indent + 2


def _line(lead: list[Span], role: Role, text: str) -> Line:
    spans = [*lead, (role, text)] if text else lead
    return tuple(spans) if any(span.strip() for _, span in spans) else ()


def _plain(row: Row) -> list[str]:
    return (" " * row.indent + clean(row.mark, keep="") + clean(row.text, keep="\n")).rstrip().split("\n")
