"""The lessons, each with how well it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learn.language import tr, trc, trn
from learn.terminal.screens.charts import bar_line, flowed, paragraph, percent
from learn.terminal.surroundings import Size

if TYPE_CHECKING:
    from learn.app.overview import LessonStanding


def lessons_screen(standings: Sequence[LessonStanding], size: Size) -> list[str]:
    """Title, mastery as a bar with its number, what lies behind the number, and the name that commands take."""
    if size.plain and standings:
        return [_said(place, one) for place, one in enumerate(standings, 1)]
    blocks = [_lesson(place, one, size) for place, one in enumerate(standings, 1)]
    lines = [line for block in blocks for line in ("", *block)][1:]
    return lines or [tr("There are no lessons.")]


def _lesson(place: int, one: LessonStanding, size: Size) -> list[str]:
    indent = " " * (len(str(place)) + 2)
    title = paragraph(one.title, size.cells, indent, f"{place}. ")
    said = tr("{percent} known", percent=percent(one.mastery))
    known = bar_line("", one.mastery, 1.0, said, size.cells - len(indent), size.signs)
    return [*title, indent + known, *flowed(_details(one), size.cells, size.signs.between, indent)]


def _said(place: int, one: LessonStanding) -> str:
    """A line for those who listen; of a lesson that is new to them, no row of zeros."""
    known = [tr("{percent} known", percent=percent(one.mastery))] if one.seen else []
    return f"{place}. {one.title}: {'; '.join([*known, *_details(one)[0 if one.seen else 1 :]])}."


def _details(one: LessonStanding) -> list[str]:
    pieces = [
        tr("{percent} proved by recall", percent=percent(one.proved)),
        trn("{seen} of {n} fact met", "{seen} of {n} facts met", one.facts, seen=one.seen),
        trn("{n} question", "{n} questions", one.questions),
        trc("lesson", "read") if one.read else tr("not read yet"),
    ]
    return [*pieces, *([tr("{n} due", n=one.due)] if one.due else []), one.lesson]
