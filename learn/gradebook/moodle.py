"""Moodle: a CSV for Grades > Import > CSV file.

As Moodle's importer reads it: students are found by one column (ID number, username or email address), and one that is
not found, or a blank there, undoes the whole import. `-` is no grade; a blank in a new grade item may become 0. That a
student was excused cannot be imported: it is said in a column of feedback.
"""

from collections.abc import Iterator

from learn.analysis.grades import Grade
from learn.analysis.results import Student
from learn.gradebook.book import Book, Finding, Written
from learn.gradebook.cells import Cell, line
from learn.gradebook.columns import Column, columns, excusals, findings, identified, rows, score, to_excuse
from learn.language import tr

ONE_CELL = True
ABOUT = ("ID number", "Username", "Email address", "Name")
NO_GRADE = "-"
MOST = 100
"""Moodle refuses an import with a greater number, unless its settings were changed (unlimitedgrades)."""


def write(book: Book) -> Written:
    """The grades, without students who have nothing Moodle could find them by."""
    remedy = tr("give the roster a column number (ID number), login (Username) or email (Email address)")
    found = identified(book, ids, tr("an id"), remedy)
    found += _on_keys(book) + _on_maximum(book) + findings(book)
    found += to_excuse(book, tr("in Moodle exclude them: Grades > Grader report > edit the grade > Excluded"))
    heads = columns(book)
    maxima = ", ".join(f"{one.heading}: {one.test.max:g}" for one in heads)
    return Written(
        chunks=_lines(book, heads),
        steps=len(book.students) + 1,
        findings=tuple(found),
        next=tr(
            "Moodle: make grade items with these maximum grades first ({maxima}), then Grades > Import > CSV file",
            maxima=maxima,
        ),
    )


def _lines(book: Book, heads: list[Column]) -> Iterator[bytes]:
    excused = excusals(book)
    titles = [title for one in heads for title in _titles(one, one.test.name in excused)]
    yield line((*ABOUT, *titles), book.raw)
    for student, grades in rows(book):
        if not any(ids(student)):
            yield b""
            continue
        cells = [cell for grade in grades for cell in _cells(grade, grade.test.name in excused)]
        yield line((*ids(student), student.called, *cells), book.raw)


def ids(student: Student) -> tuple[str, str, str]:
    """ID number, username, email address."""
    return student.number, student.ids.get("login", ""), student.ids.get("email", "")


def _titles(column: Column, feedback: bool) -> list[str]:
    return [column.heading, f"{column.heading} feedback"] if feedback else [column.heading]


def _cells(grade: Grade, feedback: bool) -> list[Cell]:
    points = score(grade)
    cells: list[Cell] = [NO_GRADE if points is None else points]
    return [*cells, "excused" if grade.status == "excused" else ""] if feedback else cells


def _on_keys(book: Book) -> list[Finding]:
    """A finding where no single column finds everyone that is in the file."""
    inside = [ids(one) for one in book.students if any(ids(one))]
    if any(all(column) for column in zip(*inside, strict=True)):
        return []
    message = tr("no single column names everyone, and Moodle looks for students by one")
    return [Finding(message, tr("fill one of the columns {names} before importing", names=", ".join(ABOUT[:3])))]


def _on_maximum(book: Book) -> list[Finding]:
    return [
        Finding(
            tr("{title} is out of {max:g}, and Moodle takes at most {most}", title=test.title, max=test.max, most=MOST),
            tr("let unlimitedgrades be set"),
        )
        for test in book.tests
        if test.max > MOST
    ]
