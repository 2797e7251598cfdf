"""A program that runs beside its test: watched, and gone with its pipes when the test is done with it."""

import contextlib
import subprocess
import threading
from types import TracebackType
from typing import AnyStr, Generic, Self


class Running(Generic[AnyStr]):
    """A process with pipes on all three sides. One from which a line never comes is killed after `seconds`."""

    def __init__(self, process: "subprocess.Popen[AnyStr]", seconds: float) -> None:
        self.process: subprocess.Popen[AnyStr] = process
        self.seconds = seconds
        self.watch = threading.Timer(seconds, process.kill)
        self.watch.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.watch.cancel()
        self.process.kill()
        self.process.wait(self.seconds)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(BrokenPipeError):
                if pipe is not None:
                    pipe.close()

    def write(self, line: AnyStr) -> None:
        """Send a line, bytes or text as the pipe takes them. A program that is gone does not hear it."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(line)
            self.process.stdin.flush()
