"""The asker for a real terminal: the question is on the screen before the libraries that read its answer are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import environ
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from learn.interactions import Gaps, Line
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Opening, Reply
from learn.terminal import compose
from learn.terminal.board import Board, Sheet
from learn.terminal.look import WIDEST
from learn.terminal.output import Output
from learn.terminal.paint import drawn
from learn.terminal.rows import BLANK, Row
from learn.terminal.surroundings import ColorWish, cells_of, look_of, rows_of
from learn.terminal.tty import Quiet
from learn.terminal.widgets import widget_of
from learn.terminal.widgets.pause import PauseWidget
from learn.terminal.wording import sentence

if TYPE_CHECKING:
    from learn.terminal.apps import Screen, Timer

REMARK = "What is wrong with this question? You may leave it empty."

FOOTER = 4
"""Lines that the keys below a screen take, or a little more."""


class InteractiveAsker:
    """An asker over a terminal (see `surroundings.is_interactive`). `clock` gives monotonic seconds."""

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        *,
        color: ColorWish = "auto",
        clock: Callable[[], float] = monotonic,
        env: Mapping[str, str] = environ,
    ) -> None:
        self._stdin = stdin
        self._out = Output(stdout)
        self._clock = clock
        self._look = look_of(stdout, env, color)
        self._env = dict(env)
        self._quiet = Quiet(stdin)
        self._made: Screen | None = None
        self._open: tuple[int, str] | None = None
        self._asked: tuple[int, str] | None = None
        self._shown = ""
        self._since = 0.0
        self._deadline: float | None = None
        self._draft: Board | Draft | None = None
        self._above: list[Callable[[int], list[Row]]] = []

    # -- the session ---------------------------------------------------------------------------------------------

    def open(self, opening: Opening) -> None:
        """Say which session this is."""
        self._quiet.begin()
        self._print([BLANK, *compose.opening_rows(opening, self._look.signs)])

    def ask(self, asked: Asked) -> Reply:
        """Show the question unless it stands open already, and wait for an answer or a command."""
        self._deadline = None if asked.seconds_left is None else self._clock() + asked.seconds_left
        self._put(asked)
        reply = self._guarded(lambda: self._reply(asked)) or Command("quit")
        if isinstance(reply, Answer):
            self._open = None
            return replace(reply, ms=round((self._clock() - self._since) * 1000))
        if reply.name in {"skip", "undo"}:
            self._open = None
        return reply

    def malformed(self, message: str) -> None:
        """Say why the reply could not be taken. The question stays open, with what was answered."""
        self._open = self._asked
        self._print([Row(sentence(message), "partly"), BLANK])

    def tell(self, message: str) -> None:
        """Say it."""
        self._print([BLANK, Row(message, "dim"), *([BLANK] if self._open is not None else [])])

    def hint(self, asked: Asked, text: str) -> None:  # noqa: ARG002 - an Asker is told
        """Show the hint below the question, where it stays."""
        self._show(lambda _: [Row(text, mark="Hint: ", mark_role="accent"), BLANK])

    def recorded(self, asked: Asked, event: str) -> None:  # noqa: ARG002 - an Asker is told
        """Say that the answer of a test is kept."""
        self._print([BLANK, Row("Recorded.", "dim")])

    def feedback(self, feedback: Feedback) -> Command | None:
        """Show the verdict, and wait until the learner goes on or has something to say about it."""
        self._above = []
        rows = self._feedback_rows(feedback)
        self._show(lambda _: rows)
        self._shown = feedback.recorded
        commands = ("undo", *(("override",) if feedback.can_override else ()), "flag", "quit")
        return self._pause(Board(PauseWidget(reminder=self._reminder(feedback)), commands), Command("quit"))

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """Show all verdicts of a test."""
        self._print([BLANK, *compose.verdict_rows(feedbacks, self._look.signs)])

    def close(self, closing: Closing) -> Command | None:
        """Show how it ended; where something can still be taken back, wait."""
        self._above = []
        self._show(lambda _: [BLANK, *compose.closing_rows(closing, self._look.signs)])
        command = None
        if closing.can_undo and not closing.paused:
            command = self._pause(Board(PauseWidget("leave"), ("undo", "quit")), None)
        if command is not None and command.name == "undo":
            return command
        self.restore()
        return None

    def restore(self) -> None:
        """Give the terminal back as it was. Done by itself at the end of a session, at Ctrl-C and at exit."""
        self._quiet.end()

    # -- the open question ---------------------------------------------------------------------------------------

    def _put(self, asked: Asked) -> None:
        self._asked = (asked.n, asked.question)
        if self._open == self._asked:
            return
        self._open, self._since, self._draft, self._above = self._asked, self._clock(), None, []
        self._show(lambda cells: [BLANK, BLANK, *compose.question_rows(asked, self._look.signs, cells), BLANK])

    def _reply(self, asked: Asked) -> Reply:
        """Answers and commands as they come; a flag is asked for its remark."""
        while True:
            reply = self._prompt(asked)
            if not isinstance(reply, Command) or reply.name != "flag" or reply.remark:
                return reply
            remark = self._remark()
            if remark is not None:
                return Command("flag", remark)

    def _prompt(self, asked: Asked) -> Reply:
        interaction, commands = asked.interaction, commands_of(asked)
        widget = widget_of(interaction)
        if widget is not None:
            board = self._draft if isinstance(self._draft, Board) else Board(widget)
            return self._press(replace(board, commands=commands, help=False))
        assert isinstance(interaction, (Line, Gaps))
        draft = self._draft if isinstance(self._draft, Draft) else Draft(Sheet(interaction))
        return self._type(replace(draft.sheet, commands=commands, help=False), draft.texts)

    def _remark(self) -> str | None:
        """What the learner wants to say about the question; None if she thought better of it."""
        self._print([Row(REMARK), BLANK])
        kept = self._draft
        reply = self._type(Sheet(Line(), commands=(), optional=True), [""])
        self._draft = kept
        return str(reply.response) if isinstance(reply, Answer) else None

    def _pause(self, board: Board, otherwise: Command | None) -> Command | None:
        """Wait for Enter or a command. `otherwise` is what the end of input means."""
        self._deadline = None
        while True:
            reply = self._guarded(lambda: self._press(board))
            if reply is None:
                return otherwise
            if isinstance(reply, Answer):
                return None
            if reply.name != "flag":
                return reply
            remark = self._guarded(lambda: Command("flag", self._remark() or ""))
            return remark if isinstance(remark, Command) else otherwise

    # -- the terminal --------------------------------------------------------------------------------------------

    def _press(self, board: Board) -> Answer | Command:
        from learn.terminal.apps import press_keys

        return press_keys(self._screen(), board, self._timer(), self._keep_board)

    def _type(self, sheet: Sheet, texts: list[str]) -> Answer | Command:
        from learn.terminal.apps import type_text

        return type_text(self._screen(), sheet, self._timer(), texts, self._keep_sheet)

    def _keep_board(self, board: Board) -> None:
        self._draft = board

    def _keep_sheet(self, sheet: Sheet, texts: list[str]) -> None:
        self._draft = Draft(sheet, texts)

    def _timer(self) -> Timer:
        from learn.terminal.apps import Timer

        return Timer(self._deadline, self._clock)

    def _screen(self) -> Screen:
        """The terminal as prompt_toolkit sees it, made when the first key is waited for."""
        if self._made is None:
            from learn.terminal.apps import Screen

            self._made = Screen(self._stdin, self._out.stream, self._look, self._env)
            self._made.above = self._draw_above
        self._made.above_lines = len(self._drawn_above())
        return self._made

    def _guarded(self, act: Callable[[], Reply]) -> Reply | None:
        """The reply; None when the input has ended or the terminal has gone."""
        try:
            return None if self._out.gone else act()
        except (EOFError, OSError):
            return None
        except KeyboardInterrupt:
            self.restore()
            raise

    # -- writing -------------------------------------------------------------------------------------------------

    def _feedback_rows(self, feedback: Feedback) -> list[Row]:
        """All of it at first; after a correction only what has changed."""
        if feedback.recorded != self._shown:
            return [BLANK, *compose.feedback_rows(feedback, self._look.signs)]
        return [compose.outcome_row(feedback, self._look.signs)] if feedback.overridden else []

    def _reminder(self, feedback: Feedback) -> tuple[Row, ...]:
        """The verdict once more, where the screen is too low to hold all that is said about it."""
        fits = len(self._drawn_above()) + FOOTER < rows_of(self._out.stream, self._env)
        return () if fits else (BLANK, compose.outcome_row(feedback, self._look.signs))

    def _show(self, rows: Callable[[int], list[Row]]) -> None:
        """Print rows that stand above the next prompt, and are drawn again with it."""
        self._above.append(rows)
        self._print(rows(self._cells()))

    def _print(self, rows: list[Row]) -> None:
        self._out.lines(drawn(rows, self._look, self._cells()))

    def _draw_above(self) -> None:
        self._out.lines(self._drawn_above())

    def _drawn_above(self) -> list[str]:
        cells = self._cells()
        return [line for rows in self._above for line in drawn(rows(cells), self._look, cells)]

    def _cells(self) -> int:
        return min(WIDEST, cells_of(self._out.stream, self._env))


class Draft:
    """Typed text that was not yet an answer: the sheet and what its fields hold."""

    def __init__(self, sheet: Sheet, texts: list[str] | None = None) -> None:
        self.sheet = sheet
        self.texts = texts or [""] * sheet.fields


def commands_of(asked: Asked) -> tuple[str, ...]:
    """The commands that mean something at this question."""
    hint = ("hint",) if asked.has_hint and not asked.hint_shown else ()
    undo = ("undo",) if asked.can_undo else ()
    return (*hint, "skip", *undo, "guess", "flag", "quit")
