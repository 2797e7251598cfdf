"""The store against bare SQLite: an answer's commit, and what the first question needs from a large log.

`python -m benchmarks.store [FACTS] [ANSWERS] [--keep FOLDER] [--whole]` (100,000 and 1,000,000 by default). Commits are
paired: one of ours, one bare insert of the same row in the same journal mode, in turn; ratios are of medians.
The log is built by bulk insertion, its projections by `derive_all`, the code behind `learn doctor --repair`.
"""

import argparse
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from learn.events import AnswerBody, Draw, Evidence, SessionBody, learner_day
from learn.store import doctor
from learn.store.append import number_of, own_device
from learn.store.codec import body_json, id_bytes, random_id, sealed
from learn.store.database import Journal, connect
from learn.store.derive import derive_all
from learn.store.digest import digest
from learn.store.index_schema import TABLES
from learn.store.log import Store
from learn.store.merge import export, merge

DAY = 86_400_000
START = 1_700_000_000_000
QUESTIONS_OF_FACT = 3
SESSION_ANSWERS = 50
SESSIONS_A_DAY = 4


def answer(session: str, n: int, fact: int, question: int, score: float) -> AnswerBody:
    return AnswerBody(
        session=session,
        n=n,
        bank=f"bank-{fact % 97}",
        question=f"question-{fact}-{question}",
        hash="0123456789abcdef",
        kind="choice",
        seed=12345,
        response=2,
        chosen=("The one between South Korea and the United States",),
        score=score,
        evidence=(Evidence(f"fact-{fact:06d}", score, 0.25, 0.25, 0.03, 0.83, 0.5),),
        recall=0.83,
        ms=5321,
    )


def rows(facts: int, answers: int, device: bytes, learner: bytes, rng: Random) -> Iterator[tuple[object, ...]]:
    """Answers in the order of time, each fact met in turn, about `answers / facts` of each."""
    session, ms = "", START
    for seq in range(1, answers + 1):
        if seq % SESSION_ANSWERS == 1:
            session, ms = random_id(rng.getrandbits), ms + DAY // SESSIONS_A_DAY
        ms += 7_000
        question, score = rng.randrange(QUESTIONS_OF_FACT), float(rng.random() < 0.8)
        body = body_json(answer(session, seq % SESSION_ANSWERS + 1, seq % facts, question, score))
        yield (
            sealed(device, learner, seq, ms, 540, "answer", body, rng.getrandbits).id,
            1,
            seq,
            ms,
            540,
            1,
            "answer",
            body,
        )


def build(path: Path, facts: int, answers: int) -> None:
    rng = Random(1)
    with Store.open(path, rng.getrandbits) as store:
        learner = store.make_learner("Minji")
        start = perf_counter()
        with store.writing():
            device = own_device(store.db, rng.getrandbits)[1]
            assert number_of(store.db, "learner", id_bytes(learner)) == 1
            store.db.executemany(
                "INSERT INTO event (id, device, seq, ms, offset, learner, type, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows(facts, answers, device, id_bytes(learner), rng),
            )
        inserted = perf_counter()
        with store.writing() as projector:
            derive_all(projector)
        derived = perf_counter()
    took = f"insert {inserted - start:.1f} s, derive {derived - inserted:.1f} s"
    print(f"built {answers:,} answers: {took}, {path.stat().st_size / answers:.0f} bytes each")


def library(path: Path, facts: int) -> None:
    """An index with the tables that the store attaches, one lesson of 20 facts after the other."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in filter(str.strip, TABLES.split(";")):
        db.execute(statement)
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO fact (id, lesson, position, questions, bank) VALUES (?, ?, ?, ?, '')",
        ((f"fact-{n:06d}", f"lesson-{n // 20}", n, QUESTIONS_OF_FACT) for n in range(facts)),
    )
    db.execute("COMMIT")
    db.close()


def commits(folder: Path, path: Path, facts: int, journal: Journal, runs: int) -> None:
    """One answer of ours, one bare insert of the same row, in turn."""
    rng = Random(2)
    copy = folder / f"copy-{journal}.db"
    shutil.copy(path, copy)
    bare = folder / f"bare-{journal}.db"
    with Store.open(copy, rng.getrandbits, journal=journal) as store:
        learner = next(iter(store.learners()))
        shutil.copy(path, bare)
        os.sync()  # or the copies are still being written while commits are timed
        other = connect(bare, journal)
        for (trigger,) in other.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        for table in ("state", "evidence", "question_use", "session", "amendment", "timeline"):
            other.execute(f"DROP TABLE {table}")
        last = other.execute("SELECT max(ms) FROM event").fetchone()[0]
        session = store.record(learner, SessionBody("practice", (Draw("b", "q", 1),)), last, 540).id
        ours, theirs = [], []
        for n in range(runs):
            fact = rng.randrange(facts)
            body = answer(session, n, fact, rng.randrange(QUESTIONS_OF_FACT), float(rng.random() < 0.8))
            start = perf_counter()
            event = store.record(learner, body, last + n * 5000, 540)
            ours.append(perf_counter() - start)
            row = (id_bytes(event.id), 1, event.seq, event.ms, 540, 1, "answer", body_json(body))
            start = perf_counter()
            other.execute("BEGIN IMMEDIATE")
            other.execute("INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            other.execute("COMMIT")
            theirs.append(perf_counter() - start)
        mode = store.db.execute("PRAGMA journal_mode").fetchone()[0]
        other.close()
    mine, bare_ones = statistics.median(ours), statistics.median(theirs)
    print(
        f"answer commit, {mode:8} median {mine * 1e6:7.0f} µs (p95 {p95(ours) * 1e6:6.0f}), "
        f"bare {bare_ones * 1e6:6.0f} µs (p95 {p95(theirs) * 1e6:6.0f}), ratio {mine / bare_ones:.2f}"
    )


def peak_memory() -> float:
    """In MB. Not from getrusage, which begins with that of the process that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def first_question(path: Path, index: Path) -> None:
    """Each reading alone in a fresh connection, then all that planning does before the first question."""
    with Store.open(path, Random(3).getrandbits, create=False) as store:
        who = next(iter(store.learners()))
        last = store.last_answer(who)
    assert last is not None
    day, total = learner_day(last.ms, 540), 0.0
    asked = [f"bank-{n % 97}/question-{n}-{k}" for n in range(200) for k in range(3)]
    readings: dict[str, Callable[[Store, str], object]] = {
        "settings": lambda s, who: s.settings(who),
        "open_session": lambda s, who: s.open_session(who),
        "answered_today": lambda s, who: s.answered_today(who, day),
        "due_facts 200": lambda s, who: s.due_facts(who, day, 200, index),
        "states of 200": lambda s, who: s.states(who, s.due_facts(who, day, 200, index)),
        "question_uses of 600": lambda s, who: s.question_uses(who, asked),
        "new_facts 20": lambda s, who: s.new_facts(who, 20, index),
        "suspended": lambda s, who: s.suspended(who),
        "reads": lambda s, who: s.reads(who),
        "next_due": lambda s, who: s.next_due(who, day),
        "last_answer": lambda s, who: s.last_answer(who),
        "counts": lambda s, who: s.counts(who, day, index),
        "all_states": lambda s, who: s.all_states(who),
    }
    for name, reading in readings.items():
        times = []
        for _ in range(5):
            start = perf_counter()
            with Store.open(path, Random(3).getrandbits, create=False) as store:
                opened = perf_counter()
                reading(store, who)
                times.append((perf_counter() - opened, opened - start))
        took, opening = statistics.median(t for t, _ in times), statistics.median(o for _, o in times)
        total += took
        print(f"  {name:22} {took * 1000:8.2f} ms")
        if name == LAST_BEFORE_QUESTION:
            print(
                f"  all for the first question {(total + opening) * 1000:8.2f} ms, {opening * 1000:.2f} of it opening"
            )
            print(f"  peak memory {peak_memory():.0f} MB")


LAST_BEFORE_QUESTION = "reads"


def planning(folder: Path) -> None:
    """In a process of its own, so that its memory is that of a session."""
    first_question(folder / "learn.db", folder / "index.db")
    print(f"  peak memory {peak_memory():.0f} MB")


def whole(folder: Path) -> None:
    """The long way: examine everything, export, merge."""
    with Store.open(folder / "learn.db", Random(4).getrandbits) as store, Store.open(
        folder / "merged" / "learn.db", Random(5).getrandbits
    ) as other:  # fmt: skip
        for name, work in {
            "doctor": lambda: print(f"  {len(doctor.examine(store).findings)} findings"),
            "export and merge": lambda: print(f"  {merge(other, export(store)).lines()[0]}"),
            "digests": lambda: print(f"  equal: {digest(store) == digest(other)}"),
        }.items():
            start = perf_counter()
            work()
            print(f"  {name} {perf_counter() - start:.1f} s")
    print(f"  peak memory {peak_memory():.0f} MB")


def apart(step: str, folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.store", "--step", step, "--keep", str(folder)], check=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("facts", type=int, nargs="?", default=100_000)
    parser.add_argument("answers", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a folder to build in, or to use again")
    parser.add_argument("--runs", type=int, default=1000, help="commits to time")
    parser.add_argument("--whole", action="store_true", help="also time doctor, export and merge")
    parser.add_argument("--step", choices=("planning", "whole"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        {"planning": planning, "whole": whole}[given.step](given.keep)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "learn.db"
        if not path.exists():
            build(path, given.facts, given.answers)
            library(folder / "index.db", given.facts)
        print(f"{given.facts:,} facts, {given.answers:,} answers, SQLite {sqlite3.sqlite_version}", flush=True)
        apart("planning", folder)
        for journal in ("rollback", "wal"):
            commits(folder, path, given.facts, journal, given.runs)
        if given.whole:
            apart("whole", folder)


if __name__ == "__main__":
    main()
