"""Writing new events: identity, place and content of each are settled within the transaction that stores it."""

import sqlite3
from collections.abc import Callable

from learn.events import TYPES, Body, Event, body_data
from learn.problems import StoreError
from learn.store.codec import body_json, content_hash, id_bytes, id_text, is_possible_time, random_id, sealed_id
from learn.store.lines import Line

_INSERT = "INSERT INTO event (id, device, seq, ms, offset, learner, type, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def own_device(db: sqlite3.Connection, random_bits: Callable[[int], int]) -> tuple[int, bytes]:
    """The number and id of the device this file belongs to, made at its first event."""
    row = db.execute("SELECT n, id FROM device WHERE id = (SELECT value FROM meta WHERE key = 'device')").fetchone()
    if row is not None:
        return row[0], row[1]
    made = id_bytes(random_id(random_bits))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('device', ?)", (made,))
    return number_of(db, "device", made), made


def number_of(db: sqlite3.Connection, table: str, data: bytes) -> int:
    """The number of a device or learner in this file, given at its first event."""
    row = db.execute(f"SELECT n FROM {table} WHERE id = ?", (data,)).fetchone()  # noqa: S608
    if row is None:
        row = (db.execute(f"INSERT INTO {table} (id) VALUES (?)", (data,)).lastrowid,)  # noqa: S608
    return int(row[0])


def next_seq(db: sqlite3.Connection, device: int) -> int:
    """The next sequence number of this file's own device.

    Its newest event has the highest one. `seq_mark` says up to which row that need not be so (because a merge or a
    forgetting came between) and which number had been reached there.
    """
    row, reached = mark_of_seq(db)
    newest = db.execute(
        "SELECT seq FROM event WHERE n > ? AND device = ? ORDER BY n DESC LIMIT 1", (row, device)
    ).fetchone()
    return 1 + (reached if newest is None else int(newest[0]))


def mark_of_seq(db: sqlite3.Connection) -> tuple[int, int]:
    """(row, sequence number reached at it): no row up to it needs to be looked at for the next number."""
    found = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('seq_row', 'seq_reached')"))
    return found.get("seq_row", 0), found.get("seq_reached", 0)


def set_mark_of_seq(db: sqlite3.Connection, device: int) -> None:
    """Move the mark to the end of the log, after events came or went otherwise than by `append`."""
    _, reached = mark_of_seq(db)
    highest = db.execute("SELECT max(seq) FROM event WHERE device = ?", (device,)).fetchone()[0]
    last = db.execute("SELECT max(n) FROM event").fetchone()[0]
    marks = [("seq_row", last or 0), ("seq_reached", max(reached, highest or 0))]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", marks)


def append(
    db: sqlite3.Connection,
    device: tuple[int, bytes],
    learner: str,
    body: Body,
    ms: int,
    offset: int,
    random_bits: Callable[[int], int],
) -> tuple[Event, Line]:
    """Write one event; the caller's transaction puts it on disk. StoreError where the clock is out of all calendars."""
    if not is_possible_time(ms, offset):
        raise StoreError(f"The clock says {ms} ms since 1970, {offset} minutes from UTC.", hint="Set the clock.")
    kind, data = TYPES[type(body)], body_json(body)
    number, device_id = device
    seq = next_seq(db, number)
    hashed = content_hash(id_text(device_id), seq, ms, offset, learner, kind, data)
    event_id = sealed_id(ms, hashed, random_bits)
    blob = id_bytes(event_id)
    learner_n = number_of(db, "learner", id_bytes(learner))
    row = db.execute(_INSERT, (blob, number, seq, ms, offset, learner_n, kind, data)).lastrowid
    assert row is not None
    event = Event(event_id, id_text(device_id), seq, ms, offset, learner, kind, body_data(body))
    return event, Line(row, blob, device_id, seq, ms, offset, learner_n, kind, data)
