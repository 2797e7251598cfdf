"""A program in a pseudo-terminal, with pyte as the screen that its learner looks at."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]
TIMEOUT = 10.0
ENTER, ESC, UP, DOWN, BACKSPACE, TAB = "\r", "\x1b", "\x1b[A", "\x1b[B", "\x7f", "\t"
CTRL_C, CTRL_D, CTRL_L, CTRL_Z = "\x03", "\x04", "\x0c", "\x1a"


class Terminal:
    """`python -m tests.terminal.play ARGUMENTS` (or another command) on a screen of `cells` × `rows`.

    Every wait is for something on the screen, at most ten seconds. `raw` keeps all bytes that were written.
    """

    def __init__(
        self,
        *arguments: str,
        cells: int = 80,
        rows: int = 24,
        command: Sequence[str] = (sys.executable, "-m", "tests.terminal.play"),
        env: dict[str, str] | None = None,
        ignore_hangup: bool = False,
    ) -> None:
        self.screen = pyte.Screen(cells, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.master, slave = pty.openpty()
        self.resize(cells, rows, tell=False)

        def prepare() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if ignore_hangup:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)

        surroundings = {name: os.environ[name] for name in ("PATH", "HOME", "LEARN_TEST_DATA") if name in os.environ}
        surroundings |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=surroundings | (env or {}),
            start_new_session=True,
            preexec_fn=prepare,  # noqa: PLW1509 - the child needs a controlling terminal
        )
        os.close(slave)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(TIMEOUT)

    @property
    def lines(self) -> list[str]:
        """The screen's lines, without the blanks at their ends."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen as one text without the blank lines below."""
        return "\n".join(self.lines).rstrip()

    def close(self) -> None:
        """Take the terminal away from the program."""
        with contextlib.suppress(OSError):
            os.close(self.master)
        self.master = -1

    def send(self, *keys: str) -> None:
        """Type."""
        os.write(self.master, "".join(keys).encode())

    def resize(self, cells: int, rows: int, *, tell: bool = True) -> None:
        """Give the screen another size; the program is told by SIGWINCH."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cells, 0, 0))
        if tell:
            self.screen.resize(rows, cells)

    def until(self, wanted: str | Callable[[str], bool], *, gone: str = "") -> str:
        """Read until the screen shows what is wanted (and no longer what is to be gone); returns the screen."""
        shows = wanted if callable(wanted) else lambda text: wanted in text
        deadline = time.monotonic() + TIMEOUT
        while not (shows(self.text) and not (gone and gone in self.text)):
            assert self._read(deadline), f"waited for {wanted!r}, the screen shows:\n{self.text}"
        return self.text

    def written(self, text: str, times: int = 1) -> None:
        """Read until the program has written the text so many times since its start."""
        deadline = time.monotonic() + TIMEOUT
        while self.raw.count(text.encode()) < times:
            assert self._read(deadline), f"waited for {times} times {text!r}, the screen shows:\n{self.text}"

    @property
    def echoes(self) -> bool:
        """Whether the terminal is as a shell wants it: echoing, line by line."""
        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def ended(self) -> int:
        """Wait for the program's end; its exit code."""
        deadline = time.monotonic() + TIMEOUT
        while self.master >= 0 and self._read(deadline):
            pass
        return self.process.wait(TIMEOUT)

    def _read(self, deadline: float) -> bool:
        """Take in what has been written; False at the end of time or of the program."""
        if not select.select([self.master], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self.master, 65_536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)
