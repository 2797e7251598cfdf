"""What is due: today's facts, and when the others come back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learn.dates import spoken_day, weekday_and_day
from learn.language import tr, trn
from learn.terminal.screens.charts import bar_line, paragraph, percent
from learn.terminal.surroundings import Size
from learn.text import padded, width

if TYPE_CHECKING:
    from learn.app.overview import DueFact, DueGlance


def due_screen(glance: DueGlance, size: Size) -> list[str]:
    """How much is due and new, which facts, and the week to come."""
    lines = paragraph(_summary(glance), size.cells)
    if glance.now:
        lines += ["", tr("Due now"), *_facts(glance, size)]
    if glance.last:
        lines += ["", tr("Coming back"), *_days(glance, size)]
    return lines


def _summary(glance: DueGlance) -> str:
    if not glance.due:
        return trn(
            "Nothing is due today ({today}). {n} fact not met yet.",
            "Nothing is due today ({today}). {n} facts not met yet.",
            glance.new,
            today=glance.today,
        )
    return trn(
        "{n} fact is due today ({today}), {new} not met yet. Start with: learn review",
        "{n} facts are due today ({today}), {new} not met yet. Start with: learn review",
        glance.due,
        today=glance.today,
        new=glance.new,
    )


def _facts(glance: DueGlance, size: Size) -> list[str]:
    """The facts, each with the recall that is predicted today."""
    lines = [line for fact in glance.now for line in paragraph(_fact(fact, size.plain), size.cells, "    ", "  ")]
    more = glance.due_now - len(glance.now)
    return lines + (["  " + tr("and {n} more", n=more)] if more > 0 else [])


def _fact(fact: DueFact, spoken: bool) -> str:
    if spoken:
        return tr("{fact}, predicted recall {percent}", fact=fact.fact, percent=percent(fact.recall))
    return f"{fact.fact} ({percent(fact.recall)})"


def _days(glance: DueGlance, size: Size) -> list[str]:
    """A bar for each day of a week, and in words what lies behind it."""
    today = date.fromisoformat(glance.today)
    top = max([*glance.ahead, 1])
    names = [_day(today, day, size.plain) for day in range(len(glance.ahead))]
    wide = max(map(width, ["", *names]))
    lines = [
        bar_line("  " + padded(names[day], wide), count, top, str(count), size.cells, size.signs)
        for day, count in enumerate(glance.ahead)
        if count or not size.plain
    ]
    last = tr("later: {n}, the last on {day}", n=glance.later, day=glance.last)
    return lines + (paragraph(last, size.cells, "  ") if glance.later else [])


def _day(today: date, ahead: int, spoken: bool) -> str:
    if ahead < 2:
        return tr("tomorrow") if ahead else tr("today")
    day = date.fromordinal(today.toordinal() + ahead)
    return spoken_day(day) if spoken else weekday_and_day(day)
