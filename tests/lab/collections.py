"""Anki collections made for the tests: the tables that a history is read from, in the old layout and the new."""

import json
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

Row = tuple[int, int, int, int, int, int]
"""id (UTC milliseconds), card, ease, milliseconds taken, type, factor."""

SEOUL_WEST = -540


def collection(
    path: Path, reviews: Sequence[Row], notes: dict[int, tuple[str, str]] | None = None, new: bool = False
) -> Path:
    """A collection with these reviews; `notes` gives guid and fields of the note of each card."""
    db = sqlite3.connect(path)
    db.executescript(
        """CREATE TABLE col (id integer primary key, crt integer, conf text);
        CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
            lastIvl integer, factor integer, time integer, type integer);
        CREATE TABLE notes (id integer primary key, guid text, flds text);
        CREATE TABLE cards (id integer primary key, nid integer, did integer);"""
    )
    settings = {"creationOffset": SEOUL_WEST, "rollover": 4}
    if new:
        db.execute("CREATE TABLE config (key text not null primary key, usn integer, mtime_secs integer, val blob)")
        rows = [(key, json.dumps(value).encode()) for key, value in settings.items()]
        db.executemany("INSERT INTO config VALUES (?, 0, 0, ?)", rows)
        db.execute("INSERT INTO col VALUES (1, 0, '')")
    else:
        db.execute("INSERT INTO col VALUES (1, 0, ?)", (json.dumps(settings),))
    for ms, card, ease, took, kind, factor in reviews:
        db.execute("INSERT INTO revlog VALUES (?, ?, -1, ?, 1, 1, ?, ?, ?)", (ms, card, ease, factor, took, kind))
    cards = dict.fromkeys(card for _, card, *_ in reviews)
    for number, card in enumerate(cards, start=1):
        guid, fields = (notes or {}).get(card, (f"guid{number}", f"Front {number}\x1fBack"))
        db.execute("INSERT INTO notes VALUES (?, ?, ?)", (number, guid, fields))
        db.execute("INSERT INTO cards VALUES (?, ?, 1)", (card, number))
    db.commit()
    db.close()
    return path


def package(path: Path, files: dict[str, bytes]) -> Path:
    """A zip file of these files, as Anki packs its collections."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
