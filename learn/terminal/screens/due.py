"""What is due: today's facts, and when the others come back."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from learn.terminal.screens.charts import MONTHS, WEEKDAYS, bar_line, paragraph, percent
from learn.terminal.surroundings import Size
from learn.terminal.wording import counted

if TYPE_CHECKING:
    from learn.app.overview import DueFact, DueOverview

DAYS_AHEAD = 7
MOST_FACTS = 12


def due_screen(overview: DueOverview, size: Size) -> list[str]:
    """How much is due and new, which facts, and the week to come."""
    today = date.fromisoformat(overview.today)
    lines = paragraph(_summary(overview), size.cells)
    now = [fact for fact in overview.facts if fact.due <= overview.today]
    if now:
        lines += ["", "Due now", *_facts(now, size)]
    if overview.facts:
        lines += ["", "Coming back", *_days(overview, today, size)]
    return lines


def _summary(overview: DueOverview) -> str:
    if not overview.due:
        return f"Nothing is due today ({overview.today}). {counted(overview.new, 'fact')} not met yet."
    verb = "is" if overview.due == 1 else "are"
    due = f"{counted(overview.due, 'fact')} {verb} due today ({overview.today})"
    return f"{due}, {overview.new} not met yet. Start with: learn review"


def _facts(facts: list[DueFact], size: Size) -> list[str]:
    """The facts, each with the recall that is predicted today."""
    lines = [
        line
        for fact in facts[:MOST_FACTS]
        for line in paragraph(f"{fact.fact} ({percent(fact.recall)})", size.cells, "    ", "  ")
    ]
    return lines + ([f"  and {len(facts) - MOST_FACTS} more"] if len(facts) > MOST_FACTS else [])


def _days(overview: DueOverview, today: date, size: Size) -> list[str]:
    """A bar for each day of a week, and in words what lies behind it."""
    ahead = Counter(max(0, (date.fromisoformat(fact.due) - today).days) for fact in overview.facts)
    top = max([ahead[day] for day in range(DAYS_AHEAD)] + [1])
    lines = [
        bar_line(f"  {_day(today, day):<9}", ahead[day], top, str(ahead[day]), size.cells, size.signs)
        for day in range(DAYS_AHEAD)
    ]
    later = sum(count for day, count in ahead.items() if day >= DAYS_AHEAD)
    return lines + (paragraph(f"later: {later}, the last on {_last(overview)}", size.cells, "  ") if later else [])


def _last(overview: DueOverview) -> str:
    return max(fact.due for fact in overview.facts)


def _day(today: date, ahead: int) -> str:
    if ahead < 2:
        return ("today", "tomorrow")[ahead]
    day = date.fromordinal(today.toordinal() + ahead)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
