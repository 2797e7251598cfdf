"""What is due: today's facts, and when the others come back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learn.terminal.screens.charts import MONTHS, WEEKDAYS, bar_line, paragraph, percent
from learn.terminal.surroundings import Size
from learn.text import counted

if TYPE_CHECKING:
    from learn.app.overview import DueGlance


def due_screen(glance: DueGlance, size: Size) -> list[str]:
    """How much is due and new, which facts, and the week to come."""
    lines = paragraph(_summary(glance), size.cells)
    if glance.now:
        lines += ["", "Due now", *_facts(glance, size)]
    if glance.last:
        lines += ["", "Coming back", *_days(glance, size)]
    return lines


def _summary(glance: DueGlance) -> str:
    if not glance.due:
        return f"Nothing is due today ({glance.today}). {counted(glance.new, 'fact')} not met yet."
    verb = "is" if glance.due == 1 else "are"
    due = f"{counted(glance.due, 'fact')} {verb} due today ({glance.today})"
    return f"{due}, {glance.new} not met yet. Start with: learn review"


def _facts(glance: DueGlance, size: Size) -> list[str]:
    """The facts, each with the recall that is predicted today."""
    lines = [
        line
        for fact in glance.now
        for line in paragraph(f"{fact.fact} ({percent(fact.recall)})", size.cells, "    ", "  ")
    ]
    more = glance.due_now - len(glance.now)
    return lines + ([f"  and {more} more"] if more > 0 else [])


def _days(glance: DueGlance, size: Size) -> list[str]:
    """A bar for each day of a week, and in words what lies behind it."""
    today = date.fromisoformat(glance.today)
    top = max([*glance.ahead, 1])
    lines = [
        bar_line(f"  {_day(today, day):<9}", count, top, str(count), size.cells, size.signs)
        for day, count in enumerate(glance.ahead)
    ]
    last = f"later: {glance.later}, the last on {glance.last}"
    return lines + (paragraph(last, size.cells, "  ") if glance.later else [])


def _day(today: date, ahead: int) -> str:
    if ahead < 2:
        return ("today", "tomorrow")[ahead]
    day = date.fromordinal(today.toordinal() + ahead)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
