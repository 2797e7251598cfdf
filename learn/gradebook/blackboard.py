"""Blackboard: a CSV for Work Offline > Upload, every cell in quotes.

A column is known by its id behind `|`, which Blackboard gave it (`Title [Total Pts: 10 Score] |5521`). A wrong one can
overwrite another column, so none is ever made up: a heading without id becomes a new column. A blank cell is no grade.
That a student was excused (exempt) cannot be uploaded: it is said in a column of text.
"""

import re
from collections.abc import Iterator

from learn.analysis.grades import Grade
from learn.analysis.results import Student
from learn.gradebook.book import Book, Finding, Written
from learn.gradebook.cells import Cell, line, number
from learn.gradebook.columns import (
    Column,
    columns,
    excusals,
    findings,
    identified,
    listed,
    rows,
    score,
    to_excuse,
)
from learn.language import tr

ONE_CELL = True
ABOUT = ("Last Name", "First Name", "Username", "Student ID")
_MARKS = str.maketrans("[]|", "()/")
_ONLY_AN_ID = re.compile(r"\|?\s*(\d+)")


def write(book: Book) -> Written:
    """The grades, without students who have no user name."""
    remedy = tr("give the roster a column login (Blackboard's user names)")
    found = identified(book, lambda one: (username(one),), tr("a user name"), remedy)
    found += _on_numbers(book) + _on_columns(columns(book)) + findings(book)
    found += to_excuse(book, tr("in Blackboard open the cell's menu in the Grade Center: Exempt Grade"))
    return Written(
        chunks=_lines(book, columns(book)),
        steps=len(book.students) + 1,
        findings=tuple(found),
        next=tr("Blackboard: Grade Center > Work Offline > Upload, delimiter Comma"),
    )


def _lines(book: Book, heads: list[Column]) -> Iterator[bytes]:
    excused = excusals(book)
    titles = [title for one in heads for title in _titles(one, one.test.name in excused)]
    yield line((*ABOUT, *titles), book.raw, quoted=True)
    for student, grades in rows(book):
        if not username(student):
            yield b""
            continue
        cells = [cell for grade in grades for cell in _cells(grade, grade.test.name in excused)]
        yield line((*_names(student), username(student), student.number, *cells), book.raw, quoted=True)


def username(student: Student) -> str:
    """The user name; the student number where the roster has none, as schools often make one of the other."""
    return student.ids.get("login", "") or student.number


def _names(student: Student) -> tuple[str, str]:
    """Last and first name where they are told apart by a comma; Blackboard reads neither."""
    last, _, first = student.called.partition(",")
    return last.strip(), first.strip()


def heading(column: Column) -> str:
    """As Blackboard's own downloads have it; of a heading that was given as an id alone, title and points are made."""
    points = f"[Total Pts: {number(column.test.max)} Score]"
    if not column.given:
        return f"{column.heading.translate(_MARKS)} {points}"
    only = _ONLY_AN_ID.fullmatch(column.heading)
    return f"{column.test.title.translate(_MARKS)} {points} |{only[1]}" if only else column.heading


def _titles(column: Column, told: bool) -> list[str]:
    return [heading(column), f"{column.test.title.translate(_MARKS)} status"] if told else [heading(column)]


def _cells(grade: Grade, told: bool) -> list[Cell]:
    return [score(grade), grade.status] if told else [score(grade)]


def _on_numbers(book: Book) -> list[Finding]:
    taken = [one for one in book.students if one.number and not one.ids.get("login")]
    if not taken:
        return []
    message = tr("the student number stands for the user name: {students}", students=listed(taken))
    return [Finding(message, tr("if that is not so, give the roster a column login"))]


def _on_columns(heads: list[Column]) -> list[Finding]:
    return [
        Finding(
            tr("Blackboard will make a new column of text of {heading}", heading=one.heading),
            tr(
                "for one that is there: --heading '{name}=ID', from its menu > Quick Column Information",
                name=one.test.name,
            ),
        )
        for one in heads
        if "|" not in heading(one)
    ]
