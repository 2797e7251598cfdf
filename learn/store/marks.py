"""Which facts are suspended, and until when others are buried: the last word on each counts."""

import sqlite3

import msgspec

from learn.events import BuryBody, SuspendBody
from learn.store.facts import stored
from learn.store.lines import timeline
from learn.store.renames import Names

_WRITE = "UPDATE state SET suspended = ?, buried_until = ? WHERE n = ?"


def derive(db: sqlite3.Connection, learner: int, facts: set[str], names: Names) -> None:
    """Set the marks of these facts, given under any of their names, by all that the learner said about them."""
    suspended, buried = last_words(db, learner, names)
    for fact in {names.fact(fact) for fact in facts}:
        number, _ = stored(db, learner, fact)
        db.execute(_WRITE, (suspended.get(fact, False), buried.get(fact, 0), number))


def last_words(db: sqlite3.Connection, learner: int, names: Names) -> tuple[dict[str, bool], dict[str, int]]:
    """By today's names of facts whether each was suspended, and until which ordinal day it was buried."""
    suspended: dict[str, bool] = {}
    buried: dict[str, int] = {}
    for line in timeline(db, learner, "suspend"):
        suspend = msgspec.json.decode(line.body, type=SuspendBody)
        suspended[names.fact(suspend.fact)] = suspend.on
    for line in timeline(db, learner, "bury"):
        bury = msgspec.json.decode(line.body, type=BuryBody)
        buried[names.fact(bury.fact)] = bury.until
    return suspended, buried
