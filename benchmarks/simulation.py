"""Every run of `learn lab simulate` that docs/memory.md quotes, one after another.

`PYTHONPATH=. python benchmarks/simulation.py FOLDER [NAME…]` writes NAME.json for each into the folder;
those that are there already are left alone. It takes about twenty minutes on one core.
"""

import subprocess
import sys
from pathlib import Path

SHORT = "--facts 60 --seeds 30 --tuning 8"

RUNS = {
    "primary": "",
    "sharing": f"--study sharing {SHORT}",
    "blind": "--study blind --days 365 --seeds 5 --facts 60",
    "changes": f"--study changes {SHORT}",
    "power": "--study schedulers --forgetting power --seeds 100",
    "exponential": "--study schedulers --forgetting exponential --seeds 100",
    "typed": f"--mix typed {SHORT}",
    "true-false": f"--mix true_false {SHORT}",
    "sharing-power": f"--study sharing --forgetting power {SHORT}",
    "changes-power": "--study changes --forgetting power --facts 60 --seeds 60 --tuning 40",
    "year-power": f"--days 365 --forgetting power {SHORT}",
    "able": f"--ability 0.5 {SHORT}",
    "doubt-true-false": "--study doubt --mix true_false --facts 60 --seeds 40 --tuning 30",
    "schedulers": f"--study schedulers {SHORT}",
    "recognised": f"--recognised 0.3 {SHORT}",
    "year": "--days 365 --facts 60 --seeds 8 --tuning 4",
    "doubt-power": "--study doubt --forgetting power --facts 60 --seeds 60 --tuning 40",
    "repeat": "--study repeat --facts 60 --seeds 60 --tuning 30",
    "repeat-power": "--study repeat --forgetting power --facts 60 --seeds 60 --tuning 30",
    "repeat-exponential": "--study repeat --forgetting exponential --facts 60 --seeds 60 --tuning 30",
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
