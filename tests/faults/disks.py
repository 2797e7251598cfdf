"""Disks and folders that refuse: full, read-only, locked by somebody else."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from random import Random
from time import sleep

from learn.store.database import Journal
from tests.cli.program import Program
from tests.endtoend.dialogue import TIMEOUT
from tests.faults.ground import QUIZ, ROOT, Ground, last_said, need, need_linux, process, screen, sound
from tests.faults.outcome import Outcome, Scenario, Unavailable, plain, told
from tests.faults.talk import VERDICTS, Talk
from tests.terminal.screen import ENTER

LONG_QUIZ = ("quiz", "alliance-shifts", "the-deployment", "vietnam-precedent", "--kind", "choice", "-n", "60")
FULL = ("pages=4",)
FILLED = "Nothing that was acknowledged is lost"
JOURNALS: tuple[Journal, ...] = ("rollback", "wal")
IMPATIENT = ("busy=0.3",)


def full_on_a_screen(ground: Ground) -> Outcome:
    """The disk is full during a session on a screen"""
    program = ground.home()
    with screen(program, *LONG_QUIZ, knobs=FULL) as terminal:
        seen = 0
        for n in range(1, 200):
            terminal.until(partial(_asks_or_ends, n))
            if FILLED in terminal.text:
                break
            terminal.send("1")
            terminal.until(lambda text: "enter go on" in text or FILLED in text)
            seen += "enter go on" in terminal.text
            if FILLED in terminal.text:
                break
            terminal.send(ENTER)
        code = terminal.ended()
        return _after_space_was_made(program, plain(last_said(terminal), HOME=program.home), seen, code)


def _asks_or_ends(n: int, text: str) -> bool:
    return (f"Question {n} of" in text and "q quit" in text) or FILLED in text


def full_line_by_line(ground: Ground) -> Outcome:
    """The disk is full during a session line by line"""
    program = ground.home()
    with Talk(program, *LONG_QUIZ, knobs=FULL) as talk:
        while talk.answer("1"):
            pass
        code = talk.ended()
        return _after_space_was_made(program, plain(talk.errors, HOME=program.home), len(talk.verdicts), code)


def full_over_json_lines(ground: Ground) -> Outcome:
    """The disk is full during a session over JSON lines"""
    program = ground.home()
    ran = process(program, *LONG_QUIZ, "--jsonl", knobs=FULL, stdin='{"answer":0}\n' * 200)
    return _after_space_was_made(program, plain(told(ran), HOME=program.home), len(ran.events("verdict")), ran.code)


def _after_space_was_made(program: Program, reads: str, seen: int, code: int) -> Outcome:
    assert seen >= 2
    sound(program, 3 + seen)
    assert program.run("resume", "--plain", stdin="1\n").code == 0
    return Outcome(reads, "all answers that were seen graded; `learn resume` goes on once there is space", str(code))


def with_both(scene: Callable[[Ground, Journal], Outcome]) -> Scenario:
    """The scene with either journal, as either version of SQLite would have it: it must come to the same."""

    @wraps(scene)
    def both(ground: Ground) -> Outcome:
        outcomes = [scene(ground, journal) for journal in JOURNALS]
        assert outcomes[0] == outcomes[1], outcomes
        return outcomes[0]

    return both


def _small_disk(ground: Ground, journal: Journal) -> tuple[Program, Path, str]:
    """A learner, the folder that a small file system is to be mounted on, and a line that makes `learn` known there."""
    need_linux()
    need("unshare")
    place = ground.folder / "small"
    place.mkdir(exist_ok=True)
    start = f'PYTHONPATH={ROOT} {sys.executable} -m tests.faults.start journal={journal} -- "$@"'
    program = ground.home()
    assert process(program, "due", knobs=(f"journal={journal}",)).code == 0
    return program, place, f"learn() {{ {start}; }}; export -f learn"


@with_both
def really_full(ground: Ground, journal: Journal) -> Outcome:
    """The disk is full to the last byte before a session begins; `learn due` and `learn stats` still work"""
    program, place, made = _small_disk(ground, journal)
    line = f"""unshare -m bash -c 'mount -t tmpfs -o size=2m,mode=700 none {place} || exit 77
        cp -r {program.home}/. {place}; cat /dev/zero > {place}/filler 2>/dev/null
        export LEARN_HOME={place}
        yes 1 | learn quiz tides --plain >{program.home}/said; echo $?
        learn due >/dev/null; echo $?; learn stats >/dev/null; echo $?; learn history --json | wc -l
        rm {place}/filler; yes 1 | learn quiz tides --plain >/dev/null; echo $?; learn doctor >/dev/null; echo $?'"""
    ran = program.shell(f"{made}; {line}")
    if ran.code == 77 or not ran.out:
        raise Unavailable("mount")
    refused, due, stats, kept, *after = ran.out.split()
    assert (due, stats, after) == ("0", "0", ["0", "0"]), ran
    said = (program.home / "said").read_text().splitlines()
    assert int(kept) == 3 + sum(line in VERDICTS for line in said)
    return Outcome(plain(ran.err, HOME=place), "all answers that were seen graded", refused)


@with_both
def files_on_a_full_disk(ground: Ground, journal: Journal) -> Outcome:
    """`learn log export -o`, `stats --html`, `due --ics`, `config set`, `sync` and `backup` on a full disk"""
    program, place, made = _small_disk(ground, journal)
    line = f"""unshare -m bash -c 'mount -t tmpfs -o size=2m,mode=700 none {place} || exit 77
        cp -r {program.home}/. {place}; mkdir {place}/shared; cd {place}
        there() {{ ls -A . shared | grep -v shm; }}; there >{program.home}/before
        export LEARN_HOME={place}; cat /dev/zero >filler 2>/dev/null
        for command in "config set questions 5" "stats --html x.html" "due --ics x.ics" "sync shared" \
                "log export -o x.jsonl"; do learn $command; echo $?; done; learn backup copy.db 2>/dev/null; echo $?
        rm filler; there | diff - {program.home}/before >&2; learn doctor >/dev/null; echo $?'"""
    ran = program.shell(f"{made}; {line}")
    if ran.code == 77 or not ran.out:
        raise Unavailable("mount")
    *codes, doctor = ran.out.split()
    assert (codes, doctor) == (["5"] * 6, "0"), ran
    reads = plain(ran.err, HOME=place).split(" ⏎ ")
    assert len(reads) == 5
    return Outcome(reads[-1], "what was there; no half file is left", "5")


@with_both
def read_only(ground: Ground, journal: Journal) -> Outcome:
    """The home is read-only: another owner, or a medium that cannot be written"""
    need_linux()
    knobs = (f"journal={journal}", "unprivileged")
    program = ground.home()
    assert process(program, "due", knobs=knobs).code == 0
    with _closed(program.home):
        for command in ("due", "stats", "history", "lessons"):
            ran = process(program, command, knobs=knobs)
            assert (ran.code, told(ran)) == (0, ""), ran
        ran = process(program, *QUIZ, "--plain", knobs=knobs, stdin="1\n1\n")
        assert "Right." not in ran.out
        reads = plain(told(ran), HOME=program.home)
    return Outcome(reads, f"{sound(program, 3)}; reading commands still work", str(ran.code))


@contextmanager
def _closed(home: Path) -> Iterator[None]:
    everything = [home, *home.rglob("*")]
    modes = {path: path.stat().st_mode for path in everything}
    for path in reversed(everything):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in everything:
            path.chmod(modes[path])


def nowhere_to_begin(ground: Ground) -> Outcome:
    """The first answer of all, where no folder can be made"""
    program = ground.empty()
    program.home = Path("/proc/learn")
    need_linux()
    ran = process(program, *QUIZ, "--plain", stdin="1\n")
    return Outcome(plain(told(ran)), "there was nothing yet", str(ran.code))


@contextmanager
def held(home: Path) -> Iterator[None]:
    """Another program keeps the log to itself."""
    holder = sqlite3.connect(home / "learn.db", isolation_level=None, timeout=TIMEOUT)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def locked_on_a_screen(ground: Ground) -> Outcome:
    """Another program locks `learn.db` during a session on a screen, for longer than 5 seconds"""
    program = ground.home()
    with screen(program, *QUIZ, knobs=IMPATIENT) as terminal:
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("enter go on")
        terminal.send(ENTER)
        terminal.until(lambda text: "Question 2" in text and "q quit" in text)
        with held(program.home):
            terminal.send("1")
            code = terminal.ended()
        reads = plain(last_said(terminal), HOME=program.home)
    return Outcome(reads, sound(program, 4), str(code))


def locked_line_by_line(ground: Ground) -> Outcome:
    """The same line by line"""
    program = ground.home()
    with Talk(program, *QUIZ, knobs=IMPATIENT) as talk:
        assert talk.answer("1")
        talk.until("One number")
        with held(program.home):
            assert talk.answer("1") == ""
            code = talk.ended()
        reads = plain(talk.errors, HOME=program.home)
    return Outcome(reads, sound(program, 4), str(code))


def locked_for_a_moment(ground: Ground) -> Outcome:
    """Another program locks `learn.db` for a moment"""
    program, rng = ground.home(), Random(1)
    with Talk(program, *QUIZ) as talk:
        for _ in range(3):
            talk.until("One number")
            with held(program.home):
                talk.say("1")
                sleep(rng.uniform(0.05, 0.2))
            talk.until("Right.")
        code = talk.ended()
        assert talk.errors == ""
    return Outcome("nothing: the answer waits", sound(program, 6), str(code))


SCENES = (
    full_on_a_screen,
    full_line_by_line,
    full_over_json_lines,
    really_full,
    files_on_a_full_disk,
    read_only,
    nowhere_to_begin,
    locked_on_a_screen,
    locked_line_by_line,
    locked_for_a_moment,
)
