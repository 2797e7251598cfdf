"""The exam: what the day is likely to bring, today's part, and the plan by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learn.dates import spoken_day, weekday_and_number
from learn.language import tr, trn
from learn.terminal.screens.charts import paragraph
from learn.terminal.screens.scores import number
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size

if TYPE_CHECKING:
    from learn.analysis.exam import Forecast
    from learn.app.exam import Standing


def exam_screen(standing: Standing, size: Size) -> list[str]:
    """The forecast with its interval, what it rests on, and each day in minutes."""
    return [line for block in _blocks(standing, size) for line in ("", *block)][1:]


def _blocks(standing: Standing, size: Size) -> list[list[str]]:
    when = tr("today") if standing.days_left == 0 else trn("in {n} day", "in {n} days", standing.days_left)
    exam = tr("{banks} on {day}, {when}.", banks=", ".join(standing.banks), day=standing.on, when=when)
    said = [exam, *_expected(standing)]
    name = spoken_day if size.plain else weekday_and_number
    rows = [
        (name(date.fromisoformat(day.day)), number(day.minutes, 1), str(day.facts), number(day.expected, 1))
        for day in standing.days
    ]
    head = (tr("day"), tr("minutes"), tr("facts"), tr("expected then"))
    return [
        [line for each in said for line in paragraph(each, size.cells)],
        table(head, rows, size, right=(1, 2, 3)),
        paragraph(_rests_on(standing), size.cells),
        *([paragraph("learn exam --start", size.cells)] if standing.facts_today else []),
    ]


def _expected(standing: Standing) -> list[str]:
    now, of = standing.now, standing.now.questions
    said = [
        tr(
            "Expected on the day: {expected} of {questions} if you stop now ({between}).",
            expected=number(now.expected, 0),
            questions=of,
            between=_between(now),
        )
    ]
    if standing.facts_today:
        more = tr(
            "{expected} of {questions} with {minutes} minutes more today.",
            expected=number(standing.today.expected, 0),
            questions=of,
            minutes=number(standing.minutes_today, 1),
        )
        said.append(more)
    elif standing.done_today:
        said.append(trn("Today's part is done: {n} fact.", "Today's part is done: {n} facts.", standing.done_today))
    return said


def _between(forecast: Forecast) -> str:
    low, high = number(forecast.low, 0), number(forecast.high, 0)
    return tr("nine times in ten between {low} and {high}", low=low, high=high)


def _rests_on(standing: Standing) -> str:
    return trn(
        "This rests on the predicted recall of {facts} facts, of which you have met {met}, "
        "and on how {n} review of yours came out. When it was planned, {began} were expected.",
        "This rests on the predicted recall of {facts} facts, of which you have met {met}, "
        "and on how {n} reviews of yours came out. When it was planned, {began} were expected.",
        standing.rests_on,
        facts=standing.facts,
        met=standing.met,
        began=number(standing.began, 0),
    )
