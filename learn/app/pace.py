"""How fast the learner answers: what minutes mean in questions."""

from learn.app import App

RECENT = 200
"""Answers that the pace is taken from."""

FIRST_SECONDS = 15.0
"""Seconds for a question of one who has not answered enough to tell."""

ENOUGH = 10
LONGEST_MS = 300_000
"""Longer than five minutes someone was elsewhere."""

READING = 1.4
"""Time between questions, for feedback and explanations, as a multiple of the time on them: a first guess."""


def seconds_per_question(app: App) -> float:
    """The learner's own pace in seconds for a question and its feedback: the median of her newest answers."""
    times = [row.body.ms for row in app.store.history(app.learner, limit=RECENT) if 0 < row.body.ms < LONGEST_MS]
    return READING * sorted(times)[len(times) // 2] / 1000 if len(times) >= ENOUGH else FIRST_SECONDS


def questions_in(app: App, minutes: float) -> int:
    """How many questions fit in so many minutes at the learner's pace: at least one."""
    return max(1, round(60 * minutes / seconds_per_question(app)))
