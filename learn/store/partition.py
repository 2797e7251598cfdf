"""Which ids are one learner, said for a whole log at once: a class's roster says so, and may say otherwise later."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from learn.store.codec import id_bytes
from learn.store.derive import clear, derive_learners
from learn.store.faults import told
from learn.store.log import Store


def count_as(store: Store, groups: Iterable[Collection[str]]) -> None:
    """Let the ids of each group count as one learner, and as one with no id of another group.

    An id in no group is left alone, unless it counted together with one that is: then it stands for itself.
    """
    with told(store.path):
        old = dict(store.db.execute("SELECT n, ifnull(same_as, n) FROM learner"))
        new = _wanted(store.db, old, groups)
        changed = {n for n in old if new[n] != old[n]}
        if changed:
            _move(store, {n: new[n] for n in changed}, {old[n] for n in changed} | {new[n] for n in changed})


def _wanted(db: sqlite3.Connection, old: dict[int, int], groups: Iterable[Collection[str]]) -> dict[int, int]:
    """For each learner the one to count under: that of the smallest id, wherever the log came together."""
    known = dict(db.execute("SELECT id, n FROM learner"))
    placed = dict(_placed(known, groups))
    touched = {old[n] for n in placed}
    return {n: placed.get(n, n if old[n] in touched else old[n]) for n in old}


def _placed(known: dict[bytes, int], groups: Iterable[Collection[str]]) -> Iterator[tuple[int, int]]:
    for group in groups:
        here = sorted(data for data in map(id_bytes, group) if data in known)
        yield from ((known[data], known[here[0]]) for data in here)


def _move(store: Store, under: dict[int, int], disturbed: set[int]) -> None:
    with store.writing() as projector:
        projector.settle()
        for number in disturbed:
            clear(projector.db, number)
        projector.db.executemany(
            "UPDATE learner SET same_as = ? WHERE n = ?",
            [(None if n == root else root, n) for n, root in under.items()],
        )
        derive_learners(projector, disturbed)
