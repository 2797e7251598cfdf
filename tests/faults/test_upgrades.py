"""Logs of every released format open in this program; what stops an upgrade leaves the old file; no way back down."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from learn.problems import StoreError
from learn.store import migrations, schema
from learn.store.doctor import examine
from learn.store.log import Store
from tests.cli.program import Program
from tests.faults.ground import ROOT
from tests.fixtures.logs import expected, found, logs
from tests.store.histories import SEOUL, START, answer

LOGS = pytest.mark.parametrize("log", logs(), ids=lambda log: log.stem)


def placed(log: Path, home: Path) -> Path:
    """A copy of the kept log in a home."""
    home.mkdir(mode=0o700)
    shutil.copyfile(log, home / "learn.db")
    (home / "learn.db").chmod(0o600)
    return home / "learn.db"


def opened(path: Path) -> Store:
    return Store.open(path, Random(1).getrandbits)


def test_there_is_a_log_of_every_format() -> None:
    assert [log.name for log in logs()] == [f"learn-format-{number + 1}.db" for number in range(schema.FORMAT)]


@LOGS
def test_an_old_log_is_brought_up_to_date_with_all_that_is_in_it(log: Path, tmp_path: Path) -> None:
    path = placed(log, tmp_path / "home")
    with opened(path) as store:
        assert found(store) == expected(log)
        assert examine(store).findings == []
        assert store.db.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)
        (learner, *_) = store.learners()
        store.record(learner, answer(), START, SEOUL)
    with opened(path) as store:
        assert found(store).answers == expected(log).answers + 1


@LOGS
def test_the_program_works_on_an_old_log(log: Path, tmp_path: Path) -> None:
    placed(log, tmp_path / "home")
    program = Program(tmp_path / "home", learner="Minji")
    for command in ("due", "stats", "history", "doctor", "log verify", "log export"):
        ran = program.run(*command.split())
        assert (ran.code, ran.err) == (0, ""), ran


UPGRADE = """
import os, signal, sqlite3, sys
from pathlib import Path
from random import Random
from learn.store import migrations, schema
from learn.store.log import Store

def step(db):
    for n in range(50):
        db.execute(f"CREATE TABLE step_{n} (x ANY) STRICT")
        db.execute(f"INSERT INTO step_{n} VALUES (randomblob(8000))")

migrations.STEPS = (*migrations.STEPS, step)
schema.FORMAT = len(migrations.STEPS)
path, wanted, taken = Path(sys.argv[1]), int(sys.argv[2]), 0

def watch(_frame, event, called):
    global taken
    if event == "c_call" and called.__name__ in ("execute", "backup", "replace", "fsync", "unlink", "close", "open"):
        taken += 1
        if taken == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

sys.setprofile(watch)
Store.open(path, Random(1).getrandbits).close()
sys.setprofile(None)
print(taken)
"""


def version_of(path: Path) -> int:
    """The format that a killed upgrade left, once SQLite has taken back what was half done."""
    db = sqlite3.connect(path)
    try:
        number: int = db.execute("PRAGMA user_version").fetchone()[0]
        return number
    finally:
        db.close()


def upgrade(path: Path, step: int) -> subprocess.CompletedProcess[str]:
    """A program of the next format opens the log, and is killed before its so-manieth step (0: never)."""
    command = [sys.executable, "-c", UPGRADE, str(path), str(step)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_an_upgrade_that_is_killed_leaves_a_log_for_the_old_program_or_the_new(tmp_path: Path) -> None:
    log = logs()[-1]
    steps = int(upgrade(placed(log, tmp_path / "whole"), 0).stdout)
    assert steps > 100
    old = 0
    for number, step in enumerate(sorted({*range(1, 30, 4), *range(30, steps, 12), steps})):
        path = placed(log, tmp_path / f"home-{number}")
        assert upgrade(path, step).returncode == -signal.SIGKILL
        if version_of(path) > schema.FORMAT:
            with pytest.raises(StoreError, match="newer learn"):
                opened(path)
        else:
            with opened(path) as store:
                assert found(store) == expected(log)
                assert examine(store).findings == []
                assert not store.db.execute("SELECT 1 FROM sqlite_schema WHERE name LIKE 'step%'").fetchone()
            old += 1
        done = upgrade(path, 0)
        assert done.returncode == 0, done
        db = sqlite3.connect(path)
        assert db.execute("PRAGMA user_version").fetchone() == (schema.FORMAT + 1,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.close()
        with opened(migrations.backup_path(path, schema.FORMAT)) as kept:
            assert found(kept) == expected(log)
    assert old > 10


def test_a_newer_log_is_refused_and_not_touched_by_any_command(tmp_path: Path) -> None:
    path = placed(logs()[-1], tmp_path / "home")
    assert upgrade(path, 0).returncode == 0
    program = Program(tmp_path / "home", learner="Minji")
    before = {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.glob("learn*")}
    commands = ("due", "stats", "history", "doctor", "doctor --repair", "log verify", "log export", "backup", "undo",
                "quiz --plain", "review", "sync .", "log forget --yes", "")  # fmt: skip
    for command in commands:
        ran = program.run(*command.split(), stdin="1\n")
        assert ran.code == 5, (command, ran)
        assert "newer learn" in ran.err
        assert "Update learn" in ran.err
    assert {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in path.parent.glob("learn*")} == before
