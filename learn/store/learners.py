"""Who answers: names beside the log, random ids in it."""

import sqlite3
from collections.abc import Callable

from learn.store.append import number_of
from learn.store.codec import id_bytes, id_text, random_id, whole

_LONGEST_NAME = 200


def find(db: sqlite3.Connection, name: str) -> str | None:
    """The id of the learner of this name."""
    query = "SELECT l.id FROM name JOIN learner AS l ON l.n = name.learner WHERE name.name = ?"
    found = db.execute(query, (whole(name),)).fetchone()
    return None if found is None else id_text(found[0])


def make(db: sqlite3.Connection, name: str, random_bits: Callable[[int], int]) -> str:
    """The id of the learner of this name, a new one where the name is new."""
    found = find(db, name)
    if found is not None:
        return found
    made = random_id(random_bits)
    call(db, made, name)
    return made


def call(db: sqlite3.Connection, learner: str, name: str) -> None:
    """Let `name` mean this learner."""
    number = number_of(db, "learner", id_bytes(learner))
    db.execute("INSERT OR REPLACE INTO name VALUES (?, ?)", (whole(name), number))


def everyone(db: sqlite3.Connection) -> dict[str, str]:
    """The names of all learners by id, in the order of the names; who came by a merge without one goes by the id."""
    rows = db.execute("SELECT l.id, min(n.name) FROM learner AS l LEFT JOIN name AS n ON n.learner = l.n GROUP BY l.n")
    found = sorted(((id_text(data), name) for data, name in rows), key=lambda pair: (pair[1] is None, pair[1], pair[0]))
    return {each: name or each for each, name in found}


def call_nameless(db: sqlite3.Connection, names: dict[str, str]) -> None:
    """Give names that came along to learners who are here and have none; a name that is taken is left where it is."""
    for learner, name in names.items():
        if not name.isprintable() or not 0 < len(name) <= _LONGEST_NAME:
            continue
        db.execute(
            """INSERT OR IGNORE INTO name SELECT ?, n FROM learner
            WHERE id = ? AND NOT EXISTS (SELECT 1 FROM name WHERE name.learner = learner.n)""",
            (name, id_bytes(learner)),
        )
