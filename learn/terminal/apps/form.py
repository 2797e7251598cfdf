"""Sheets as applications: fields that are typed into, the text around them, the commands behind a slash."""

from collections.abc import Callable, Sequence

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Container, FormattedTextControl, HSplit, VSplit, Window

from learn.session.asker import Answer, Command
from learn.terminal.apps.base import App, Screen, Timer, app_of, common_keys, footer_window, text_window
from learn.terminal.board import Cleared, Field, Sheet
from learn.terminal.rows import Line, Row, laid_out
from learn.text import clean, width

LONGEST = 2_000
"""Characters that are pasted at once, at most."""


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
        body = text_window(self.screen, self._body)
        return HSplit([body, *fields, footer_window(self.screen, self._foot)])

    def _body(self) -> list[Line]:
        return laid_out(self.sheet.body(self.texts), self.screen.cells)

    def _foot(self) -> list[Row]:
        return [*self.timer.rows(), *self.sheet.footer(self.screen.look.signs, self.screen.cells)]

    def _keys(self) -> KeyBindings:
        keys = common_keys()
        for name in ("enter", "c-j"):
            keys.add(name, eager=True)(lambda _: self.enter())
        for name, step in (("tab", 1), ("down", 1), ("s-tab", -1), ("up", -1)):
            keys.add(name, eager=True)(lambda _, step=step: self.go(step))

        @keys.add("escape", filter=Condition(lambda: self.sheet.optional))
        def never_mind(event: KeyPressEvent) -> None:
            app_of(event).leave(Command("skip"), erase=True)

        @keys.add(Keys.BracketedPaste, eager=True)
        def paste(event: KeyPressEvent) -> None:
            self.buffers[self.at].insert_text(clean(event.data, keep="").strip()[:LONGEST])

        return keys


def _buffer(text: str) -> Buffer:
    buffer = Buffer(multiline=False)
    buffer.text = text
    buffer.cursor_position = len(text)
    return buffer
