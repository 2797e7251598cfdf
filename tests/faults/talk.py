"""A person at the line-by-line prompts of `learn --plain`, who reads each line as it comes."""

import contextlib
import signal
import subprocess
import sys

from tests.cli.program import Program
from tests.endtoend.running import Running
from tests.faults.ground import LONG_WAIT, ROOT

VERDICTS = ("Right.", "Wrong.")


class Talk(Running[str]):
    """One running session. All that was printed is in `heard`."""

    def __init__(self, program: Program, *arguments: str, knobs: tuple[str, ...] = ()) -> None:
        started = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.start", *knobs, "--", *arguments, "--plain"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=program.environment(), cwd=ROOT, encoding="utf-8", errors="replace",
        )  # fmt: skip
        super().__init__(started, LONG_WAIT)
        self.heard: list[str] = []

    def until(self, *beginnings: str) -> str:
        """Read until a line that begins so; "" at the end of output."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.heard.append(line.rstrip("\n"))
                if self.heard[-1].startswith(beginnings):
                    return self.heard[-1]
        return ""

    def say(self, line: str) -> None:
        """Type a line. A program that is gone does not hear it."""
        self.write(f"{line}\n")

    def answer(self, line: str) -> str:
        """Type an answer and wait for its verdict; "" where none came."""
        self.say(line)
        return self.until(*VERDICTS)

    def kill(self) -> None:
        """SIGKILL, and whatever was printed before it."""
        self.process.send_signal(signal.SIGKILL)
        self.until("never said")
        self.process.wait(LONG_WAIT)

    def ended(self) -> int:
        """End the input and wait; the exit code."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.until("never said")
        return self.process.wait(LONG_WAIT)

    @property
    def verdicts(self) -> list[bool]:
        """Which of the answers so far were said to be right."""
        return [line == VERDICTS[0] for line in self.heard if line in VERDICTS]

    @property
    def errors(self) -> str:
        """Stderr without the line on the clock, once the program has ended."""
        assert self.process.stderr is not None
        lines = self.process.stderr.read().splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("learn: the clock is set to"))
