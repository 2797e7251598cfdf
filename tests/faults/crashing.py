"""A command killed at each of its steps: `python -m tests.faults.crashing BASE STEPS ARGUMENTS…` (with `learn`'s own
variables in the environment).

The folder BASE/seed (with `home` and `work` in it, where the command runs) is copied for each step; in the copy the
command is run in a process of its own, which kills itself with SIGKILL right before the step. Steps are the calls that
change files: opening, writing, syncing, renaming, removing, and statements of SQLite. At most STEPS of them are
tried, evenly spread. The copies' names are printed, one a line; the first is of the run that was not killed.
"""

import io
import os
import shutil
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from learn.cli import main as learn

CHANGING = frozenset({
    "open", "write", "writelines", "fsync", "replace", "rename", "link", "mkdir", "chmod", "fchmod", "unlink", "remove",
    "rmdir", "execute", "executemany", "executescript", "backup", "close", "connect",
})  # fmt: skip


def main(base: Path, steps: int, arguments: list[str]) -> None:
    """Run it whole, then once for each step."""
    _run(_copy(base, "warm"), arguments, 0)  # so that everything is imported
    total = _forked(_copy(base, "whole"), arguments, 0)
    print("whole", flush=True)
    count = min(steps, total)
    for place in sorted({1 + place * (total - 1) // max(1, count - 1) for place in range(count)}):
        name = f"step-{place}"
        _forked(_copy(base, name), arguments, place)
        print(name, flush=True)


def _copy(base: Path, name: str) -> Path:
    shutil.rmtree(base / name, ignore_errors=True)
    shutil.copytree(base / "seed", base / name)
    return base / name


def _forked(folder: Path, arguments: list[str], step: int) -> int:
    """Run in a process of its own, killed before the given step (0: never); returns how many steps it took."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.write(writer, _run(folder, arguments, step).to_bytes(4, "big"))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if step and not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
        raise SystemExit(f"step {step} was never reached")
    return int.from_bytes(said, "big")


def _run(folder: Path, arguments: list[str], step: int) -> int:
    os.environ["LEARN_HOME"] = str(folder / "home")
    os.chdir(folder / "work")
    taken = 0

    def watch(_frame: FrameType, event: str, called: Any) -> None:
        nonlocal taken
        if event == "c_call" and called.__name__ in CHANGING:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), io.TextIOWrapper(io.BytesIO()), io.StringIO()
    sys.setprofile(watch)
    try:
        code = learn(arguments)
    finally:
        sys.setprofile(None)
        errors = sys.stderr.getvalue()
        sys.stdin, sys.stdout, sys.stderr = streams
    if code != 0:
        raise SystemExit(f"{arguments} ended with {code}: {errors}")
    return taken


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
