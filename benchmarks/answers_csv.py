"""Exporting 1,000,000 answers: `learn log export` against the sqlite3 shell writing CSV from the same file.

    python -m benchmarks.answers_csv [--folder FOLDER] [--json FILE]

The log is that of `benchmarks.scale`, built where it is not there yet. Processor seconds and peak megabytes of whole
processes, in turn, the least of two. The shell writes time, question, score and duration by json_extract.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.growth import used
from benchmarks.scale import home_of
from benchmarks.startup import PYTHON, environment

QUERY = """SELECT ms, json_extract(body, '$.bank'), json_extract(body, '$.question'), json_extract(body, '$.score'),
    json_extract(body, '$.ms') FROM event WHERE type = 'answer' ORDER BY ms"""
RUNS = 2


def main(folder: Path, target: Path | None) -> int:
    """Print the table. There is no target."""
    shell = shutil.which("sqlite3")
    if shell is None:
        print("There is no sqlite3 shell here: nothing was compared.")
        return 0
    home = home_of(folder)
    env = environment(home)
    rows = []
    with tempfile.TemporaryDirectory() as out:
        learn = [PYTHON, "-m", "learn", "log", "export", "--force"]
        commands = {
            "sqlite3, CSV": [shell, "-csv", "-cmd", f".output {out}/shell.csv", str(home / "learn.db"), QUERY],
            "learn log export --fsrs, CSV": [*learn, "--fsrs", f"{out}/reviews.csv"],
            "learn log export, JSON lines": [*learn, "-o", f"{out}/log.jsonl"],
        }
        taken = {name: [used(command, env) for _ in range(RUNS)] for name, command in commands.items()}
    base = min(run[0] for run in taken["sqlite3, CSV"])
    print("| 1,000,000 answers | processor s | ratio | peak MB |\n|---|---|---|---|")
    for name, runs in taken.items():
        cpu, mb = min(run[0] for run in runs), max(run[2] for run in runs)
        rows.append({"name": name, "cpu": cpu, "ratio": cpu / base, "mb": mb})
        print(f"| {name} | {cpu / 1000:.1f} | {cpu / base:.1f} | {mb:.0f} |")
    if target is not None:
        target.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=Path("/tmp/learn-scale"))
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    sys.exit(main(given.folder, given.json))
