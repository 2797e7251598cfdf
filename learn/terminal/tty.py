"""The terminal between two applications: keys typed then are kept and not echoed."""

import atexit
import signal
from contextlib import suppress
from typing import Any, TextIO

try:
    import termios
except ImportError:  # pragma: no cover - Windows
    termios = None  # type: ignore[assignment]


class Quiet:
    """Echo and line editing switched off from `begin` to `end`, so that a digit typed before its application has
    loaded is not lost and not printed. Ctrl-C and Ctrl-Z work as ever, and SIGTERM ends it as Ctrl-C does. What was is
    restored at exit, too."""

    def __init__(self, stdin: TextIO) -> None:
        self._stdin = stdin
        self._before: list[object] | None = None
        self._terminated: Any = signal.SIG_DFL

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
        with suppress(ValueError):  # only the main thread may
            self._terminated = signal.signal(signal.SIGTERM, signal.default_int_handler)

    def end(self) -> None:
        """Restore."""
        if termios is None or self._before is None:
            return
        atexit.unregister(self.end)
        with suppress(ValueError):
            signal.signal(signal.SIGTERM, self._terminated)
        before, self._before = self._before, None
        with suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(self._stdin.fileno(), termios.TCSANOW, before)  # type: ignore[arg-type]
