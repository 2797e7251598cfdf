"""What a learner reads when the disk, another program or the file itself stands in the way; nothing is lost."""

import ctypes
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from learn.problems import STORE, StoreError
from learn.store import database, migrations, schema
from learn.store.backup import backup
from learn.store.database import Journal
from learn.store.digest import Digest, digest
from learn.store.doctor import examine
from learn.store.log import Store
from learn.store.merge import export, merge
from learn.store.schema import APPLICATION_ID
from tests.store.histories import FACTS, SEOUL, START, answer, opened

JOURNALS: tuple[Journal, ...] = ("wal", "rollback")


def filled(folder: Path, answers: int = 3, journal: Journal | None = None) -> str:
    with opened(folder, journal=journal) as store:
        minji = store.make_learner("Minji")
        for n in range(answers):
            store.record(minji, answer(FACTS[n % 5]), START + n, SEOUL)
    return minji


def refused(path: Path, journal: Journal | None = None) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Store.open(path, Random(1).getrandbits, journal=journal)
    assert caught.value.exit_code == STORE
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


# -- files that are not what they should be ------------------------------------------------------------------------


def test_a_file_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "learn.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()}
    error = refused(path)
    assert "newer learn" in error.message
    assert "not touched" in error.message
    assert {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in tmp_path.iterdir()} == before


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 200, b"\x01" * 5000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "learn.db"
    path.write_bytes(content)
    error = refused(path)
    assert "is not a log of learn" in error.message
    assert path.read_bytes() == content


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_database_of_another_program(tmp_path: Path, journal: Journal) -> None:
    path = tmp_path / "learn.db"
    for application_id in (0, 1234):
        path.unlink(missing_ok=True)
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE cards (id INTEGER)")
        db.execute(f"PRAGMA application_id = {application_id}")
        db.commit()
        db.close()
        before = path.read_bytes()
        assert "is not a log of learn" in refused(path, journal).message
        assert path.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_something_else_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "learn.db").mkdir()
    assert "not a file" in refused(tmp_path / "learn.db").message
    os.mkfifo(tmp_path / "pipe.db")
    assert "not a file" in refused(tmp_path / "pipe.db").message


def test_a_python_with_an_old_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"SQLite 3\.34\.1; learn needs 3\.37"):
        opened(tmp_path / "home")


def test_an_empty_file_is_a_store_that_was_just_made(tmp_path: Path) -> None:
    (tmp_path / "learn.db").touch()
    filled(tmp_path)
    with opened(tmp_path) as store:
        assert examine(store).findings == [] or os.name != "posix"


@pytest.mark.parametrize("keep", [100, 4096, 10_000])
def test_a_truncated_file_is_said_to_be_damaged(tmp_path: Path, keep: int) -> None:
    filled(tmp_path, 30)
    path = tmp_path / "learn.db"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(StoreError, match="damaged") as caught:
        _use_all(path)
    assert "backup" in caught.value.hint


def _use_all(path: Path) -> None:
    with Store.open(path, Random(1).getrandbits) as store:
        list(store.history())
        for learner in store.learners():
            store.all_states(learner)
            store.record(learner, answer(), START, SEOUL)


@pytest.mark.parametrize("seed", range(12))
def test_damaged_pages_never_end_in_a_traceback(tmp_path: Path, seed: int) -> None:
    """Damage is found, or it lies where nothing is stored."""
    filled(tmp_path, 60)
    path, rng = tmp_path / "learn.db", Random(seed)
    with opened(tmp_path) as store:
        before = digest(store)
    data = bytearray(path.read_bytes())
    for _ in range(3):
        place = rng.randrange(100, len(data) - 600)
        data[place : place + 500] = rng.randbytes(500)
    path.write_bytes(data)
    assert _told(lambda: _found_or_equal(path, before))
    assert _told(lambda: _use_all(path))


def _found_or_equal(path: Path, before: Digest) -> None:
    with Store.open(path, Random(1).getrandbits) as store:
        assert examine(store).findings or digest(store) == before


def _told(attempt: Callable[[], None]) -> bool:
    """Whether the attempt went well, or ended with a message and a remedy."""
    try:
        attempt()
    except StoreError as error:
        return bool(error.message and error.hint)
    return True


def test_a_file_deleted_under_an_open_store_takes_no_more_answers(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        store.path.unlink()
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            store.record(minji, answer(), START, SEOUL)
        filled(tmp_path / "home", 1)
        with pytest.raises(StoreError, match="moved, deleted or replaced"):
            store.record(minji, answer(), START, SEOUL)


# -- locks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("journal", JOURNALS)
def test_a_store_that_another_program_holds(tmp_path: Path, journal: Journal) -> None:
    minji = filled(tmp_path, journal=journal)
    holder = sqlite3.connect(tmp_path / "learn.db", isolation_level=None)
    with opened(tmp_path, journal=journal) as store:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program") as caught:
            store.record(minji, answer(), START, SEOUL)
        assert caught.value.hint
        assert len(list(store.history())) == 3
        holder.execute("ROLLBACK")
        assert store.record(minji, answer(), START, SEOUL).seq == 4
    holder.close()


@pytest.mark.usefixtures("impatient")
def test_a_store_that_cannot_even_be_read(tmp_path: Path) -> None:
    filled(tmp_path, journal="rollback")
    holder = sqlite3.connect(tmp_path / "learn.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="in use by another program"):
        opened(tmp_path, journal="rollback").make_learner("Jisu")
    holder.execute("ROLLBACK")
    holder.close()


@pytest.mark.usefixtures("impatient")
def test_a_commit_that_a_reader_holds_up_is_given_up_whole(tmp_path: Path) -> None:
    minji = filled(tmp_path, journal="rollback")
    reader = sqlite3.connect(tmp_path / "learn.db", isolation_level=None)
    with opened(tmp_path, journal="rollback") as store:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM event").fetchone()
        with pytest.raises(StoreError, match="in use by another program"):
            store.record(minji, answer(), START, SEOUL)
        reader.execute("ROLLBACK")
        assert store.record(minji, answer(), START, SEOUL).seq == 4
        assert len(list(store.history())) == 4
    reader.close()


@pytest.mark.usefixtures("impatient")
def test_a_copy_of_a_store_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "home", journal="rollback")
    monkeypatch.setattr("learn.store.backup.BUSY_SECONDS", 0.3)
    holder = sqlite3.connect(tmp_path / "home" / "learn.db", isolation_level=None)
    with opened(tmp_path / "home", journal="rollback") as store:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another program"):
            backup(store, tmp_path / "copy.db")
        holder.execute("ROLLBACK")
    holder.close()
    assert not (tmp_path / "copy.db").exists()


def test_a_lock_held_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    minji = filled(tmp_path)
    code = f"""
import sqlite3, time
db = sqlite3.connect({str(tmp_path / "learn.db")!r}, isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep(0.5)
db.execute("ROLLBACK")
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with opened(tmp_path) as store:
            assert store.record(minji, answer(), START, SEOUL).seq == 4


# -- disks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_full_disk_refuses_the_answer_and_keeps_the_others(tmp_path: Path, journal: Journal) -> None:
    with opened(tmp_path / "home", journal=journal) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages}")
        kept, full = 1, None
        while full is None:
            try:
                kept += bool(store.record(minji, answer(FACTS[kept % 5]), START + kept, SEOUL))
            except StoreError as error:
                full = error
        assert "disk is full" in full.message
        assert full.hint
        store.db.execute("PRAGMA max_page_count = 1000000")
        assert len(list(store.history())) == kept
        assert store.record(minji, answer(), START, SEOUL).seq == kept + 1
        assert examine(store).findings == []


def test_a_full_disk_stops_a_merge_whole(tmp_path: Path) -> None:
    with opened(tmp_path / "origin", 5) as origin:
        minji = origin.make_learner("Minji")
        for n in range(200):
            origin.record(minji, answer(FACTS[n % 5]), START + n, SEOUL)
        lines = list(export(origin))
    filled(tmp_path / "home")
    with opened(tmp_path / "home") as store:
        before = digest(store)
        store.db.execute(f"PRAGMA max_page_count = {store.db.execute('PRAGMA page_count').fetchone()[0] + 5}")
        with pytest.raises(StoreError, match="disk is full"):
            merge(store, lines)
        store.db.execute("PRAGMA max_page_count = 1000000")
        assert digest(store) == before
        assert merge(store, lines).added == 200


def test_a_full_disk_leaves_no_half_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "home")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with opened(tmp_path / "home") as store:
        monkeypatch.setattr(os, "fsync", full)
        (tmp_path / "copies").mkdir()
        with pytest.raises(StoreError, match="disk is full"):
            backup(store, tmp_path / "copies" / "learn.db")
    assert list((tmp_path / "copies").iterdir()) == []


def _without_privilege(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python so that permissions bind it, even for root: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""

    def drop() -> None:
        if sys.platform == "linux" and os.getuid() == 0:
            for capability in (1, 2):
                ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)

    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=drop)


@pytest.mark.skipif(sys.platform != "linux", reason="permissions as Linux has them")
@pytest.mark.parametrize(("before", "journal"), [(one, other) for one in JOURNALS for other in JOURNALS])
def test_a_home_that_cannot_be_written(tmp_path: Path, before: Journal, journal: Journal) -> None:
    """A read-only disk looks the same: what is there can be read, nothing can be recorded."""
    home = tmp_path / "home"
    minji = filled(home, journal=before)
    code = f"""
import sys; sys.path[:0] = {sys.path!r}
from pathlib import Path
from random import Random
from learn.problems import StoreError
from learn.store.log import Store
from tests.store.histories import answer, START
store = Store.open(Path({str(home / "learn.db")!r}), Random(1).getrandbits, journal={journal!r})
print(len(list(store.history())), len(store.all_states({minji!r})))
for attempt in (lambda: store.record({minji!r}, answer(), START, 0),
                lambda: Store.open(Path({str(home / "other" / "learn.db")!r}), Random(1).getrandbits)):
    try:
        attempt()
    except StoreError as error:
        print(error.message, "|", error.hint)
"""
    for path in (*home.iterdir(), home):
        path.chmod(0o555)
    done = _without_privilege(code)
    home.chmod(0o700)
    lines = done.stdout.splitlines()
    assert lines[0] == "3 3", done
    assert "cannot be written" in lines[1]
    assert "cannot be written" in lines[2]


# -- migrations ------------------------------------------------------------------------------------------------------


def _add_mood(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE mood (learner INTEGER, mood TEXT) STRICT")


def _fail(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE half (done INTEGER) STRICT")
    raise sqlite3.OperationalError("power is gone")


def _add_steps(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Step) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))
    monkeypatch.setattr(schema, "FORMAT", len(migrations.STEPS))


def test_an_older_file_is_copied_then_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minji = filled(tmp_path / "home")
    _add_steps(monkeypatch, _add_mood)
    with opened(tmp_path / "home") as store:
        assert store.db.execute("PRAGMA user_version").fetchone() == (2,)
        assert store.db.execute("SELECT count(*) FROM mood").fetchone() == (0,)
        assert store.record(minji, answer(), START, SEOUL).seq == 4
    kept = tmp_path / "home" / "learn-format-1.db"
    assert os.name != "posix" or kept.stat().st_mode & 0o777 == 0o600
    monkeypatch.undo()
    with Store.open(kept, Random(1).getrandbits) as old:
        assert len(list(old.history())) == 3
    assert "newer learn" in refused(tmp_path / "home" / "learn.db").message


def test_an_interrupted_migration_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minji = filled(tmp_path)
    with opened(tmp_path) as store:
        before = digest(store)
    _add_steps(monkeypatch, _add_mood, _fail)
    with pytest.raises(StoreError, match="power is gone"):
        opened(tmp_path)
    monkeypatch.undo()
    with opened(tmp_path) as store:
        assert digest(store) == before
        assert store.db.execute("SELECT name FROM sqlite_schema WHERE name IN ('mood', 'half')").fetchall() == []
        assert store.record(minji, answer(), START, SEOUL).seq == 4


def test_other_arithmetic_derives_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    minji = filled(tmp_path)
    with opened(tmp_path) as store:
        store.db.execute("UPDATE state SET due_day = 1")
        monkeypatch.setattr("learn.store.following.ARITHMETIC", "2/next year's")
        assert all(state.due_day > 1 for state in store.all_states(minji))
        assert store.db.execute("SELECT value FROM meta WHERE key = 'arithmetic'").fetchone() == ("2/next year's",)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    filled(tmp_path)
    head = (tmp_path / "learn.db").read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == schema.FORMAT == len(migrations.STEPS)
    strict = sqlite3.connect(tmp_path / "learn.db")
    tables = strict.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
    )
    assert {name: is_strict for name, is_strict in tables if not is_strict} == {}
    strict.close()


# -- the doctor ------------------------------------------------------------------------------------------------------

WRONG_PROJECTIONS = {
    "due day": ("UPDATE state SET due_day = due_day + 1", "state"),
    "memory": ("UPDATE state SET memory = '[1.0,5.0,738886,0.3,1,0,false,1.0]'", "state"),
    "lost state": ("DELETE FROM state WHERE fact = 'dispatch'", "state"),
    "lost evidence": ("DELETE FROM evidence", "evidence"),
    "use": ("UPDATE question_use SET times = 9", "question_use"),
    "session": ("UPDATE session SET answered = 9", "session"),
    "timeline": ("DELETE FROM timeline", "timeline"),
    "amendment": ("INSERT INTO amendment VALUES (randomblob(16), 1)", "amendment"),
    "orphan": ("INSERT INTO evidence VALUES (1, 1, 999)", "projections"),
}


@pytest.mark.parametrize(("statement", "where"), WRONG_PROJECTIONS.values(), ids=WRONG_PROJECTIONS)
def test_doctor_finds_and_repairs_wrong_projections(tmp_path: Path, statement: str, where: str) -> None:
    from learn.store.doctor import repair

    filled(tmp_path / "home")
    with opened(tmp_path / "home") as store:
        right = digest(store)
        store.db.execute(statement)
        findings = examine(store).findings
        assert where in {finding.where for finding in findings}
        assert all(finding.repairable and finding.message for finding in findings)
        assert repair(store) == 0
        assert digest(store) == right


def test_doctor_finds_what_is_wrong_in_the_log(tmp_path: Path) -> None:
    filled(tmp_path / "home", 5)
    with opened(tmp_path / "home") as store:
        assert examine(store).figures["events"] == 5
        store.db.execute("DROP TRIGGER event_is_kept")
        store.db.execute("DROP TRIGGER event_stays_as_it_is")
        store.db.execute("DELETE FROM event WHERE seq = 2")
        store.db.execute("UPDATE event SET ms = ms + 1 WHERE seq = 3")
        messages = " ".join(finding.message for finding in examine(store).findings)
        assert "1 events that were recorded on this machine are missing" in messages
        assert "changed later" in messages
        assert "guard event_is_kept is missing" in messages
