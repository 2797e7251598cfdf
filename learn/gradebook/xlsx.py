"""A spreadsheet (xlsx, written with xlsxwriter): the sheets scores, answers and items. Texts are texts, never formulas.

Rows go to disk as they are made (`constant_memory`). A text that begins as a formula does is marked as text
(quotePrefix), so that it stays one when somebody edits it. What is longer than a cell is cut, and says so.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from learn.analysis.grades import Grade
from learn.gradebook.answers import NAMES, cells, rows_of
from learn.gradebook.book import Book, Written
from learn.gradebook.cells import Cell, plain, runs
from learn.gradebook.items import HEAD as ITEMS
from learn.gradebook.items import Tally
from learn.language import tr
from learn.problems import UsageError

ONE_CELL = False
MOST_TEXT = 32_767
"""UTF-16 units in a cell: xlsxwriter leaves longer texts out with only a return code."""
MOST_ROWS = 1_048_576
SCORES = (
    "student",
    "number",
    "section",
    "test",
    "title",
    "status",
    "points",
    "max",
    "percent",
    "passed",
    "guess-corrected",
    "attempt",
    "attempts",
)
FOR_PROGRAMS = frozenset({"learner", "session", "mode", "begun", "hash", "parts", "facts", "event"})
"""What stands in CSV, JSON lines and Parquet alone: a cell costs seven microseconds, and nobody reads these."""
ANSWERS = tuple(name for name in NAMES if name not in FOR_PROGRAMS)
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(book: Book) -> Written:
    """The three sheets. UsageError where xlsxwriter is not installed, or a sheet cannot hold the answers."""
    answers = sum(len(one.attempt.answers) if one.attempt else 1 for one in book.grades)
    if answers >= MOST_ROWS:
        raise UsageError(
            tr("{answers} answers are more than a sheet holds", answers=answers),
            hint=tr("export --format csv or parquet"),
        )
    target = io.BytesIO()
    return Written(chunks=_pieces(book, _workbook(target), target), steps=len(book.grades) + 1)


def _workbook(target: io.BytesIO) -> Any:
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(
            tr("spreadsheets are written with xlsxwriter"), hint="pip install 'learn-quiz[teacher]'"
        ) from None
    workbook = Workbook(target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"title": "Scores", "created": _MADE})
    return workbook


class Sheet:
    """A sheet, written row after row below its heading."""

    def __init__(self, workbook: Any, name: str, head: Sequence[str]) -> None:
        self._page = workbook.add_worksheet(name)
        self._page.freeze_panes(1, 0)
        self._bold = workbook.add_format({"bold": True})
        self._marked = workbook.add_format({"quote_prefix": True})
        self._at = 0
        for column, title in enumerate(head):
            self._page.write_string(0, column, title, self._bold)

    def add(self, cells: Sequence[Cell]) -> None:
        """Write the next row."""
        self._at += 1
        for column, cell in enumerate(cells):
            match cell:
                case None | "":
                    pass
                case bool():
                    self._page.write_boolean(self._at, column, cell)
                case str():
                    text = fitting(plain(cell))
                    self._page.write_string(self._at, column, text, self._marked if runs(text) else None)
                case _:
                    self._page.write_number(self._at, column, cell)


def _pieces(book: Book, workbook: Any, target: io.BytesIO) -> Iterator[bytes]:
    """An empty piece for each grade, then the file."""
    with workbook:
        scores, answers = Sheet(workbook, "scores", SCORES), Sheet(workbook, "answers", ANSWERS)
        tally = Tally()
        for grade in book.grades:
            scores.add(_score(grade))
            for row in rows_of(grade):
                answers.add(cells(row, ANSWERS))
            if grade.attempt is not None:
                tally.add(grade.attempt)
            yield b""
        items = Sheet(workbook, "items", ITEMS)
        for cells_of_item in tally.rows(book):
            items.add(cells_of_item)
    yield target.getvalue()


def _score(grade: Grade) -> list[Cell]:
    return [
        *(grade.student.called, grade.student.number, grade.student.section),
        *(grade.test.name, grade.test.title, grade.status),
        *(grade.points, grade.max if grade.attempt else None, grade.percent, grade.passed, grade.corrected),
        *(grade.attempt.number if grade.attempt else None, grade.attempts),
    ]


def fitting(text: str) -> str:
    """The text, or as much of it as a cell holds with a remark on the rest."""
    units = len(text.encode("utf-16-le")) // 2 if len(text) > MOST_TEXT // 2 else 0
    if units <= MOST_TEXT:
        return text
    remark = f"… [cut: {len(text)} characters]"
    room = 2 * (MOST_TEXT - len(remark))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + remark
