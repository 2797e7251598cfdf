"""From an older format of `learn.db` to this program's: one step a version, all in one transaction, after a backup.

Step i takes a file from format i to i+1; format 0 is an empty file. A released step is never changed.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from learn.store.backup import copy_to
from learn.store.database import Transaction, refuse_occupied, version_of
from learn.store.schema import APPLICATION_ID, first_statements

Step = Callable[[sqlite3.Connection], None]


def _first_format(db: sqlite3.Connection) -> None:
    for statement in first_statements():
        db.execute(statement)


STEPS: tuple[Step, ...] = (_first_format,)


def migrate(db: sqlite3.Connection, path: Path | None) -> None:
    """Bring the open database up to date. An older file is first copied beside itself; a new one (path None or
    empty) needs no copy. Whatever stops it, the file is left as it was."""
    found = version_of(db)
    if found >= len(STEPS):
        return
    if path is not None and found > 0:
        copy_to(db, backup_path(path, found), replace=True)
    with Transaction(db, path or Path()):
        if version_of(db) == 0:
            refuse_occupied(db, path or Path())
        for step in STEPS[version_of(db) :]:  # another process may have been faster
            step(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(STEPS)}")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def backup_path(path: Path, version: int) -> Path:
    """Where the copy is put that is made before a file of this format is changed."""
    return path.with_name(f"{path.stem}-format-{version}{path.suffix}")
