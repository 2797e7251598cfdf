"""A store's content as two short texts: equal where two stores hold the same events and derived the same from them."""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any

from msgspec import Struct, json

from learn.store.codec import hash_of
from learn.store.contents import contents
from learn.store.faults import told
from learn.store.lines import select
from learn.store.log import Store
from learn.store.quarantine import copy_of_line, kept


class Digest(Struct, frozen=True):
    """SHA-256 in hexadecimal of the set of events (quarantine and tombstones included), and of the projections."""

    events: str
    state: str


def digest(store: Store) -> Digest:
    """The digest of a store: names, devices and places in the file are left out."""
    with told(store.path):
        store.follow()
        return Digest(events=_hashed(_events(store.db)), state=_hashed(_state(store.db)))


def _events(db: sqlite3.Connection) -> Iterator[bytes]:
    present = (copy_of_line(line) for line in select(db, "TRUE", order="e.id"))
    yield from (copy.id + hash_of(copy) for copy in present)
    yield from (copy.id + hash_of(copy) for copy in kept(db))
    yield from (learner for (learner,) in db.execute("SELECT learner FROM tombstone ORDER BY learner"))


def _state(db: sqlite3.Connection) -> list[bytes]:
    """For each table and learner one hash of the rows, in an order that no numbering of a file has a part in."""
    known_as = _known_as(db)
    return sorted(
        table.encode() + known_as.get(about, about) + bytes.fromhex(_hashed(_plain(row[1:]) for row in rows))
        for table, query in contents("main").items()
        for about, rows in groupby(db.execute(query), key=lambda row: row[0])
    )


def _known_as(db: sqlite3.Connection) -> dict[bytes, bytes]:
    """For the id that a learner counts under here the smallest of hers in the log: other files may know no other."""
    rows = db.execute(
        """SELECT p.id, min(l.id) FROM (SELECT DISTINCT learner FROM event) AS e JOIN learner AS l ON l.n = e.learner
        JOIN learner AS p ON p.n = ifnull(l.same_as, l.n) GROUP BY p.n"""
    )
    return dict(rows)


def _plain(row: tuple[Any, ...]) -> bytes:
    return json.encode([value.hex() if isinstance(value, bytes) else value for value in row])


def _hashed(pieces: Iterable[bytes]) -> str:
    total = sha256()
    for piece in pieces:
        total.update(len(piece).to_bytes(4, "big") + piece)
    return total.hexdigest()
