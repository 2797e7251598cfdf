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
from learn.content.refusals import MOST_BYTES
from learn.content.values import Bank, Lesson, facts_of
from learn.problems import Problem
from learn.store.index_places import Place, settled
from learn.store.index_winners import derive

_ENCODE = msgspec.msgpack.Encoder().encode
_INSERT = "INSERT OR IGNORE INTO question VALUES (?,?,?,?,?,?,?,?,?,?,?)"


def refresh(db: sqlite3.Connection, path: Path, scope: str, found: Sequence[Place]) -> None:
    """Make the index say what the files say, in one transaction. sqlite3.Error where it cannot be written."""
    db.execute("BEGIN IMMEDIATE")
    try:
        changed = _read_changed(db, found, _file_time(path))
        known = dict(db.execute("SELECT key, value FROM meta"))
        if changed or known.get("scope") != scope:
            derive(db, changed)
            db.execute("INSERT OR REPLACE INTO meta VALUES ('scope', ?)", (scope,))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


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
    """Reads one file; the ids of its old and new entry, none where only its times changed."""
    data = _content(place.path)
    digest = b"" if data is None else sha256(data).digest()
    fresh = int(data is not None and settled(place.mtime_ns, now))
    if row is not None and digest == row[6]:
        db.execute(
            "UPDATE file SET size = ?, mtime_ns = ?, settled = ? WHERE id = ?",
            (place.size, place.mtime_ns, fresh, row[0]),
        )
        return set()
    old = set()
    if row is not None:
        _forget(db, row[0])
        old.add(row[0])
    return old | {_store(db, place, data, digest, fresh)}


def _content(path: str) -> bytes | None:
    """The file's bytes, one more than is taken where it is too large; None where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _store(db: sqlite3.Connection, place: Place, data: bytes | None, digest: bytes, fresh: int) -> int:
    sort, loaded = read(place.path, data, place.expected)  # type: ignore[arg-type]
    value = loaded.value
    owner = value.id if isinstance(value, (Bank, Lesson)) else ""
    head = structs.replace(value, questions=()) if isinstance(value, Bank) else value
    errors = [one for one in loaded.problems if one.severity == "error"]
    stored = db.execute(
        "INSERT INTO file (path, rank, size, mtime_ns, settled, sha256, sort, owner, broken, problems, head) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            place.path,
            place.rank,
            place.size,
            place.mtime_ns,
            fresh,
            digest,
            sort if value is not None else "",
            owner,
            int(bool(errors)),
            _ENCODE(_bounded(loaded.problems)) if loaded.problems else b"",
            _ENCODE(head) if head is not None else b"",
        ),
    )
    file = stored.lastrowid
    assert file is not None
    if isinstance(value, Bank):
        db.executemany(_INSERT, _rows(file, value))
    return file


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
