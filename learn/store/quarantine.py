"""Two bodies under one id: which of them is the event, the same on every machine, and where the other one is kept.

The genuine body is the one that its id was made for (see `codec`). Where no body proves that, or several do, the one
of the smaller hash is taken: an arbitrary choice, but everywhere the same one, in whichever order they arrive.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from learn.store.codec import Copy, hash_of, is_sealed
from learn.store.lines import Line

_KEEP = "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEPT = "SELECT id, device, seq, ms, offset, learner, type, body FROM quarantine"


def copy_of_line(line: Line) -> Copy:
    """A line of the log as it is compared."""
    return Copy(line.id, line.device, line.seq, line.ms, line.offset, line.author, line.type, line.body)


def rank(copy: Copy) -> tuple[bool, bytes]:
    """What is smaller counts: sealed before unsealed, then by hash."""
    return (not is_sealed(copy), hash_of(copy))


def keep(db: sqlite3.Connection, copy: Copy) -> None:
    """Put a copy into quarantine, where it is once or already was."""
    db.execute(_KEEP, (copy.id, hash_of(copy), *copy[1:]))


def kept(db: sqlite3.Connection, condition: str = "TRUE", values: tuple[Any, ...] = ()) -> Iterator[Copy]:
    """The copies in quarantine that fit a condition, by id and hash."""
    rows = db.execute(f"{_KEPT} WHERE {condition} ORDER BY id, hash", values)
    return (Copy(*row) for row in rows)
