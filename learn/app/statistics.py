"""The figures of `learn stats`: mastery, forecast, retention, calibration, calendar."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from learn.analysis.calibration import Calibration, by_kind
from learn.analysis.outcomes import Outcome, placed, reviews
from learn.analysis.retention import Retention, retention
from learn.app import App
from learn.app.overview import LessonStanding, lesson_standings
from learn.events import day_text, learner_day

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
    shown = list(placed(outcomes(app, days)))
    tested = reviews(shown)
    states = app.store.all_states(app.learner)
    due = Counter(max(state.due_day, app.today) for state in states if not state.suspended)
    return Statistics(
        learner=app.learner_name,
        today=day_text(app.today),
        answers=sum(days.values()),
        days=len(days),
        streak=_streak(days, app.today),
        target=app.settings.retention,
        lessons=lesson_standings(app),
        overdue=sum(state.due_day < app.today for state in states if not state.suspended),
        forecast=[DayCount(day_text(day), due[day]) for day in range(app.today, app.today + FORECAST_DAYS)],
        retention=retention(tested),
        first_sight=retention([outcome for outcome in shown if outcome.first and outcome.foretold]),
        calibration=by_kind(tested),
        calendar=[DayCount(day_text(day), days[day]) for day in range(app.today - CALENDAR_DAYS + 1, app.today + 1)],
        leeches=[state.fact for state in states if state.memory.leech()],
    )


def outcomes(app: App, days: Counter[int] | None = None) -> Iterator[Outcome]:
    """What the answers showed; those of each day are counted on the way, since reading them all takes its time."""
    days = Counter() if days is None else days
    once: dict[str, str] = {}  # of a million answers each would bring its own copy of the fact's name
    for row in app.store.history(app.learner):
        if row.retracted:
            continue
        day = learner_day(row.ms, row.offset)
        days[day] += 1
        if row.overridden:
            continue
        for piece in row.evidence:
            yield Outcome(
                learner=row.learner,
                fact=once.setdefault(piece.fact, piece.fact),
                kind=once.setdefault(row.body.kind, row.body.kind),
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
