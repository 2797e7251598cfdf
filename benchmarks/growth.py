"""How first question, next question, commit and `learn due` grow with facts, and that they do not with past answers.

    python -m benchmarks.growth [--facts N …] [--answers N …] [--rounds N] [--json FILE]

Homes of 1,000 … 100,000 facts with one answer each, then of 1,000 facts with 1,000 … 1,000,000 answers (those of
docs/performance.md go on to 1,000,000 facts and 10,000,000 answers: half an hour and 5 GB of disk). Processor time
counts, the least of several runs: the wall says how busy the machine was. A commit is durable, so its wall is told
beside a bare insert of the same row on the same disk.
"""

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from benchmarks.samples import DAY, NOW, answer, big_bank
from benchmarks.scale import INSIDE
from benchmarks.startup import PYTHON, environment
from learn.events import AnswerBody
from learn.store.append import own_device
from learn.store.codec import body_json, id_bytes, sealed
from learn.store.derive import derive_all
from learn.store.log import Store

LEARN = [PYTHON, "-m", "learn"]
SESSION = INSIDE.replace("big-3", "big")
BANK_FACTS = 10_000
MEASURES = {
    "first": "first question",
    "due": "learn due",
    "stats": "learn stats",
    "next": "next question",
    "commit": "commit",
    "bare": "bare insert",
}


def build(home: Path, facts: int, answers: int) -> None:
    """A bank of so many facts, and so many answers to them in turn, the last one yesterday."""
    for start in range(0, facts, BANK_FACTS):
        name = bank_of(start)
        big_bank(home / "question_banks" / f"{name}.yaml", min(BANK_FACTS, facts - start), name)
    bits = secrets.randbits
    with Store.open(home / "learn.db", bits) as store:
        learner = store.make_learner("bench")
        with store.writing():
            device = own_device(store.db, bits)[1]
            store.db.executemany(
                "INSERT INTO event (id, device, seq, ms, offset, learner, type, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows(device, id_bytes(learner), facts, answers),
            )
        with store.writing() as projector:
            derive_all(projector)


def bank_of(n: int) -> str:
    """The bank that fact number `n` is in: one file holds 8 MB at most."""
    return f"big-{n // BANK_FACTS}" if n >= BANK_FACTS else "big"


def rows(device: bytes, learner: bytes, facts: int, answers: int) -> Iterator[tuple[object, ...]]:
    """The events, spread evenly over three years."""
    rng, step = Random(1), 3 * 365 * DAY // answers
    for seq in range(1, answers + 1):
        ms = NOW - DAY - (answers - seq) * step
        body = body_json(given(seq % facts, rng.random() < 0.8))
        yield sealed(device, learner, seq, ms, 0, "answer", body, rng.getrandbits).id, 1, seq, ms, 0, 1, "answer", body


def given(n: int, right: bool) -> AnswerBody:
    """An answer whose score is what the bank of today gives it, too: nothing is to be corrected."""
    body = answer(bank_of(n), n % BANK_FACTS, turn=0)
    piece = msgspec.structs.replace(body.evidence[0], score=float(right))
    chosen = f"The entry with the number {n % BANK_FACTS + (0 if right else 2)}"
    return msgspec.structs.replace(body, chosen=(chosen,), score=float(right), evidence=(piece,))


def used(command: Sequence[str], env: dict[str, str]) -> tuple[float, float, float]:
    """A whole process with nothing on its stdin: milliseconds of the processor and of the wall, peak megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return 1000 * (usage.ru_utime + usage.ru_stime), 1000 * (time.perf_counter() - start), usage.ru_maxrss / 1024


def measured(facts: int, answers: int, rounds: int) -> dict[str, Any]:
    """All measures in one home."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        # In a process of its own: a child would begin with this one's memory as its own peak.
        code = "import sys; from pathlib import Path; from benchmarks.growth import build; "
        call = "build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
        subprocess.run([PYTHON, "-c", code + call, folder, str(facts), str(answers)], check=True)
        subprocess.run([*LEARN, "due"], env=env, stdout=subprocess.DEVNULL, check=True)
        commands = {"first": ["quiz", "big", "--jsonl"], "due": ["due"], "stats": ["stats"]}
        row: dict[str, Any] = {"facts": facts, "answers": answers, "mb": {}}
        for name, command in commands.items():
            runs = [used([*LEARN, *command], env) for _ in range(rounds)]
            row[name], row["mb"][name] = min(run[0] for run in runs), max(run[2] for run in runs)
        done = subprocess.run([PYTHON, "-c", SESSION, folder, "practice"], capture_output=True, text=True, check=True)
        inside = json.loads(done.stdout.splitlines()[-1])
        row["next"] = statistics.median(inside["busy"])
        row["commit"], row["bare"] = statistics.median(inside["commit"]), statistics.median(inside["bare"])
        return row


def shown(row: dict[str, Any]) -> str:
    """A line of the table."""
    cells = [f"{row[name]:.0f}" if row[name] >= 10 else f"{row[name]:.2f}" for name in MEASURES]
    peaks = [f"{row['mb'][name]:.0f}" for name in ("first", "due", "stats")]
    return f"| {row['facts']:,} | {row['answers']:,} | {' | '.join([*cells, *peaks])} |"


HEAD = f"""| facts | answers | {" | ".join(MEASURES.values())} | MB first | MB due | MB stats |
|---|---|{"---|" * (len(MEASURES) + 3)}"""


def chart(rows: Sequence[dict[str, Any]], by: str, names: Sequence[str], width: int = 40) -> list[str]:
    """Bars of characters, each measure on a scale of its own, so that what grows can be seen."""
    lines = []
    for name in names:
        lines.append(MEASURES[name])
        top = max(row[name] for row in rows)
        for row in rows:
            bar = "█" * max(1, round(width * row[name] / top))
            lines.append(f"  {row[by]:>10,} {bar} {row[name]:,.0f} ms")
    return lines


def main(facts: Sequence[int], answers: Sequence[int], rounds: int, target: Path | None) -> int:
    """Print the tables; 1 where `learn due` or the next question grow with past answers (by half or more)."""
    print(HEAD, flush=True)
    found: dict[str, list[dict[str, Any]]] = {"facts": [], "answers": []}
    for kind, sizes in (
        ("facts", [(number, number) for number in facts]),
        ("answers", [(1_000, one) for one in answers]),
    ):
        for size in sizes:
            found[kind].append(measured(*size, rounds))
            print(shown(found[kind][-1]), flush=True)
            if target is not None:
                target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    by_answers = found["answers"]
    if not by_answers:
        return 0
    first, last = by_answers[0], by_answers[-1]
    return int(any(last[name] > 1.5 * first[name] for name in ("due", "next", "first")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--answers", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sys.exit(main(given.facts, given.answers, given.rounds, given.json))
