"""Forgetting a learner: the only deletion there is. A tombstone keeps merges from bringing her back."""

from learn.store import learners
from learn.store.append import insert, own_device, reached_seq, set_mark_of_seq
from learn.store.codec import Copy, id_bytes
from learn.store.derive import clear
from learn.store.lines import learner_number
from learn.store.log import Store
from learn.store.projector import Projector
from learn.store.quarantine import kept, rank


def forget(store: Store, learner: str) -> int:
    """Remove a learner's name, events and everything derived from them; returns how many events there were.

    What was deleted is overwritten in the file, not only unlinked. Copies made by `learn backup` keep it.
    """
    with store.scrubbing(), store.writing() as projector:
        own, _ = own_device(store.db, store.random_bits)
        ids = learners.group(store.db, learner_number(store.db, learner)) or [id_bytes(learner)]
        return sum(bury(projector, own, each) for each in ids)


def bury(projector: Projector, own: int, learner: bytes) -> int:
    """Within a transaction: leave a tombstone and remove what there is under this id."""
    db = projector.db
    projector.settle()
    db.execute("INSERT OR IGNORE INTO tombstone VALUES (?)", (learner,))
    reached = reached_seq(db, own)
    row = db.execute("SELECT n, ifnull(same_as, n) FROM learner WHERE id = ?", (learner,)).fetchone()
    count = 0 if row is None else _remove(projector, *row)
    db.execute("DELETE FROM quarantine WHERE learner = ?", (learner,))
    _promote(projector)
    set_mark_of_seq(db, reached)
    return count


def _remove(projector: Projector, number: int, counted_under: int) -> int:
    """Take one id out; the others of the same learner, if any, go on without it."""
    db = projector.db
    query = "SELECT n FROM learner WHERE ifnull(same_as, n) = ? AND n <> ?"
    others = [other for (other,) in db.execute(query, (counted_under, number))]
    clear(db, counted_under)
    count: int = db.execute("DELETE FROM event WHERE learner = ?", (number,)).rowcount
    db.execute("DELETE FROM name WHERE learner = ?", (number,))
    if others:
        learners.root(projector, others, [])
    db.execute("DELETE FROM learner WHERE n = ?", (number,))
    projector.forget_settings()
    return count


def _promote(projector: Projector) -> None:
    """Copies by other learners whose event went: the one that counts from now on becomes the event."""
    db = projector.db
    left: dict[bytes, list[Copy]] = {}
    for copy in kept(db, "NOT EXISTS (SELECT 1 FROM event WHERE event.id = quarantine.id)"):
        left.setdefault(copy.id, []).append(copy)
    for copies in left.values():
        best = min(copies, key=rank)
        db.execute("DELETE FROM quarantine WHERE id = ? AND hash = ?", (best.id, rank(best)[1]))
        projector.apply(insert(db, best))
