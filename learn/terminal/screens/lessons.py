"""The lessons, each with how well it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learn.terminal.screens.charts import bar_line, flowed, paragraph, percent
from learn.terminal.surroundings import Size
from learn.text import counted

if TYPE_CHECKING:
    from learn.app.overview import LessonStanding


def lessons_screen(standings: Sequence[LessonStanding], size: Size) -> list[str]:
    """Title, mastery as a bar with its number, what lies behind the number, and the name that commands take."""
    blocks = [_lesson(place, one, size) for place, one in enumerate(standings, 1)]
    lines = [line for block in blocks for line in ("", *block)][1:]
    return lines or ["There are no lessons."]


def _lesson(place: int, one: LessonStanding, size: Size) -> list[str]:
    indent = " " * (len(str(place)) + 2)
    title = paragraph(one.title, size.cells, indent, f"{place}. ")
    known = bar_line("", one.mastery, 1.0, f"{percent(one.mastery)} known", size.cells - len(indent), size.signs)
    return [*title, indent + known, *flowed(_details(one), size.cells, size.signs.between, indent)]


def _details(one: LessonStanding) -> list[str]:
    pieces = [
        f"{percent(one.proved)} proved by recall",
        f"{one.seen} of {counted(one.facts, 'fact')} met",
        counted(one.questions, "question"),
        "read" if one.read else "not read yet",
    ]
    return [*pieces, *([f"{one.due} due"] if one.due else []), one.lesson]
