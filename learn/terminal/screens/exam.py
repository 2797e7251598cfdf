"""The exam: what the day is likely to bring, today's part, and the plan by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learn.terminal.screens.charts import WEEKDAYS, paragraph
from learn.terminal.screens.scores import number
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import counted

if TYPE_CHECKING:
    from learn.analysis.exam import Forecast
    from learn.app.exam import Standing


def exam_screen(standing: Standing, size: Size) -> list[str]:
    """The forecast with its interval, what it rests on, and each day in minutes."""
    return [line for block in _blocks(standing, size) for line in ("", *block)][1:]


def _blocks(standing: Standing, size: Size) -> list[list[str]]:
    when = "today" if standing.days_left == 0 else f"in {counted(standing.days_left, 'day')}"
    said = [f"{', '.join(standing.banks)} on {standing.on}, {when}.", *_expected(standing)]
    rows = [(_short(day.day), number(day.minutes, 1), str(day.facts), number(day.expected, 1)) for day in standing.days]
    head = ("day", "minutes", "facts", "expected then")
    return [
        [line for each in said for line in paragraph(each, size.cells)],
        table(head, rows, size.cells, right=(1, 2, 3)),
        paragraph(_rests_on(standing), size.cells),
        *([paragraph("learn exam --start", size.cells)] if standing.facts_today else []),
    ]


def _short(day: str) -> str:
    """A day (YYYY-MM-DD) as a student thinks of it: `Fri 11-27`."""
    return f"{WEEKDAYS[date.fromisoformat(day).weekday()]} {day[5:]}"


def _expected(standing: Standing) -> list[str]:
    now, of = standing.now, standing.now.questions
    said = [f"Expected on the day: {number(now.expected, 0)} of {of} if you stop now ({_between(now)})."]
    if standing.facts_today:
        after = number(standing.today.expected, 0)
        said.append(f"{after} of {of} with {number(standing.minutes_today, 1)} minutes more today.")
    elif standing.done_today:
        said.append(f"Today's part is done: {counted(standing.done_today, 'fact')}.")
    return said


def _between(forecast: Forecast) -> str:
    return f"nine times in ten between {number(forecast.low, 0)} and {number(forecast.high, 0)}"


def _rests_on(standing: Standing) -> str:
    reviews = counted(standing.rests_on, "review")
    return (
        f"This rests on the predicted recall of {standing.facts} facts, of which you have met {standing.met}, "
        f"and on how {reviews} of yours came out. When it was planned, {number(standing.began, 0)} were expected."
    )
