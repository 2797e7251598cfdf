"""`python -m tests.fuzz`: broken copies by hypothesis, then atheris, for as long as is asked; a table of what was run.

Atheris stands in an environment of its own, with this package installed: LEARN_ATHERIS_PYTHON names its Python.
Without it that part is left out, and said to be.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.fuzz.drawn import draw, shared
from tests.fuzz.targets import TARGETS

_USUAL = Path("/tmp/atheris-venv/bin/python")
_MEMORY = Path("/dev/shm")
_ROUND = 60
"""Seconds at most that a quick target has before it is the next one's turn: an end at any time leaves none out."""
_TURNS = {1: 1.0, 5: 1.5, 50: 4.0}
"""The dearer a run of a target, the longer its turn: whole programs would hardly be run at all."""
_TRIAL = 40
"""Examples that show how quick a target is."""
_NOTHING: dict[str, Any] = {"executions": 0, "seconds": 0.0, "findings": {}}


class Outcome(NamedTuple):
    """What was run of a target, in how many seconds (of computing, with hypothesis), and where something was raised."""

    target: str
    executions: int
    seconds: float
    findings: Sequence[str] = ()


def main() -> int:
    """The exit code: 1 where something was found."""
    options = _options()
    tempfile.tempdir = _in_memory()
    names = options.target or list(TARGETS)
    found = [*_hypothesis(names, options.examples), *_atheris(names, options.minutes, options.folder)]
    return 1 if any(one.findings for one in found) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Hostile input for every reader.")
    parser.add_argument("--minutes", type=float, default=10.0, help="of atheris, shared among the targets (10)")
    parser.add_argument("--examples", type=int, default=20_000, help="of hypothesis, shared among the targets (20000)")
    parser.add_argument("--folder", type=Path, help="keep the corpus and the findings here, to go on from another day")
    parser.add_argument("target", nargs="*", help=f"of: {', '.join(TARGETS)}")
    options = parser.parse_args()
    unknown = [name for name in options.target if name not in TARGETS]
    if unknown:
        parser.error(f"there is no target {unknown[0]}")
    return options


def _in_memory() -> str | None:
    """Where homes are made and taken away by the thousand: no disk has to be waited for, if the system has such."""
    return str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None


# ---------------------------------------------------------------------------------------------------------- hypothesis


def _hypothesis(names: list[str], examples: int) -> list[Outcome]:
    if examples <= 0:
        return []
    trials = [_drawn(name, min(_TRIAL, examples)) for name in names]
    speeds = {one.target: one.executions / one.seconds for one in trials if not one.findings}
    found = [one for one in trials if one.findings]
    print(_HEAD.format("hypothesis"))
    for one in found:
        print(_row(one), flush=True)
    for name, count in shared(examples, speeds).items() if speeds else ():
        found.append(_drawn(name, count))
        print(_row(found[-1]), flush=True)
    print(_together(found), flush=True)
    return found


def _drawn(name: str, examples: int) -> Outcome:
    begun = time.process_time()
    try:
        return Outcome(name, draw(name, examples), time.process_time() - begun)
    except Exception as error:
        traceback.print_exc()
        return Outcome(name, 0, time.process_time() - begun, (f"{type(error).__name__}: {error}"[:200],))


# ------------------------------------------------------------------------------------------------------------- atheris


def _atheris(names: list[str], minutes: float, folder: Path | None) -> list[Outcome]:
    python = os.environ.get("LEARN_ATHERIS_PYTHON") or (str(_USUAL) if _USUAL.exists() else "")
    if minutes <= 0:
        return []
    if not python:
        print("atheris: left out, LEARN_ATHERIS_PYTHON names no Python that has it")
        return []
    with tempfile.TemporaryDirectory(prefix="learn-fuzz-", dir=_in_memory()) as beside:
        kept = folder or Path(beside) / "kept"
        kept.mkdir(parents=True, exist_ok=True)
        found = _rounds(python, names, minutes * 60, kept, {**os.environ, "TMPDIR": beside})
    print("\n".join([_HEAD.format("atheris"), *map(_row, found), _together(found)]), flush=True)
    if any(one.findings for one in found):
        print(f"inputs and tracebacks: {kept / 'findings'}" if folder else "--folder keeps the inputs")
    return found


def _rounds(python: str, names: list[str], seconds: float, kept: Path, env: dict[str, str]) -> list[Outcome]:
    """All targets in turn, and again, until the time is over."""
    counted: dict[str, Outcome] = {}
    end = time.monotonic() + seconds
    turns = {name: _TURNS[TARGETS[name].costs] for name in names}
    while (left := end - time.monotonic()) > len(names):
        turn = min(_ROUND, left / sum(turns.values()))
        asked = [f"{name}={max(1, int(turn * part))}" for name, part in turns.items()]
        for name in names:
            (kept / f"{name}.json").unlink(missing_ok=True)
        command = [python, "-m", "tests.fuzz.atheris_target", str(kept), *asked]
        done = subprocess.run(command, env=env, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if done.returncode:
            sys.stderr.buffer.write(done.stderr[-3000:])
            return [Outcome("atheris", 0, 0.0, (f"it ended with {done.returncode}",))]
        for name in names:
            counted[name] = _added(counted.get(name), kept / f"{name}.json", name)
    return list(counted.values())


def _added(before: Outcome | None, path: Path, name: str) -> Outcome:
    said: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else _NOTHING
    earlier = before or Outcome(name, 0, 0.0)
    places = dict.fromkeys([*earlier.findings, *said["findings"]])
    return Outcome(name, earlier.executions + said["executions"], earlier.seconds + said["seconds"], tuple(places))


# ----------------------------------------------------------------------------------------------------------- the table

_HEAD = "{:<14}  executions   seconds  findings"


def _row(one: Outcome) -> str:
    return f"{one.target:<14}{one.executions:>12,}{one.seconds:>10.1f}  {'; '.join(one.findings) or '-'}"


def _together(found: Sequence[Outcome]) -> str:
    executions, seconds = sum(one.executions for one in found), sum(one.seconds for one in found)
    return f"{'together':<14}{executions:>12,}{seconds:>10.1f}  {sum(len(one.findings) for one in found)}"


if __name__ == "__main__":
    sys.exit(main())
