"""The file of the compiled index: its tables, and how it is opened, made anew and thrown away.

It is a cache. One file serves one set of folders and one version of the program, so that processes that were given
other content do not disturb each other; files that nobody uses any more are removed.

Tables for other rooms (attach the file at `Library.path`; the winners only, where two files share an id):

- `fact(id, lesson, position, questions, bank)`: every fact and how many questions ask it; those of lessons in teaching
  order, then questions that are their own fact (`bank` set, `lesson` ""), then facts that questions name and no
  lesson has (`bank` "?").
- `question_fact(fact, bank, question, recall, position)`: which questions ask a fact; `recall` 0–2 as in `Candidate`,
  `position` of the question in its bank.
- `rename(kind, old, new)`: former ids of facts, questions (`bank/question`), lessons and banks.
"""

import os
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from learn.language import ENGLISH, current
from learn.store.addresses import address
from learn.store.index_places import Root

FORMAT = 1
CHUNK = 32
"""Questions to a row."""

_BUSY_SECONDS = 30.0
_PAGE_BYTES = 8192
"""A row of questions fits into one page."""

_KEPT = 8

# Tables with long rows keep their rowid: without one, SQLite reads a row whole to compare its key.
FACT_POSITION = "CREATE INDEX fact_position ON fact (position, id, questions)"
TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, settled INTEGER NOT NULL, sha256 BLOB NOT NULL, sort TEXT NOT NULL,
    owner TEXT NOT NULL, broken INTEGER NOT NULL, problems BLOB NOT NULL, head BLOB NOT NULL,
    former BLOB NOT NULL
);
CREATE TABLE chunk (
    file INTEGER NOT NULL, n INTEGER NOT NULL, digests BLOB NOT NULL, cards BLOB NOT NULL, bodies BLOB NOT NULL,
    PRIMARY KEY (file, n)
);
CREATE TABLE lesson (
    id TEXT PRIMARY KEY, file INTEGER NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    requires TEXT NOT NULL, minutes REAL, facts INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE bank (
    id TEXT PRIMARY KEY, file INTEGER NOT NULL, ordinal INTEGER NOT NULL, title TEXT NOT NULL, lesson TEXT NOT NULL,
    questions INTEGER NOT NULL, ids TEXT NOT NULL
);
CREATE TABLE bank_chunk (
    bank TEXT NOT NULL, n INTEGER NOT NULL, candidates BLOB NOT NULL, PRIMARY KEY (bank, n)
);
CREATE TABLE bank_lesson (
    lesson TEXT, bank TEXT, questions INTEGER NOT NULL, PRIMARY KEY (lesson, bank)
) WITHOUT ROWID;
CREATE TABLE fact (
    id TEXT PRIMARY KEY, lesson TEXT NOT NULL, position INTEGER NOT NULL, questions INTEGER NOT NULL,
    bank TEXT NOT NULL
) WITHOUT ROWID;
{FACT_POSITION};
CREATE TABLE question_fact (
    fact TEXT, bank TEXT, question TEXT, recall INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (fact, bank, question)
) WITHOUT ROWID;
CREATE TABLE rename (kind TEXT, old TEXT, new TEXT NOT NULL, PRIMARY KEY (kind, old)) WITHOUT ROWID;
"""

_CODE = (
    "text.py",
    "content",
    "kinds",
    "store/index_schema.py",
    "store/index_questions.py",
    "store/index_refresh.py",
    "store/index_winners.py",
)


def fingerprint() -> str:
    """Eight digits that change with the code which reads content: what other code wrote is not trusted."""
    here = Path(__file__).parent.parent
    seen = [str(FORMAT)]
    for name in _CODE:
        path = here / name
        for entry in [path] if path.suffix else sorted(path.glob("*.py")):
            try:
                status = entry.stat()
            except OSError:  # in a zip file, or taken away just now
                continue
            seen.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    return f"{zlib.crc32(chr(10).join(seen).encode()):08x}"


def scope_text(roots: Sequence[Root], files: Sequence[Path]) -> str:
    """What an index is of: its folders in order of rank, its single files, and the language of the faults it keeps."""
    named = [f"{root.rank} {os.path.realpath(root.path)}" for root in sorted(roots, key=lambda one: one.rank)]
    told = [] if current() == ENGLISH else [f"lang {current()}"]
    return "\n".join([*named, *(f"file {os.path.realpath(path)}" for path in files), *told])


def index_path(cache: Path, scope: str) -> Path:
    """The file in the cache folder for that content and this code."""
    return cache / f"index-{fingerprint()}-{zlib.crc32(scope.encode(errors='surrogateescape')):08x}.db"


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an index with its tables. sqlite3.Error where the file is damaged or cannot be had."""
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            _create(db)
    except BaseException:
        db.close()
        raise
    return db


def _create(db: sqlite3.Connection) -> None:
    db.execute("BEGIN IMMEDIATE")
    if not db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        for statement in filter(str.strip, TABLES.split(";")):
            db.execute(statement)
    db.execute("COMMIT")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is to blame: not a lock, a permission or a full disk."""
    return not isinstance(error, sqlite3.OperationalError) or error.sqlite_errorcode == sqlite3.SQLITE_ERROR


def seed(path: Path) -> None:
    """Begin a new index with a copy of the newest one of the same code, so that no file is read twice.

    Where another process makes the same index meanwhile, that one stays: it may be in use already.
    """
    others = _newest(path.parent, "-".join(path.name.split("-")[:2]) + "-*.db")
    if not others or path in others:
        return
    copy = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        begin(copy)
        source = sqlite3.connect(address(others[0].absolute(), "mode=ro"), uri=True, timeout=1)
        target = sqlite3.connect(copy)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
        os.link(copy, path)
    except (sqlite3.Error, OSError):  # busy, there already, or no links here: then it is made from the files
        pass
    copy.unlink(missing_ok=True)


def begin(path: Path) -> None:
    """Make the empty file, for its owner only, where there is none."""
    from learn.store.files import create_private

    with suppress(FileExistsError):
        create_private(path)


def prune(folder: Path) -> None:
    """Remove all indexes but the newest few."""
    for old in _newest(folder, "index-*.db*")[_KEPT:]:
        remove(old)


def remove(path: Path) -> None:
    """Take an index away, with the journal that belongs to it."""
    for name in (path, path.with_name(path.name + "-journal")):
        try:
            name.unlink(missing_ok=True)
        except OSError:  # in use on Windows, or not ours
            continue


def _newest(folder: Path, pattern: str) -> list[Path]:
    dated = []
    for path in folder.glob(pattern):
        if path.name.endswith("-journal"):
            continue
        try:
            dated.append((path.stat().st_mtime_ns, path))
        except OSError:
            continue
    return [path for _, path in sorted(dated, reverse=True)]
