"""Exports of a whole class: time, peak memory and size of each format of `learn scores export`.

`python -m benchmarks.gradebooks [STUDENTS] [QUESTIONS] [--keep FOLDER]` (1,000 and 200 by default). The class is made
by `benchmarks.class_of` and taken in by `learn class add`; a folder that is kept is used again. Each export is a
process of its own; its peak memory (RSS) must not pass 300 MB.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.class_of import write_class
from benchmarks.samples import NOW_TEXT
from learn.gradebook import FORMATS

MOST_MB = 300
CLASS = "big"
IDS = "class_id,school_id,session_id"


def run(folder: Path, *arguments: str) -> tuple[float, float]:
    """Seconds and peak MB of `learn` with these arguments."""
    env = os.environ | {
        "LEARN_HOME": str(folder / "home"),
        "LEARN_CONTENT": str(folder / "content"),
        "LEARN_NOW": NOW_TEXT,
    }
    begun = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "learn", *arguments], env=env, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"learn {' '.join(arguments)} failed")
    return perf_counter() - begun, usage.ru_maxrss / 1024


def make(folder: Path, students: int, questions: int) -> None:
    """The class, with the ids that OneRoster wants, taken in."""
    paths = write_class(folder, students, questions)
    roster = folder / "roster.csv"
    head, *rows = roster.read_text(encoding="utf-8").splitlines()
    rows = [f"{row},sourced-{at},class-1,school-1,session-1" for at, row in enumerate(rows)]
    roster.write_text("\n".join([f"{head},sourced,{IDS}", *rows]) + "\n", encoding="utf-8")
    seconds, peak = run(folder, "class", "add", CLASS, *map(str, paths), "--roster", str(roster))
    print(f"class add: {seconds:.1f} s, {peak:.0f} MB\n")


def measure(folder: Path, form: str) -> bool:
    """One line of the table; whether the limit was kept."""
    file = folder / f"out.{form}"
    seconds, peak = run(folder, "scores", "export", "--class", CLASS, "--format", form, "-o", str(file), "--force")
    print(f"| {form} | {seconds:.1f} | {peak:.0f} | {file.stat().st_size / 1e6:.2f} |", flush=True)
    return peak <= MOST_MB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("students", nargs="?", type=int, default=1_000)
    parser.add_argument("questions", nargs="?", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp())
    try:
        if not (folder / "home").exists():
            make(folder, given.students, given.questions)
        print("| format | seconds | peak MB | file MB |\n|---|---|---|---|")
        kept = [measure(folder, form) for form in FORMATS]
    finally:
        if given.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
