"""Writing new events: identity, place and content of each are settled within the transaction that stores it."""

import sqlite3

from msgspec import Struct

from learn.events import TYPES, Body, Event, body_data
from learn.language import tr
from learn.problems import StoreError
from learn.store.codec import Copy, RandomBits, body_json, id_bytes, id_text, is_possible_time, random_id, sealed
from learn.store.lines import Line

_INSERT = "INSERT INTO event (id, device, seq, ms, offset, learner, type, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def own_device(db: sqlite3.Connection, random_bits: RandomBits) -> tuple[int, bytes]:
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


def reached_seq(db: sqlite3.Connection, device: int) -> int:
    """The highest sequence number that this file's own device has given so far.

    Its newest event has it. `seq_row` says up to which row that need not be so (because a merge or a forgetting came
    between) and `seq_reached` which number had been reached there.
    """
    marks = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('seq_row', 'seq_reached')"))
    newest = db.execute(
        "SELECT seq FROM event WHERE n > ? AND device = ? ORDER BY n DESC LIMIT 1", (marks.get("seq_row", 0), device)
    ).fetchone()
    return int(marks.get("seq_reached", 0) if newest is None else newest[0])


def set_mark_of_seq(db: sqlite3.Connection, reached: int) -> None:
    """Note the number reached at the end of the log, after events came or went otherwise than by `append`."""
    last = db.execute("SELECT max(n) FROM event").fetchone()[0]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("seq_row", last or 0), ("seq_reached", reached)])


def become_another_device(db: sqlite3.Connection) -> None:
    """Give the file a new device at its next event: this one's is in use elsewhere too, in a copy of the file."""
    set_mark_of_seq(db, 0)
    left = b"".join(own_devices(db))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('devices_before', ?)", (left,))
    db.execute("DELETE FROM meta WHERE key = 'device'")


def own_devices(db: sqlite3.Connection) -> list[bytes]:
    """The ids of all devices that this file has been, the present one last; none before its first event."""
    kept = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('device', 'devices_before')"))
    before = kept.get("devices_before", b"")
    earlier = [before[at : at + 16] for at in range(0, len(before), 16)]
    return [*earlier, *([kept["device"]] if "device" in kept else [])]


def insert(db: sqlite3.Connection, copy: Copy) -> Line:
    """Put an event from elsewhere into the log as it is and return its line."""
    learner = number_of(db, "learner", copy.learner)
    return _inserted(db, copy, number_of(db, "device", copy.device), learner, _counts_under(db, learner))


def _counts_under(db: sqlite3.Connection, learner: int) -> int:
    found: int = db.execute("SELECT ifnull(same_as, n) FROM learner WHERE n = ?", (learner,)).fetchone()[0]
    return found


def _inserted(db: sqlite3.Connection, copy: Copy, device_n: int, author_n: int, learner_n: int) -> Line:
    event_id, device, seq, ms, offset, author, kind, body = copy
    row = db.execute(_INSERT, (event_id, device_n, seq, ms, offset, author_n, kind, body)).lastrowid
    assert row is not None
    return Line(row, event_id, device, seq, ms, offset, learner_n, kind, body, author)


class _Own(Struct):
    """The device of this file: its number here, its id, and the last sequence number it gave."""

    number: int
    id: bytes
    text: str
    reached: int


class Appender:
    """Makes this device's events. What it looked up is good until another connection writes: then `forget_cached`."""

    def __init__(self, db: sqlite3.Connection, random_bits: RandomBits) -> None:
        self.db = db
        self.random_bits = random_bits
        self._own: _Own | None = None
        self._learners: dict[str, tuple[int, int, bytes]] = {}

    def forget_cached(self) -> None:
        """Look everything up in the file again."""
        self._own = None
        self._learners.clear()

    def append(self, learner: str, body: Body, ms: int, offset: int) -> tuple[Event, Line]:
        """Write a new event; the caller's transaction puts it on disk. StoreError where no calendar has the time."""
        if not is_possible_time(ms, offset):
            raise StoreError(
                tr("The clock says {ms} ms since 1970, {offset} minutes from UTC.", ms=ms, offset=offset),
                hint=tr("Set the clock."),
            )
        own = self._own or self._look_up()
        author, number, learner_id = self._learners.get(learner) or self._number(learner)
        kind = TYPES[type(body)]
        own.reached += 1
        copy = sealed(own.id, learner_id, own.reached, ms, offset, kind, body_json(body), self.random_bits)
        line = _inserted(self.db, copy, own.number, author, number)
        return Event(id_text(copy.id), own.text, own.reached, ms, offset, learner, kind, body_data(body)), line

    def _look_up(self) -> _Own:
        number, device = own_device(self.db, self.random_bits)
        self._own = _Own(number, device, id_text(device), reached_seq(self.db, number))
        return self._own

    def _number(self, learner: str) -> tuple[int, int, bytes]:
        """The learner's number, that under which she counts, and the id in bytes."""
        data = id_bytes(learner)
        number = number_of(self.db, "learner", data)
        found = self._learners[learner] = number, _counts_under(self.db, number), data
        return found
