"""How long a learner waits after pressing Enter: whole processes, as ratios to `python -c pass` in the same run.

python -m benchmarks.startup [RUNS]
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.samples import answered_home, big_bank

PYTHON = sys.executable
SCRIPT = Path(PYTHON).with_name("learn")
LEARN = [str(SCRIPT)] if SCRIPT.exists() else [PYTHON, "-m", "learn"]
QUIZ = ["quiz", "big", "-n", "10"]
STEM = b"Which of these"
BASE = "python -c pass"
TARGETS = {
    "learn --help": 5.5,
    "learn due, 10,000 facts": 7.0,
    "first question of 10,000, --plain": 7.0,
    "first question of 10,000, --jsonl": 7.0,
    "first question of 10,000, terminal": 7.0,
}

Case = Callable[[], float]
Environment = Mapping[str, str]


def main(runs: int = 20) -> int:
    """Print the table; 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        big_bank(home / "question_banks" / "big.yaml", 10_000)
        answered_home(home, facts=10_000)
        env = environment(home)
        first_question([*LEARN, *QUIZ, "--jsonl"], env)  # index once
        return print_table(cases(env), runs)


def environment(home: Path) -> dict[str, str]:
    """The variables of a run in that home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEARN_")}
    own = {"LEARN_HOME": str(home), "LEARN_LEARNER": "bench", "TERM": "xterm-256color"}
    return {**kept, **own, "PYTHONDONTWRITEBYTECODE": ""}


def cases(env: Environment) -> dict[str, Case]:
    """What is measured, by name."""
    return {
        BASE: lambda: whole([PYTHON, "-c", "pass"], env),
        "learn --help": lambda: whole([*LEARN, "--help"], env),
        "learn due, 10,000 facts": lambda: whole([*LEARN, "due"], env),
        "learn due --json, 10,000 facts": lambda: whole([*LEARN, "due", "--json"], env),
        "learn": lambda: whole(LEARN, env),
        "first question of 10,000, --plain": lambda: first_question([*LEARN, *QUIZ, "--plain"], env),
        "first question of 10,000, --jsonl": lambda: first_question([*LEARN, *QUIZ, "--jsonl"], env),
        "first question of 10,000, terminal": lambda: first_question_on_terminal([*LEARN, *QUIZ], env),
    }


def print_table(measured: Mapping[str, Case], runs: int) -> int:
    """Run all cases in turn, `runs` times, and print medians and ratios to the first."""
    taken: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(runs):
        for name, run in measured.items():
            taken[name].append(run())
    base = statistics.median(taken[BASE])
    print(f"| {'start to …':<36} | median ms | ratio | target |\n|{'-' * 38}|{'-' * 11}|{'-' * 7}|{'-' * 8}|")
    missed = 0
    for name, times in taken.items():
        ratio, target = statistics.median(times) / base, TARGETS.get(name)
        missed += target is not None and ratio > target
        print(f"| {name:<36} | {1000 * base * ratio:9.1f} | {ratio:5.2f} | {f'≤ {target}' if target else '':>6} |")
    return int(missed > 0)


def whole(command: Sequence[str], env: Environment) -> float:
    """Seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return time.perf_counter() - start


def first_question(command: Sequence[str], env: Environment) -> float:
    """Seconds from the start of the process to its first question's text in a pipe."""
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        return _until_asked(process, process.stdout.fileno(), start)


def first_question_on_terminal(command: Sequence[str], env: Environment) -> float:
    """The same on the screen of a pseudo-terminal."""
    master, slave = pty.openpty()
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdin=slave, stdout=slave, stderr=slave, start_new_session=True) as process:
        os.close(slave)
        taken = _until_asked(process, master, start)
    os.close(master)
    return taken


def _until_asked(process: "subprocess.Popen[bytes]", output: int, start: float) -> float:
    seen = b""
    while STEM not in seen:
        chunk = os.read(output, 65_536)
        assert chunk, f"no question was asked: {seen.decode()}"
        seen += chunk
    taken = time.perf_counter() - start
    process.kill()
    return taken


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
