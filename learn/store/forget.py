"""Forgetting a learner: the only deletion there is. A tombstone keeps merges from bringing her back."""

import sqlite3

from learn.store.append import insert, own_device, reached_seq, set_mark_of_seq
from learn.store.codec import Copy, id_bytes
from learn.store.log import Store
from learn.store.projector import Projector
from learn.store.quarantine import kept, rank
from learn.store.schema import OF_LEARNER


def forget(store: Store, learner: str) -> int:
    """Remove a learner's name, events and everything derived from them; returns how many events there were.

    What was deleted is overwritten in the file, not only unlinked. Copies made by `learn backup` keep it.
    """
    data = id_bytes(learner)
    with store.scrubbing(), store.writing() as projector:
        return bury(store.db, projector, own_device(store.db, store.random_bits)[0], data)


def bury(db: sqlite3.Connection, projector: Projector, own: int, learner: bytes) -> int:
    """Within a transaction: leave a tombstone and remove what there is of the learner."""
    projector.settle()
    db.execute("INSERT OR IGNORE INTO tombstone VALUES (?)", (learner,))
    row = db.execute("SELECT n FROM learner WHERE id = ?", (learner,)).fetchone()
    number = -1 if row is None else row[0]
    count = db.execute("SELECT count(*) FROM event WHERE learner = ?", (number,)).fetchone()[0]
    reached = reached_seq(db, own)
    for statement in OF_LEARNER:
        db.execute(statement, (number,))
    db.execute("DELETE FROM quarantine WHERE learner = ?", (learner,))
    _promote(db, projector)
    set_mark_of_seq(db, reached)
    projector.forget_settings()
    return int(count)


def _promote(db: sqlite3.Connection, projector: Projector) -> None:
    """Copies by other learners whose event went: the one that counts from now on becomes the event."""
    left: dict[bytes, list[Copy]] = {}
    for copy in kept(db, "NOT EXISTS (SELECT 1 FROM event WHERE event.id = quarantine.id)"):
        left.setdefault(copy.id, []).append(copy)
    for copies in left.values():
        best = min(copies, key=rank)
        db.execute("DELETE FROM quarantine WHERE id = ? AND hash = ?", (best.id, rank(best)[1]))
        projector.apply(insert(db, best))
