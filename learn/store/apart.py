"""A log that is only looked at: a copy of another store, or an exported log, in a temporary folder of one's own."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from learn.store import database, files, schema
from learn.store.addresses import address
from learn.store.backup import fill
from learn.store.codec import RandomBits
from learn.store.faults import told
from learn.store.log import Store


@contextmanager
def copied(path: Path, random_bits: RandomBits) -> Iterator[Store]:
    """Another `learn.db`, which is not touched. StoreError where it is none, or newer than this program."""
    header = database.header_of(path)
    if header is not None:
        database.refuse_foreign(header[0], path)
        database.refuse_newer(header[1], schema.FORMAT, path)
    with TemporaryDirectory(prefix="learn-") as folder:
        copy = Path(folder) / "learn.db"
        with told(path):
            files.create_private(copy)
            source = sqlite3.connect(address(path.absolute(), "mode=ro"), uri=True)
            try:
                fill(source, copy, another_device=False)
            finally:
                source.close()
        with Store.open(copy, random_bits) as store:
            yield store


@contextmanager
def taken_in(lines: Iterable[bytes], random_bits: RandomBits) -> Iterator[tuple[Store, list[str]]]:
    """A store made of an exported log's lines, and what was wrong with them."""
    from learn.store.merge import merge

    with TemporaryDirectory(prefix="learn-") as folder, Store.open(Path(folder) / "learn.db", random_bits) as store:
        report = merge(store, lines)
        yield store, report.lines()[1:] if report.trouble else []
