"""Every run of `learn lab simulate` that docs/memory.md quotes, one after another.

`PYTHONPATH=. python benchmarks/simulation.py FOLDER [NAME…]` writes NAME.json for each into the folder;
those that are there already are left alone. It takes about half an hour on one core.
"""

import subprocess
import sys
from pathlib import Path

RUNS = {
    "primary": "",
    "power": "--study schedulers --forgetting power --seeds 100",
    "exponential": "--study schedulers --forgetting exponential --seeds 100",
    "sharing": "--study sharing --seeds 60",
    "typed": "--mix typed --seeds 60",
    "true-false": "--mix true_false --seeds 60",
    "blind": "--study blind --days 365 --seeds 10",
    "sharing-power": "--study sharing --forgetting power --seeds 60",
    "doubt-true-false": "--study doubt --mix true_false --seeds 60",
    "doubt-power": "--study doubt --forgetting power --seeds 100",
    "changes": "--study changes --seeds 100",
    "changes-power": "--study changes --forgetting power --seeds 100",
    "recognised": "--recognised 0.3 --seeds 60",
    "able": "--ability 0.5 --seeds 100",
    "schedulers": "--study schedulers --seeds 60",
    "year": "--days 365 --seeds 30 --tuning 10",
    "year-power": "--days 365 --forgetting power --seeds 60",
}


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
