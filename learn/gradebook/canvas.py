"""Canvas: the CSV that its gradebook exports and imports.

As Canvas' importer reads it: five columns on the student, then one for each assignment, the points possible in the
second row. Students are found by ID, then SIS User ID, then SIS Login ID, then by name. A blank cell is no grade, `EX`
is excused, 0 is 0.
"""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from learn.analysis.grades import Grade
from learn.analysis.results import Student
from learn.gradebook.book import Book, Finding, Written
from learn.gradebook.cells import Cell, line
from learn.gradebook.columns import Column, columns, findings, listed, rows, score
from learn.gradebook.columns import identified as _identified
from learn.language import tr

ONE_CELL = True
ABOUT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
_AN_ID = re.compile(r"\((\d+)\)$")
_NO_ASSIGNMENT = re.compile(
    "Current Score|Current Points|Current Grade|Final Score|Final Points|Final Grade"
    "|Override Score|Override Grade|Override Status"
)


def write(book: Book) -> Written:
    """The gradebook of the course, without students of whom Canvas could not tell which is which."""
    heads = [_without_false_id(column) for column in columns(book)]
    unclear = _indistinct(book)
    return Written(
        chunks=_lines(book, heads, {one.key for one in unclear}),
        steps=len(book.students) + 2,
        findings=(*_on_ids(book, unclear), *_on_headings(heads), *findings(book)),
        next=tr("Canvas: Grades > Import; see that each column goes to its assignment before you save"),
    )


def _lines(book: Book, heads: list[Column], left_out: set[str]) -> Iterator[bytes]:
    yield line((*ABOUT, *(one.heading for one in heads)), book.raw)
    yield line((POINTS, "", "", "", "", *(one.test.max for one in heads)), book.raw)
    for student, grades in rows(book):
        if student.key in left_out:
            yield b""
        else:
            yield line((*_about(student), *map(_cell, grades)), book.raw)


def _about(student: Student) -> tuple[str, ...]:
    name = student.called
    if POINTS.strip() in name:  # the row would be read as that of the points
        name = student.number or student.key
    return (name, *ids(student), student.section)


def ids(student: Student) -> tuple[str, str, str]:
    """ID, SIS User ID (the student number, where the roster has none) and SIS Login ID."""
    return student.ids.get("canvas", ""), student.ids.get("sis", "") or student.number, student.ids.get("login", "")


def _cell(grade: Grade) -> Cell:
    return "EX" if grade.status == "excused" else score(grade)


def _indistinct(book: Book) -> list[Student]:
    """Those without ids who share a name: Canvas would put the grades of all of them down to the first."""
    shared = Counter(one.called for one in book.students)
    return [one for one in book.students if not any(ids(one)) and shared[one.called] > 1]


def _on_ids(book: Book, unclear: list[Student]) -> list[Finding]:
    remedy = tr("give the roster a column canvas (ID), sis or number (SIS User ID), or login (SIS Login ID)")
    by_name = [one for one in book.students if not any(ids(one)) and one not in unclear]
    found = []
    if unclear:
        found.append(
            Finding(
                tr("left out, since they have no id and share a name: {students}", students=listed(unclear)), remedy
            )
        )
    if by_name:
        found.append(Finding(tr("Canvas will look for them by name: {students}", students=listed(by_name)), remedy))
    with_ids = tuple(one for one in book.students if any(ids(one)))
    return found + _identified(structs.replace(book, students=with_ids), ids, tr("an id"), remedy)


def _without_false_id(column: Column) -> Column:
    """Digits in brackets at a heading's end are an assignment's id in Canvas, and those of a title are not."""
    return column if column.given else structs.replace(column, heading=_AN_ID.sub(r"[\1]", column.heading))


def _on_headings(heads: list[Column]) -> list[Finding]:
    return [
        Finding(
            tr("Canvas passes over columns with such a heading: {heading}", heading=one.heading),
            tr("name it anew: --heading {name}=TEXT", name=one.test.name),
        )
        for one in heads
        if _NO_ASSIGNMENT.search(one.heading)
    ]
