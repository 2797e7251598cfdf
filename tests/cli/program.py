"""Running `learn` as a person would: in this process, which is quick, or in one of its own."""

import io
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from learn.cli import main

FIRST_DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
COMMAND = (sys.executable, "-m", "learn")


class Ran(NamedTuple):
    """What a run came to. `err` is without the line that announces the clock, which is in `whole_err`."""

    code: int
    out: str
    whole_err: str

    @property
    def err(self) -> str:
        """What went wrong, as the user is told."""
        lines = self.whole_err.splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("learn: the clock is set to"))

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON values on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def events(self, name: str) -> list[dict[str, Any]]:
        """The lines of a `--jsonl` session that have this `event`."""
        return [line for line in self.lines if line["event"] == name]


class Program:
    """`learn` for one learner in one home. Its clock goes on by a minute with each run, and by days when told."""

    def __init__(self, home: Path, content: Path | None = None, learner: str = "ada") -> None:
        self.home = home
        self.learner = learner
        self.content = content
        self.now = FIRST_DAY

    def environment(self, **more: str) -> dict[str, str]:
        """The variables of a run: nothing of LEARN_ from outside, no terminal, 80 columns."""
        self.now += timedelta(minutes=1)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEARN_", "_LEARN"))}
        own = {
            "LEARN_HOME": str(self.home),
            "LEARN_LEARNER": self.learner,
            "LEARN_NOW": self.now.isoformat(),
            "LEARN_LANG": "en",
            "COLUMNS": "80",
            "PYTHONIOENCODING": "utf-8",
        }
        if self.content is not None:
            own["LEARN_CONTENT"] = str(self.content)
        return {**kept, **own, **more}

    def run(self, *arguments: str, stdin: str = "", **env: str) -> Ran:
        """A run in this process."""
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with (
            patch.dict(os.environ, self.environment(**env), clear=True),
            patch.multiple(sys, stdin=io.StringIO(stdin), stdout=out, stderr=err),
        ):
            code = main(arguments)
        out.flush()
        return Ran(code, out.buffer.getvalue().decode(), err.getvalue())

    def process(self, *arguments: str, stdin: str = "", **env: str) -> Ran:
        """A run as a process."""
        done = subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=self.environment(**env),
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def shell(self, line: str, **env: str) -> Ran:
        """A line of bash in which `learn` is the program."""
        whole = f'learn() {{ {sys.executable} -m learn "$@"; }}; set -o pipefail; {line}'
        done = subprocess.run(
            ["bash", "-c", whole],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            env=self.environment(**env),
            check=False,
            timeout=60,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def history(self) -> list[dict[str, Any]]:
        """The answers, newest last."""
        return self.run("history", "--json").lines

    def due(self) -> dict[str, Any]:
        """What is due."""
        found: dict[str, Any] = self.run("due", "--json").json
        return found

    @property
    def has_log(self) -> bool:
        """Whether there is a log on disk."""
        return (self.home / "learn.db").exists()

    def at(self, day: int) -> "Program":
        """The same program, at ten o'clock on the day `day` days after the first."""
        self.now = FIRST_DAY + timedelta(days=day)
        return self

    def copy(self, home: Path) -> "Program":
        """The same program in a copy of its home."""
        shutil.copytree(self.home, home)
        return Program(home, self.content, self.learner)
