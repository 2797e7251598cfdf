"""The stored projections against those that follow from the events, on a copy: others may go on writing meanwhile."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from learn.language import tr
from learn.store import files
from learn.store.backup import fill
from learn.store.codec import id_text
from learn.store.contents import KEYS, contents
from learn.store.derive import derive_all
from learn.store.following import catch_up
from learn.store.projector import Projector
from learn.store.schema import projection_statements
from learn.store.writer import Writer

Row = tuple[Any, ...]


@contextmanager
def snapshot(store: Writer) -> Iterator[sqlite3.Connection]:
    """A private copy of the store in one transaction that is given up at the end."""
    home = store.path.parent
    beside = home if os.access(home, os.W_OK) else None  # where there is room for a second one, most likely
    with TemporaryDirectory(prefix=".learn-doctor-", dir=beside) as folder:
        path = Path(folder) / "copy.db"
        files.create_private(path)
        fill(store.db, path, another_device=False)
        copy = sqlite3.connect(path, isolation_level=None)
        try:
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA temp_store = FILE")
            copy.execute("BEGIN")
            catch_up(Projector(copy))
            yield copy
        finally:
            copy.close()


def differences(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """(table, what is wrong with a row): it is stored and does not follow, or follows and is not stored."""
    for statement in projection_statements(temporary=True):  # these hide the stored ones, and the same code fills them
        db.execute(statement)
    derive_all(Projector(db))
    stored, derived = contents("main"), contents("temp")
    for table, width in KEYS.items():
        for row, said in _unequal(db.execute(stored[table]), db.execute(derived[table]), width):
            yield table, f"{_text(row)}: {said}"


def _unequal(stored: Iterator[Row], derived: Iterator[Row], width: int) -> Iterator[tuple[Row, str]]:
    """Walk through two tables that are ordered by their first `width` columns."""
    here, there = next(stored, None), next(derived, None)
    while here is not None or there is not None:
        if here == there:
            here, there = next(stored, None), next(derived, None)
        elif there is None or (here is not None and here[:width] <= there[:width]):
            assert here is not None
            yield here, tr("is stored but does not follow from the events")
            here = next(stored, None)
        else:
            yield there, tr("follows from the events but is not stored")
            there = next(derived, None)


def _text(row: Row) -> str:
    return " · ".join(id_text(value) if isinstance(value, bytes) else str(value) for value in row)
