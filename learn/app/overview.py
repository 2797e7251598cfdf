"""Where a learner stands: lessons, what is due, what comes next. Values for the screens and for JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.app import App
from learn.events import day_text
from learn.language import tr, trn
from learn.memory.evidence import recall_on

if TYPE_CHECKING:
    from learn.store.facts import FactState


class LessonStanding(Struct, frozen=True):
    """One lesson: how many of its facts were seen, mean predicted recall today (unseen = 0), share proved by recall."""

    lesson: str
    title: str
    facts: int
    questions: int
    seen: int
    mastery: float
    proved: float
    read: bool
    due: int = 0
    summary: str = ""


class DueFact(Struct, frozen=True):
    """One answered fact: when it is due, predicted recall today, and its memory (stability in days)."""

    fact: str
    lesson: str
    due: str
    recall: float
    stability: float
    difficulty: float
    reviews: int


class DueOverview(Struct, frozen=True):
    """What is due on the learner's day: facts answered and due, facts never answered, and all answered ones."""

    today: str
    due: int
    new: int
    facts: list[DueFact]


class DueGlance(Struct, frozen=True):
    """What the screen shows of it: how many facts come on each of the next days (the first holds what is overdue),
    how many later and until when, and the most urgent ones of those that are due."""

    today: str
    due: int
    new: int
    now: list[DueFact]
    due_now: int
    ahead: list[int]
    later: int
    last: str


DAYS_AHEAD = 7
MOST_URGENT = 12


def due_overview(app: App) -> DueOverview:
    """All answered facts, soonest due first."""
    counts = app.store.counts(app.learner, app.today, app.library.path)
    facts = _due_facts(app, app.store.all_states(app.learner))
    return DueOverview(today=day_text(app.today), due=counts.due, new=counts.new, facts=facts)


def due_glance(app: App) -> DueGlance:
    """The same at a glance, without the memory of every single fact."""
    today = app.today
    days, counts = app.store.tally(app.learner, today, app.library.path, app.library.content())
    ahead = [sum(number for day, number in days if day <= today)]
    ahead += [dict(days).get(day, 0) for day in range(today + 1, today + DAYS_AHEAD)]
    urgent = app.store.soonest(app.learner, today, MOST_URGENT)
    states = app.store.states(app.learner, urgent)
    return DueGlance(
        today=day_text(today),
        due=counts.due,
        new=counts.new,
        now=_due_facts(app, [states[fact] for fact in urgent if fact in states]),
        due_now=ahead[0],
        ahead=ahead,
        later=sum(number for _, number in days) - sum(ahead),
        last=day_text(days[-1][0]) if days else "",
    )


def _due_facts(app: App, states: "Sequence[FactState]") -> list[DueFact]:
    today, model = app.today, app.settings.model
    lessons = app.library.fact_lessons([state.fact for state in states])
    return [
        DueFact(
            fact=state.fact,
            lesson=lessons.get(state.fact, ""),
            due=day_text(state.due_day),
            recall=recall_on(state.memory, today, model),
            stability=state.memory.stability,
            difficulty=state.memory.difficulty,
            reviews=state.memory.reviews,
        )
        for state in states
    ]


def lesson_standings(app: App, states: "Sequence[FactState] | None" = None) -> list[LessonStanding]:
    """Every lesson in teaching order. `states` are those of all answered facts, where they are at hand."""
    today, model = app.today, app.settings.model
    states = app.store.all_states(app.learner) if states is None else states
    lessons = app.library.fact_lessons([state.fact for state in states])
    read = app.store.reads(app.learner)
    recalls: dict[str, list[float]] = {}
    proved: dict[str, int] = {}
    due: dict[str, int] = {}
    for state in states:
        lesson = lessons.get(state.fact, "")
        recalls.setdefault(lesson, []).append(recall_on(state.memory, today, model))
        proved[lesson] = proved.get(lesson, 0) + state.memory.proved
        due[lesson] = due.get(lesson, 0) + (state.due_day <= today)
    return [
        LessonStanding(
            lesson=row.id,
            title=row.title,
            facts=row.facts,
            questions=row.questions,
            seen=len(recalls.get(row.id, ())),
            mastery=sum(recalls.get(row.id, ())) / row.facts if row.facts else 0.0,
            proved=proved.get(row.id, 0) / row.facts if row.facts else 0.0,
            read=row.id in read,
            due=due.get(row.id, 0),
            summary=row.summary,
        )
        for row in app.library.lessons()
    ]


def next_lesson(app: App) -> str:
    """The first lesson with facts that were never answered, in teaching order; "" when all were."""
    return next((one.lesson for one in lesson_standings(app) if one.questions and one.seen < one.facts), "")


def nothing_due(app: App, at_will: bool = False) -> str:
    """Why there is no review to do now, in words; "" when there is one.

    Who asks for a number (`at_will`) is not held back by the day's part of a backlog, only by the daily limit."""
    from learn.app.backlog import todays_part
    from learn.app.choosing import review_allowance, reviewed_today

    if app.store.due_facts(app.learner, app.today, 1, app.library.path):
        allowance = review_allowance(app)
        part = None if at_will else todays_part(app, reviewed_today(app), allowance)
        if allowance and (part is None or part[0]):
            return ""
        left = app.store.counts(app.learner, app.today, app.library.path).due
        said = trn(
            "You have done today's reviews. Left for the coming days: {n} fact.",
            "You have done today's reviews. Left for the coming days: {n} facts.",
            left,
        )
        return said if allowance == 0 else said + " " + tr("`learn review -n 20` goes on all the same.")
    coming = app.store.next_due(app.learner, app.today)
    if coming is None:
        return tr("Nothing to review yet: `learn study` begins the first lesson.")
    return trn(
        "Nothing is due. The next review is on {day}: {n} fact.",
        "Nothing is due. The next review is on {day}: {n} facts.",
        coming[1],
        day=day_text(coming[0]),
    )
