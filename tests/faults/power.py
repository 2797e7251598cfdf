"""Power loss while answers are written: every state that the files can be left in, made by cutting copies of them.

A disk writes sectors of 512 bytes, each whole or not at all. Before a commit returns, SQLite puts the old pages into
the rollback journal, waits for the disk, and only then writes new ones to the database; in the other mode it appends
new pages to the write-ahead log. So what power loss leaves is a beginning of the journal beside the old database, the
whole journal beside a database of which some sectors are new, or a beginning of the write-ahead log.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from learn.store.database import Journal
from learn.store.digest import Digest, digest
from learn.store.doctor import examine
from learn.store.log import Store
from tests.faults.ground import Ground
from tests.faults.outcome import Outcome
from tests.store.histories import FACTS, SEOUL, START, answer, opened

SECTOR = 512
ANSWERS = 40
READS = "nothing: the next start takes back what was half written"


def rollback(ground: Ground) -> Outcome:
    """The power fails while answers are written (rollback journal): each sector at which it can break off"""
    with TemporaryDirectory(dir=ground.folder) as folder:
        states = 0
        for database, journal, expected in _rollback_states(Path(folder) / "home"):
            found = _opened(Path(folder) / "after", database, {"-journal": journal}, "rollback", check=states % 20 == 0)
            assert found == expected, f"state {states}"
            states += 1
    assert states > 100
    return Outcome(READS, "all answers that were acknowledged, at every sector", "0")


def _rollback_states(home: Path) -> Iterator[tuple[bytes, bytes, Digest]]:
    """(database, journal, what must be found) for each state that can be left."""
    log, beside = home / "learn.db", home / "learn.db-journal"
    with opened(home, journal="rollback") as store:
        minji = store.make_learner("Minji")
        for n in range(ANSWERS):
            store.record(minji, answer(FACTS[n % 5]), START + n, SEOUL)
        before = digest(store)
        old = log.read_bytes()
        store.db.execute("PRAGMA cache_size = 4")  # so that pages are written before the commit, as in a large one
        with store._transaction():
            for n in range(ANSWERS):
                _, line = store.appender.append(minji, answer(FACTS[n % 5]), START + ANSWERS + n, SEOUL)
                store._note(line)
            journal, half = beside.read_bytes(), log.read_bytes()
        new, done = log.read_bytes(), beside.read_bytes()
        after = digest(store)
    assert journal.startswith(b"\xd9\xd5\x05\xf9")
    assert half != old
    for size in range(0, len(journal) + 1, SECTOR):
        yield old, journal[:size], before
    for database in _sector_by_sector(old, half):
        yield database, journal, before
    yield new, done, after
    yield new, b"", after


def _sector_by_sector(old: bytes, new: bytes) -> Iterator[bytes]:
    mixed = bytearray(old)
    for place in range(0, len(new), SECTOR):
        if mixed[place : place + SECTOR] != new[place : place + SECTOR]:
            mixed[place : place + SECTOR] = new[place : place + SECTOR]
            yield bytes(mixed)


def write_ahead(ground: Ground) -> Outcome:
    """The same with a write-ahead log, whose last sectors are missing, zeros or filled with something else"""
    with TemporaryDirectory(dir=ground.folder) as folder:
        home = Path(folder) / "home"
        database, wal, given = _three_answers(home)
        reached = 0
        for size in range(0, len(wal) + SECTOR, SECTOR):
            missing = max(0, len(wal) - size)
            for tail in (b"", bytes(missing), Random(size).randbytes(missing)):
                kept = _events(Path(folder) / "after", database, wal[:size] + tail)
                assert kept == given[: len(kept)]
                assert len(kept) >= reached
                reached = max(reached, len(kept) if not tail else 0)
    assert reached == len(given)
    return Outcome(READS, "all answers that were acknowledged, at every sector", "0")


def _three_answers(home: Path) -> tuple[bytes, bytes, list[str]]:
    with opened(home, journal="wal") as store:
        minji = store.make_learner("Minji")
        given = [store.record(minji, answer(), START, SEOUL).id]
        store.follow()
        store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        given += [store.record(minji, answer(), START + n, SEOUL).id for n in (1, 2, 3)]
        wal = (home / "learn.db-wal").read_bytes()
        written = len(wal.rstrip(b"\0")) + SECTOR  # behind it there is room for answers to come
        return (home / "learn.db").read_bytes(), wal[:written], given


def _put(home: Path, database: bytes, beside: dict[str, bytes]) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    for suffix, data in {"": database, **beside}.items():
        (home / f"learn.db{suffix}").write_bytes(data)
    return home / "learn.db"


def _opened(home: Path, database: bytes, beside: dict[str, bytes], journal: Journal, *, check: bool) -> Digest:
    path = _put(home, database, beside)
    for each in home.iterdir():
        each.chmod(0o600)
    with Store.open(path, Random(1).getrandbits, journal=journal) as store:
        if check:
            assert examine(store).findings == []
        assert store.db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return digest(store)


def _events(home: Path, database: bytes, wal: bytes) -> list[str]:
    with Store.open(_put(home, database, {"-wal": wal}), Random(1).getrandbits, journal="wal") as store:
        assert store.db.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return [row.event for row in store.history()]


SCENES = (rollback, write_ahead)
