"""Lines from a person or a pipe, waited for no longer than a time limit allows.

`readline` of a text file cannot be told when to give up, and `select` cannot see what the file has buffered. So the
lines are read here, from the file descriptor, with a buffer of our own. Use one `Lines` for one input.
"""

import os
import select
import time
from typing import TextIO

CHUNK = 65_536
SELECTS = os.name != "nt"
"""Whether the system can wait for a pipe or a terminal. On Windows it cannot, and time limits end with the line."""
MAX_LINE = 1_048_576
"""A line longer than this many bytes is broken there: memory is not for the input to decide about."""


class Lines:
    """The lines of a text file (or of anything that has `readline`, then without a time limit)."""

    def __init__(self, stream: TextIO, encoding: str = "") -> None:
        self._stream = stream
        self._encoding = encoding or getattr(stream, "encoding", None) or "utf-8"
        self._fd = _descriptor(stream)
        self._rest = b""
        self._ended = False

    def readline(self, seconds: float | None = None) -> str:
        """The next line with its newline, "" at the end of input. TimeoutError after `seconds`.

        What cannot be decoded becomes lone surrogates, which say that it could not.
        """
        if self._fd is None:
            return self._stream.readline()
        deadline = None if seconds is None else time.monotonic() + seconds
        while not self._has_line():
            self._wait(deadline)
            self._fill()
        return self._take()

    def ready(self) -> bool:
        """Whether a whole line is there already, typed or piped ahead of its question."""
        if self._fd is None or not SELECTS:
            return bool(self._rest) and self._has_line()
        while not self._has_line() and _readable(self._fd, 0):
            self._fill()
        return bool(self._rest) and self._has_line()

    def _has_line(self) -> bool:
        return self._ended or b"\n" in self._rest or len(self._rest) >= MAX_LINE

    def _wait(self, deadline: float | None) -> None:
        if self._fd is None or deadline is None or not SELECTS:
            return
        if not _readable(self._fd, max(0.0, deadline - time.monotonic())):
            raise TimeoutError

    def _fill(self) -> None:
        """Read what is there. A terminal that was closed (EIO) has ended."""
        try:
            chunk = os.read(self._fd or 0, CHUNK)
        except OSError:
            chunk = b""
        self._rest += chunk
        self._ended = not chunk

    def _take(self) -> str:
        end = self._rest.find(b"\n", 0, MAX_LINE)
        size = end + 1 if end >= 0 else MAX_LINE
        line, self._rest = self._rest[:size], self._rest[size:]
        return line.decode(self._encoding, "surrogateescape").replace("\r\n", "\n")


def _descriptor(stream: TextIO) -> int | None:
    """The file descriptor to read from; None where there is none, and for a console of Windows, which Python reads in
    Unicode while its descriptor gives bytes of an older encoding."""
    try:
        return None if not SELECTS and stream.isatty() else stream.fileno()
    except (OSError, ValueError, AttributeError):
        return None


def _readable(fd: int, seconds: float) -> bool:
    return bool(select.select([fd], [], [], seconds)[0])
