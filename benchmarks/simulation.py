"""Every run of `learn lab simulate` that docs/memory.md quotes, one after another.

`PYTHONPATH=. python benchmarks/simulation.py FOLDER [NAME…]` writes NAME.json for each into the folder;
those that are there already are left alone. It takes about half an hour on one core.
"""

import subprocess
import sys
from pathlib import Path

RUNS = {
    "primary": "",
    "sharing": "--study sharing --seeds 40 --tuning 10",
    "blind": "--study blind --days 365 --seeds 10",
    "changes": "--study changes --seeds 40 --tuning 15",
    "power": "--study schedulers --forgetting power --seeds 60",
    "exponential": "--study schedulers --forgetting exponential --seeds 40 --tuning 10",
    "typed": "--mix typed --seeds 40 --tuning 10",
    "true-false": "--mix true_false --seeds 40 --tuning 10",
    "sharing-power": "--study sharing --forgetting power --seeds 40 --tuning 10",
    "doubt-true-false": "--study doubt --mix true_false --seeds 40 --tuning 15",
    "able": "--ability 0.5 --seeds 60 --tuning 10",
    "year-power": "--days 365 --forgetting power --seeds 40 --tuning 10",
    "changes-power": "--study changes --forgetting power --seeds 40 --tuning 15",
    "schedulers": "--study schedulers --seeds 30 --tuning 10",
    "recognised": "--recognised 0.3 --seeds 40 --tuning 10",
    "doubt-power": "--study doubt --forgetting power --seeds 40 --tuning 15",
    "year": "--days 365 --seeds 10 --tuning 5",
}
"""By name, the options of each run."""


def main(folder: Path, names: list[str]) -> None:
    """Run those named, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or RUNS:
        if not (folder / f"{name}.json").exists():
            _run(folder, name)


def _run(folder: Path, name: str) -> None:
    command = [sys.executable, "-m", "learn", "lab", "simulate", *RUNS[name].split(), "--json"]
    print(f"{name}: learn lab simulate {RUNS[name]}", flush=True)
    done = subprocess.run(command, check=True, capture_output=True)
    (folder / f"{name}.json").write_bytes(done.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
