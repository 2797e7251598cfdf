"""Boards and sheets as prompt_toolkit applications, each a `questionary.Question` that is asked unsafely.

Imported when the first answer is read, never before the question is on the screen. What the traps in
docs/design.md call for is done here, once: Ctrl-C is KeyboardInterrupt and Ctrl-D an EOFError at every prompt, Esc
before Enter does nothing, a paste into a list does not answer, a resized screen is drawn anew, Ctrl-Z suspends, and
a time limit ends the prompt even while something is being typed.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any, TextIO, TypeVar

from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point, Size
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Container,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    VSplit,
    Window,
)
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary import Question

from learn.session.asker import Answer, Command
from learn.terminal import wording
from learn.terminal.board import Board, Cleared, Field, Sheet
from learn.terminal.look import WIDEST, Look
from learn.terminal.paint import style_of
from learn.terminal.rows import BLANK, Line, Row, laid_out
from learn.terminal.surroundings import cells_of, rows_of
from learn.text import clean, width

NAMES = {
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlI: "tab",
    Keys.ControlH: "backspace",
    Keys.Delete: "backspace",
    " ": "space",
}
LONGEST = 2_000
"""Characters that a field takes."""

MIN_BODY = 6
"""Lines that a list keeps, however little of the screen the question leaves."""

T = TypeVar("T")


class Screen:
    """A terminal: where keys come from, where lines go, and what stands above the application on it.

    `above` writes that again when the screen has been cleared; `above_lines` says how high it is.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO, look: Look, env: dict[str, str]) -> None:
        self.look = look
        self.input = _input(stdin)
        self.output: Output = Vt100_Output(
            stdout,
            lambda: Size(rows=rows_of(stdout, env), columns=cells_of(stdout, env)),
            term=env.get("TERM"),
            default_color_depth=_depth(look),
            enable_bell=False,
            enable_cpr=False,
        )
        self.above: Callable[[], None] = lambda: None
        self.above_lines = 0

    @property
    def cells(self) -> int:
        """The width of lines now."""
        return min(WIDEST, self.output.get_size().columns)

    @property
    def body_lines(self) -> int:
        """How many lines a list may take so that the question above it stays in sight."""
        return max(MIN_BODY, self.output.get_size().rows - self.above_lines)

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
        self.above()


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
        return [Row(f"{wording.clock(self.left)} left", "partly" if self.left <= 60 else "dim")]

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
            layout=Layout(container), key_bindings=keys, input=screen.input, output=screen.output, mouse_support=False
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
        return Question(self).unsafe_ask()


def press_keys(screen: Screen, board: Board, timer: Timer, keep: Callable[[Board], None]) -> Answer | Command:
    """Let keys act on the board until they answer or command. `keep` is told each board, so that none is lost."""
    keys = _common_keys()
    at = [board]

    @keys.add("<any>")
    def press(event: KeyPressEvent) -> None:
        key = key_name(event.key_sequence[0].key)
        after = at[0].press(key) if key else at[0]
        if isinstance(after, Answer):
            at[0] = at[0].finished(key)
            _app(event).leave(after, erase=False)
        elif isinstance(after, Command):
            _app(event).leave(after, erase=True)
        else:
            at[0] = after
        keep(at[0])

    body = _list_window(screen, lambda: at[0])
    footer = _footer(screen, lambda: [*timer.rows(), *at[0].footer(screen.look.signs, screen.cells)])
    reply: Answer | Command = App(screen, HSplit([body, footer]), keys).run_until(timer)
    return reply


def type_text(
    screen: Screen, sheet: Sheet, timer: Timer, texts: Sequence[str], keep: Callable[[Sheet, list[str]], None]
) -> Answer | Command:
    """Let the learner type into the sheet's fields until Enter answers or a command is entered."""
    form = Form(screen, sheet, timer, texts, keep)
    reply: Answer | Command = form.app.run_until(timer)
    return reply


class Form:
    """The fields of a sheet, their keys and their layout."""

    def __init__(
        self,
        screen: Screen,
        sheet: Sheet,
        timer: Timer,
        texts: Sequence[str],
        keep: Callable[[Sheet, list[str]], None],
    ) -> None:
        self.screen = screen
        self.sheet = sheet
        self.keep = keep
        self.timer = timer
        self.buffers = [_buffer(text) for text in texts]
        self.windows = [
            Window(BufferControl(buffer), wrap_lines=True, dont_extend_height=True) for buffer in self.buffers
        ]
        self.app = App(screen, self._layout(), self._keys())
        self._focus(next((index for index, text in enumerate(texts) if not text), len(texts) - 1))

    @property
    def texts(self) -> list[str]:
        """What the fields hold."""
        return [buffer.text for buffer in self.buffers]

    @property
    def at(self) -> int:
        """The field with the cursor."""
        return next((i for i, window in enumerate(self.windows) if self.app.layout.has_focus(window)), 0)

    def enter(self) -> None:
        """Enter was pressed."""
        after = self.sheet.enter(self.texts, self.at)
        if isinstance(after, Field):
            self._focus(after.at)
        elif isinstance(after, Answer):
            self.app.leave(after, erase=False)
        elif isinstance(after, Command):
            self.buffers[self.at].reset()
            self.app.leave(after, erase=True)
        elif isinstance(after, Cleared):
            self.buffers[self.at].reset()
            self.sheet = after.sheet
        else:
            self.sheet = after
        self.keep(self.sheet, self.texts)

    def go(self, step: int) -> None:
        """The cursor goes to another field."""
        self._focus((self.at + step) % len(self.buffers))

    def _focus(self, index: int) -> None:
        self.app.layout.focus(self.windows[index])

    def _layout(self) -> Container:
        signs = self.screen.look.signs
        fields = [
            VSplit([Window(FormattedTextControl(label), width=width(label), dont_extend_width=True), window])
            for label, window in zip(self.sheet.labels(signs), self.windows, strict=True)
        ]
        body = Window(
            FormattedTextControl(lambda: self.screen.fragments(self._body())),
            height=lambda: Dimension.exact(len(self._body())),
        )
        has_body = bool(self.sheet.body(self.texts))
        return HSplit([*([body] if has_body else []), *fields, _footer(self.screen, self._foot)])

    def _body(self) -> list[Line]:
        return laid_out(self.sheet.body(self.texts), self.screen.cells)

    def _foot(self) -> list[Row]:
        return [*self.timer.rows(), *self.sheet.footer(self.screen.look.signs, self.screen.cells)]

    def _keys(self) -> KeyBindings:
        keys = _common_keys()
        for name in ("enter", "c-j"):
            keys.add(name, eager=True)(lambda _: self.enter())
        for name, step in (("tab", 1), ("down", 1), ("s-tab", -1), ("up", -1)):
            keys.add(name, eager=True)(lambda _, step=step: self.go(step))

        @keys.add("escape", filter=Condition(lambda: self.sheet.optional))
        def never_mind(event: KeyPressEvent) -> None:
            _app(event).leave(Command("skip"), erase=True)

        @keys.add(Keys.BracketedPaste, eager=True)
        def paste(event: KeyPressEvent) -> None:
            self.buffers[self.at].insert_text(clean(event.data, keep="").strip())

        return keys


def key_name(key: Keys | str) -> str:
    """The name by which boards know a key; "" for keys that no board knows."""
    named = NAMES.get(key)
    if named is not None:
        return named
    return key if not isinstance(key, Keys) and len(key) == 1 and key.isprintable() else ""


def _common_keys() -> KeyBindings:
    """Keys that mean the same at every prompt."""
    keys = KeyBindings()

    @keys.add("escape", "enter", eager=True)
    @keys.add("escape", "c-j", eager=True)
    def nothing(event: KeyPressEvent) -> None:
        """Esc and then Enter is not an answer."""

    @keys.add("c-c", eager=True)
    @keys.add("<sigint>", eager=True)
    def interrupt(event: KeyPressEvent) -> None:
        _app(event).fail(KeyboardInterrupt)

    @keys.add("c-d", eager=True)
    def end(event: KeyPressEvent) -> None:
        _app(event).fail(EOFError)

    @keys.add("c-l", eager=True)
    def redraw(event: KeyPressEvent) -> None:
        _app(event).again()

    @keys.add("c-z", eager=True, filter=Condition(lambda: hasattr(signal, "SIGTSTP")))
    def suspend(event: KeyPressEvent) -> None:
        run_in_terminal(lambda: _suspend(_app(event).screen))

    return keys


def _suspend(screen: Screen) -> None:
    """Stop the process group as the shell expects it; once it goes on, show the question again."""
    os.kill(0, signal.SIGTSTP)
    screen.above()


def _app(event: KeyPressEvent) -> App:
    app = event.app
    assert isinstance(app, App)
    return app


def _start(app: App, timer: Timer) -> None:
    app.create_background_task(timer.run(app))


def _list_window(screen: Screen, board: Callable[[], Board]) -> Container:
    """The widget's rows, scrolled so that the one in focus is in sight."""

    def lines() -> list[Line]:
        return laid_out(board().body(screen.look.signs), screen.cells)

    def cursor() -> Point:
        rows = board().body(screen.look.signs)
        before = len(laid_out(rows[: board().widget.focus], screen.cells))
        return Point(x=0, y=min(before, max(0, len(lines()) - 1)))

    def height() -> Dimension:
        wanted = len(lines())
        return Dimension(min=min(1, wanted), preferred=wanted, max=min(wanted, screen.body_lines))

    control = FormattedTextControl(
        lambda: screen.fragments(lines()), focusable=True, show_cursor=False, get_cursor_position=cursor
    )
    return Window(control, height=height, always_hide_cursor=True)


def _footer(screen: Screen, rows: Callable[[], list[Row]]) -> Container:
    """The rows below, gone once the prompt is done."""

    def lines() -> list[Line]:
        return laid_out([BLANK, *rows()], screen.cells)

    window = Window(
        FormattedTextControl(lambda: screen.fragments(lines())), height=lambda: Dimension.exact(len(lines()))
    )
    return ConditionalContainer(window, filter=~is_done)


def _buffer(text: str) -> Buffer:
    buffer = Buffer(multiline=False)
    buffer.text = text
    buffer.cursor_position = len(text)
    return buffer


def _input(stdin: TextIO) -> Input:
    from prompt_toolkit.input.vt100 import Vt100Input

    return Vt100Input(stdin)


def _depth(look: Look) -> ColorDepth:
    if not look.color:
        return ColorDepth.DEPTH_1_BIT
    return ColorDepth.DEPTH_8_BIT if look.colors == 256 else ColorDepth.DEPTH_4_BIT
