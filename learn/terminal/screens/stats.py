"""The figures of a learner: mastery, what is coming, whether recall and predictions hold, and the days of study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learn.terminal.screens.charts import axis, bar_line, calendar, columns, flowed, paragraph, percent
from learn.terminal.surroundings import Size
from learn.text import counted, width

if TYPE_CHECKING:
    from learn.analysis.calibration import Calibration
    from learn.analysis.retention import Retention
    from learn.app.overview import LessonStanding
    from learn.app.statistics import Statistics

KIND_CELLS = 12


def stats_screen(figures: Statistics, size: Size) -> list[str]:
    """All sections that have something to show."""
    days = [(one.day, one.count) for one in figures.calendar]
    slipping = [line for fact in figures.leeches for line in paragraph(fact, size.cells, "  ")]
    sections = [
        ("Mastery by lesson", [line for one in figures.lessons for line in _lesson(one, size)]),
        ("Reviews in the next 30 days", _forecast(figures, size)),
        ("Recall when due", _retention(figures, size)),
        ("Predicted and right, by kind of question", _calibration(figures.calibration, size)),
        ("Answers by day", calendar(days, size.cells, size.signs)),
        ("Facts that keep slipping", slipping),
    ]
    titled = [line for title, lines in sections if lines for line in ("", *paragraph(title, size.cells), *lines)]
    return _summary(figures, size) + titled


def _summary(figures: Statistics, size: Size) -> list[str]:
    pieces = [
        figures.today,
        counted(figures.answers, "answer"),
        f"on {counted(figures.days, 'day')}",
        f"{counted(figures.streak, 'day')} in a row",
    ]
    return paragraph(figures.learner, size.cells) + flowed(pieces, size.cells, size.signs.between)


def _lesson(one: LessonStanding, size: Size) -> list[str]:
    details = [f"{percent(one.proved)} proved", f"{one.seen} of {counted(one.facts, 'fact')} met"]
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
    busiest = max(figures.forecast, key=lambda one: one.count)
    words = f"{sum(counts)} in all, most on {busiest.day} ({busiest.count})."
    if figures.overdue:
        words += f" {figures.overdue} of today's are overdue."
    return [
        "",
        *columns(counts, size.cells, size.signs),
        *paragraph(f"{axis(counts, size.cells)} {words}", size.cells, "  "),
    ]


def _retention(figures: Statistics, size: Size) -> list[str]:
    if not figures.retention.n and not figures.first_sight.n:
        return []
    measured = _measured(figures.retention, figures.target, size) if figures.retention.n else []
    return measured + _first_sight(figures.first_sight, size)


def _measured(one: Retention, target: float, size: Size) -> list[str]:
    rows = [("recalled", one.corrected), ("target", target), ("predicted", one.expected)]
    lines = [
        bar_line(f"  {label:<9}", share, 1.0, f"{percent(share):>4}", size.cells, size.signs)
        for label, share in rows
        if share is not None
    ]
    note = f"{counted(one.n, 'review')}; {percent(one.observed)} were right, and what luck adds is taken out."
    return lines + paragraph(note, size.cells, "  ")


def _first_sight(one: Retention, size: Size) -> list[str]:
    text = f"At first sight {percent(one.observed)} of {counted(one.n, 'answer')} were right."
    return paragraph(text, size.cells, "  ") if one.n else []


def _calibration(rows: list[Calibration], size: Size) -> list[str]:
    """A line for each kind where it fits, else two."""
    wide = size.cells >= 64
    return [line for row in rows for line in (_wide_row(row) if wide else _narrow_row(row, size))]


def _wide_row(row: Calibration) -> list[str]:
    span = f"{round(100 * row.low)}-{round(100 * row.high)}%"
    kind = row.kind.replace("_", " ")
    said = f"  {kind:<{KIND_CELLS}}predicted {percent(row.predicted):>4}   right {percent(row.observed):>4}"
    return [f"{said}   ({span}, n = {row.n})"]


def _narrow_row(row: Calibration, size: Size) -> list[str]:
    span = f"{round(100 * row.low)}-{round(100 * row.high)}%"
    pieces = [f"predicted {percent(row.predicted)}", f"right {percent(row.observed)}", span, f"n = {row.n}"]
    return [f"  {row.kind.replace('_', ' ')}", *flowed(pieces, size.cells, size.signs.between, "    ")]
