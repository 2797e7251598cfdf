"""Bringing the index up to date: reading the files that changed, and nothing else."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from learn.content.files import read
from learn.content.pause import paused_gc
from learn.content.refusals import MOST_BYTES
from learn.content.values import Bank, Lesson
from learn.problems import Problem
from learn.store.index_places import Place, settled
from learn.store.index_questions import QuestionReader, former_ids, write_questions
from learn.store.index_winners import derive

_CACHE_KIB = 32 * 1024
"""Pages kept in memory while writing: a transaction that outgrows them writes pages twice."""

_ENCODE = msgspec.msgpack.Encoder().encode
_COLUMNS = "path, rank, size, mtime_ns, settled, sha256, sort, owner, broken, problems, head, former"
_MARKS = ",".join("?" * len(_COLUMNS.split(",")))
_EXCLUDED = ",".join(f"excluded.{column.strip()}" for column in _COLUMNS.split(","))
_UPSERT = (
    f"INSERT INTO file ({_COLUMNS}) VALUES ({_MARKS}) "  # noqa: S608 - column names from above
    f"ON CONFLICT (path) DO UPDATE SET ({_COLUMNS}) = ({_EXCLUDED}) RETURNING id"
)


def refresh(db: sqlite3.Connection, path: Path, scope: str, found: Sequence[Place]) -> None:
    """Make the index say what the files say, in one transaction. sqlite3.Error where it cannot be written."""
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    db.execute("BEGIN IMMEDIATE")
    try:
        with paused_gc():
            _make_current(db, path, scope, found)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _make_current(db: sqlite3.Connection, path: Path, scope: str, found: Sequence[Place]) -> None:
    changed = _read_changed(db, found, _file_time(path))
    if changed or db.execute("SELECT value FROM meta WHERE key = 'scope'").fetchone() != (scope,):
        derive(db, changed)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('scope', ?)", (scope,))


def _file_time(path: Path) -> int:
    """Now, by the clock of the file system (ns): the index itself is touched and looked at."""
    os.utime(path)
    return path.stat().st_mtime_ns


def _read_changed(db: sqlite3.Connection, found: Sequence[Place], now: int) -> set[int]:
    """Reads what is new or other than it was; the ids of all files of which something changed, gone ones too."""
    changed = set()
    known: dict[str, Any] = {
        row[1]: row for row in db.execute("SELECT id, path, rank, size, mtime_ns, settled, sha256 FROM file")
    }
    for path in known.keys() - {place.path for place in found}:
        changed.add(known[path][0])
        _forget(db, known[path][0])
    for place in found:
        row = known.get(place.path)
        if row is not None and row[2] != place.rank:
            db.execute("UPDATE file SET rank = ? WHERE id = ?", (place.rank, row[0]))
            changed.add(row[0])
        if row is None or row[3:6] != (place.size, place.mtime_ns, 1):
            changed |= _reread(db, place, row, now)
    return changed


def _forget(db: sqlite3.Connection, file: int) -> None:
    db.execute("DELETE FROM chunk WHERE file = ?", (file,))
    db.execute("DELETE FROM file WHERE id = ?", (file,))


def _reread(db: sqlite3.Connection, place: Place, row: Any, now: int) -> set[int]:
    """Reads one file; its id, or nothing where only its times changed."""
    data = _content(place.path)
    digest = b"" if data is None else sha256(data).digest()
    fresh = int(data is not None and settled(place.mtime_ns, now))
    if row is not None and digest == row[6]:
        db.execute(
            "UPDATE file SET size = ?, mtime_ns = ?, settled = ? WHERE id = ?",
            (place.size, place.mtime_ns, fresh, row[0]),
        )
        return set()
    reader = QuestionReader(db, None if row is None else row[0])
    return {_store(db, place, data, (fresh, digest), reader)}


def _content(path: str) -> bytes | None:
    """The file's bytes, one more than is taken where it is too large; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _store(
    db: sqlite3.Connection, place: Place, data: bytes | None, state: tuple[int, bytes], reader: QuestionReader
) -> int:
    """Reads the file's content into the index; the file's id there. `state`: whether it is settled, and its SHA-256."""
    sort, loaded = read(place.path, data, place.expected, reader)
    value = loaded.value
    bank = value if isinstance(value, Bank) else None
    row = (
        place.path,
        place.rank,
        place.size,
        place.mtime_ns,
        *state,
        "" if value is None else sort,
        value.id if isinstance(value, (Bank, Lesson)) else "",
        int(any(one.severity == "error" for one in loaded.problems)),
        _ENCODE(_bounded(loaded.problems)) if loaded.problems else b"",
        b"" if value is None else _ENCODE(structs.replace(bank, questions=()) if bank else value),
        _ENCODE(former_ids(bank)) if bank else b"",
    )
    file: int = db.execute(_UPSERT, row).fetchone()[0]
    write_questions(db, file, bank, reader.digests)
    return file


def _bounded(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with lines of a length that can be kept."""
    return [one._replace(source=one.source[:2000]) for one in problems]
