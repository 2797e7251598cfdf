"""The store's folder and files: private whatever the umask, never through a symbolic link, copied whole or not."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from stat import S_IMODE

import pytest

from learn.problems import StoreError
from learn.store.backup import backup
from learn.store.database import Journal, journal_for
from learn.store.digest import digest
from learn.store.doctor import examine, repair
from learn.store.log import Store
from learn.store.merge import forget
from tests.store.histories import SEOUL, START, answer, opened

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes and links as POSIX has them")
JOURNALS: tuple[Journal, ...] = ("wal", "rollback")


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=["umask 000", "umask 022", "umask 777"])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("journal", JOURNALS)
def test_only_the_owner_may_read_whatever_the_umask(tmp_path: Path, umask: int, journal: Journal) -> None:
    home = tmp_path / "share" / "learn"
    with opened(home, journal=journal) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        backup(store, home / "backups" / "copy.db")
        forget(store, minji)
        found = modes(tmp_path / "share")
    assert len(found) >= 5
    assert {name: oct(mode) for name, mode in found.items() if mode not in (0o600, 0o700)} == {}
    assert all(mode == (0o600 if ".db" in name else 0o700) for name, mode in found.items()), umask


def test_an_empty_folder_that_was_there_is_closed_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o755)
    opened(home).close()
    assert S_IMODE(home.stat().st_mode) == 0o700


def test_a_folder_of_other_things_stays_open_and_doctor_says_so(tmp_path: Path) -> None:
    home = tmp_path / "project"
    home.mkdir(mode=0o755)
    home.chmod(0o755)
    (home / "README.md").touch()
    with opened(home) as store:
        assert S_IMODE(home.stat().st_mode) == 0o755
        (finding,) = examine(store).findings
        assert "others may read it" in finding.message


def test_doctor_finds_and_mends_open_files(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        store.make_learner("Minji")
        store.path.chmod(0o644)
        store.path.parent.chmod(0o755)
        assert {finding.where for finding in examine(store).findings} == {str(store.path), str(store.path.parent)}
        assert repair(store) == 0
        assert S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_link_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    opened(elsewhere).close()
    before = (elsewhere / "learn.db").read_bytes()
    home = tmp_path / "home"
    home.mkdir()
    for target in (elsewhere / "learn.db", tmp_path / "nowhere"):
        (home / "learn.db").unlink(missing_ok=True)
        (home / "learn.db").symlink_to(target)
        with pytest.raises(StoreError, match="symbolic link"):
            opened(home)
    assert (elsewhere / "learn.db").read_bytes() == before
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_is_whole_and_of_a_device_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "copies" / "learn.db"
    with opened(tmp_path / "home") as store:
        minji = store.make_learner("Minji")
        first = store.record(minji, answer(), START, SEOUL)
        backup(store, target)
        assert [path.name for path in target.parent.iterdir()] == ["learn.db"]
        with Store.open(target, Random(5).getrandbits) as copy:
            assert digest(copy) == digest(store)
            assert copy.learners() == store.learners()
            later = copy.record(minji, answer(), START + 1, SEOUL)
            assert (later.device != first.device, later.seq) == (True, 1)


def test_a_folder_that_copies_go_to_stays_as_it_is(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    stick.chmod(0o755)
    with opened(tmp_path / "home") as store:
        store.make_learner("Minji")
        backup(store, stick / "learn.db")
        assert S_IMODE(stick.stat().st_mode) == 0o755


def test_a_copy_replaces_nothing_unless_told(tmp_path: Path) -> None:
    target = tmp_path / "notes.txt"
    target.write_text("mine")
    with opened(tmp_path / "home") as store:
        store.make_learner("Minji")
        with pytest.raises(StoreError, match="there already"):
            backup(store, target)
        assert target.read_text() == "mine"
        backup(store, target, force=True)
        assert target.read_bytes().startswith(b"SQLite")
        assert S_IMODE(target.stat().st_mode) == 0o600


def test_a_copy_does_not_follow_a_link(tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.symlink_to(tmp_path / "victim")
    with opened(tmp_path / "home") as store:
        store.make_learner("Minji")
        with pytest.raises(StoreError, match="symbolic link"):
            backup(store, target, force=True)
    assert not (tmp_path / "victim").exists()


def test_a_copy_to_nowhere_leaves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="cannot be opened"):
            backup(store, tmp_path / "file" / "copy.db")
    with (
        Store.open(tmp_path / "none" / "learn.db", Random(1).getrandbits, create=False) as none,
        pytest.raises(StoreError, match="nothing to copy"),
    ):
        backup(none, tmp_path / "copy.db")


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "rollback"),
        ((3, 44, 5), "rollback"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "rollback"),
        ((3, 50, 6), "rollback"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "rollback"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
    ],
)
def test_write_ahead_only_where_the_reset_bug_is_mended(version: tuple[int, int, int], journal: Journal) -> None:
    assert journal_for(version) == journal


@pytest.mark.parametrize("journal", JOURNALS)
def test_commits_wait_for_the_disk(tmp_path: Path, journal: Journal) -> None:
    with opened(tmp_path / "home", journal=journal) as store:
        modes_in_force = [store.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert modes_in_force == ["wal" if journal == "wal" else "persist", 2]


def test_a_file_goes_over_to_the_other_journal_and_back(tmp_path: Path) -> None:
    for n, journal in enumerate((*JOURNALS, *JOURNALS)):
        with opened(tmp_path / "home", n, journal=journal) as store:
            minji = store.make_learner("Minji")
            store.record(minji, answer(), START + n, SEOUL)
            assert len(list(store.history())) == n + 1
            assert examine(store).findings == []
    with closing(sqlite3.connect(tmp_path / "home" / "learn.db")) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
