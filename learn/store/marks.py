"""Which facts are suspended, and until when others are buried: the last word on each counts."""

import sqlite3

import msgspec

from learn.events import BuryBody, SuspendBody
from learn.store.lines import timeline
from learn.store.renames import Names

_WRITE = """INSERT INTO state (learner, fact, suspended, buried_until) VALUES (?, ?, ?, ?)
    ON CONFLICT (learner, fact) DO UPDATE SET suspended = excluded.suspended, buried_until = excluded.buried_until"""


def derive(db: sqlite3.Connection, learner: int, facts: set[str], names: Names) -> None:
    """Set the marks of these facts, given under any of their names, by all that the learner said about them."""
    wanted = {names.fact(fact) for fact in facts}
    suspended, buried = _last_words(db, learner, names)
    rows = [(learner, fact, suspended.get(fact, False), buried.get(fact, 0)) for fact in wanted]
    db.executemany(_WRITE, rows)


def _last_words(db: sqlite3.Connection, learner: int, names: Names) -> tuple[dict[str, bool], dict[str, int]]:
    suspended: dict[str, bool] = {}
    buried: dict[str, int] = {}
    for line in timeline(db, learner, "suspend"):
        suspend = msgspec.json.decode(line.body, type=SuspendBody)
        suspended[names.fact(suspend.fact)] = suspend.on
    for line in timeline(db, learner, "bury"):
        bury = msgspec.json.decode(line.body, type=BuryBody)
        buried[names.fact(bury.fact)] = bury.until
    return suspended, buried
