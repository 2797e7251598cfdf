"""A log that is not what it was: damaged, cut short, gone, or written by somebody else; and the way back."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.program import Program
from tests.faults.ground import QUIZ, Ground, sound
from tests.faults.outcome import Outcome, plain, told

COMMANDS = ("due", "stats", "history", "doctor", "quiz tides --plain", "backup", "log export", "review --plain")


def _refused(ground: Ground, harm: Callable[[Path], None], *, reads: str = "due") -> Outcome:
    """Every command refuses with the same message, touches nothing, and the copy brings everything back."""
    program = ground.home()
    copy = program.home / "backups" / "copy.db"
    assert program.run("backup", str(copy)).code == 0
    log = program.home / "learn.db"
    harm(log)
    before = log.read_bytes()
    for command in COMMANDS:
        ran = program.run(*command.split(), stdin="1\n1\n1\n")
        assert ran.code in ((1, 5) if command == "doctor" else (0, 1, 5)), ran
        assert not any(verdict in ran.out for verdict in ("Right.", "Wrong.")), ran
        assert "Traceback" not in ran.whole_err
    assert log.read_bytes() == before
    said = program.run(*reads.split())
    text = plain(told(said), HOME=program.home) or _finding(said.out, program)
    _put_back(copy, log)
    return Outcome(text, f"the copy put in its place holds {sound(program, 3)}", str(said.code))


def _finding(report: str, program: Program) -> str:
    return plain(report.split("\n\n", 1)[1].rsplit("\n\n", 1)[0], HOME=program.home)


def _put_back(copy: Path, log: Path) -> None:
    for beside in log.parent.glob("learn.db-*"):
        beside.unlink()
    copy.replace(log)


def damaged_page(ground: Ground) -> Outcome:
    """A page of the log is damaged (a bad block)"""

    def harm(log: Path) -> None:
        data = bytearray(log.read_bytes())
        place = _root_of(log, "event")
        data[place : place + 4096] = b"\xff" * 4096
        log.write_bytes(data)

    return _refused(ground, harm, reads="history")


def _root_of(log: Path, table: str) -> int:
    db = sqlite3.connect(log)
    (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    db.close()
    return 4096 * (int(page) - 1)


def damaged_index(ground: Ground) -> Outcome:
    """What is derived from the log and stored beside it is wrong, as `learn doctor` finds"""
    program = ground.home()
    log = program.home / "learn.db"
    db = sqlite3.connect(log)
    db.execute("UPDATE state SET due_day = due_day + 5, last_question = 'nonsense'")
    db.commit()
    db.close()
    found = program.run("doctor")
    assert "learn doctor --repair" in found.out
    first = plain(found.out[found.out.index("state:") :]).split(" ⏎ ")[0]
    reads = first.split("·", maxsplit=1)[0].strip() + " … " + first.split(": ", 1)[1].rsplit(": ", 1)[-1]
    return Outcome(reads, f"after `learn doctor --repair` {sound(program, 3, repaired=True)}", str(found.code))


def cut_short(ground: Ground) -> Outcome:
    """The file is cut short (a copy that broke off)"""

    def harm(log: Path) -> None:
        log.write_bytes(log.read_bytes()[:10_000])

    return _refused(ground, harm)


def no_log(ground: Ground) -> Outcome:
    """Something else is in the place of the log"""

    def harm(log: Path) -> None:
        log.write_bytes(b"Dear diary, " * 1000)

    return _refused(ground, harm)


def newer(ground: Ground) -> Outcome:
    """The log was written by a newer learn"""

    def harm(log: Path) -> None:
        db = sqlite3.connect(log)
        db.execute("PRAGMA user_version = 99")
        db.close()

    return _refused(ground, harm)


def linked(ground: Ground) -> Outcome:
    """A symbolic link is in the place of the log"""
    program = ground.home()
    elsewhere = ground.folder / "elsewhere.db"
    log = program.home / "learn.db"
    log.rename(elsewhere)
    log.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    ran = program.run(*QUIZ, "--plain", stdin="1\n")
    assert elsewhere.read_bytes() == before
    reads = plain(told(ran), HOME=program.home)
    log.unlink()
    elsewhere.rename(log)
    return Outcome(reads, sound(program, 3), str(ran.code))


def deleted(ground: Ground) -> Outcome:
    """The log was deleted between two sessions; another machine or the folder of `learn sync` has the answers"""
    program = ground.home()
    shared = program.home.with_name(f"{program.home.name}-shared")
    shared.mkdir()
    assert program.run("sync", str(shared)).code == 0
    for file in program.home.glob("learn.db*"):
        file.unlink()
    assert program.run("history").out.startswith("No answers yet.")
    back = program.run("sync", str(shared))
    assert back.code == 0, back
    reads = "No answers yet. `learn quiz` asks the first question."
    return Outcome(reads, f"`learn sync` brings back {sound(program, 3)}", "0")


def journal_deleted(ground: Ground) -> Outcome:
    """The files beside the log (`-journal`, `-wal`) and the whole cache were deleted between two sessions"""
    import shutil

    program = ground.home()
    for file in program.home.glob("learn.db-*"):
        file.unlink()
    shutil.rmtree(program.home / "cache")
    ran = program.run(*QUIZ, "--plain", stdin="1\n")
    assert told(ran) == ""
    return Outcome("nothing: the cache is made anew", sound(program, 4), str(ran.code))


def damaged_cache(ground: Ground) -> Outcome:
    """The cache of the content is damaged"""
    program = ground.home()
    for file in (program.home / "cache").iterdir():
        data = bytearray(file.read_bytes())
        data[100:60_000] = b"\xff" * (min(60_000, len(data)) - 100)
        file.write_bytes(data)
    ran = program.run(*QUIZ, "--plain", stdin="1\n")
    assert told(ran) == "", ran
    return Outcome("nothing: the cache is made anew", sound(program, 4), str(ran.code))


def damaged_notes(ground: Ground) -> Outcome:
    """The notes beside the log (`config.toml`, `exam.json`, `sync.json`) are damaged"""
    program = ground.home()
    for name in ("exam.json", "sync.json"):
        (program.home / name).write_bytes(b"\xff{\0")
    for command in ("due", "exam", "sync", "start"):
        ran = program.run(*([] if command == "start" else [command]))
        assert ran.code in (0, 2), ran
        assert "Traceback" not in ran.whole_err
    (program.home / "config.toml").write_bytes(b"questions = [\xff")
    ran = program.run("due")
    reads = plain(told(ran), HOME=program.home)
    (program.home / "config.toml").unlink()
    return Outcome(reads, sound(program, 3), str(ran.code))


SCENES = (
    damaged_page,
    damaged_index,
    cut_short,
    no_log,
    newer,
    linked,
    deleted,
    journal_deleted,
    damaged_cache,
    damaged_notes,
)
