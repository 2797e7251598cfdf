"""Boards as applications: each key goes to the board, the board is drawn."""

import unicodedata
from collections.abc import Callable

from prompt_toolkit.data_structures import Point
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Container, Dimension, FormattedTextControl, HSplit, ScrollOffsets, Window

from learn.language import tr, translatable
from learn.session.asker import Answer, Command
from learn.terminal.apps.base import App, Screen, Timer, app_of, common_keys, footer_lines, footer_window
from learn.terminal.board import Board
from learn.terminal.dubeolsik import struck
from learn.terminal.rows import Line, Row, laid_out

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

LONGER = translatable("up and down: the list goes on")


def press_keys(screen: Screen, board: Board, timer: Timer, keep: Callable[[Board], None]) -> Answer | Command:
    """Let keys act on the board until they answer or command. `keep` is told each board, so that none is lost."""
    keys = common_keys()
    at = [board]

    @keys.add("<any>")
    def press(event: KeyPressEvent) -> None:
        typed = event.key_sequence[0].key
        key = key_name(typed)
        if screen.ends_composing(typed, timer.clock()):
            return
        after = at[0].press(key) if key else at[0]
        if isinstance(after, Answer):
            at[0] = at[0].finished(key)
            app_of(event).leave(after, erase=False)
        elif isinstance(after, Command):
            app_of(event).leave(after, erase=True)
        else:
            at[0] = after
        keep(at[0])

    def footer() -> list[Row]:
        rows = [*timer.rows(), *at[0].footer(screen.look.signs, screen.cells)]
        return [Row(tr(LONGER), "dim"), *rows] if is_longer(rows) else rows

    def is_longer(below: list[Row]) -> bool:
        body = laid_out(at[0].body(screen.look.signs), screen.cells)
        return len(body) > screen.room(len(footer_lines(screen, below)))

    body = list_window(screen, lambda: at[0], lambda: len(footer_lines(screen, footer())))
    reply: Answer | Command = App(screen, HSplit([body, footer_window(screen, footer)]), keys).run_until(timer)
    return reply


def key_name(key: Keys | str) -> str:
    """The name by which boards know a key, whichever input method is on; "" for keys that no board knows."""
    named = NAMES.get(key)
    if named is not None or isinstance(key, Keys):
        return named or ""
    plain = unicodedata.normalize("NFKC", key)
    latin = struck(plain)
    return next((one for one in (latin, plain) if len(one) == 1 and one.isprintable()), "")


def list_window(screen: Screen, board: Callable[[], Board], below: Callable[[], int]) -> Container:
    """The widget's rows, scrolled so that the one in focus is in sight. `below` is how many lines the footer has."""

    def lines() -> list[Line]:
        return laid_out(board().body(screen.look.signs), screen.cells)

    def before(row: int) -> int:
        return len(laid_out(board().body(screen.look.signs)[:row], screen.cells))

    def cursor() -> Point:
        return Point(x=0, y=min(before(board().widget.focus), max(0, len(lines()) - 1)))

    def rest() -> int:
        focus = board().widget.focus
        return before(focus + 1) - before(focus) - 1

    def height() -> Dimension:
        return Dimension(min=1, max=screen.room(below())) if lines() else Dimension.exact(0)

    control = FormattedTextControl(
        lambda: screen.fragments(lines()), focusable=True, show_cursor=False, get_cursor_position=cursor
    )
    return Window(
        control,
        height=height,
        wrap_lines=True,
        dont_extend_height=True,
        always_hide_cursor=True,
        scroll_offsets=ScrollOffsets(bottom=rest),
    )
