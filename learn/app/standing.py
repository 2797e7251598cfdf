"""Where a learner stands, and the one thing to do next."""

from msgspec import Struct

from learn.app import App
from learn.app.overview import next_lesson
from learn.events import day_text


class Standing(Struct, frozen=True):
    """The first screen: what is due, what is new, what was left unfinished, and the next thing with its command."""

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


def standing(app: App) -> Standing:
    """The learner's standing now."""
    counts = app.store.counts(app.learner, app.today, app.library.path)
    coming = app.store.next_due(app.learner, app.today)
    paused = app.store.open_session(app.learner, None)
    title = paused.body.title if paused else ""
    words, command = _next(app, title if paused else None, counts.due)
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
    )


def _next(app: App, paused: str | None, due: int) -> tuple[str, list[str]]:
    """What to do next, in words and as a command: finish, then review, then learn something new."""
    if paused is not None:
        return f"Go on with “{paused}”.", ["resume"]
    if due:
        return f"Review the {due} facts that are due." if due > 1 else "Review the fact that is due.", ["review"]
    lesson = next_lesson(app)
    if lesson:
        return f"Study “{app.library.lesson(lesson).title}”.", ["study"]
    return "Nothing is due. Practise what you like: learn quiz BANK.", []
