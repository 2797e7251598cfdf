"""Brightspace: a CSV for Grades > Enter Grades > Import.

`OrgDefinedId`, `Username`, a column `TITLE Points Grade <Numeric MaxPoints:N>` for each test, and a `#` at the end of
each line. A blank cell is no grade. That a student was excused (exempt) cannot be imported: it is said in a column of
text, `TITLE status Text Grade <Text>`.
"""

import re
from collections.abc import Iterator

from msgspec import structs

from learn.analysis.grades import Grade
from learn.analysis.results import Student
from learn.gradebook.book import Book, Finding, Written
from learn.gradebook.cells import Cell, line, number
from learn.gradebook.columns import Column, columns, excusals, findings, identified, rows, score, to_excuse
from learn.language import tr

ONE_CELL = True
ABOUT = ("OrgDefinedId", "Username")
END, END_MARK = "End-of-Line Indicator", "#"
_REFUSED = re.compile(r"""[/"*<>+=|,%]+""")


def write(book: Book) -> Written:
    """The grades, without students who have neither of the two ids."""
    remedy = tr("give the roster a column number or sis (OrgDefinedId), or login (Username)")
    found = identified(book, ids, tr("an OrgDefinedId or user name"), remedy)
    heads = [_allowed(column) for column in columns(book)]
    found += _on_headings(columns(book), heads) + findings(book)
    found += to_excuse(book, tr("in Brightspace: Grades > Enter Grades > the student's menu > Bulk edit exemptions"))
    return Written(
        chunks=_lines(book, heads),
        steps=len(book.students) + 1,
        findings=tuple(found),
        next=tr(
            "Brightspace: Grades > Enter Grades > Import; tick “Create new grade item” for a test that is new there"
        ),
    )


def _lines(book: Book, heads: list[Column]) -> Iterator[bytes]:
    excused = excusals(book)
    titles = [title for one in heads for title in _titles(one, one.test.name in excused)]
    yield line((*ABOUT, *titles, END), book.raw)
    for student, grades in rows(book):
        if not any(ids(student)):
            yield b""
            continue
        cells = [cell for grade in grades for cell in _cells(grade, grade.test.name in excused)]
        yield line((*ids(student), *cells, END_MARK), book.raw)


def ids(student: Student) -> tuple[str, str]:
    """OrgDefinedId and user name."""
    return student.ids.get("sis", "") or student.number, student.ids.get("login", "")


def _allowed(column: Column) -> Column:
    """Without the characters that Brightspace refuses in the name of a grade item."""
    if column.given:
        return column
    return structs.replace(column, heading=re.sub(r"\s+", " ", _REFUSED.sub(" ", column.heading)).strip())


def _titles(column: Column, told: bool) -> list[str]:
    if column.given and "Points Grade" in column.heading:
        points = column.heading
    else:
        points = f"{column.heading} Points Grade <Numeric MaxPoints:{number(column.test.max)}>"
    name = column.heading.partition(" Points Grade")[0]
    return [points, f"{name} status Text Grade <Text>"] if told else [points]


def _cells(grade: Grade, told: bool) -> list[Cell]:
    return [score(grade), grade.status] if told else [score(grade)]


def _on_headings(before: list[Column], after: list[Column]) -> list[Finding]:
    return [
        Finding(
            tr(
                "Brightspace takes no {signs} in a name: {heading} became {other}",
                signs=" ".join(sorted(set("".join(_REFUSED.findall(one.heading))))),
                heading=one.heading,
                other=other.heading,
            )
        )
        for one, other in zip(before, after, strict=True)
        if one.heading != other.heading
    ]
