"""A copy of the whole store, taken while it is in use, complete or not there at all."""

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from learn.language import tr
from learn.problems import StoreError
from learn.store import files
from learn.store.append import become_another_device
from learn.store.database import BUSY_SECONDS
from learn.store.faults import busy, told

_PAUSE = 0.25  # seconds between two attempts of sqlite3.Connection.backup

if TYPE_CHECKING:
    from learn.store.log import Store


def copy_to(db: sqlite3.Connection, target: Path, *, replace: bool = False) -> None:
    """Copy an open database to the file `target` (mode 0600), which appears under that name only when it is whole.

    StoreError where the target exists and `replace` is not set, is a symbolic link, or cannot be written.
    """
    files.refuse_link(target)
    files.refuse_device(target)
    if target.exists() and not replace:
        raise StoreError(
            tr("{target} is there already.", target=target), hint=tr("Choose another name, or allow it to be replaced.")
        )
    partial = target.with_name(f".{target.name}.partial")
    with told(target):
        partial.unlink(missing_ok=True)
        try:
            files.create_private(partial)
            fill(db, partial, another_device=True)
            files.sync_file(partial)
            files.take_place(partial, target)
            files.sync_folder(target.parent)
        finally:
            partial.unlink(missing_ok=True)


def backup(store: "Store", target: Path, *, force: bool = False) -> None:
    """Copy the store to `target`; `force` replaces what is there. See `copy_to`."""
    if not store.exists:
        raise StoreError(tr("{path} is not there yet: there is nothing to copy.", path=store.path))
    with told(target):
        files.private_folder(target.parent)
    copy_to(store.db, target, replace=force)


def _patient() -> Callable[[int, int, int], None]:
    """Gives a locked source so long as any other writer gets; Python's own loop would wait for ever."""
    attempts = count(1)

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and next(attempts) * _PAUSE >= BUSY_SECONDS:
            raise busy()

    return progress


def fill(db: sqlite3.Connection, target: Path, *, another_device: bool) -> None:
    """Copy an open database over the file `target`, which is there and private already.

    A copy that may be put to use is of another device: two must not give the same sequence numbers.
    """
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        db.backup(copy, progress=_patient())
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried anywhere
        if another_device and copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchone():
            become_another_device(copy)
    finally:
        copy.close()
