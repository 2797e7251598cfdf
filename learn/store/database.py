"""Opening `learn.db` so that what is committed stays, and writing to it one transaction at a time."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal

from learn.language import tr
from learn.problems import StoreError
from learn.store import files
from learn.store.addresses import address
from learn.store.faults import from_os, from_sqlite, no_database, primary_code, told
from learn.store.schema import APPLICATION_ID

Journal = Literal["wal", "rollback"]

BUSY_SECONDS = 5.0
_CACHE_KIB = 16 * 1024
_JOURNAL_BYTES = 1 << 20
"""What a journal may keep of the disk after a large transaction."""
_OLDEST_SQLITE = (3, 37, 0)
_MAGIC = b"SQLite format 3\0"


def journal_for(version: tuple[int, int, int]) -> Journal:
    """WAL where this SQLite has the fix of the WAL-reset bug (https://sqlite.org/wal.html, "WAL-reset bug")."""
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return "wal" if fixed else "rollback"


def is_at_risk() -> bool:
    """Whether this SQLite has that bug."""
    return journal_for(sqlite3.sqlite_version_info) == "rollback"


def refuse_old_sqlite(version: tuple[int, ...]) -> None:
    """StoreError where Python was built with a SQLite that lacks strict tables."""
    if version < _OLDEST_SQLITE:
        found, needed = (".".join(map(str, each)) for each in (version, _OLDEST_SQLITE))
        raise StoreError(
            tr("This Python has SQLite {found}; learn needs {needed} or later.", found=found, needed=needed),
            hint=tr("Use a newer build of Python."),
        )


def connect(path: Path, journal: Journal | None = None) -> sqlite3.Connection:
    """A connection to an existing file, durable at power loss. StoreError where it cannot be had.

    The rollback journal is kept and its head cleared at each commit (PERSIST): that is on disk when the commit
    returns, while DELETE leaves the removal to the file system and may bring the transaction back undone after a
    power loss (https://sqlite.org/pragma.html#pragma_synchronous, EXTRA).
    """
    refuse_old_sqlite(sqlite3.sqlite_version_info)
    files.refuse_link(path)
    with told(path):
        try:
            return _connected(path, journal)
        except sqlite3.OperationalError as error:
            return _without_shared_memory(path, journal, error)


def _connected(
    path: Path, journal: Journal | None, access: str = "mode=rw", locking: str = "NORMAL"
) -> sqlite3.Connection:
    """A connection that can read."""
    uri = address(path.absolute(), access)
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256)
    try:
        db.execute(f"PRAGMA locking_mode = {locking}")
        _set_up(db, journal)
        version_of(db)
    except BaseException:
        db.close()
        raise
    return db


def _without_shared_memory(path: Path, journal: Journal | None, error: sqlite3.OperationalError) -> sqlite3.Connection:
    """A connection to a file with a write-ahead log where the file beside it, which its readers share, cannot be made.

    On a full disk the file is kept for this process alone. Where nothing may be written it is read as what does not
    change, unless there is a write-ahead log to be read with it. The error, where neither helps.
    """
    code = primary_code(error)
    if code == sqlite3.SQLITE_IOERR:
        return _connected(path, journal, locking="EXCLUSIVE")
    log = path.with_name(f"{path.name}-wal")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) and not (log.exists() and log.stat().st_size):
        return _connected(path, journal, "mode=ro&immutable=1")
    raise error


def in_memory() -> sqlite3.Connection:
    """An empty database that is gone when it is closed."""
    return sqlite3.connect("file::memory:", uri=True, isolation_level=None, cached_statements=256)


def _set_up(db: sqlite3.Connection, journal: Journal | None) -> None:
    wanted = journal or journal_for(sqlite3.sqlite_version_info)
    try:
        if wanted == "wal":
            db.execute("PRAGMA journal_mode = WAL")
        elif journal or mode_of(db) != "wal":  # another process may be at work in it: see `write_ahead`
            db.execute("PRAGMA journal_mode = PERSIST")
    except sqlite3.OperationalError as error:
        if primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL):
            raise  # while others are at work in another mode, or nothing can be written, theirs is kept
    if is_at_risk():
        db.execute("PRAGMA wal_autocheckpoint = 0")  # see `write_ahead`
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"PRAGMA journal_size_limit = {_JOURNAL_BYTES}")
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if sys.platform == "darwin":
        db.execute("PRAGMA fullfsync = ON")


def mode_of(db: sqlite3.Connection) -> str:
    """The journal mode of the log, in small letters."""
    mode: str = db.execute("PRAGMA main.journal_mode").fetchone()[0]
    return mode


def empty_journal(db: sqlite3.Connection) -> None:
    """Leave nothing of earlier pages in the journal or write-ahead log. While others read, it stays for their sake."""
    if mode_of(db) == "wal":
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA journal_mode = PERSIST")


def header_of(path: Path) -> tuple[int, int] | None:
    """(application_id, user_version) as the file's first bytes say; None for an empty file.

    Read without SQLite, which would touch a file that it finds unclean. StoreError where it is no database.
    """
    files.refuse_special(path)
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise from_os(error, path) from error
    if not any(head):
        return None  # just made, or not yet written by the process that makes it
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise from_sqlite(no_database(), path)
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def refuse_foreign(application_id: int, path: Path) -> None:
    """StoreError where a database belongs to another program."""
    if application_id != APPLICATION_ID:
        raise from_sqlite(no_database(), path)


def version_of(db: sqlite3.Connection) -> int:
    """The format of an open file."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def refuse_occupied(db: sqlite3.Connection, path: Path) -> None:
    """StoreError where a database without a format holds tables: another program's."""
    if db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        raise from_sqlite(no_database(), path)


def refuse_occupied_file(path: Path) -> None:
    """StoreError as `refuse_occupied` has it, before anything is opened that could change the file."""
    with suppress(sqlite3.Error):  # such as one that another process is just making
        db = sqlite3.connect(address(path.absolute(), "mode=ro"), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        with closing(db):
            db.execute("BEGIN")
            if db.execute("PRAGMA application_id").fetchone()[0] == 0:
                refuse_occupied(db, path)


def refuse_newer(version: int, known: int, path: Path) -> None:
    """StoreError where a file was written by a newer learn: it is not touched."""
    if version > known:
        raise StoreError(
            tr(
                "{path} was written by a newer learn (format {version}, this one knows {known}). It was not touched.",
                path=path,
                version=version,
                known=known,
            ),
            hint=tr("Update learn on this machine, or use another folder with --home."),
        )


class Transaction:
    """A block that is done all or nothing: on disk when it has been left, as it was if anything was raised within.

    `begun` is called within it first, `undone` after it was given up. Errors of SQLite become StoreError.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        begun: Callable[[], None] = lambda: None,
        undone: Callable[[], None] = lambda: None,
    ) -> None:
        self.db = db
        self.path = path
        self.begun = begun
        self.undone = undone

    def __enter__(self) -> None:
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self.begun()
        except BaseException as error:
            self._undo(error)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._undo(error)
            return
        try:
            self.db.execute("COMMIT")
        except BaseException as failed:
            self._undo(failed)
            raise

    def _undo(self, error: BaseException) -> None:
        with suppress(sqlite3.Error):  # the first error is the one to tell
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
        self.undone()
        if isinstance(error, sqlite3.Error):
            raise from_sqlite(error, self.path) from error
