"""Targets under atheris, one after the other: `python -m tests.fuzz.atheris_target FOLDER TARGET=SECONDS…`.

FOLDER gets `corpus/`, `TARGET.json` with executions, seconds and findings so far, and `findings/` with one input for
each place at which something was raised. A finding ends nothing: the next input is tried.
"""

import json
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

_HANG = 20
"""Seconds after which libFuzzer itself gives an input up."""
_LEFT_OUT = ("learn.__main__",)


class Watched:
    """A target that counts its runs, and keeps an input for each place at which one ended badly."""

    def __init__(self, name: str, folder: Path) -> None:
        from tests.fuzz import bar
        from tests.fuzz.targets import TARGETS

        self.run, self.within_time = TARGETS[name].run, bar.within_time
        self.name, self.findings = name, folder / "findings"
        self.seen: dict[str, int] = {}
        self.executions = 0
        self.begun = time.monotonic()

    def __call__(self, data: bytes) -> None:
        self.executions += 1
        try:
            self.within_time(self.run, data)
        except Exception as error:
            self._keep(error, data)
        if self.executions % 64 == 0:
            self.tell()

    def _keep(self, error: Exception, data: bytes) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
        self.seen[place] = self.seen.get(place, 0) + 1
        if self.seen[place] == 1:
            self.findings.mkdir(parents=True, exist_ok=True)
            kept = self.findings / f"{self.name}-{len(self.seen)}"
            kept.write_bytes(data)
            kept.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
            self.tell()

    def tell(self) -> None:
        """Note how far it has come: libFuzzer ends the process without a word to Python."""
        said = {
            "target": self.name,
            "executions": self.executions,
            "seconds": round(time.monotonic() - self.begun, 1),
            "findings": self.seen,
        }
        (self.findings.parent / f"{self.name}.json").write_text(json.dumps(said), encoding="utf-8")


def _import_everything(atheris: Any) -> None:
    """Load all of `learn` with the instructions that tell atheris which branches were taken."""
    with atheris.instrument_imports(include=["learn"]):
        import learn

        for module in pkgutil.walk_packages(learn.__path__, "learn."):
            if module.name not in _LEFT_OUT and not module.name.startswith(("learn.shipped", "learn.publishing")):
                import_module(module.name)
        import_module("tests.fuzz.targets")


def main(folder: Path, asked: Sequence[str]) -> None:
    """Fuzz each target for its seconds, in a process of its own: libFuzzer never comes back."""
    atheris = import_module("atheris")
    _import_everything(atheris)
    for one in asked:
        name, _, seconds = one.partition("=")
        child = os.fork()
        if not child:
            _fuzz(atheris, name, int(seconds), folder)
        _, status = os.waitpid(child, 0)
        if status:
            print(f"{name}: ended with {status}; see {folder}", file=sys.stderr)


def _fuzz(atheris: Any, name: str, seconds: int, folder: Path) -> None:
    from tests.fuzz.targets import TARGETS

    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(TARGETS[name].seeds()):
        (corpus / f"seed-{at}").write_bytes(seed)
    limits = [f"-max_total_time={seconds}", f"-timeout={_HANG}", "-max_len=16384", "-rss_limit_mb=3000"]
    options = [*limits, "-verbosity=0", f"-artifact_prefix={folder}/{name}-", str(corpus)]
    atheris.Setup([sys.argv[0], *options], Watched(name, folder))
    atheris.Fuzz()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
