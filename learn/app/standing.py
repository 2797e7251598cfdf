"""Where a learner stands, and the one thing to do next."""

from msgspec import Struct

from learn.app import App
from learn.app.overview import next_lesson
from learn.app.syncing import days_since_sync
from learn.events import day_text, learner_day
from learn.language import tr, trn
from learn.memory.evidence import recall_on
from learn.session.titles import shown_title

LONG_AWAY = 7
"""Days without an answer after which the first screen says what is still held."""


class Standing(Struct, frozen=True):
    """The first screen: what is due, what is new, what was left unfinished, and the next thing with its command.

    `away` is the days since the last answer, from a week on: then about `held` of the `held_of` facts ever answered are
    expected to be known still. `synced` is the days since the last `learn sync`, None where there was none.
    """

    learner: str
    today: str
    due: int
    new: int
    answered: int
    next: str
    command: list[str]
    next_due: str = ""
    next_due_count: int = 0
    paused: str = ""
    away: int = 0
    held: int = 0
    held_of: int = 0
    synced: int | None = None


def standing(app: App) -> Standing:
    """The learner's standing now."""
    counts = app.store.counts(app.learner, app.today, app.library.path)
    coming = app.store.next_due(app.learner, app.today)
    paused = app.store.open_session(app.learner, None)
    title = shown_title(paused.body.title) if paused else ""
    words, command = _next(app, title if paused else None, counts.due)
    away = _days_away(app)
    held, of = _held(app) if away else (0, 0)
    return Standing(
        learner=app.learner_name,
        today=day_text(app.today),
        due=counts.due,
        new=counts.new,
        answered=counts.answered,
        next=words,
        command=command,
        next_due=day_text(coming[0]) if coming else "",
        next_due_count=coming[1] if coming else 0,
        paused=title,
        away=away,
        held=held,
        held_of=of,
        synced=days_since_sync(app),
    )


def _days_away(app: App) -> int:
    """The days since the last answer; 0 for less than a week, and for who never answered."""
    last = app.store.last_answer(app.learner)
    days = app.today - learner_day(last.ms, last.offset) if last else 0
    return days if days >= LONG_AWAY else 0


def _held(app: App) -> tuple[int, int]:
    """How many facts are expected to be known today, the sum of their predicted recall, of how many ever answered."""
    model, states = app.settings.model, app.store.all_states(app.learner)
    return round(sum(recall_on(state.memory, app.today, model) for state in states)), len(states)


def _next(app: App, paused: str | None, due: int) -> tuple[str, list[str]]:
    """What to do next, in words and as a command: finish, then review, then learn something new."""
    if paused is not None:
        return tr("Go on with “{title}”.", title=paused), ["resume"]
    if due:
        return trn("Review the fact that is due.", "Review the {n} facts that are due.", due), ["review"]
    lesson = next_lesson(app)
    if lesson:
        return tr("Study “{title}”.", title=app.library.lesson(lesson).title), ["study"]
    return tr("Nothing is due. Practise what you like: learn quiz BANK."), []
