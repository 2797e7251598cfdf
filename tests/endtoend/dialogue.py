"""A front end that drives `learn … --jsonl`: it reads each line as it comes and answers when it likes."""

import json
import signal
import subprocess
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.cli.program import COMMAND, Program
from tests.endtoend.running import Running

Line = dict[str, Any]
TIMEOUT = 40.0


class Dialogue(Running[bytes]):
    """One running session. Everything it printed is in `heard`."""

    command: tuple[str, ...] = COMMAND

    def __init__(self, program: Program, *arguments: str, **env: str) -> None:
        started = subprocess.Popen(
            [*self.command, *arguments, "--jsonl"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=program.environment(**env),
        )
        super().__init__(started, TIMEOUT)
        self.heard: list[Line] = []

    def until(self, *events: str) -> Line:
        """Read until one of these events; the line. At the end of output: {}."""
        for line in self.rest():
            if line["event"] in events:
                return line
        return {}

    def rest(self) -> Iterator[Line]:
        """Read on; a line that was cut off by a kill is left out."""
        assert self.process.stdout is not None
        for text in self.process.stdout:
            if text.endswith(b"\n"):
                self.heard.append(json.loads(text))
                yield self.heard[-1]

    def say(self, **line: Any) -> None:
        """Send one line. A program that is gone does not hear it."""
        self.write(json.dumps(line).encode() + b"\n")

    def ask(self, *events: str, **line: Any) -> Line:
        """Send a line and read until one of these events."""
        self.say(**line)
        return self.until(*events)

    def leave(self) -> int:
        """End the input and wait for the end; the exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        for _ in self.rest():
            pass
        return self.process.wait(30)

    def kill(self) -> None:
        """SIGKILL, and whatever was printed before it."""
        self.process.send_signal(signal.SIGKILL)
        for _ in self.rest():
            pass
        self.process.wait(30)

    def said(self, event: str) -> list[Line]:
        """All lines of one event."""
        return [line for line in self.heard if line["event"] == event]

    @property
    def errors(self) -> str:
        """Stderr, once the program has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()


def some_answer(interaction: Line, rng: Random) -> Any:
    """An answer that fits, right or wrong as it falls."""
    match interaction["type"]:
        case "pick-one":
            return rng.randrange(len(interaction["options"]))
        case "pick-many":
            return sorted(rng.sample(range(len(interaction["options"])), interaction.get("choose") or 1))
        case "order":
            return rng.sample(range(len(interaction["items"])), len(interaction["items"]))
        case "match":
            return [rng.randrange(len(interaction["right"])) for _ in interaction["left"]]
        case "gaps":
            return [rng.choice(interaction.get("words") or ["Moscow"]) for _ in range(interaction["gaps"])]
        case "reveal":
            return rng.random() < 0.5
        case _:
            return "7"


def play(dialogue: Dialogue, rng: Random) -> Line:
    """Answer until the session ends; its last line."""
    line = dialogue.until("question", "finished", "paused")
    while line.get("event") == "question":
        line = dialogue.ask("question", "finished", "paused", answer=some_answer(line["interaction"], rng))
    return line
