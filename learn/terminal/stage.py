"""A terminal to play on: rows are written at once and plainly; the libraries that read keys are loaded with the first.

What stands above the prompt is remembered, so that it can be drawn again when the screen has changed its size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import environ
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from learn.terminal.output import Output
from learn.terminal.paint import drawn, painted
from learn.terminal.rows import Line, Row
from learn.terminal.surroundings import ColorWish, cells_of, look_of, rows_of
from learn.terminal.tty import Quiet

if TYPE_CHECKING:
    from learn.session.asker import Answer, Command
    from learn.terminal.apps import Screen
    from learn.terminal.board import Board, Sheet

FOOTER = 4
"""Lines that the keys below a screen take, or a little more."""


class Stage:
    """Rows out, keys in. `clock` gives monotonic seconds."""

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        *,
        color: ColorWish = "auto",
        spacious: bool = False,
        clock: Callable[[], float] = monotonic,
        env: Mapping[str, str] = environ,
    ) -> None:
        self.look = replace(look_of(stdout, env, color), spacious=spacious)
        self.clock = clock
        self._stdin = stdin
        self._out = Output(stdout)
        self._env = dict(env)
        self._quiet = Quiet(stdin)
        self._made: Screen | None = None
        self._above: list[Callable[[int], Sequence[Row]]] = []

    # -- writing -------------------------------------------------------------------------------------------------

    @property
    def cells(self) -> int:
        """The width of lines."""
        return min(self.look.widest, cells_of(self._out.stream, self._env))

    @property
    def lines_left(self) -> int:
        """How many lines there are for more, should all that stands above the prompt be in sight."""
        return rows_of(self._out.stream, self._env) - FOOTER - len(self._drawn_above())

    def begin(self) -> None:
        """Take the terminal: what is typed is kept for the first prompt and not echoed."""
        self._quiet.begin()

    def restore(self) -> None:
        """Give the terminal back as it was."""
        self._quiet.end()

    def clear(self) -> None:
        """Forget what stands above the prompt; it stays on the screen until that is drawn anew."""
        self._above = []

    def show(self, rows: Callable[[int], Sequence[Row]]) -> None:
        """Write rows, given the width, that stand above the next prompt and are drawn again with it."""
        self._above.append(rows)
        self.write(rows(self.cells))

    def write(self, rows: Sequence[Row]) -> None:
        """Write rows."""
        self._out.lines(drawn(rows, self.look, self.cells))

    def write_lines(self, lines: Sequence[Line]) -> None:
        """Write lines that are laid out already."""
        self._out.lines(painted(lines, self.look))

    def _drawn_above(self) -> list[str]:
        cells = self.cells
        return [line for rows in self._above for line in drawn(rows(cells), self.look, cells)]

    # -- reading -------------------------------------------------------------------------------------------------

    def press(
        self, board: Board, keep: Callable[[Board], None] = lambda _: None, deadline: float | None = None
    ) -> Answer | Command | None:
        """Let keys act on the board. None when the input has ended; raises KeyboardInterrupt at Ctrl-C."""

        def act(screen: Screen) -> Answer | Command:
            from learn.terminal.apps import Timer, press_keys

            return press_keys(screen, board, Timer(deadline, self.clock), keep)

        return self._guarded(act)

    def type(
        self,
        sheet: Sheet,
        texts: list[str],
        keep: Callable[[Sheet, list[str]], None] = lambda _, __: None,
        deadline: float | None = None,
    ) -> Answer | Command | None:
        """Let the learner type into the sheet. None when the input has ended."""

        def act(screen: Screen) -> Answer | Command:
            from learn.terminal.apps import Timer, type_text

            return type_text(screen, sheet, Timer(deadline, self.clock), texts, keep)

        return self._guarded(act)

    def _guarded(self, act: Callable[[Screen], Answer | Command]) -> Answer | Command | None:
        """A terminal that was closed has ended; one that was interrupted is given back first."""
        try:
            return None if self._out.gone else act(self._screen())
        except (EOFError, OSError):
            return None
        except KeyboardInterrupt:
            self.restore()
            raise

    def _screen(self) -> Screen:
        """The terminal as the applications know it, made with the first."""
        if self._made is None:
            from learn.terminal.apps import Screen

            self._made = Screen(self._stdin, self._out, self.look, self._env, self._drawn_above)
        return self._made
