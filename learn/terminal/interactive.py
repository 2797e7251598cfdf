"""The asker for a real terminal: the question is on the screen before the libraries that read its answer are loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from os import environ
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from msgspec.structs import replace

from learn.interactions import Gaps, Line
from learn.language import tr, translatable, trc
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Opening, Reply
from learn.terminal import compose
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Row
from learn.terminal.stage import Stage
from learn.terminal.surroundings import ColorWish
from learn.terminal.wording import sentence

if TYPE_CHECKING:
    from learn.terminal.board import Board, Sheet

REMARK = translatable("What is wrong with this question? You may leave it empty.")


class InteractiveAsker:
    """An asker over a terminal (see `surroundings.is_interactive`). `clock` gives monotonic seconds."""

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
        self._stage = Stage(stdin, stdout, color=color, spacious=spacious, clock=clock, env=env)
        self._clock = clock
        self._open: tuple[int, str] | None = None
        self._asked: tuple[int, str] | None = None
        self._shown = ""
        self._since = 0.0
        self._all_told = False
        self._deadline: float | None = None
        self._board: Board | None = None
        self._sheet: Sheet | None = None
        self._texts: list[str] = []

    # -- the session ---------------------------------------------------------------------------------------------

    def open(self, opening: Opening) -> None:
        """Say which session this is."""
        self._stage.begin()
        self._stage.write([BLANK, *compose.opening_rows(opening, self._signs)])

    def ask(self, asked: Asked) -> Reply:
        """Show the question unless it stands open already, and wait for an answer or a command."""
        self._deadline = None if asked.seconds_left is None else self._clock() + asked.seconds_left
        self._put(asked)
        reply = self._reply(asked)
        if isinstance(reply, Answer):
            self._open = None
            return replace(reply, ms=round((self._clock() - self._since) * 1000))
        if reply.name in {"skip", "undo"}:
            self._open = None
        return reply

    def malformed(self, message: str) -> None:
        """Say why the reply could not be taken. The question stays open, with what was answered."""
        self._open = self._asked
        self._stage.write([Row(sentence(message), "partly"), BLANK])

    def tell(self, message: str) -> None:
        """Say it."""
        self._stage.write([BLANK, Row(message, "dim"), *([BLANK] if self._open is not None else [])])

    def hint(self, asked: Asked, text: str) -> None:  # noqa: ARG002 - an Asker is told
        """Show the hint below the question, where it stays."""
        self._stage.show(lambda _: [compose.hint_row(text), BLANK])

    def recorded(self, asked: Asked, event: str) -> None:  # noqa: ARG002 - an Asker is told
        """Say that the answer of a test is kept."""
        self._stage.write([BLANK, Row(tr("Recorded."), "dim")])

    def feedback(self, feedback: Feedback) -> Command | None:
        """Show the verdict, and wait until the learner goes on or has something to say about it."""
        self._stage.clear()
        rows = self._feedback_rows(feedback)
        self._shown = feedback.recorded
        self._stage.show(lambda _: rows)
        scrolled = self._stage.lines_left < 0
        reminder = (BLANK, compose.outcome_row(feedback, self._signs)) if scrolled else ()
        commands = ("undo", *(("override",) if feedback.can_override else ()), "flag", "quit")
        return self._pause(commands, tr("go on"), reminder, otherwise=Command("quit"))

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """Show all verdicts of a test."""
        self._all_told = True
        self._stage.write([BLANK, *compose.verdict_rows(feedbacks, self._signs)])

    def close(self, closing: Closing) -> Command | None:
        """Show how it ended; where something can still be taken back, wait."""
        self._stage.clear()
        self._stage.show(lambda _: [BLANK, *compose.closing_rows(closing, self._signs, self._all_told)])
        command = None
        if closing.can_undo and not closing.paused:
            command = self._pause(("undo", "stop"), trc("key", "leave"))
        if command is not None and command.name == "undo":
            return command
        self.restore()
        return None

    def restore(self) -> None:
        """Give the terminal back as it was. Done by itself at the end of a session, at Ctrl-C and at exit."""
        self._stage.restore()

    # -- the open question ---------------------------------------------------------------------------------------

    @property
    def _signs(self) -> Signs:
        return self._stage.look.signs

    def _put(self, asked: Asked) -> None:
        self._asked = (asked.n, asked.question)
        if self._open == self._asked:
            return
        self._open, self._since, self._board, self._sheet = self._asked, self._clock(), None, None
        self._stage.clear()
        self._stage.show(lambda cells: [BLANK, BLANK, *compose.question_rows(asked, self._signs, cells), BLANK])

    def _reply(self, asked: Asked) -> Reply:
        """Answers and commands as they come; a flag is asked for its remark."""
        while True:
            reply = self._prompt(asked)
            if reply is None:
                return Command("quit")
            if not isinstance(reply, Command) or reply.name != "flag" or reply.remark:
                return reply
            remark = self._remark()
            if remark is not None:
                return remark

    def _prompt(self, asked: Asked) -> Reply | None:
        from learn.terminal.board import Board, Sheet
        from learn.terminal.widgets import widget_of

        interaction, commands = asked.interaction, commands_of(asked)
        widget = widget_of(interaction)
        if widget is not None:
            board = replace(self._board or Board(widget), commands=commands, help=False)
            return self._stage.press(board, self._keep_board, self._deadline)
        assert isinstance(interaction, (Line, Gaps))
        sheet = replace(self._sheet or Sheet(interaction), commands=commands, help=False)
        texts = self._texts if self._sheet else [""] * sheet.fields
        return self._stage.type(sheet, texts, self._keep_sheet, self._deadline)

    def _remark(self) -> Command | None:
        """A flag with what the learner says about the question; None if she thought better of it."""
        from learn.terminal.board import Sheet

        self._stage.write([Row(tr(REMARK)), BLANK])
        reply = self._stage.type(Sheet(Line(), commands=(), optional=True), [""], deadline=self._deadline)
        if isinstance(reply, Answer):
            return Command("flag", str(reply.response))
        return None if reply is not None and reply.name == "skip" else reply or Command("quit")

    def _pause(
        self, commands: tuple[str, ...], meaning: str, reminder: tuple[Row, ...] = (), otherwise: Command | None = None
    ) -> Command | None:
        """Wait for Enter or a command. `otherwise` is what the end of input means."""
        from learn.terminal.board import Board
        from learn.terminal.widgets.pause import PauseWidget

        self._deadline = None
        while True:
            reply = self._stage.press(Board(PauseWidget(meaning, reminder), commands))
            if reply is None:
                return otherwise
            if isinstance(reply, Answer):
                return None
            flagged = self._remark() if reply.name == "flag" else reply
            if flagged is not None:
                return flagged

    def _keep_board(self, board: Board) -> None:
        self._board = board

    def _keep_sheet(self, sheet: Sheet, texts: list[str]) -> None:
        self._sheet, self._texts = sheet, texts

    def _feedback_rows(self, feedback: Feedback) -> list[Row]:
        """All of it at first; after a correction only what has changed."""
        if feedback.recorded != self._shown:
            return [BLANK, *compose.feedback_rows(feedback, self._signs)]
        return [compose.outcome_row(feedback, self._signs)] if feedback.overridden else []


def commands_of(asked: Asked) -> tuple[str, ...]:
    """The commands that mean something at this question."""
    hint = ("hint",) if asked.has_hint and not asked.hint_shown else ()
    undo = ("undo",) if asked.can_undo else ()
    return (*hint, "skip", *undo, "guess", "flag", "quit")
