"""A learner of many years: 100,000 facts and 1,000,000 answers in the log.

    python -m benchmarks.scale [RUNS] [--folder FOLDER]

Content and log are built once and kept in FOLDER (/tmp/learn-scale by default) for the next time.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.samples import DAY, NOW, answer, big_bank
from benchmarks.startup import LEARN, PYTHON, environment
from learn.events import AnswerBody
from learn.store.append import number_of, own_device
from learn.store.codec import body_json, id_bytes, random_id, sealed
from learn.store.derive import derive_all
from learn.store.log import Store

FACTS, ANSWERS, BANKS = 100_000, 1_000_000, 10
SESSION_ANSWERS = 50
STEM = b"Which of these"
FIRST_MS, NEXT_MS, COMMIT_RATIO, PEAK_MB = 250.0, 1.0, 1.5, 100.0


# -- what is measured on -------------------------------------------------------------------------------------------


def build(home: Path) -> None:
    """Ten banks of 10,000 questions, and a log in which each was answered ten times over three years."""
    for bank in range(BANKS):
        big_bank(home / "question_banks" / f"big-{bank}.yaml", FACTS // BANKS, f"big-{bank}")
    rng = Random(1)
    with Store.open(home / "learn.db", rng.getrandbits) as store:
        learner = store.make_learner("bench")
        with store.writing():
            device = own_device(store.db, rng.getrandbits)[1]
            assert number_of(store.db, "learner", id_bytes(learner)) == 1
            store.db.executemany(
                "INSERT INTO event (id, device, seq, ms, offset, learner, type, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows(device, id_bytes(learner), rng),
            )
        with store.writing() as projector:
            derive_all(projector)


def rows(device: bytes, learner: bytes, rng: Random) -> Iterator[tuple[object, ...]]:
    """Answers in the order of time, twenty sessions of fifty a day, each fact in turn; the last one yesterday."""
    session, per_day = "", 20 * SESSION_ANSWERS
    for seq in range(1, ANSWERS + 1):
        if seq % SESSION_ANSWERS == 1:
            session = random_id(rng.getrandbits)
        day, within = divmod(seq - 1, per_day)
        ms = NOW - (ANSWERS // per_day - day) * DAY + within * 7_000
        body = body_json(answered(session, seq, rng))
        found = sealed(device, learner, seq, ms, 0, "answer", body, rng.getrandbits).id
        yield found, 1, seq, ms, 0, 1, "answer", body


def answered(session: str, seq: int, rng: Random) -> AnswerBody:
    """The next answer: right four times out of five."""
    bank, n = divmod(seq % FACTS, FACTS // BANKS)
    body = answer(f"big-{bank}", n, turn=int(rng.random() < 0.2))
    return AnswerBody(**{**_fields(body), "session": session, "n": (seq - 1) % SESSION_ANSWERS + 1})


def _fields(body: AnswerBody) -> dict[str, object]:
    return {name: getattr(body, name) for name in body.__struct_fields__}


def home_of(folder: Path) -> Path:
    """The home, built where it is not there yet; a half-built one is thrown away."""
    home, done = folder / "home", folder / f"done-{FACTS}-{ANSWERS}-by-hash"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        start = time.perf_counter()
        build(home)
        done.touch()
        size = (home / "learn.db").stat().st_size / 1e6
        print(f"built {ANSWERS:,} answers on {FACTS:,} facts in {time.perf_counter() - start:.0f} s: {size:.0f} MB\n")
        # A child begins with its parent's peak memory as its own: measure from a process that has built nothing.
        sys.stdout.flush()
        os.execv(PYTHON, [PYTHON, *sys.orig_argv[1:]])
    make_index(home)
    return home


def make_index(home: Path) -> None:
    """Let the index be made before anything is measured."""
    subprocess.run([*LEARN, "bank", "list"], env=environment(home), capture_output=True, check=True)


# -- first question ------------------------------------------------------------------------------------------------


def first_questions(home: Path, runs: int) -> bool:
    """From the start of the process to the first question, and the peak memory of that process."""
    commands = {
        "learn review": ["review"],
        "learn quiz BANK": ["quiz", "big-3"],
        "learn quiz BANK -n 50 --test": ["quiz", "big-3", "-n", "50", "--test"],
        "learn quiz BANK --tag": ["quiz", "big-3", "--tag", "numbers"],
        "learn quiz BANK, nothing due": ["quiz", "big-9", "--learner", "newcomer"],
    }
    print("| first question of … | median ms | busy until the end | peak MB |\n|---|---|---|---|")
    good = True
    for name, command in commands.items():
        taken = [first_question([*LEARN, *command, "--jsonl"], environment(home)) for _ in range(runs)]
        ms, busy = (statistics.median(one[place] for one in taken) for place in (0, 1))
        mb = max(one[2] for one in taken)
        print(f"| {name} | {ms:.0f} | {busy:.0f} | {mb:.0f} |")
        good = good and ms <= FIRST_MS and mb <= PEAK_MB
    print(f"| target | ≤ {FIRST_MS:.0f} | | ≤ {PEAK_MB:.0f} |\n")
    return good


def first_question(command: Sequence[str], env: dict[str, str]) -> tuple[float, float, float]:
    """Milliseconds to the first question's text, those the process was busy until its end, its megabytes at most."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    assert process.stdout is not None
    line = next((line for line in process.stdout if STEM in line), b"")
    taken = time.perf_counter() - start
    process.stdin.close()
    process.stdout.read()
    process.stdout.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert line, f"{command} asked nothing"
    return 1000 * taken, 1000 * (used.ru_utime + used.ru_stime), used.ru_maxrss / 1024


# -- the next question ---------------------------------------------------------------------------------------------

INSIDE = """
import gc, json, resource, sys
from pathlib import Path
from benchmarks.scale import Timed
from learn.app import App
from learn.app.sessions import Wish, begin
gc.set_threshold(50_000, 20, 20)  # as learn.cli.entry does
with App({"home": sys.argv[1], "learner": "bench"}) as app:
    wish = Wish(mode="review") if sys.argv[2] == "review" else Wish(banks=("big-3",), count=200)
    asker = Timed()
    conversation = begin(app, wish, asker)
    asker.attend(conversation, app)
    conversation.run()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
found = {"next": asker.decided, "busy": asker.busy, "commit": asker.commits, "bare": asker.bare, "peak": peak}
print(json.dumps(found))
"""


def now() -> tuple[float, float]:
    """Seconds: of the wall, and of this thread on a processor."""
    return time.perf_counter(), time.thread_time()


class Timed:
    """Answers at once, every fifth time wrong, and notes the engine's own time between a commit and what it shows.

    `decided`: ms from the answer's commit to the next question being put, without what a front end does in between;
    `busy`: the processor's part of it, which other programs on the machine do not lengthen; `commits`: ms of each
    answer's commit; `bare`: ms of a bare insert of the same row into a database of its own.
    """

    def __init__(self) -> None:
        self.decided: list[float] = []
        self.busy: list[float] = []
        self.commits: list[float] = []
        self.bare: list[float] = []
        self.count = 0
        self.resumed: tuple[float, float] | None = None  # wall and processor, when the engine last got control
        self.inside = (0.0, 0.0)  # its time since the commit
        self.conversation: object = None

    def attend(self, conversation: object, app: object) -> None:
        """Put a watch on the recording of answers."""
        self.conversation = conversation
        world = conversation.world  # type: ignore[attr-defined]
        record = world.record
        self.twin = Twin(app.store.path)  # type: ignore[attr-defined]

        def timed(body: object) -> str:
            before = time.perf_counter()
            event: str = record(body)
            after = time.perf_counter()
            if isinstance(body, AnswerBody):
                self.commits.append(1000 * (after - before))
                self.bare.append(self.twin.insert(event, body))
                self.resumed, self.inside = now(), (0.0, 0.0)
            return event

        world.record = timed

    def ask(self, asked: object) -> object:  # noqa: ARG002 - an Asker is told
        from learn.session.asker import Answer

        self._leave()
        if self.count:
            self.decided.append(1000 * self.inside[0])
            self.busy.append(1000 * self.inside[1])
        self.count += 1
        put = self.conversation.put  # type: ignore[attr-defined]
        samples = put.question.samples(put.shown)
        return Answer(samples.wrong if self.count % 5 == 0 else samples.right, ms=4_000)

    def feedback(self, feedback: object) -> None:  # noqa: ARG002 - an Asker is told
        self._leave()
        self.resumed = now()

    def _leave(self) -> None:
        if self.resumed is not None:
            wall, busy = now()
            self.inside = (self.inside[0] + wall - self.resumed[0], self.inside[1] + busy - self.resumed[1])
            self.resumed = None

    def open(self, opening: object) -> None: ...

    def close(self, closing: object) -> None:  # noqa: ARG002 - an Asker is told
        self.twin.close()


class Twin:
    """The bare table of events in a database of its own, in the same journal mode, on the same disk."""

    def __init__(self, path: Path) -> None:
        from learn.store.database import connect, is_at_risk
        from learn.store.write_ahead import is_local

        self.path = path.with_name("bare.db")
        source = sqlite3.connect(path)
        (table,) = source.execute("SELECT sql FROM sqlite_schema WHERE name = 'event'").fetchone()
        self.row = list(source.execute("SELECT * FROM event ORDER BY n DESC LIMIT 1").fetchone())
        source.close()
        self.path.unlink(missing_ok=True)
        self.path.touch()
        self.db = connect(self.path)
        self.db.execute(table)
        if is_at_risk() and is_local(path):  # as the log itself from its second event on
            self.db.execute("PRAGMA journal_mode = WAL")
        self.marks = ", ".join("?" * len(self.row))

    def insert(self, event: str, body: AnswerBody) -> float:
        """Milliseconds of one commit of that row."""
        self.row[0] = None
        self.row[1] = id_bytes(event)
        self.row[3] += 1
        self.row[-1] = body_json(body)
        start = time.perf_counter()
        self.db.execute("BEGIN IMMEDIATE")
        self.db.execute(f"INSERT INTO event VALUES ({self.marks})", self.row)
        self.db.execute("COMMIT")
        return 1000 * (time.perf_counter() - start)

    def close(self) -> None:
        self.db.close()
        self.path.unlink()


def next_questions(home: Path) -> bool:
    """Whole sessions of 200 in a process of their own, on a copy of the log."""
    print("| session of 200 | next question ms, p95 | of it busy | median | commit ms | bare | ratio | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    good = True
    for kind in ("review", "practice"):
        with tempfile.TemporaryDirectory(dir=home.parent) as folder:
            copied(home, Path(folder))
            found = json.loads(run_inside(INSIDE, folder, kind))
        p95, busy = (sorted(found[name])[int(0.95 * len(found[name]))] for name in ("next", "busy"))
        commit, bare = statistics.median(found["commit"]), statistics.median(found["bare"])
        middle, peak, ratio = statistics.median(found["next"]), found["peak"], commit / bare
        times = " | ".join(f"{number:.2f}" for number in (p95, busy, middle, commit, bare, ratio))
        print(f"| {kind} | {times} | {peak:.0f} |")
        good = good and p95 <= NEXT_MS and ratio <= COMMIT_RATIO and peak <= PEAK_MB
    print(f"| target | ≤ {NEXT_MS} | | | | | ≤ {COMMIT_RATIO} | ≤ {PEAK_MB:.0f} |\n")
    return good


def copied(home: Path, folder: Path) -> None:
    """A home with the same content and a copy of the log, its index made."""
    shutil.copy(home / "learn.db", folder)
    for name in ("question_banks", "cache"):
        shutil.copytree(home / name, folder / name)
    make_index(folder)
    os.sync()


def run_inside(code: str, *arguments: str) -> str:
    """The last line that Python printed."""
    done = subprocess.run([PYTHON, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def other_commands(home: Path, runs: int) -> None:
    """Whole processes of reading commands, for which there is no target."""
    print("| whole command | median ms | peak MB |\n|---|---|---|")
    for name in ("due", "", "lessons", "stats", "history -n 20", "due --json"):
        taken = [whole([*LEARN, *name.split()], environment(home)) for _ in range(max(1, runs // 3))]
        ms, mb = statistics.median(ms for ms, _ in taken), max(mb for _, mb in taken)
        print(f"| {f'learn {name}'.strip()} | {ms:.0f} | {mb:.0f} |")
    print()


def whole(command: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    """Milliseconds of a whole process, and its megabytes at most."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return 1000 * (time.perf_counter() - start), used.ru_maxrss / 1024


def main(runs: int = 9, folder: Path = Path("/tmp/learn-scale")) -> int:
    """Print the tables; 1 where a target is missed."""
    home = home_of(folder)
    checks: list[Callable[[], bool]] = [lambda: first_questions(home, runs), lambda: next_questions(home)]
    met = [check() for check in checks]
    other_commands(home, runs)
    return int(not all(met))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("runs", type=int, nargs="?", default=9)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/learn-scale"))
    given = parser.parse_args()
    sys.exit(main(given.runs, given.folder))
