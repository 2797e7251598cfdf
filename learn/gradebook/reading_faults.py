"""What can be wrong with a file of marks, and the collection of all of it before the command gives up."""

from typing import NoReturn

from learn.language import tr, translatable
from learn.problems import BrokenContent, Problem, Span

FAULTS: dict[str, str] = {
    "E380": "marks-not-a-table",
    "E381": "marks-columns",
    "E382": "marks-row-length",
    "E383": "marks-not-a-mark",
    "E384": "marks-above-the-most",
    "E385": "marks-right-answer",
}
"""Code → name of the rule."""

ATTEMPTS = {"first": translatable("first"), "last": translatable("last"), "best": translatable("best")}
"""Which of several attempts counts, as notices say it."""

SHOWN = 20
"""Faults that are shown of a file; one cause often makes hundreds."""


class Faults:
    """The faults of one file, and what its reader should know without it being one."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.notices: list[str] = []

    def add(self, code: str, line: int, message: str, hint: str = "", column: int = 1) -> None:
        """Note a fault at a line (from 1) and a column of the table (from 1)."""
        self.problems.append(Problem(code, FAULTS[code], message, Span(self.path, line, column), hint))

    def notice(self, text: str) -> None:
        """Note what was decided about the file."""
        self.notices.append(text)

    def give_up(self) -> NoReturn:
        """Refuse the file with all its faults."""
        more = len(self.problems) - SHOWN
        tail = tr(" ({count} more are not shown)", count=more) if more > 0 else ""
        raise BrokenContent(
            tr("{path} cannot be read as a table of marks{tail}", path=self.path, tail=tail),
            problems=self.problems[:SHOWN],
        )

    def stop_if_any(self) -> None:
        """Refuse the file if anything is wrong with it."""
        if self.problems:
            self.give_up()
