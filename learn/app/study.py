"""Which lesson to study, and how many of its facts to meet today."""

from learn.app import App
from learn.events import ReadBody


def mark_read(app: App, lesson: str) -> None:
    """Note that a lesson was read to its end; once is enough."""
    if lesson not in app.store.reads(app.learner):
        app.record([ReadBody(lesson=lesson)])


def new_today(app: App, lesson: str) -> int:
    """How many facts of a lesson to meet today: those never answered, as far as the daily limit allows."""
    met, _ = app.store.answered_today(app.learner, app.today)
    left = max(0, app.settings.new_per_day - met)
    return len(app.store.new_facts(app.learner, left, app.library.path, lesson)) if left else 0
