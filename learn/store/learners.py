"""Who answers: names beside the log, random ids in it; and which ids are one learner who began on several machines."""

import sqlite3
from collections.abc import Collection, Mapping

from learn.store.append import number_of
from learn.store.codec import RandomBits, id_bytes, id_text, random_id, whole
from learn.store.projector import Projector

_LONGEST_NAME = 200
_COUNTS_UNDER = "(SELECT ifnull(same_as, n) FROM learner WHERE n = ?)"


def find(db: sqlite3.Connection, name: str) -> str | None:
    """The id that the learner of this name counts under."""
    row = db.execute(
        """SELECT p.id FROM name JOIN learner AS l ON l.n = name.learner
        JOIN learner AS p ON p.n = ifnull(l.same_as, l.n) WHERE name.name = ? LIMIT 1""",
        (whole(name),),
    ).fetchone()
    return None if row is None else id_text(row[0])


def is_known(db: sqlite3.Connection, learner: str) -> bool:
    """Whether there is a learner of this id; a text that is no id is nobody's."""
    try:
        data = id_bytes(learner)
    except ValueError:
        return False
    return db.execute("SELECT 1 FROM learner WHERE id = ?", (data,)).fetchone() is not None


def make(db: sqlite3.Connection, name: str, random_bits: RandomBits) -> str:
    """The id of the learner of this name, a new one where the name is new."""
    found = find(db, name)
    if found is not None:
        return found
    made = random_id(random_bits)
    _call(db, number_of(db, "learner", id_bytes(made)), name)
    return made


def call(projector: Projector, learner: str, name: str) -> None:
    """Give a learner this name; whoever has it already is the same learner from then on. Within a transaction."""
    db = projector.db
    other = find(db, name)
    number = number_of(db, "learner", id_bytes(learner))
    _call(db, number, name)
    if other is not None:
        join(projector, number, number_of(db, "learner", id_bytes(other)))


def _call(db: sqlite3.Connection, number: int, name: str) -> None:
    db.execute("INSERT OR REPLACE INTO name VALUES (?, ?)", (number, whole(name)))


def call_all(projector: Projector, given: Mapping[str, str]) -> None:
    """Take names that came along, for learners who are here and have none."""
    for learner, name in given.items():
        known = projector.db.execute(
            "SELECT 1 FROM learner WHERE id = ? AND n NOT IN (SELECT learner FROM name)", (id_bytes(learner),)
        ).fetchone()
        if known and name.isprintable() and 0 < len(name) <= _LONGEST_NAME:
            call(projector, learner, name)


def join(projector: Projector, one: int, other: int) -> None:
    """Count two learners as one from now on, under the smallest id of all that they have. Within a transaction."""
    db = projector.db
    before = [db.execute(f"SELECT {_COUNTS_UNDER}", (number,)).fetchone()[0] for number in (one, other)]
    if before[0] != before[1]:
        root(projector, [number_of(db, "learner", data) for number in before for data in group(db, number)], before)


def root(projector: Projector, numbers: Collection[int], before: Collection[int]) -> None:
    """Let these learners be one, who counted under the numbers `before`; all that follows is derived again."""
    from learn.store.derive import clear, derive_learners

    db = projector.db
    projector.settle()
    for number in before:
        clear(db, number)
    ids = {db.execute("SELECT id FROM learner WHERE n = ?", (number,)).fetchone()[0]: number for number in numbers}
    first = ids[min(ids)]
    db.executemany(
        "UPDATE learner SET same_as = ? WHERE n = ?", [(None if n == first else first, n) for n in ids.values()]
    )
    derive_learners(projector, [first])


def group(db: sqlite3.Connection, number: int) -> list[bytes]:
    """All ids that count under this number."""
    rows = db.execute("SELECT id FROM learner WHERE ifnull(same_as, n) = ? ORDER BY id", (number,))
    return [data for (data,) in rows]


def names(db: sqlite3.Connection, only: Collection[bytes] | None = None) -> dict[str, str]:
    """The names of learners by id, each id as the log has it."""
    rows = db.execute("SELECT l.id, n.name FROM name AS n JOIN learner AS l ON l.n = n.learner ORDER BY n.name, l.id")
    return {id_text(data): name for data, name in rows if only is None or data in only}


def everyone(db: sqlite3.Connection) -> dict[str, str]:
    """The names of all learners by the id that each counts under, in the order of the names.

    Who came by a merge without a name goes by the id.
    """
    rows = db.execute(
        """SELECT p.id, min(n.name) FROM learner AS l JOIN learner AS p ON p.n = ifnull(l.same_as, l.n)
        LEFT JOIN name AS n ON n.learner = l.n GROUP BY p.n"""
    )
    found = sorted(((id_text(data), name) for data, name in rows), key=lambda pair: (pair[1] is None, pair[1], pair[0]))
    return {each: name or each for each, name in found}
