"""OneRoster 1.2: a package of CSV files with the line items and results of a class (1EdTech, CSV binding 1.2).

Ids of what is made here are UUIDs (version 5) of the class, the test and the student: the same export makes the same
ids. `exempt`, `not submitted` and `fully graded` are what excused, missing and graded are called.
"""

import io
import zipfile
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from learn.analysis.grades import Grade
from learn.analysis.results import Attempt, Student, Test
from learn.events import utc_text
from learn.gradebook.book import NOBODYS_HOME, Book, Written
from learn.gradebook.cells import Cell, line
from learn.gradebook.columns import Column, columns, findings, identified, score
from learn.language import tr
from learn.problems import UsageError

ONE_CELL = True
VERSION = "1.2"
FILES = (
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItemLearningObjectiveIds",
    "lineItems",
    "lineItemScoreScales",
    "orgs",
    "resources",
    "resultLearningObjectiveIds",
    "results",
    "resultScoreScales",
    "roles",
    "scoreScales",
    "userProfiles",
    "userResources",
    "users",
)
HERE = ("categories", "lineItems", "results")
HEAD = ("sourcedId", "status", "dateLastModified")
CATEGORIES = (*HEAD, "title", "weight")
LINE_ITEMS = (
    *HEAD,
    "title",
    "description",
    "assignDate",
    "dueDate",
    "classSourcedId",
    "categorySourcedId",
    "academicSessionSourcedId",
    "resultValueMin",
    "resultValueMax",
    "schoolSourcedId",
)
RESULTS = (
    *HEAD,
    "lineItemSourcedId",
    "studentSourcedId",
    "scoreStatus",
    "score",
    "scoreDate",
    "comment",
    "textScore",
    "classSourcedId",
    "inProgress",
    "incomplete",
    "late",
    "missing",
)
STATUS = {"graded": "fully graded", "unfinished": "not submitted", "missing": "not submitted", "excused": "exempt"}
_MADE = (1980, 1, 1, 0, 0, 0)
_MINUTE = 60_000


def write(book: Book) -> Written:
    """The package. UsageError without the ids of class, school and session, or of any student."""
    _refuse_without_course(book)
    remedy = tr("give the roster a column sourced (the students' sourcedIds)")
    found = [*identified(book, lambda one: (sourced(one),), tr("a sourcedId"), remedy), *findings(book)]
    return Written(
        chunks=_package(book),
        steps=len(book.grades) + 1,
        findings=tuple(found),
        next=tr(
            "OneRoster: give the zip file to whoever runs the school's system; it is a bulk exchange of this class"
        ),
    )


def _refuse_without_course(book: Book) -> None:
    given = {
        "class_id": book.course.class_id,
        "school_id": book.course.school_id,
        "session_id": book.course.session_id,
    }
    lacking = [name for name, value in given.items() if not value]
    if lacking:
        raise UsageError(
            tr(
                "OneRoster needs the sourcedIds of class, school and academic session; there is no {names}",
                names=", ".join(lacking),
            ),
            hint=tr("export a class (--class NAME) whose roster has the columns class_id, school_id and session_id"),
        )


def _package(book: Book) -> Iterator[bytes]:
    """An empty piece for each grade, then the package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "manifest.csv", _manifest())
        _add(archive, "categories.csv", _categories(book))
        _add(archive, "lineItems.csv", _line_items(book))
        with archive.open(_entry("results.csv"), "w", force_zip64=True) as file:
            for piece in _results(book):
                file.write(piece)
                yield b""
    yield target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> None:
    archive.writestr(_entry(name), b"".join(lines))


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o600 << 16
    return info


def _manifest() -> Iterator[bytes]:
    yield line(("propertyName", "value"))
    yield line(("manifest.version", "1.0"))
    yield line(("oneroster.version", VERSION))
    for name in FILES:
        yield line((f"file.{name}", "bulk" if name in HERE else "absent"))
    yield line(("source.systemName", "learn"))
    yield line(("source.systemCode", "learn"))


def _categories(book: Book) -> Iterator[bytes]:
    yield line(CATEGORIES)
    yield line((_category(book), "", "", "Tests", ""))


def _line_items(book: Book) -> Iterator[bytes]:
    yield line(LINE_ITEMS)
    for column in columns(book):
        yield line(_line_item(book, column), book.raw)


def _line_item(book: Book, column: Column) -> tuple[Cell, ...]:
    first, last = _days(book, column.test)
    return (
        _item_id(book, column.test),
        "",
        "",
        column.heading,
        "",
        first,
        last,
        book.course.class_id,
        _category(book),
        book.course.session_id,
        0,
        column.test.max,
        book.course.school_id,
    )


def _results(book: Book) -> Iterator[bytes]:
    yield line(RESULTS)
    for grade in book.grades:
        yield line(_result(book, grade), book.raw) if sourced(grade.student) else b""


def _result(book: Book, grade: Grade) -> tuple[Cell, ...]:
    return (
        _id(book, grade.test.name, sourced(grade.student)),
        "",
        "",
        _item_id(book, grade.test),
        sourced(grade.student),
        STATUS[grade.status],
        score(grade),
        book.today if grade.attempt is None else day(grade.attempt, grade.attempt.ended),
        "",
        "",
        book.course.class_id,
        "true" if grade.status == "unfinished" else "false",
        "",
        "",
        "true" if grade.status == "missing" else "false",
    )


def sourced(student: Student) -> str:
    """The student's sourcedId, "" where the roster has none."""
    return student.ids.get("sourced", "")


def day(attempt: Attempt, ms: int) -> str:
    """The calendar day of a moment by the clock of the one who took the test."""
    return utc_text(ms + attempt.offset * _MINUTE)[:10]


def _days(book: Book, test: Test) -> tuple[str, str]:
    """The day on which the test was first begun, and that on which it was last answered."""
    taken = [one.attempt for one in book.grades if one.test.name == test.name and one.attempt is not None]
    days = [day(one, ms) for one in taken for ms in (one.begun, one.ended)]
    return min(days, default=book.today), max(days, default=book.today)


def _category(book: Book) -> str:
    return _id(book, "category")


def _item_id(book: Book, test: Test) -> str:
    return _id(book, test.name)


def _id(book: Book, *parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\n".join((f"{NOBODYS_HOME}/oneroster", book.course.class_id, *parts))))
