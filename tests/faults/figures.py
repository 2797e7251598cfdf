"""Faults by the thousand: kills of sessions, merges of three devices, processes at once."""

import platform
import sqlite3
import sys
from random import Random
from threading import Thread
from typing import TypeVar

from msgspec import Struct

from tests.cli.program import Program
from tests.endtoend import test_crash
from tests.endtoend.dialogue import Dialogue, play
from tests.faults.ground import Ground
from tests.faults.kills import Tally, kill_often
from tests.faults.merges import random_merges
from tests.store.histories import scratch

KILLS, MERGES = 1_000, 10_000
PROCESSES = 8
_F = TypeVar("_F")


class Figures(Struct, frozen=True):
    """What a full run came to: kills by the way the session was seen, merges, processes at once."""

    kills: dict[str, Tally]
    merges: int
    equal: int
    processes: int
    answers_at_once: int
    machine: str


def full_run(ground: Ground, kills: int = KILLS, merges: int = MERGES) -> Figures:
    """Everything, one after the other. Each figure is told as it comes: an hour's work is not lost by the last."""
    answers = _told("answers at once", at_once(ground.empty(), PROCESSES))
    third = kills // 3
    tallies = {
        "on a screen": _told("screen", kill_often(ground.home(), "screen", third, seed=1)),
        "line by line": _told("lines", kill_often(ground.home(), "plain", third, seed=2)),
        "over JSON lines": _told("JSON lines", kill_dialogues(ground.home(), kills - 2 * third, seed=3)),
    }
    with scratch() as folder:
        equal = _told("equal", random_merges(folder, merges, seed=4))
    return Figures(
        kills=tallies,
        merges=merges,
        equal=equal,
        processes=PROCESSES,
        answers_at_once=answers,
        machine=f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {sys.platform}",
    )


def _told(what: str, figure: _F) -> _F:
    print(f"{what}: {figure}", file=sys.stderr, flush=True)
    return figure


class _Patient(Dialogue):
    """One that waits for a lock as long as a busy machine may take."""

    command = (sys.executable, "-m", "tests.faults.start", "busy=60", "--")


def kill_dialogues(program: Program, times: int, seed: int) -> Tally:
    """Kills of `--jsonl` sessions, where each verdict names the event it is kept as. Asserts that none is missing."""
    victim = test_crash.kill_often(program, times, seed)
    return Tally(kills=victim.kills, seen=len(victim.seen))


def at_once(program: Program, processes: int) -> int:
    """So many sessions of one learner begun at the same moment in an empty home; returns how many answers they gave.

    Asserts that all end well, all answers are kept and the doctor finds nothing.
    """
    ended: list[tuple[int, set[str]]] = []

    def run(seed: int) -> None:
        with _Patient(program, "quiz", "alliance-shifts", "-n", "12") as dialogue:
            play(dialogue, Random(seed))
            ended.append((dialogue.leave(), {line["recorded"] for line in dialogue.said("verdict")}))

    threads = [Thread(target=run, args=(seed,)) for seed in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert [code for code, _ in ended] == [0] * processes
    seen = {event for _, events in ended for event in events}
    assert {row["event"] for row in program.history()} == seen
    assert program.run("doctor").code == program.run("log", "verify").code == 0
    return len(seen)
