"""Item statistics of 1,000 students × 200 answers against a hand-written SQL query for facility alone.

    python -m benchmarks.itemstats [STUDENTS] [QUESTIONS] [--folder FOLDER]

Both read the same class store in processes of their own, in turn; the least processor time of three runs counts.
The class is built once and kept in FOLDER (/tmp/learn-class by default). 1 where a target is missed.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.class_of import BANK, write_class
from benchmarks.startup import LEARN, PYTHON, environment

RUNS = 3
RATIO, PEAK_MB = 5.0, 300.0
CLASS = "big"

BY_HAND = """
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
query = '''SELECT json_extract(body, '$.bank') || '/' || json_extract(body, '$.question') AS item,
    avg(json_extract(body, '$.score')), count(*) FROM event WHERE type = 'answer' GROUP BY item'''
assert len(db.execute(query).fetchall()) == int(sys.argv[2])
"""


def used(command: Sequence[str], env: dict[str, str]) -> tuple[float, float]:
    """Seconds of processor time, and megabytes at most."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} ended with {process.returncode}"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def built(folder: Path, students: int, questions: int) -> dict[str, str]:
    """The class, made where it is not there yet; the environment in which it is found."""
    env = environment(folder / "home") | {"LEARN_CONTENT": str(folder / "class" / "content")}
    if not (folder / "home" / "classes" / CLASS).exists():
        paths = write_class(folder / "class", students, questions)
        roster = ["--roster", str(folder / "class" / "roster.csv")]
        subprocess.run([*LEARN, "class", "add", CLASS, *map(str, paths), *roster], env=env, check=True)
        os.execv(PYTHON, [PYTHON, "-m", "benchmarks.itemstats", *sys.argv[1:]])  # a child inherits its parent's peak
    return env


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", type=int, nargs="?", default=1_000)
    parser.add_argument("questions", type=int, nargs="?", default=200)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/learn-class"))
    wanted = parser.parse_args()
    folder = wanted.folder / f"{wanted.students}-{wanted.questions}"
    env = built(folder, wanted.students, wanted.questions)
    store = folder / "home" / "classes" / CLASS / "learn.db"
    by_hand = [PYTHON, "-c", BY_HAND, str(store), str(wanted.questions)]
    items = [*LEARN, "scores", "items", "--class", CLASS, "--bank", BANK, "--json"]
    turns = [(used(by_hand, env), used(items, env)) for _ in range(RUNS)]
    sql, ours = min(one[0][0] for one in turns), min(one[1][0] for one in turns)
    peak = max(one[1][1] for one in turns)
    print(f"{wanted.students:,} students × {wanted.questions} answers, processor time, least of {RUNS}\n")
    print("| facility alone, by hand in SQL | learn scores items --json | ratio | peak MB |\n|---|---|---|---|")
    print(f"| {sql:.2f} s | {ours:.2f} s | {ours / sql:.1f} | {peak:.0f} |")
    print(f"| target | | ≤ {RATIO:.0f} | ≤ {PEAK_MB:.0f} |")
    return int(ours / sql > RATIO or peak > PEAK_MB)


if __name__ == "__main__":
    sys.exit(main())
