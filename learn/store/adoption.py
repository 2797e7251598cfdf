"""Taking over from the attached library what was renamed, and the lessons of facts where they matter here.

Facts that changed their names, and no others, are derived again: by today's names, from the same events.
"""

import sqlite3
from collections.abc import Collection

from learn.store.judgement import judged
from learn.store.lines import select
from learn.store.projector import Projector
from learn.store.renames import KINDS, moved_facts, renames, theirs
from learn.store.settings import Settings
from learn.store.tally import rows_went


def adopt(projector: Projector, settings: Settings) -> None:
    """Take over names and lessons. Within a transaction, with the library attached."""
    db = projector.db
    db.execute("DELETE FROM meta WHERE key = 'adopted'")  # see `tally`
    affected = _names_affected(db)
    for kind in KINDS:
        db.execute("DELETE FROM rename WHERE kind = ?", (kind,))
        db.executemany("INSERT INTO rename VALUES (?, ?, ?)", [(kind, *pair) for pair in theirs(db, kind).items()])
    moved = moved_facts(db, settings)
    db.executemany("INSERT OR REPLACE INTO fact_lesson VALUES (?, ?)", moved.items())
    projector.forget_cached()
    _regroup(projector, affected)
    for fact in moved:
        found = db.execute("SELECT n FROM state WHERE fact = ?", (fact,)).fetchall()
        projector.stale.states.update(number for (number,) in found)
    projector.settle()


def _names_affected(db: sqlite3.Connection) -> set[str]:
    """Every name that a fact had or gets whose renames are not the same before and after."""
    before, after = renames(db, "fact"), theirs(db, "fact")
    changed = {old for old, _ in before.items() ^ after.items()}
    return changed | {names[old] for names in (before, after) for old in changed if old in names}


def _regroup(projector: Projector, names: Collection[str]) -> None:
    """Take the states of these facts apart and put their answers where they belong by today's names."""
    db = projector.db
    events: set[int] = set()
    if names:
        rows_went(db)
    for name in names:
        for number, learner in db.execute("SELECT n, learner FROM state WHERE fact = ?", (name,)).fetchall():
            events.update(event for (event,) in db.execute("SELECT event FROM evidence WHERE state = ?", (number,)))
            db.execute("DELETE FROM evidence WHERE state = ?", (number,))
            db.execute("DELETE FROM state WHERE n = ?", (number,))
            projector.stale.marks.add((learner, name))
    for event in sorted(events):
        for line in select(db, "e.n = ?", (event,)):
            projector.point_at(judged(db, line))
