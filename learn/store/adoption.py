"""Taking over from the attached library what was renamed, and the lessons of facts where they matter here.

Facts that changed their names, and no others, are derived again: by today's names, from the same events.
"""

import sqlite3
from collections.abc import Collection

from learn.store.judgement import judged
from learn.store.lines import select
from learn.store.projector import Projector
from learn.store.renames import Kind, followed, renames
from learn.store.settings import Settings
from learn.store.tally import rows_went

_KINDS: tuple[Kind, ...] = ("fact", "question", "lesson")


def is_outdated(db: sqlite3.Connection, settings: Settings) -> bool:
    """Whether the attached library says otherwise than the store was last told."""
    return any(_theirs(db, kind) != renames(db, kind) for kind in _KINDS) or bool(_moved(db, settings))


def adopt(projector: Projector, settings: Settings) -> None:
    """Take over names and lessons. Within a transaction, with the library attached."""
    db = projector.db
    affected = _names_affected(db)
    for kind in _KINDS:
        db.execute("DELETE FROM rename WHERE kind = ?", (kind,))
        db.executemany("INSERT INTO rename VALUES (?, ?, ?)", [(kind, *pair) for pair in _theirs(db, kind).items()])
    moved = _moved(db, settings)
    db.executemany("INSERT OR REPLACE INTO fact_lesson VALUES (?, ?)", moved.items())
    projector.forget_cached()
    _regroup(projector, affected)
    for fact in moved:
        found = db.execute("SELECT n FROM state WHERE fact = ?", (fact,)).fetchall()
        projector.stale.states.update(number for (number,) in found)
    projector.settle()


def _theirs(db: sqlite3.Connection, kind: Kind) -> dict[str, str]:
    return followed(dict(db.execute("SELECT old, new FROM library.rename WHERE kind = ?", (kind,))))


def _moved(db: sqlite3.Connection, settings: Settings) -> dict[str, str]:
    """Facts of lessons that have a retention of their own, as far as the store does not know their lesson."""
    if not settings.lesson_retention:
        return {}
    names = _theirs(db, "lesson")
    found: dict[str, str] = {}
    for lesson in {names.get(name, name) for name in settings.lesson_retention}:
        found |= dict.fromkeys((fact for (fact,) in db.execute(_FACTS_OF, (lesson, lesson))), lesson)
    return found


_FACTS_OF = """SELECT id FROM library.fact WHERE lesson = ?
    EXCEPT SELECT fact FROM fact_lesson WHERE lesson = ?"""


def _names_affected(db: sqlite3.Connection) -> set[str]:
    """Every name that a fact had or gets whose renames are not the same before and after."""
    before, after = renames(db, "fact"), _theirs(db, "fact")
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
