"""SIGKILL between any two steps of commands that write: afterwards each file is the old one or the new one, whole."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.cli.program import Program
from tests.faults.ground import LONG_WAIT, ROOT, Ground, sound
from tests.faults.outcome import Outcome, Unavailable

STEPS = int(os.environ.get("LEARN_TEST_STEPS", "6"))
"""How many steps of each command are tried; `make faults` tries 40."""

ANSWERS = 3
READS = "what the shell says of a killed process"

Check = Callable[[Program, Path], None]
"""Looks at a home and its work folder after a kill."""


def _killed(ground: Ground, prepare: Callable[[Program, Path], None], command: str, check: Check) -> list[Program]:
    """The homes after a kill at each step; in all of them nothing is lost, and `check` has passed."""
    if not hasattr(os, "fork"):
        raise Unavailable("fork")
    ground.count += 1
    base = ground.folder / f"crash-{ground.count}"
    program = ground.home()
    (base / "seed" / "work").mkdir(parents=True)
    program = program.copy(base / "seed" / "home")
    prepare(program, base / "seed" / "work")
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.crashing", str(base), str(STEPS), *command.split()],
        capture_output=True, encoding="utf-8", check=False, timeout=LONG_WAIT * 20,
        env={**program.environment(), "PYTHONPATH": str(ROOT), "EDITOR": f"{sys.executable} {base}/edit.py"}, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done
    after = []
    for name in done.stdout.split():
        one = Program(base / name / "home", program.content, program.learner)
        one.now = program.now
        check(one, base / name / "work")
        after.append(one)
    assert len(after) > 2
    return after


def _outcome(kept: str) -> Outcome:
    return Outcome(READS, kept, "-9")


def _old_or_new(name: str) -> Check:
    """The file is what it was or what the command makes of it: nothing between."""

    def check(program: Program, work: Path) -> None:
        base = work.parent.parent
        states = [base / "seed" / "work" / name, base / "whole" / "work" / name]
        allowed = {path.read_bytes() if path.exists() else None for path in states}
        assert len(allowed) == 2
        found = work / name
        assert (found.read_bytes() if found.exists() else None) in allowed
        sound(program, ANSWERS)

    return check


def backup(ground: Ground) -> Outcome:
    """`learn backup` is killed"""

    def check(program: Program, work: Path) -> None:
        copy = work / "copy.db"
        if copy.exists():
            with closing(sqlite3.connect(copy)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert program.run("backup", str(copy), "--force").code == 0
        sound(program, ANSWERS)

    _killed(ground, lambda _program, _work: None, "backup copy.db", check)
    return _outcome("the log; the copy is there whole or not at all, and can be made again")


def sync(ground: Ground) -> Outcome:
    """`learn sync` is killed, on either of two machines"""

    def prepare(program: Program, work: Path) -> None:
        folder = work / "shared"
        folder.mkdir()
        other = Program(work.parent / "other", program.content, program.learner)
        assert other.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n2\n1\n").code == 0
        assert other.run("sync", str(folder)).code == 0

    def check(program: Program, work: Path) -> None:
        assert program.run("sync", "--mine", str(work / "shared")).code == 0
        sound(program, ANSWERS + 3)
        assert len([path for path in (work / "shared").iterdir() if path.suffix == ".learnlog"]) == 2

    _killed(ground, prepare, "sync --mine shared", check)
    return _outcome("the answers of both machines, once `learn sync` is run again")


def log_merge(ground: Ground) -> Outcome:
    """`learn log merge` is killed"""

    def prepare(program: Program, work: Path) -> None:
        other = Program(work.parent / "other", program.content, program.learner)
        assert other.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n2\n1\n").code == 0
        assert other.run("log", "export", "-o", str(work / "other.jsonl"), "--names").code == 0

    def check(program: Program, work: Path) -> None:
        assert len(program.history()) in (ANSWERS, ANSWERS + 3)
        assert program.run("log", "merge", str(work / "other.jsonl")).code == 0
        sound(program, ANSWERS + 3)

    _killed(ground, prepare, "log merge other.jsonl", check)
    return _outcome("the log as it was or with all of the other; merging again completes it")


def class_add(ground: Ground) -> Outcome:
    """`learn class add` is killed"""

    def prepare(program: Program, work: Path) -> None:
        for number, name in enumerate(("Ada", "Bob")):
            pupil = Program(work.parent / name, program.content, name.lower())
            assert pupil.run("quiz", "tides", "--test", "--plain", stdin="1\n1\n1\n" + "1\n" * 20).code == 0
            for key, value in (("name", name), ("student_id", str(number))):
                assert pupil.run("config", "set", key, value).code == 0
            handed = pupil.run("scores", "submit", "-o", str(work / f"{name}.learnlog"))
            assert handed.code == 0, handed
        (work / "roster.csv").write_text("student_id,name\n0,Ada\n1,Bob\n", encoding="utf-8")

    def check(program: Program, work: Path) -> None:
        listed = program.run("class", "list")
        assert (listed.code, listed.err) == (0, "")
        again = program.run(*[part.format(work=work) for part in ADD])
        assert again.code == 0, again
        report = program.run("scores", "list", "--class", "10b", "--json")
        assert report.code == 0, report
        assert report.out.count('"Ada"') == report.out.count('"Bob"') > 0
        sound(program, ANSWERS)

    _killed(ground, prepare, "class add 10b Ada.learnlog Bob.learnlog --roster roster.csv", check)
    return _outcome("each hand-in whole or not at all; adding the same files again completes the class")


ADD = ("class", "add", "10b", "{work}/Ada.learnlog", "{work}/Bob.learnlog", "--roster", "{work}/roster.csv")

UNTIDY = """\
bank:   mine
title: "Mine"
questions:
  - {id: one, kind: short, ask: "How many?", accept: ["2"]}   # two
"""


def _bank(_program: Program, work: Path) -> None:
    (work / "mine.yaml").write_text(UNTIDY, encoding="utf-8")


def bank_fmt(ground: Ground) -> Outcome:
    """`learn bank fmt` is killed"""
    _killed(ground, _bank, "bank fmt mine.yaml", _old_or_new("mine.yaml"))
    return _outcome("the bank as it was, or all of it in its new form")


def bank_edit(ground: Ground) -> Outcome:
    """`learn bank edit` is killed after the editor was closed"""

    def prepare(program: Program, work: Path) -> None:
        _bank(program, work)
        editor = work.parent.parent / "edit.py"
        change = "path.write_text(path.read_text().replace('How many?', 'How many moons?'))"
        editor.write_text(f"import pathlib, sys; path = pathlib.Path(sys.argv[-1]); {change}", encoding="utf-8")

    _killed(ground, prepare, "bank edit mine.yaml", _old_or_new("mine.yaml"))
    return _outcome("the bank as it was, or all of the new one")


def bank_import(ground: Ground) -> Outcome:
    """`learn bank import -o` is killed"""

    def prepare(_program: Program, work: Path) -> None:
        (work / "quiz.gift").write_text("::one:: What pulls? {=The Moon ~The fish}\n", encoding="utf-8")

    _killed(ground, prepare, "bank import quiz.gift -o new.yaml", _old_or_new("new.yaml"))
    return _outcome("no bank or all of it")


def log_export(ground: Ground) -> Outcome:
    """`learn log export -o` is killed"""
    _killed(ground, lambda _program, _work: None, "log export -o log.jsonl", _old_or_new("log.jsonl"))
    return _outcome("no file or all of it")


def config_set(ground: Ground) -> Outcome:
    """`learn config set` is killed"""

    def check(program: Program, work: Path) -> None:
        assert program.run("config").code == 0
        allowed = [(work.parent.parent / name / "home" / "config.toml").read_bytes() for name in ("seed", "whole")]
        assert (program.home / "config.toml").read_bytes() in allowed
        sound(program, ANSWERS)

    def prepare(program: Program, _work: Path) -> None:
        (program.home / "config.toml").write_text("speak = ''\n")

    _killed(ground, prepare, "config set questions 5", check)
    return _outcome("the settings as they were, or with the new one")


SCENES = (backup, sync, log_merge, class_add, bank_fmt, bank_edit, bank_import, log_export, config_set)
