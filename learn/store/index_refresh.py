"""Bringing the index up to date: reading the files that changed, and nothing else."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from learn.content.files import read
from learn.content.pause import paused_gc
from learn.content.refusals import MOST_BYTES
from learn.content.values import Bank, Lesson, facts_of
from learn.problems import Problem
from learn.store.index_places import Place, settled
from learn.store.index_winners import derive

_CACHE_KIB = 32 * 1024
"""Pages kept in memory while writing: a transaction that outgrows them writes pages twice."""

_ENCODE = msgspec.msgpack.Encoder().encode
_FILE = "path, rank, size, mtime_ns, settled, sha256, sort, owner, broken, problems, head"
_INSERT = "INSERT OR REPLACE INTO question VALUES (?,?,?,?,?,?,?,?,?,?,?)"


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
    db.execute("DELETE FROM question WHERE file = ?", (file,))
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
    return {_store(db, place, data, digest, fresh)}


def _content(path: str) -> bytes | None:
    """The file's bytes, one more than is taken where it is too large; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _store(db: sqlite3.Connection, place: Place, data: bytes | None, digest: bytes, fresh: int) -> int:
    """Reads the file's content into the index; the file's id there."""
    sort, loaded = read(place.path, data, place.expected)
    value = loaded.value
    owner = value.id if isinstance(value, (Bank, Lesson)) else ""
    head = structs.replace(value, questions=()) if isinstance(value, Bank) else value
    broken = any(one.severity == "error" for one in loaded.problems)
    written = db.execute(
        f"INSERT INTO file ({_FILE}) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (path) DO UPDATE SET ({_FILE}) = "  # noqa: S608 - columns
        f"({', '.join('excluded.' + column for column in _FILE.split(', '))}) RETURNING id",
        (
            place.path,
            place.rank,
            place.size,
            place.mtime_ns,
            fresh,
            digest,
            "" if value is None else sort,
            owner,
            int(broken),
            _ENCODE(_bounded(loaded.problems)) if loaded.problems else b"",
            b"" if head is None else _ENCODE(head),
        ),
    )
    file: int = written.fetchone()[0]
    _write_questions(db, file, value if isinstance(value, Bank) else None)
    return file


def _write_questions(db: sqlite3.Connection, file: int, bank: Bank | None) -> None:
    """Makes the questions of a file those of the bank, writing only what differs: most edits touch one question.

    Where more than half differ, writing all of them anew is quicker.
    """
    known = {row[1]: row for row in db.execute("SELECT * FROM question WHERE file = ?", (file,))}
    rows = [] if bank is None else list(_rows(file, bank))
    other = [row for row in rows if row != known.get(row[1])] if known else rows
    if 2 * len(other) > len(rows):
        db.execute("DELETE FROM question WHERE file = ?", (file,))
        db.executemany(_INSERT, rows)
        return
    gone = known.keys() - {row[1] for row in rows}
    db.executemany("DELETE FROM question WHERE file = ? AND id = ?", [(file, id_) for id_ in gone])
    db.executemany(_INSERT, other)


def _bounded(problems: Iterable[Problem]) -> list[Problem]:
    """The problems with lines of a length that can be kept."""
    return [one._replace(source=one.source[:2000]) for one in problems]


def _rows(file: int, bank: Bank) -> Iterator[tuple[Any, ...]]:
    for position, question in enumerate(bank.questions):
        named = facts_of(bank.id, question)
        yield (
            file,
            question.id,
            position,
            question.kind,
            question.recall,
            " ".join(named),
            question.difficulty,
            "\n".join(question.tags),
            question.points,
            " ".join(question.formerly),
            _ENCODE(question),
        )
