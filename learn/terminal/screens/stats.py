"""The figures of a learner: mastery, what is coming, whether recall and predictions hold, and the days of study."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from learn.dates import spoken_day
from learn.language import tr, trn
from learn.terminal import wording
from learn.terminal.screens.charts import axis, bar_line, calendar, columns, flowed, paragraph, percent
from learn.terminal.surroundings import Size
from learn.text import padded, width

if TYPE_CHECKING:
    from learn.analysis.calibration import Calibration
    from learn.analysis.retention import Retention
    from learn.app.overview import LessonStanding
    from learn.app.statistics import Statistics

KIND_CELLS = 12
MOST_DAYS = 14
"""Days of study that are said; a screen has room for half a year."""


def stats_screen(figures: Statistics, size: Size) -> list[str]:
    """All sections that have something to show."""
    days = [(one.day, one.count) for one in figures.calendar]
    slipping = [line for fact in figures.leeches for line in paragraph(fact, size.cells, "  ")]
    sections = [
        (tr("Mastery by lesson"), _lessons(figures.lessons, size)),
        (tr("Reviews in the next 30 days"), _forecast(figures, size)),
        (tr("Recall when due"), _retention(figures, size)),
        (tr("Predicted and right, by kind of question"), _calibration(figures.calibration, size)),
        (tr("Answers by day"), _calendar_said(days) if size.plain else calendar(days, size.cells, size.signs)),
        (tr("Facts that keep slipping"), slipping),
    ]
    titled = [line for title, lines in sections if lines for line in ("", *paragraph(title, size.cells), *lines)]
    return _summary(figures, size) + titled


def _summary(figures: Statistics, size: Size) -> list[str]:
    pieces = [
        figures.today,
        trn("{n} answer", "{n} answers", figures.answers),
        trn("on {n} day", "on {n} days", figures.days),
        trn("{n} day in a row", "{n} days in a row", figures.streak),
    ]
    return paragraph(figures.learner, size.cells) + flowed(pieces, size.cells, size.signs.between)


def _lessons(lessons: Sequence[LessonStanding], size: Size) -> list[str]:
    """All of them; for those who listen, those that are new only as a number."""
    shown = [one for one in lessons if one.seen or not size.plain]
    new = len(lessons) - len(shown)
    said = ["  " + trn("{n} lesson not met yet", "{n} lessons not met yet", new)] if new else []
    return [line for one in shown for line in _lesson(one, size)] + said


def _lesson(one: LessonStanding, size: Size) -> list[str]:
    met = trn("{seen} of {n} fact met", "{seen} of {n} facts met", one.facts, seen=one.seen)
    details = [tr("{percent} proved", percent=percent(one.proved)), met]
    if size.plain:
        said = "; ".join([tr("{percent} known", percent=percent(one.mastery)), *details])
        return [f"  {one.title}: {said}"]
    known = bar_line("", one.mastery, 1.0, f"{percent(one.mastery):>4}", size.cells - 2, size.signs)
    title = paragraph(one.title, size.cells, "  ")
    beside = f"  {known}   {size.signs.between.join(details)}"
    if width(beside) <= size.cells:
        return [*title, beside]
    return [*title, f"  {known}", *flowed(details, size.cells, size.signs.between, "  ")]


def _forecast(figures: Statistics, size: Size) -> list[str]:
    counts = [one.count for one in figures.forecast]
    if not any(counts):
        return []
    if size.plain:
        return _forecast_said(figures)
    busiest = max(figures.forecast, key=lambda one: one.count)
    said = [
        axis(counts, size.cells),
        tr("{n} in all, most on {day} ({most}).", n=sum(counts), day=busiest.day, most=busiest.count),
    ]
    if figures.overdue:
        said.append(tr("{n} of today's are overdue.", n=figures.overdue))
    return ["", *columns(counts, size.cells, size.signs), *paragraph(" ".join(said), size.cells, "  ")]


def _forecast_said(figures: Statistics) -> list[str]:
    """The days on which there is something, instead of a column for each."""
    said = [f"  {_day(one.day)}: {one.count}" for one in figures.forecast if one.count]
    overdue = [tr("{n} of today's are overdue.", n=figures.overdue)] if figures.overdue else []
    return [*said, *("  " + line for line in overdue)]


def _calendar_said(days: list[tuple[str, int]]) -> list[str]:
    """The newest days of study, each with its number, instead of a field for each."""
    studied = [(day, count) for day, count in sorted(days, reverse=True) if count]
    said = [f"  {_day(day)}: {count}" for day, count in studied[:MOST_DAYS]]
    more = len(studied) - MOST_DAYS
    return [*said, "  " + tr("and {n} more", n=more)] if more > 0 else said


def _day(day: str) -> str:
    return spoken_day(date.fromisoformat(day))


def _retention(figures: Statistics, size: Size) -> list[str]:
    if not figures.retention.n and not figures.first_sight.n:
        return []
    measured = _measured(figures.retention, figures.target, size) if figures.retention.n else []
    return measured + _first_sight(figures.first_sight, size)


def _measured(one: Retention, target: float, size: Size) -> list[str]:
    rows = [(tr("recalled"), one.corrected), (tr("target"), target), (tr("predicted"), one.expected)]
    wide = max(width(label) for label, _ in rows)
    lines = [
        bar_line(f"  {padded(label, wide)}", share, 1.0, f"{percent(share):>4}", size.cells, size.signs)
        for label, share in rows
        if share is not None
    ]
    note = trn(
        "{n} review; {percent} were right, and what luck adds is taken out.",
        "{n} reviews; {percent} were right, and what luck adds is taken out.",
        one.n,
        percent=percent(one.observed),
    )
    return lines + paragraph(note, size.cells, "  ")


def _first_sight(one: Retention, size: Size) -> list[str]:
    text = trn(
        "At first sight {percent} of {n} answer were right.",
        "At first sight {percent} of {n} answers were right.",
        one.n,
        percent=percent(one.observed),
    )
    return paragraph(text, size.cells, "  ") if one.n else []


def _calibration(rows: list[Calibration], size: Size) -> list[str]:
    """A line for each kind where it fits, else two."""
    if size.plain:
        return [_said_row(row) for row in rows]
    wide = size.cells >= 64
    return [line for row in rows for line in (_wide_row(row) if wide else _narrow_row(row, size))]


def _said_row(row: Calibration) -> str:
    return "  " + trn(
        "{kind}: predicted {predicted}; right {right} of {n} answer, which means between {low} and {high}.",
        "{kind}: predicted {predicted}; right {right} of {n} answers, which means between {low} and {high}.",
        row.n,
        kind=wording.kind(row.kind),
        predicted=percent(row.predicted),
        right=percent(row.observed),
        low=percent(row.low),
        high=percent(row.high),
    )


def _wide_row(row: Calibration) -> list[str]:
    span = f"{round(100 * row.low)}-{round(100 * row.high)}%"
    said = tr(
        "predicted {predicted:>4}   right {right:>4}   ({span}, n = {n})",
        predicted=percent(row.predicted),
        right=percent(row.observed),
        span=span,
        n=row.n,
    )
    return [f"  {padded(wording.kind(row.kind), KIND_CELLS)}{said}"]


def _narrow_row(row: Calibration, size: Size) -> list[str]:
    span = f"{round(100 * row.low)}-{round(100 * row.high)}%"
    pieces = [
        tr("predicted {percent}", percent=percent(row.predicted)),
        tr("right {percent}", percent=percent(row.observed)),
        span,
        f"n = {row.n}",
    ]
    return [f"  {wording.kind(row.kind)}", *flowed(pieces, size.cells, size.signs.between, "    ")]
