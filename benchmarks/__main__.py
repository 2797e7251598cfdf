"""All benchmarks, one after the other: `python -m benchmarks`, or `make bench`. 1 where one of them misses a target.

`--record FOLDER` keeps the figures that docs/performance.md is made from (see `benchmarks.page`).
"""

import argparse
import subprocess
import sys
from pathlib import Path

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
    "anki_peer": "The same work in Anki's own package",
    "growth": "Growth with facts and with past answers",
    "answers_csv": "Exporting 1,000,000 answers",
    "corrections": "A bank that was corrected, and the answers to it",
}
RECORDED = {"anki_peer": "anki.json", "growth": "growth.json", "answers_csv": "csv.json"}


def main(record: Path | None = None) -> int:
    """Run each in a process of its own, so that none begins with the memory of another."""
    missed = 0
    for module, title in BENCHMARKS.items():
        print(f"\n## {title}\n", flush=True)
        kept = ["--json", str(record / RECORDED[module])] if record is not None and module in RECORDED else []
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *kept], check=False)
        missed = max(missed, done.returncode)
    return int(missed > 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, metavar="FOLDER")
    sys.exit(main(parser.parse_args().record))
