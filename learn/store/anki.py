"""The review history in an Anki collection, which is only read: `collection.anki2` as Anki keeps and exports it.

Layout: table `revlog` (id = UTC milliseconds, cid = card, ease = button 1-4, time = milliseconds taken, type 0 learn,
1 review, 2 relearn, 3 filtered deck, 4 set by hand, 5 rescheduled), `cards` and `notes`; day settings are in `config`,
in older collections in `col.conf`. What counts is what Anki's own FSRS takes: answers with a button, filtered decks
only where they reschedule, and nothing from before a card was reset.
"""

import json
import sqlite3
from pathlib import Path
from typing import Any

from msgspec import Struct

from learn.language import tr
from learn.problems import BrokenContent
from learn.store.addresses import address

_MOST_REVIEWS = 20_000_000
_STEPS, _MOST_ROUNDS = 1_000_000, 5_000
"""Instructions of SQLite's machine between two looks, and how many looks there are before a query is given up."""
_FILTERED, _BY_HAND = 3, 4
_ROLLOVER = 4
_WAL = b"\x02\x02"


class AnkiReview(Struct, frozen=True, gc=False):
    """One answer: the card's number, UTC milliseconds, the button 1-4, milliseconds taken."""

    card: int
    ms: int
    rating: int
    duration: int


class AnkiCard(Struct, frozen=True, gc=False):
    """What is known of a card: its note's guid, and the first field of the note as Anki stores it (HTML)."""

    guid: str
    front: str


class AnkiHistory(Struct, frozen=True):
    """All reviews in the order of time, and the cards by number.

    `offset` is in minutes east of UTC, `rollover` the hour at which a day begins.
    """

    reviews: tuple[AnkiReview, ...]
    cards: dict[int, AnkiCard]
    offset: int
    rollover: int


def read_file(path: Path) -> AnkiHistory:
    """The history in a collection's file, which neither is changed nor gets files beside it. BrokenContent."""
    try:
        db = sqlite3.connect(address(path.absolute(), "mode=ro&immutable=1"), uri=True)
    except sqlite3.Error as error:
        raise _broken(str(path), error) from None
    return _history(db, str(path))


def read_bytes(data: bytes, name: str) -> AnkiHistory:
    """The same from a package's file. BrokenContent."""
    if data[18:20] == _WAL:  # a database in memory knows no write-ahead log
        data = data[:18] + b"\x01\x01" + data[20:]
    db = sqlite3.connect(":memory:")
    try:
        db.deserialize(data)
    except (sqlite3.Error, MemoryError) as error:  # of no bytes at all SQLite says that memory is short
        db.close()
        raise _broken(name, error) from None
    return _history(db, name)


def unsaved_beside(path: Path) -> bool:
    """Whether Anki, or its sudden end, left changes beside the collection that are not in it yet."""
    beside = path.with_name(path.name + "-wal")
    return beside.is_file() and beside.stat().st_size > 0


def _broken(name: str, error: Exception) -> BrokenContent:
    return BrokenContent(tr("{name} is no Anki collection that can be read: {error}", name=name, error=error))


def _history(db: sqlite3.Connection, name: str) -> AnkiHistory:
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        rounds = iter(range(_MOST_ROUNDS))
        db.set_progress_handler(lambda: next(rounds, None) is None, _STEPS)
        db.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return AnkiHistory(_reviews(db), _cards(db), *_day_settings(db))
    except (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _broken(name, error) from None
    finally:
        db.close()


def _reviews(db: sqlite3.Connection) -> tuple[AnkiReview, ...]:
    rows = db.execute("SELECT cid, id, ease, time, type, factor FROM revlog ORDER BY id LIMIT ?", (_MOST_REVIEWS,))
    by_card: dict[int, list[AnkiReview]] = {}
    for card, ms, ease, took, kind, factor in rows:
        if kind == _BY_HAND and not factor:
            by_card.pop(card, None)
        elif ease in (1, 2, 3, 4) and not (kind == _FILTERED and not factor) and ms >= 0:
            by_card.setdefault(int(card), []).append(AnkiReview(int(card), int(ms), int(ease), max(0, int(took))))
    return tuple(sorted((one for some in by_card.values() for one in some), key=lambda one: one.ms))


def _cards(db: sqlite3.Connection) -> dict[int, AnkiCard]:
    rows = db.execute("SELECT c.id, n.guid, n.flds FROM cards AS c JOIN notes AS n ON n.id = c.nid")
    return {int(card): AnkiCard(str(guid), str(fields).split("\x1f", 1)[0]) for card, guid, fields in rows}


def _day_settings(db: sqlite3.Connection) -> tuple[int, int]:
    """Offset (minutes east of UTC) and rollover (hour) of Anki's days."""
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'config'").fetchone():
        found = {str(key): _json(value) for key, value in db.execute("SELECT key, val FROM config")}
    else:
        row = db.execute("SELECT conf FROM col").fetchone()
        conf = _json(row[0]) if row else {}
        found = conf if isinstance(conf, dict) else {}
    west, rollover = found.get("creationOffset"), found.get("rollover")
    return (
        -west if isinstance(west, int) and abs(west) <= 1440 else 0,
        rollover if isinstance(rollover, int) and 0 <= rollover < 24 else _ROLLOVER,
    )


def _json(value: Any) -> Any:
    try:
        return json.loads(value)
    except (ValueError, TypeError):
        return {}
