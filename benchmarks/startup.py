"""How long a learner waits after pressing Enter: whole processes, as ratios to `python -c pass` in the same run.

    python -m benchmarks.startup [RUNS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.samples import answered_home, big_bank

PYTHON = sys.executable


def main(runs: int = 20) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bank = big_bank(home / "question_banks" / "big.yaml", 10_000)
        answered_home(home, facts=10_000)
        env = {**os.environ, "LEARN_HOME": str(home), "LEARN_LEARNER": "bench", "PYTHONDONTWRITEBYTECODE": ""}
        learn = [PYTHON, "-m", "learn"]
        first_question([*learn, "quiz", "big", "-n", "10", "--jsonl"], env)  # index once
        cases = {
            "python -c pass": lambda: whole([PYTHON, "-c", "pass"], env),
            "learn --help": lambda: whole([*learn, "--help"], env),
            "learn due, 10,000 facts": lambda: whole([*learn, "due"], env),
            "learn due --json, 10,000 facts": lambda: whole([*learn, "due", "--json"], env),
            "first question, 10,000-question bank, --plain": lambda: first_question(
                [*learn, "quiz", "big", "-n", "10", "--plain"], env
            ),
            "first question, 10,000-question bank, --jsonl": lambda: first_question(
                [*learn, "quiz", "big", "-n", "10", "--jsonl"], env
            ),
        }
        print_table(cases, runs)
        assert bank.exists()


def print_table(cases: dict[str, object], runs: int) -> None:
    """Run all cases in turn, `runs` times, and print medians and ratios to the first."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, run in cases.items():
            taken[name].append(run())  # type: ignore[operator]
    base = statistics.median(next(iter(taken.values())))
    print(f"| {'start to …':<48} | median ms | ratio |\n|{'-' * 50}|{'-' * 11}|{'-' * 7}|")
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"| {name:<48} | {1000 * middle:9.1f} | {middle / base:5.2f} |")


def whole(command: list[str], env: dict[str, str]) -> float:
    """Seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, capture_output=True, check=True)
    return time.perf_counter() - start


def first_question(command: list[str], env: dict[str, str]) -> float:
    """Seconds from the start of the process to its first question's text."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if b"Which of these" in line:
                break
        taken = time.perf_counter() - start
        process.kill()
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
