"""The figures of `learn stats`: mastery, forecast, retention, calibration, calendar."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.analysis.calibration import Calibration, calibrated
from learn.analysis.outcomes import Outcome
from learn.analysis.retention import Retention, retained
from learn.analysis.tally import Tally
from learn.app import App
from learn.app.overview import LessonStanding, lesson_standings
from learn.events import day_text, learner_day

if TYPE_CHECKING:
    from learn.store.glances import Glance

FORECAST_DAYS = 30
CALENDAR_DAYS = 7 * 26


class DayCount(Struct, frozen=True):
    """A day (YYYY-MM-DD) and how many: reviews that fall due on it, or answers given on it."""

    day: str
    count: int


class Statistics(Struct, frozen=True):
    """Everything `learn stats` shows. `overdue` is what the first day of `forecast` carries over from before."""

    learner: str
    today: str
    answers: int
    days: int
    streak: int
    target: float
    lessons: list[LessonStanding]
    overdue: int
    forecast: list[DayCount]
    retention: Retention
    first_sight: Retention
    calibration: list[Calibration]
    calendar: list[DayCount]
    leeches: list[str]


def statistics(app: App) -> Statistics:
    """The learner's figures as of now."""
    days: Counter[int] = Counter()
    tested, first_sight = tallies(app.store.glances(app.learner), days)
    states, today = app.store.all_states(app.learner), app.today
    due = Counter(max(state.due_day, today) for state in states if not state.suspended)
    reviewed = Tally()
    for tally in tested.values():
        reviewed.join(tally)
    return Statistics(
        learner=app.learner_name,
        today=day_text(today),
        answers=sum(days.values()),
        days=len(days),
        streak=_streak(days, today),
        target=app.settings.retention,
        lessons=lesson_standings(app, states),
        overdue=sum(state.due_day < today for state in states if not state.suspended),
        forecast=[DayCount(day_text(day), due[day]) for day in range(today, today + FORECAST_DAYS)],
        retention=retained(reviewed),
        first_sight=retained(first_sight),
        calibration=calibrated(tested),
        calendar=[DayCount(day_text(day), days[day]) for day in range(today - CALENDAR_DAYS + 1, today + 1)],
        leeches=[state.fact for state in states if state.memory.leech()],
    )


def tallies(glances: Iterable[tuple[int, int, "Glance"]], days: Counter[int]) -> tuple[dict[str, Tally], Tally]:
    """What tests memory (see `learn.analysis.outcomes.reviews`), by kind of question; and the facts' first answers.

    The answers of each day are counted on the way, since reading them all takes its time.
    """
    tested: dict[str, Tally] = {}
    first_sight = Tally()
    last: dict[str, int] = {}
    for ms, offset, glance in glances:
        day = learner_day(ms, offset)
        days[day] += 1
        for piece in glance.evidence:
            fact = piece.fact
            before = last.get(fact)
            if before == day:
                continue
            last[fact] = day
            if piece.recall <= 0:
                continue
            tally = first_sight if before is None else tested.get(glance.kind)
            if tally is None:
                tally = tested[glance.kind] = Tally()
            tally.count(piece.guess, piece.slip, piece.recall, piece.score == 1)
    return tested, first_sight


def outcomes(app: App) -> Iterator[Outcome]:
    """What the answers showed."""
    for ms, offset, glance in app.store.glances(app.learner):
        day = learner_day(ms, offset)
        for piece in glance.evidence:
            yield Outcome(
                learner=app.learner,
                fact=piece.fact,
                kind=glance.kind,
                day=day,
                recall=piece.recall,
                guess=piece.guess,
                slip=piece.slip,
                right=piece.score == 1,
            )


def _streak(days: Counter[int], today: int) -> int:
    """Days in a row with an answer, up to today or (when today has none yet) yesterday."""
    day = today if days[today] else today - 1
    length = 0
    while days[day - length]:
        length += 1
    return length
