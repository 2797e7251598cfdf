"""The terminal between two applications: keys typed then are kept and not echoed."""

import atexit
from contextlib import suppress
from typing import TextIO

try:
    import termios
except ImportError:  # pragma: no cover - Windows
    termios = None  # type: ignore[assignment]


class Quiet:
    """Echo and line editing switched off from `begin` to `end`, so that a digit typed before its application has
    loaded is not lost and not printed. Ctrl-C and Ctrl-Z work as ever. What was is restored at exit, too."""

    def __init__(self, stdin: TextIO) -> None:
        self._stdin = stdin
        self._before: list[object] | None = None

    def begin(self) -> None:
        """Switch off; nothing happens where the input is no terminal."""
        if termios is None or self._before is not None:
            return
        try:
            before = termios.tcgetattr(self._stdin.fileno())
            quiet = list(before)
            quiet[0] = before[0] & ~termios.ICRNL
            quiet[3] = before[3] & ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(self._stdin.fileno(), termios.TCSANOW, quiet)
        except (termios.error, OSError, ValueError):
            return
        self._before = before
        atexit.register(self.end)

    def end(self) -> None:
        """Restore."""
        if termios is None or self._before is None:
            return
        atexit.unregister(self.end)
        before, self._before = self._before, None
        with suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(self._stdin.fileno(), termios.TCSANOW, before)  # type: ignore[arg-type]
