"""A class of 1,000 students with 200 answers each: what a teacher waits for, and how much memory it takes.

    python -m benchmarks.classroom [STUDENTS] [QUESTIONS]

Each command runs in a process of its own. To measure another one, add it to `commands`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.class_of import QUESTIONS, STUDENTS, write_class
from benchmarks.startup import LEARN, environment

PEAK_MB = 300.0
NAME = "K"


def commands(folder: Path, hand_ins: Sequence[Path]) -> dict[str, list[str]]:
    """What is measured, in the order in which it is run."""
    files = [str(path) for path in hand_ins]
    return {
        "class add, all files": ["class", "add", NAME, *files, "--roster", str(folder / "roster.csv")],
        "class add, the same again": ["class", "add", NAME, *files],
        "class list": ["class", "list"],
        "class report": ["class", "report", NAME],
        "scores list": ["scores", "list", "--class", NAME],
    }


def run(command: Sequence[str], env: dict[str, str]) -> tuple[float, float, float]:
    """Seconds until it was done, seconds the processor was busy, and its megabytes at most."""
    start = time.perf_counter()
    process = subprocess.Popen([*LEARN, *command], env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command[:3]} ended with {process.returncode}"
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(students: int = STUDENTS, questions: int = QUESTIONS) -> int:
    """Print the table; 1 where a command takes more memory than it may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hand_ins = write_class(folder, students, questions)
        env = {**environment(folder / "home"), "LEARN_CONTENT": str(folder / "content")}
        subprocess.run([*LEARN, "bank", "list"], env=env, capture_output=True, check=True)
        size = sum(path.stat().st_size for path in hand_ins) / 1e6
        print(f"{students:,} hand-ins of {questions} answers, {size:.0f} MB\n")
        print("| command | seconds | busy | peak MB |\n|---|---|---|---|")
        peak = 0.0
        for title, command in commands(folder, hand_ins).items():
            seconds, busy, mb = run(command, env)
            peak = max(peak, mb)
            print(f"| {title} | {seconds:.1f} | {busy:.1f} | {mb:.0f} |", flush=True)
        print(f"| target | | | ≤ {PEAK_MB:.0f} |")
    return int(peak > PEAK_MB)


if __name__ == "__main__":
    sys.exit(main(*(int(text) for text in sys.argv[1:])))
