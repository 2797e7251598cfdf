"""All benchmarks, one after the other: `python -m benchmarks`, or `make bench`. 1 where one of them misses a target."""

import subprocess
import sys

BENCHMARKS = {
    "startup": "Start-up of whole processes",
    "scale": "100,000 facts, 1,000,000 answers in the log",
    "load": "Loading a changed bank of 10,000 questions",
    "store": "The store against bare SQLite",
    "replay": "Replay of memory",
    "conformance": "Agreement with the libraries of FSRS",
    "lint": "Lint",
    "exports": "Exporting 10,000 questions to each format",
    "classroom": "A class of 1,000 students",
    "itemstats": "Item statistics against a bare SQL query",
    "flags": "Flags of item statistics: hits and false alarms",
}


def main() -> int:
    """Run each in a process of its own, so that none begins with the memory of another."""
    missed = 0
    for module, title in BENCHMARKS.items():
        print(f"\n## {title}\n", flush=True)
        missed = max(missed, subprocess.run([sys.executable, "-m", f"benchmarks.{module}"], check=False).returncode)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
