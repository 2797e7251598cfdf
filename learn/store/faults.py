"""What SQLite and the file system refuse, in words a learner can act on."""

import sqlite3
from errno import EACCES, EDQUOT, ELOOP, ENOSPC, EPERM, EROFS
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from msgspec import MsgspecError

from learn.language import tr, translatable
from learn.problems import StoreError

_E = TypeVar("_E", bound=sqlite3.Error)

_BUSY = (
    translatable("is in use by another program"),
    translatable("Close the other program, or wait a moment and try again."),
)
_READ_ONLY = (
    translatable("cannot be written"),
    translatable("Check who owns the folder and its permissions, or choose another with --home."),
)
_FULL = (
    translatable("cannot grow: the disk is full"),
    translatable("Nothing that was acknowledged is lost. Free some space and try again."),
)
_DAMAGED = (
    translatable("is damaged"),
    translatable("Run `learn doctor`; a copy made by `learn backup` can be put in its place."),
)
_FOREIGN = (
    translatable("is not a log of learn, or its beginning is damaged"),
    translatable(
        "If it was one, put a copy made by `learn backup` in its place; else choose another folder with --home."
    ),
)
_DEVICE = (
    translatable("could not be read or written by the disk"),
    translatable("Check the disk. Nothing that was acknowledged was given up."),
)
_UNOPENED = (
    translatable("cannot be opened"),
    translatable("Check that the folder exists and may be entered and written."),
)
_GUARDED = (
    translatable("keeps every event: this change was refused"),
    translatable("Use `learn log forget` to remove a learner."),
)
_LOST = (
    translatable("was moved, deleted or replaced while it was in use: nothing was recorded"),
    translatable("Put the file back, or start again."),
)
_OTHER = (translatable("could not be used"), translatable("Run `learn doctor`."))

_BY_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_IOERR: _DEVICE,
    sqlite3.SQLITE_CANTOPEN: _UNOPENED,
    sqlite3.SQLITE_CONSTRAINT: _GUARDED,
}
_BY_ERRNO = {EACCES: _READ_ONLY, EPERM: _READ_ONLY, EROFS: _READ_ONLY, ENOSPC: _FULL, EDQUOT: _FULL}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the error came from the Python module itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None and "decode" in str(error).lower():  # Python's own: a text that is not UTF-8
        return sqlite3.SQLITE_CORRUPT
    return (code or 0) & 0xFF


def busy() -> sqlite3.OperationalError:
    """The error of SQLite itself for a lock that is not given up."""
    return _coded(sqlite3.OperationalError("database is locked"), sqlite3.SQLITE_BUSY)


def no_database() -> sqlite3.DatabaseError:
    """The error of SQLite itself for a file that is no database."""
    return _coded(sqlite3.DatabaseError("file is not a database"), sqlite3.SQLITE_NOTADB)


def _coded(error: _E, code: int) -> _E:
    error.sqlite_errorcode = code
    return error


def from_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    """The message for an error of SQLite on the file `path`."""
    code = primary_code(error)
    is_lost = code == sqlite3.SQLITE_IOERR and not path.exists()  # journals cannot be opened where nothing is
    what, remedy = _LOST if is_lost else _BY_CODE.get(code, _OTHER)
    return StoreError(tr("{path} {what} ({error}).", path=path, what=tr(what), error=error), hint=tr(remedy))


def from_os(error: OSError, path: Path) -> StoreError:
    """The message for an error of the file system on `path`."""
    if error.errno == ELOOP:
        return symbolic_link(path)
    what, remedy = _BY_ERRNO.get(error.errno or 0, _UNOPENED)
    return StoreError(
        tr("{path} {what} ({error}).", path=path, what=tr(what), error=error.strerror or error), hint=tr(remedy)
    )


def symbolic_link(path: Path) -> StoreError:
    """The refusal to write through a symbolic link."""
    return StoreError(
        tr("{path} is a symbolic link, and links are not followed.", path=path),
        hint=tr("Put the file itself there, or name the folder it is in with --home."),
    )


class told:  # noqa: N801 - a class for its speed, at every look at the store
    """Within it errors of SQLite and of the file system become StoreError: `with told(path): …`."""

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        match error:
            case None:
                return
            case sqlite3.Error():
                raise from_sqlite(error, self.path) from error
            case UnicodeDecodeError() | MsgspecError():  # what is stored cannot be read
                raise from_sqlite(
                    _coded(sqlite3.DatabaseError(str(error)), sqlite3.SQLITE_CORRUPT), self.path
                ) from error
            case OSError():
                raise from_os(error, self.path) from error
