"""The write-ahead log: there while answers come one after the other, and away again at rest."""

import sqlite3
import sys
from pathlib import Path
from time import perf_counter

import pytest

from learn.store import ahead_room, database, write_ahead
from learn.store.database import mode_of
from learn.store.doctor import examine
from learn.store.log import Store
from learn.store.write_ahead import has_room, is_local
from tests.store.histories import SEOUL, START, answer, opened

MOUNTS = """22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 27 0:40 / /home rw shared:7 - nfs4 server:/home rw
41 40 0:41 / /home/with\\040space rw - tmpfs none rw
42 40 0:42 / /home/once rw - ext4 /dev/vdb rw
43 42 0:43 / /home/once rw - 9p share rw
"""

pytestmark = pytest.mark.skipif(not is_local(Path(__file__)), reason="the tests lie on no file system known as local")


@pytest.fixture(autouse=True)
def _at_risk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever SQLite is here, it is taken for one with the WAL-reset bug."""
    monkeypatch.setattr(database, "journal_for", lambda _: "rollback")


def record(store: Store, answers: int) -> str:
    minji = store.make_learner("Minji")
    for n in range(answers):
        store.record(minji, answer(), START + n, SEOUL)
    return minji


def beside(home: Path) -> list[str]:
    return sorted(each.name for each in home.iterdir() if each.name.endswith(("-wal", "-shm")))


def test_the_mode_is_taken_with_the_second_event_and_given_up_at_the_end(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with opened(home) as store:
        record(store, 1)
        assert (mode_of(store.db), beside(home)) == ("persist", [])
        record(store, 3)
        assert (mode_of(store.db), beside(home)) == ("wal", ["learn.db-shm", "learn.db-wal"])
    assert beside(home) == []
    with opened(home) as store:
        assert mode_of(store.db) == "persist"
        assert len(list(store.history())) == 4
        assert examine(store).findings == []


def test_a_connection_makes_no_checkpoint_of_its_own(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert store.db.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)
        assert store.db.execute("PRAGMA synchronous").fetchone() == (2,)
        store.db.execute("PRAGMA synchronous = OFF")
        minji = record(store, 2)
        for n in range(380):
            store.record_all(minji, [answer()] * 10, START + 10 + n, SEOUL)
        log = (tmp_path / "learn.db-wal").stat().st_size
        assert log > 1_000 * 4096  # more than SQLite lets it grow by itself
        store.record_all(minji, [answer()] * 1_000, START + 999, SEOUL)
        assert mode_of(store.db) == "wal"
        assert (tmp_path / "learn.db-wal").stat().st_size < log  # begun anew after so many events


def test_who_closes_last_gives_the_mode_up(tmp_path: Path) -> None:
    with opened(tmp_path) as reader:
        with opened(tmp_path, seed=2) as store:
            record(store, 3)
            assert len(list(reader.history())) == 3
        assert beside(tmp_path) == ["learn.db-shm", "learn.db-wal"]
        assert mode_of(reader.db) == "wal"
    assert beside(tmp_path) == []
    with opened(tmp_path) as store:
        assert mode_of(store.db) == "persist"


def test_nobody_waits_who_opens_the_log_meanwhile(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji = record(store, 2)
        began = perf_counter()
        with opened(tmp_path, seed=2) as other:
            other.record(minji, answer(), START + 9, SEOUL)
        assert perf_counter() - began < 2
        assert mode_of(store.db) == "wal"
        store.record(minji, answer(), START + 10, SEOUL)
        assert len(list(store.history())) == 4


def test_a_log_held_by_another_program_stays_in_its_mode(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji = record(store, 1)
        holder = sqlite3.connect(tmp_path / "learn.db", isolation_level=None)
        holder.execute("BEGIN")
        holder.execute("SELECT count(*) FROM event").fetchone()
        store._ahead.expect(1)
        assert mode_of(store.db) == "persist"
        holder.close()
        store.record(minji, answer(), START + 5, SEOUL)
        assert len(list(store.history())) == 2


def test_a_process_that_was_killed_leaves_everything_to_the_next(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    with opened(home) as store:
        record(store, 5)
        copy.mkdir(mode=0o700)
        for name in ("learn.db", "learn.db-wal"):
            (copy / name).write_bytes((home / name).read_bytes())
            (copy / name).chmod(0o600)
    with opened(copy) as store:
        assert len(list(store.history())) == 5
        assert examine(store).findings == []
    assert beside(copy) == []


def test_it_has_room_for_the_answers_to_come(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji = record(store, 4)
        log = tmp_path / "learn.db-wal"
        laid_out = log.stat().st_size
        for n in range(20):
            store.record(minji, answer(), START + 10 + n, SEOUL)
        assert log.stat().st_size == laid_out  # written over, not behind
        store.record_all(minji, [answer()] * 30, START + 99, SEOUL)
        assert log.stat().st_size == laid_out + ahead_room._BYTES
        with opened(tmp_path, seed=2) as other:
            assert len(list(other.history())) == 54
    assert beside(tmp_path) == []
    with opened(tmp_path) as store:
        assert len(list(store.history())) == 54
        assert examine(store).findings == []


@pytest.mark.parametrize("journal", ["wal", "rollback"])
def test_room_is_made_only_in_a_write_ahead_log_and_on_no_full_disk(
    journal: database.Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead_room, "has_room", lambda _: journal == "rollback")
    with opened(tmp_path, journal=journal) as store:
        record(store, 4)
        beside_it = [each for each in tmp_path.iterdir() if each.name.endswith(("-wal", "-journal"))]
        assert beside_it
        assert all(each.stat().st_size < ahead_room._BYTES for each in beside_it)


def test_no_room_is_made_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "others").write_bytes(b"theirs")
    (tmp_path / "learn.db-wal").symlink_to(tmp_path / "others")
    room = ahead_room.AheadRoom(tmp_path / "learn.db")
    room.take(30)
    assert (tmp_path / "others").read_bytes() == b"theirs"


def test_without_room_or_on_a_file_system_of_others_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, home in (("has_room", tmp_path / "full"), ("is_local", tmp_path / "far")):
        with monkeypatch.context() as patch, opened(home) as store:
            patch.setattr(write_ahead, name, lambda _: False)
            record(store, 3)
            assert (mode_of(store.db), beside(home)) == ("persist", [])
    assert has_room(tmp_path)
    assert not has_room(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("place", "local"),
    [
        ("/srv/learn.db", True),
        ("/home/kim/learn.db", False),
        ("/home/with space/learn.db", True),
        ("/homely/learn.db", True),
        ("/home/once/learn.db", False),
        ("/proc/learn.db", False),
    ],
)
def test_file_systems(place: str, local: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mountinfo").write_text(MOUNTS)
    monkeypatch.setattr(write_ahead, "_MOUNTS", tmp_path / "mountinfo")
    assert is_local(Path(place)) is local


def test_only_linux_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not is_local(Path("/tmp"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(write_ahead, "_MOUNTS", Path("/nowhere"))
    assert not is_local(Path("/tmp"))
