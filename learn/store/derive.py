"""Deriving projections again from the events, of some learners or of all."""

import sqlite3
from collections.abc import Iterable

from learn.store.lines import timeline
from learn.store.projector import Projector
from learn.store.schema import PROJECTIONS

_ABOUT_ANSWERS = ("retract", "override", "regrade", "finish")
_OTHERS = ("session", "suspend", "bury")  # settings are in force already, reads and flags leave no trace


def derive_learners(projector: Projector, learners: Iterable[int]) -> None:
    """Make the projections of these learners anew. Within a transaction."""
    db = projector.db
    projector.forget_settings()
    for learner in learners:
        _clear(db, learner)
        _replay(projector, learner)


def derive_all(projector: Projector) -> None:
    """Make all projections anew, from nothing but the events. Within a transaction."""
    db = projector.db
    projector.forget_cached()
    for table in PROJECTIONS:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.execute("INSERT INTO timeline SELECT learner, type, ms, n FROM event ORDER BY learner, type, ms, n")
    for (learner,) in db.execute("SELECT n FROM learner ORDER BY n").fetchall():
        _replay(projector, learner)


def _clear(db: sqlite3.Connection, learner: int) -> None:
    db.execute("DELETE FROM evidence WHERE state IN (SELECT n FROM state WHERE learner = ?)", (learner,))
    for table in ("state", "question_use", "session", "timeline"):
        db.execute(f"DELETE FROM {table} WHERE learner = ?", (learner,))  # noqa: S608
    db.execute("DELETE FROM amendment WHERE event NOT IN (SELECT n FROM event)")
    db.execute("DELETE FROM amendment WHERE event IN (SELECT n FROM event WHERE learner = ?)", (learner,))
    db.execute("INSERT INTO timeline SELECT learner, type, ms, n FROM event WHERE learner = ?", (learner,))


def _replay(projector: Projector, learner: int) -> None:
    """Take in a learner's events: first what was said about answers, so that each answer is judged once."""
    for kind in (*_ABOUT_ANSWERS, "answer", *_OTHERS):
        for line in timeline(projector.db, learner, kind):
            projector.take(line)
    projector.settle()
