"""What processes do to each other and what a killed one leaves: no acknowledged answer is ever missing."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import sleep

import pytest

from learn.store.database import Journal
from learn.store.doctor import examine
from learn.store.log import Store
from learn.store.merge import verify
from tests.store.histories import FACTS, START, answer, opened

ROOT = Path(__file__).parents[2]
JOURNALS: tuple[Journal, ...] = ("wal", "rollback")


@contextmanager
def writing(path: Path, seed: int, wanted: int, journal: Journal) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.store.writing_process", str(path), str(seed), str(wanted), journal]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process


def killed_at_random(path: Path, seed: int, journal: Journal) -> list[str]:
    """Let a process write for a moment, kill it, and return what it had acknowledged."""
    with writing(path, seed, 0, journal) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        sleep(Random(seed).random() * 0.08)
        process.kill()
        return [line.strip() for line in (first, *process.stdout) if line.endswith("\n")]


def kill_again_and_again(folder: Path, kills: int) -> None:
    for journal in JOURNALS:
        path = folder / journal / "learn.db"
        acknowledged: list[str] = []
        for seed in range(kills // 2):
            acknowledged += killed_at_random(path, seed, journal)
            with Store.open(path, Random(seed).getrandbits, journal=journal) as store:
                kept = [row.event for row in store.history()]
                assert set(acknowledged) <= set(kept)
                # what was not acknowledged may be there too: at most the one answer that was being written
                assert len(kept) <= len(acknowledged) + seed + 1
                assert examine(store).findings == []
        assert acknowledged


def test_a_killed_process_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 20)


@pytest.mark.slow
def test_two_hundred_killed_processes_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 200)


@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("processes", [2, 8])
def test_processes_write_at_once(tmp_path: Path, processes: int, journal: Journal) -> None:
    """They even make the file at once."""
    path, each = tmp_path / "home" / "learn.db", 25
    running = [writing(path, seed, each, journal) for seed in range(processes)]
    entered = [process.__enter__() for process in running]
    outputs = [process.communicate() for process in entered]
    for process in running:
        process.__exit__(None, None, None)
    assert [(process.returncode, errors) for process, (_, errors) in zip(entered, outputs, strict=True)] == [
        (0, "")
    ] * processes
    acknowledged = [line for text, _ in outputs for line in text.split()]
    with Store.open(path, Random(1).getrandbits, journal=journal) as store:
        assert sorted(acknowledged) == sorted(row.event for row in store.history())
        assert len(acknowledged) == processes * each
        assert len(store.learners()) == 1
        assert verify(store).missing == {}
        assert examine(store).findings == []


def test_stores_of_one_process_see_what_the_other_wrote(tmp_path: Path) -> None:
    with opened(tmp_path, 1) as one, opened(tmp_path, 2) as other:
        minji = one.make_learner("Minji")
        assert other.learner_id("Minji") == minji
        for n in range(6):
            writer, reader = (one, other) if n % 2 else (other, one)
            writer.record(minji, answer(FACTS[n % 5]), START + n, 0)
            assert len(reader.states(minji, FACTS)) == min(n + 1, 5)
            assert len(reader.all_states(minji)) == min(n + 1, 5)
