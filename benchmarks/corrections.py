"""What it costs at the end of a session that a bank was corrected: the learner's earlier answers to it are looked at.

    python -m benchmarks.corrections [--facts N] [--answers N] [--rounds N]

A home as in `benchmarks.growth`: banks of 10,000 questions, answers to them in turn that say which question they were
graded by. Processor time of the look alone, the least of several: `first` knows of no bank, `nothing` is a bank
written anew that asks the same, `one` a key that was corrected in it, `again` one more without the file of what was
compared.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.growth import bank_of
from benchmarks.startup import PYTHON, environment

LOOK = """
import gc, sys, time
from learn.app import App
from learn.app.bank_news import news
gc.set_threshold(50_000, 20, 20)  # as learn.cli.entry does
with App({"home": sys.argv[1], "learner": "bench"}) as app:
    app.store, app.library.versions()
    start = time.process_time()
    told = news(app)
    print(time.process_time() - start, len(told))
"""
BUILD = """
import sys
from pathlib import Path
from benchmarks.growth import build
build(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


def looked(home: Path) -> tuple[float, bool]:
    """Milliseconds of one look in a process of its own, and whether anything was told."""
    command, env = [PYTHON, "-c", LOOK, str(home)], environment(home)
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    seconds, told = done.stdout.split()
    return 1000 * float(seconds), told != "0"


def written_anew(bank: Path, turn: int) -> None:
    """The bank says something else beside its questions."""
    text = bank.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    bank.write_text(text.replace(title, f"title: Written anew, {turn}", 1), encoding="utf-8")


def corrected(bank: Path, turn: int) -> None:
    """The key of one more question is what was its second distractor, as every wrong answer has it."""
    text, n = bank.read_text(encoding="utf-8"), 7 + turn
    key, other = f"    answer: The entry with the number {n}\n", f"      - The entry with the number {n + 2}\n"
    begin = text.index(f"  - id: question-{n}\n")
    end = text.index("    tags:", begin)
    block = text[begin:end].replace(other, f"      - The entry with the number {n}\n")
    block = block.replace(key, f"    answer: The entry with the number {n + 2}\n")
    bank.write_text(text[:begin] + block + text[end:], encoding="utf-8")


def main(facts: int, answers: int, rounds: int) -> None:
    """Print the table. There is no target."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run([PYTHON, "-c", BUILD, folder, str(facts), str(answers)], check=True)
        bank = home / "question_banks" / f"{bank_of(0)}.yaml"
        compared, graded = (home / "cache" / name for name in ("compared.msgpack", "graded.json"))
        found: dict[str, list[float]] = {}
        looked(home)
        for turn in range(rounds):
            written_anew(bank, turn)
            found.setdefault("nothing", []).append(looked(home)[0])
            corrected(bank, 2 * turn)
            one, told = looked(home)
            assert told
            found.setdefault("one", []).append(one)
            compared.unlink(missing_ok=True)
            corrected(bank, 2 * turn + 1)
            found.setdefault("again", []).append(looked(home)[0])
            for file in (compared, graded):
                file.unlink(missing_ok=True)
            found.setdefault("first", []).append(looked(home)[0])
        print(f"{facts:,} facts, {answers:,} answers:")
        for name in ("first", "nothing", "one", "again"):
            print(f"  {name:<8}{min(found[name]):8.0f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    main(given.facts, given.answers, given.rounds)
