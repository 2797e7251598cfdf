"""What stands on a student's page: the figures of `learn stats`, and how memory of her shakiest facts came about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learn.app import App
from learn.app.statistics import DayCount, statistics
from learn.events import day_text
from learn.memory.evidence import recall_on
from learn.memory.model import Model
from learn.memory.state import MemoryState
from learn.pages import require_extra
from learn.problems import LearnError
from learn.store.facts import FactState

if TYPE_CHECKING:
    from learn.pages.student import FactFigures
    from learn.pages.student_charts import Curve

MOST_FACTS = 100
MOST_CURVES = 4
DAYS_AHEAD = 30
_POINTS = 80


def student_html(app: App) -> str:
    """The learner's page as of now. UsageError without the extra."""
    require_extra()
    from learn.pages.student import LessonFigures, StudentFigures, student_page
    from learn.pages.student_charts import Day

    known = statistics(app)
    states = app.store.all_states(app.learner)
    shaky = _shakiest(app, states)

    def days(counts: Sequence[DayCount]) -> tuple[Day, ...]:
        return tuple(Day(one.day, one.count) for one in counts)

    return student_page(
        StudentFigures(
            learner=known.learner,
            today=known.today,
            answers=known.answers,
            days=known.days,
            streak=known.streak,
            target=known.target,
            lessons=tuple(
                LessonFigures(one.title, one.facts, one.seen, one.mastery, one.proved, one.due) for one in known.lessons
            ),
            facts=len(states),
            shakiest=tuple(_fact(app, state) for state in shaky),
            curves=tuple(_curve(app, state) for state in shaky[:MOST_CURVES]),
            overdue=known.overdue,
            forecast=days(known.forecast),
            retention=known.retention,
            first_sight=known.first_sight,
            calibration=tuple(known.calibration),
            calendar=days(known.calendar),
            leeches=tuple(_name(app, fact) for fact in known.leeches),
        )
    )


def _shakiest(app: App, states: Sequence[FactState]) -> list[FactState]:
    """The facts least likely to be recalled today, without those that are taken out of reviews."""
    model, today = app.settings.model, app.today
    asked = [state for state in states if not state.suspended and state.memory.last_day <= today]
    return sorted(asked, key=lambda state: (recall_on(state.memory, today, model), state.fact))[:MOST_FACTS]


def _fact(app: App, state: FactState) -> "FactFigures":
    from learn.pages.student import FactFigures

    card = app.library.fact(state.fact)
    return FactFigures(
        name=_name(app, state.fact),
        lesson=app.library.lesson(card.lesson).title if card else "",
        recall=recall_on(state.memory, app.today, app.settings.model),
        stability=state.memory.stability,
        due=day_text(state.due_day),
        reviews=state.memory.reviews,
        lapses=state.memory.lapses,
    )


def _name(app: App, fact: str) -> str:
    """A fact in words: its statement, or the question that is its own fact, or else its id."""
    card = app.library.fact(fact)
    if card:
        return card.statement
    bank, _, question = fact.partition("/")
    try:
        return app.library.question(bank, question).prompt or fact
    except LearnError:
        return fact


def _curve(app: App, state: FactState) -> "Curve":
    from learn.pages.student_charts import Curve

    path = [(day, memory) for day, memory in app.store.memory_path(app.learner, state.fact) if day <= app.today]
    latest = list(dict(path).items())  # of several answers on one day the last says what is remembered
    return Curve(
        name=_name(app, state.fact),
        line=_line(latest, app.today, app.settings.model),
        answers=tuple((day - app.today, recall_on(memory, day, app.settings.model)) for day, memory in latest),
    )


def _line(path: Sequence[tuple[int, MemoryState]], today: int, model: Model) -> tuple[tuple[float, float], ...]:
    """Predicted recall from the first answer to some days ahead: it falls from answer to answer, and jumps at each."""
    ends = [day for day, _ in path[1:]]
    stretches = [
        *zip(path, ends, strict=False),
        *([(path[-1], today)] if path[-1][0] < today else []),
        ((today, path[-1][1]), today + DAYS_AHEAD),
    ]
    whole = today + DAYS_AHEAD - path[0][0]
    step = max(1, whole // _POINTS)
    return tuple(
        (day - today, recall_on(memory, day, model))
        for (begin, memory), end in stretches
        for day in [*range(begin, end, step), end]
    )
