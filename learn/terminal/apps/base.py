"""What all applications on the terminal have in common, each a `questionary.Question` that is asked unsafely.

Imported when the first answer is read, never before the question is on the screen. What the traps in
docs/design.md call for is done here, once: Ctrl-C is KeyboardInterrupt and Ctrl-D an EOFError at every prompt, Esc
before Enter does nothing, a paste into a list does not answer, a resized screen is drawn anew, Ctrl-Z suspends, and
a time limit ends the prompt even while something is being typed.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TextIO

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.data_structures import Size
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Container,
    Dimension,
    FormattedTextControl,
    Layout,
    Window,
)
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary import Question

from learn.language import tr
from learn.session.asker import Command
from learn.terminal import wording
from learn.terminal.dubeolsik import is_hangul
from learn.terminal.look import Look
from learn.terminal.output import Output as LineOutput
from learn.terminal.paint import style_of
from learn.terminal.rows import BLANK, Line, Row, laid_out
from learn.terminal.surroundings import cells_of, rows_of

COMPOSING = 0.25
"""Seconds within which Hangul and the Enter behind it are one act."""
MIN_BODY = 6
"""Lines that a list keeps, however little of the screen the question leaves."""


class Screen:
    """A terminal: where keys come from, where lines go, and what stands `above` the application on it."""

    def __init__(
        self, stdin: TextIO, out: LineOutput, look: Look, env: dict[str, str], above: Callable[[], list[str]]
    ) -> None:
        self.look = look
        self.input = Vt100Input(stdin)
        self.output = terminal_output(out.stream, look, env)
        self._out = out
        self._above = above
        self._composed = float("-inf")

    def ends_composing(self, key: str, now: float) -> bool:
        """Whether a key is the Enter that ended the composing of the Hangul before it, and nothing more.

        An input method holds ㄴ back until the next key, and who sees no effect presses Enter: both come at once. The
        ㄴ skips the question, and the Enter would answer the next one unseen.
        """
        composed, self._composed = self._composed, now if is_hangul(key) else float("-inf")
        return key in (Keys.ControlM, Keys.ControlJ) and now - composed < COMPOSING

    @property
    def cells(self) -> int:
        """The width of lines now."""
        return min(self.look.widest, self.output.get_size().columns)

    def room(self, below: int) -> int:
        """How many lines a list may take so that the question above it, and what is below, stay in sight."""
        return max(MIN_BODY, self.output.get_size().rows - len(self._above()) - below)

    def fragments(self, lines: Sequence[Line]) -> StyleAndTextTuples:
        """The lines as prompt_toolkit wants them."""
        parts: StyleAndTextTuples = []
        for index, line in enumerate(lines):
            parts += [("", "\n")] if index else []
            parts += [(style_of(self.look, role), text) for role, text in line]
        return parts

    def redraw(self) -> None:
        """Clear the screen and write what stands above the application."""
        self.output.erase_screen()
        self.output.cursor_goto(0, 0)
        self.output.flush()
        self.write_above()

    def write_above(self) -> None:
        """Write what stands above the application."""
        self._out.lines(self._above())


class Timer:
    """A time limit. `clock` gives monotonic seconds; None is no limit."""

    def __init__(self, deadline: float | None, clock: Callable[[], float]) -> None:
        self.deadline = deadline
        self.clock = clock

    @property
    def left(self) -> float:
        """Seconds left; 0 without a limit."""
        return 0.0 if self.deadline is None else max(0.0, self.deadline - self.clock())

    def rows(self) -> list[Row]:
        """The countdown; "" without a limit."""
        if self.deadline is None:
            return []
        return [Row(tr("{time} left", time=wording.clock(self.left)), "partly" if self.left <= 60 else "dim")]

    async def run(self, app: "App") -> None:
        """Draw each second anew, and end the application with the time."""
        while self.deadline is not None and self.left > 0:
            await asyncio.sleep(min(self.left, self.left % 1 or 1.0) + 0.005)
            app.invalidate()
        if self.deadline is not None:
            app.leave(Command("expired"), erase=True)


class App(Application[Any]):
    """An application that survives its terminal being resized, and that is left only once."""

    def __init__(self, screen: Screen, container: Container, keys: KeyBindings) -> None:
        self.screen = screen
        super().__init__(
            layout=Layout(container),
            key_bindings=keys,
            input=screen.input,
            output=screen.output,
            include_default_pygments_style=False,
        )
        self.ttimeoutlen = 0.1
        self.timeoutlen = 0.5

    def leave(self, result: Any, *, erase: bool) -> None:
        """End with the result; with `erase` nothing of the application stays on the screen."""
        if not self.is_done:
            self.erase_when_done = erase
            self.exit(result=result)

    def fail(self, error: type[BaseException]) -> None:
        """End with an exception."""
        if not self.is_done:
            self.exit(exception=error())

    def again(self) -> None:
        """Draw everything anew on a cleared screen."""
        self.renderer.reset()
        self.screen.redraw()
        self._redraw()

    def _on_resize(self) -> None:
        """prompt_toolkit would erase what it drew by its old width, and leave half of it standing."""
        if not self.is_done:
            self.again()

    def run_until(self, timer: Timer) -> Any:
        """Ask. Raises KeyboardInterrupt, EOFError, or OSError when the terminal has gone."""
        if timer.deadline is not None:
            self.pre_run_callables.append(lambda: _start(self, timer))
        self.pre_run_callables.append(lambda: _heed_termination(self))
        return Question(self).unsafe_ask()


def _heed_termination(app: App) -> None:
    """Let a SIGTERM end the prompt as Ctrl-C does, so that the terminal is given back as it was."""
    with suppress(NotImplementedError, ValueError, RuntimeError):  # not on Windows, nor outside the main thread
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.fail, KeyboardInterrupt)


def terminal_output(stdout: TextIO, look: Look, env: Mapping[str, str]) -> Output:
    """The terminal as prompt_toolkit writes to it. It is not asked where its cursor is: not every terminal says."""
    return Vt100_Output(
        stdout,
        lambda: Size(rows=rows_of(stdout, env), columns=cells_of(stdout, env)),
        term=env.get("TERM"),
        default_color_depth=_depth(look),
        enable_bell=False,
        enable_cpr=False,
    )


def common_keys() -> KeyBindings:
    """Keys that mean the same at every prompt."""
    keys = KeyBindings()

    @keys.add("escape", "enter", eager=True)
    @keys.add("escape", "c-j", eager=True)
    def nothing(event: KeyPressEvent) -> None:
        """Esc and then Enter is not an answer."""

    @keys.add("c-c", eager=True)
    @keys.add("<sigint>", eager=True)
    def interrupt(event: KeyPressEvent) -> None:
        app_of(event).fail(KeyboardInterrupt)

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        app_of(event).fail(EOFError)

    @keys.add("c-l", eager=True)
    def redraw(event: KeyPressEvent) -> None:
        app_of(event).again()

    @keys.add("c-z", eager=True, filter=Condition(lambda: hasattr(signal, "SIGTSTP")))
    def suspend(event: KeyPressEvent) -> None:
        run_in_terminal(lambda: _suspend(app_of(event).screen))

    return keys


def _suspend(screen: Screen) -> None:
    """Stop the process group as the shell expects it; once it goes on, show the question again."""
    os.kill(0, signal.SIGTSTP)
    screen.write_above()


def app_of(event: KeyPressEvent) -> App:
    """The application in which the key was pressed."""
    app = event.app
    assert isinstance(app, App)
    return app


def _start(app: App, timer: Timer) -> None:
    app.create_background_task(timer.run(app))


def footer_window(screen: Screen, rows: Callable[[], list[Row]]) -> Container:
    """The rows below, gone once the prompt is done."""
    window = text_window(screen, lambda: footer_lines(screen, rows()))
    return ConditionalContainer(window, filter=~is_done)


def footer_lines(screen: Screen, rows: list[Row]) -> list[Line]:
    """The rows below, with the blank line that sets them apart."""
    return laid_out([BLANK, *rows], screen.cells)


def text_window(screen: Screen, lines: Callable[[], list[Line]]) -> Window:
    """Lines that are only looked at. They may be squeezed on a very low screen, but never refuse to be drawn."""
    return Window(
        FormattedTextControl(lambda: screen.fragments(lines())),
        height=lambda: Dimension(min=0) if lines() else Dimension.exact(0),
        wrap_lines=True,
        dont_extend_height=True,
    )


def _depth(look: Look) -> ColorDepth:
    if not look.color:
        return ColorDepth.DEPTH_1_BIT
    return ColorDepth.DEPTH_8_BIT if look.colors == 256 else ColorDepth.DEPTH_4_BIT
