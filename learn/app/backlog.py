"""After days away more is due than anyone wants to answer at once: a part of it each day, what is still held first."""

from learn.app import App
from learn.app.world import predicted_recall

BACKLOG = 40
"""From more overdue facts on they are spread over days."""

DAYS = 5
LEAST = 20
"""A day's part of what is overdue: a fifth of it, and at least so many facts."""


def todays_part(app: App, reviewed: int, allowance: int) -> tuple[list[str], int] | None:
    """The facts to review today within the `allowance`, when so many were `reviewed` already, and how many are
    overdue (of a huge backlog as many as are looked at); None where it is not too much for a day.

    Those most likely still known come first: each of them saves more than one that is forgotten already, and a
    session that begins with success is gone on with. What falls due today comes on top of the backlog's part.
    """
    library = app.library.path
    if len(app.store.due_facts(app.learner, app.today - 1, BACKLOG + 1, library)) <= BACKLOG:
        return None
    overdue = app.store.due_facts(app.learner, app.today - 1, DAYS * max(allowance, BACKLOG), library)
    part = max(LEAST, -(-(len(overdue) + reviewed) // DAYS)) - reviewed
    late = set(overdue)
    fresh = [
        fact
        for fact in app.store.due_facts(app.learner, app.today, len(overdue) + allowance, library)
        if fact not in late
    ]
    return [*_most_held(app, overdue)[: max(0, part)], *fresh][:allowance], len(overdue)


def _most_held(app: App, facts: list[str]) -> list[str]:
    states, today, model = app.store.states(app.learner, facts), app.today, app.settings.model
    return sorted(facts, key=lambda fact: -predicted_recall(states[fact].memory, today, model))
