"""The collection in an Anki package of the old layout: an SQLite database, opened in memory, trusting nothing in it.

Layout: schema 11 (`col.models`, `col.decks` as JSON, `notes`, `cards`), which Anki writes as `collection.anki2` and,
where the newer scheduler is in use, as `collection.anki21`.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from learn.exchange.anki_templates import NoteType, note_type
from learn.language import tr

_MOST_NOTES = 200_000
_MOST_LENGTH = 16 * 1024 * 1024
_STEPS, _MOST_ROUNDS = 1_000_000, 300
"""Instructions of SQLite's machine between two looks, and how many looks there are before a query is given up."""
_WAL = b"\x02\x02"


class BadCollection(Exception):
    """The collection cannot be read: why."""


class Stored(Struct, frozen=True):
    """A note as it is stored: its guid, its type, its fields, its tags, and how many cards it has."""

    guid: str
    type: NoteType | None
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: int


class Collection(Struct, frozen=True):
    """The notes of a package, in the order in which they were made, and the name of the deck most of them are in."""

    notes: tuple[Stored, ...]
    deck: str


def read_collection(data: bytes) -> Collection:
    """The collection in a database. Raises BadCollection."""
    connection = sqlite3.connect(":memory:")
    try:
        return _read(connection, data)
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise BadCollection(tr("the collection is damaged: {error}", error=error)) from None
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, data: bytes) -> Collection:
    if data[18:20] == _WAL:  # a database in memory knows no write-ahead log
        data = data[:18] + b"\x01\x01" + data[20:]
    connection.deserialize(data)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_LENGTH)
    rounds = iter(range(_MOST_ROUNDS))
    connection.set_progress_handler(lambda: next(rounds, None) is None, _STEPS)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    models, decks = connection.execute("SELECT models, decks FROM col").fetchone()
    types = dict(_types(json.loads(models)))
    counts = Counter(connection.execute("SELECT nid, did FROM cards LIMIT ?", (_MOST_NOTES * 4,)))
    cards: Counter[int] = Counter()
    for (note, _), number in counts.items():
        cards[note] += number
    rows = connection.execute("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (_MOST_NOTES,))
    notes = tuple(_stored(row, types, cards) for row in rows)
    return Collection(notes, _deck(json.loads(decks), Counter(deck for _, deck in counts)))


def _types(models: Any) -> Iterator[tuple[str, NoteType]]:
    for key, model in models.items():
        try:
            yield str(key), note_type(model)
        except (KeyError, TypeError, ValueError):
            continue


def _stored(row: tuple[Any, ...], types: dict[str, NoteType], cards: Counter[int]) -> Stored:
    ident, guid, model, tags, fields = row
    return Stored(
        str(guid), types.get(str(model)), tuple(str(fields).split("\x1f")), tuple(str(tags).split()), cards[ident]
    )


def _deck(decks: Any, used: Counter[Any]) -> str:
    names = {str(key): str(deck.get("name", "")) for key, deck in decks.items()}
    found = (names.get(str(deck), "") for deck, _ in used.most_common())
    return next((name.replace("\x1f", "::") for name in found if name and name != "Default"), "")
