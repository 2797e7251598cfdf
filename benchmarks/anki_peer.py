"""The same work in learn and in Anki's own package, in turn: import, first due card, answers, due tree, check.

    LEARN_ANKI_PYTHON=/path/to/python python -m benchmarks.anki_peer [ITEMS …] [--rounds N] [--json FILE]

ITEMS are 10000 and 100000 by default. Every step is a process of its own on each side. Both have the same fronts and
backs (a bank of cards in YAML here, a CSV file there; once also the CSV file on both sides, of which a bank is written
here), all of them due; both answers write to the same disk, ours durably. Without LEARN_ANKI_PYTHON (a Python with
`anki`, which is AGPL and never imported by learn) nothing is run.
"""

import argparse
import csv
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.samples import DAY, NOW, card_answer, card_bank
from benchmarks.startup import PYTHON, environment

ANKI = os.environ.get("LEARN_ANKI_PYTHON", "")
SIDE = Path(__file__).with_name("anki_side.py")
OURS = [PYTHON, "-m", "learn"]
BANK_ITEMS = 10_000
STEPS = {
    "csv": "import of the same CSV",
    "import": "import",
    "first": "start to first due card",
    "answers": "answer to next question",
    "tree": "what is due",
    "check": "check",
}


class Pair:
    """A home of ours and a collection of Anki's with the same items."""

    def __init__(self, folder: Path, items: int) -> None:
        self.items = items
        self.home, self.collection, self.csv = folder / "home", folder / "collection.anki2", folder / "items.csv"
        self.tables = folder / "tables"  # a bank's file holds 8 MB at most: the rows in several files
        for bank in range(items // BANK_ITEMS):
            card_bank(self.home / "question_banks" / f"cards-{bank}.yaml", BANK_ITEMS, f"cards-{bank}")
        banks = range(items // BANK_ITEMS)
        write_table(self.csv, banks)
        for bank in banks:
            write_table(self.tables / f"cards-{bank}.csv", [bank])

    def ours(self, step: str) -> dict[str, Any]:
        """A step of ours."""
        if step == "import":
            shutil.rmtree(self.home / "cache", ignore_errors=True)
        if step == "csv":
            for made in ("cache", "question_banks"):
                shutil.rmtree(self.tables / made, ignore_errors=True)
        home = self.tables if step == "csv" else self.home
        found = timed([PYTHON, "-m", "benchmarks.our_side", step, str(home)], self.env)
        if step == "import" and not (self.home / "learn.db").exists():
            self._answer_all()
            subprocess.run(
                [*OURS, "config", "set", "reviews_per_day", "9999"],
                env=self.env,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            subprocess.run([*OURS, "due"], env=self.env, stdout=subprocess.DEVNULL, check=True)
        return found

    def theirs(self, step: str) -> dict[str, Any]:
        """The same step of Anki's."""
        step = "import" if step == "csv" else step
        if step == "import":
            for old in self.collection.parent.glob("collection*"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        return timed([ANKI, str(SIDE), step, str(self.collection), str(self.csv)], dict(os.environ))

    @property
    def env(self) -> dict[str, str]:
        return environment(self.home)

    def _answer_all(self) -> None:
        from learn.store.log import Store

        with Store.open(self.home / "learn.db", secrets.randbits) as store:
            learner = store.make_learner("bench")
            for bank in range(self.items // BANK_ITEMS):
                for start in range(0, BANK_ITEMS, 5_000):
                    bodies = [card_answer(f"cards-{bank}", n) for n in range(start, start + 5_000)]
                    store.record_all(learner, bodies, NOW - 3 * DAY + bank * BANK_ITEMS + start, 0)
            store.follow()


def write_table(path: Path, banks: Iterable[int]) -> None:
    """The items of some banks as rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        for bank in banks:
            csv.writer(file).writerows(card_texts(bank, n) for n in range(BANK_ITEMS))


def card_texts(bank: int, n: int) -> tuple[str, str]:
    """Front and back of an item."""
    return f"Which of these is number {n} of list {bank}?", f"The entry with the number {n}."


def timed(command: Sequence[str], env: dict[str, str]) -> dict[str, Any]:
    """What a side says, with `whole`: milliseconds from the start of the process to its line."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        whole = 1000 * (time.perf_counter() - start)
    assert process.returncode == 0, command
    return {**json.loads(line), "whole": whole}


def figures(step: str, runs: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Of several runs the least disturbed: milliseconds of the wall and of the processor, 95th percentile, memory."""
    best: dict[str, float] = {"cpu": min(run["cpu"] for run in runs), "mb": max(run["mb"] for run in runs)}
    if step == "answers":
        taken = sorted(min(runs, key=lambda run: statistics.median(run["taken"]))["taken"])
        return best | {"ms": statistics.median(taken), "p95": taken[int(0.95 * len(taken))]}
    return best | {"ms": min(run["whole" if step == "first" else "ms"] for run in runs)}


def compared(items: int, rounds: int) -> list[dict[str, Any]]:
    """Every step, ours and theirs in turn."""
    with tempfile.TemporaryDirectory() as folder:
        pair = Pair(Path(folder), items)
        rows = []
        for step, name in STEPS.items():
            runs = [(pair.ours(step), pair.theirs(step)) for _ in range(rounds)]
            ours, theirs = (figures(step, [run[side] for run in runs]) for side in (0, 1))
            rows.append({"items": items, "step": name, "ours": ours, "anki": theirs})
            print(shown(rows[-1]), flush=True)
    return rows


def shown(row: dict[str, Any]) -> str:
    """A row of the table."""
    ours, anki = row["ours"], row["anki"]
    cells = [_figure(one[name]) for name in ("ms", "cpu") for one in (ours, anki)]
    tail = f" (p95 {ours['p95']:.2f}, Anki {anki['p95']:.2f})" if "p95" in ours else ""
    return (
        f"| {row['items']:,} | {row['step']}{tail} | {' | '.join(cells)} | {ours['cpu'] / anki['cpu']:.2f} "
        f"| {ours['mb']:.0f} | {anki['mb']:.0f} |"
    )


def _figure(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"


HEAD = """| items | step | ms, learn | ms, Anki | processor ms, learn | Anki | processor ratio | MB, learn | Anki |
|---|---|---|---|---|---|---|---|---|"""


def main(items: Sequence[int] = (10_000, 100_000), rounds: int = 3, target: Path | None = None) -> int:
    """Print the table. There is no target: what is behind is told in docs/performance.md."""
    if not ANKI:
        print("LEARN_ANKI_PYTHON names no Python that has anki: nothing was compared.")
        return 0
    print(HEAD)
    rows = [row for number in items for row in compared(number, rounds)]
    if target is not None:
        target.write_text(json.dumps({"anki": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("items", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sys.exit(main(given.items, given.rounds, given.json))
