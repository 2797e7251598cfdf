"""Two bodies under one id: which of them is the event, the same on every machine, and where the other one is kept.

The genuine body is the one that its id was made for (see `codec`). Where no body proves that, or several do, the one
of the smaller hash is taken: an arbitrary choice, but everywhere the same one, in whichever order they arrive.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

from learn.events import Event
from learn.store.codec import body_json, content_hash, id_bytes, id_text, is_sealed
from learn.store.lines import Line

Copy = tuple[bytes, bytes, int, int, int, bytes, str, str]
"""id, device, seq, ms, offset, learner, type, body: an event without its place in any file."""

_KEEP = "INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KEPT = "SELECT id, device, seq, ms, offset, learner, type, body FROM quarantine"


def copy_of(event: Event) -> Copy:
    """An event as it is compared and stored. ValueError where an id is none."""
    return (
        id_bytes(event.id),
        id_bytes(event.device),
        event.seq,
        event.ms,
        event.offset,
        id_bytes(event.learner),
        event.type,
        body_json(event.body),
    )


def copy_of_line(line: Line, learner: bytes) -> Copy:
    """A line of the log in the same shape."""
    return (line.id, line.device, line.seq, line.ms, line.offset, learner, line.type, line.body)


def hash_of(copy: Copy) -> bytes:
    """The content hash."""
    _, device, seq, ms, offset, learner, kind, body = copy
    return content_hash(id_text(device), seq, ms, offset, id_text(learner), kind, body)


def rank(copy: Copy) -> tuple[bool, bytes]:
    """What is smaller counts: sealed before unsealed, then by hash."""
    hashed = hash_of(copy)
    return (not is_sealed(copy[0], hashed), hashed)


def keep(db: sqlite3.Connection, copy: Copy) -> None:
    """Put a copy into quarantine, where it is once or already was."""
    db.execute(_KEEP, (copy[0], hash_of(copy), *copy[1:]))


def kept(db: sqlite3.Connection, condition: str = "TRUE", values: tuple[Any, ...] = ()) -> Iterator[Copy]:
    """The copies in quarantine that fit a condition, by id and hash."""
    yield from db.execute(f"{_KEPT} WHERE {condition} ORDER BY id, hash", values)
