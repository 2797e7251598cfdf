"""A gradebook as a school's system has it: a line for each student, a column for each test, one number in each cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from learn.analysis.grades import Grade
from learn.analysis.results import Student, Test
from learn.gradebook.book import Book, Finding
from learn.gradebook.cells import plain, runs
from learn.language import tr
from learn.problems import UsageError

_SHOWN = 5


class Column(Struct, frozen=True):
    """A test and its heading; `given` where that was said, and is to be left as it is."""

    test: Test
    heading: str
    given: bool = False


def columns(book: Book) -> list[Column]:
    """A column for each test, no two with the same heading."""
    titles = [_title(test) for test in book.tests]
    twice = {title for title in titles if titles.count(title) > 1}
    return [
        Column(test, book.headings[test.name], given=True)
        if test.name in book.headings
        else Column(test, f"{title} - {test.name}" if title in twice else title)
        for test, title in zip(book.tests, titles, strict=True)
    ]


def _title(test: Test) -> str:
    """In one line: no system takes a heading of two."""
    return re.sub(r"\s+", " ", plain(test.title or test.name)).strip()


def rows(book: Book) -> Iterator[tuple[Student, list[Grade]]]:
    """Each student with her grades in the order of the tests."""
    for _, grades in groupby(book.grades, key=lambda one: one.student.key):
        of_one = list(grades)
        yield of_one[0].student, of_one


def score(grade: Grade) -> float | None:
    """Points out of the column's maximum; None for what is not graded, or came to be out of nothing."""
    if grade.points is None or not grade.max:
        return None
    return grade.points if grade.max == grade.test.max else round(grade.points * grade.test.max / grade.max, 6)


def listed(students: Sequence[Student]) -> str:
    """The names of some students, not too many."""
    names = [plain(one.called) for one in students[:_SHOWN]]
    more = len(students) - len(names)
    return ", ".join(names) + (tr(" and {count} more", count=more) if more else "")


def identified(book: Book, ids: Callable[[Student], Sequence[str]], needed: str, remedy: str) -> list[Finding]:
    """Findings on those without any of the ids (they are to be left out), and on ids that had to be defused.

    UsageError where nobody has one: the file would be of no use.
    """
    without = [one for one in book.students if not any(ids(one))]
    if book.students and len(without) == len(book.students):
        raise UsageError(tr("nobody here has {needed}", needed=needed), hint=remedy)
    found = []
    if without:
        found.append(
            Finding(tr("left out, for want of {needed}: {students}", needed=needed, students=listed(without)), remedy)
        )
    changed = [one for one in book.students if any(map(runs, ids(one)))] if not book.raw else []
    if changed:
        message = tr("an apostrophe stands before ids that begin as formulas do: {students}", students=listed(changed))
        found.append(Finding(message, tr("if they are really so, export with --raw")))
    return found


def findings(book: Book) -> list[Finding]:
    """What is to be said of the grades in any system."""
    unfinished = [one.student for one in book.grades if one.status == "unfinished"]
    nothing = [one.student for one in book.grades if one.status == "graded" and not one.max]
    scaled = [one.student for one in book.grades if one.points is not None and 0 < one.max != one.test.max]
    found = []
    if unfinished:
        hint = tr("a score is there once the test is finished (learn resume) and handed in again")
        found.append(
            Finding(tr("begun and not finished, so without a score: {students}", students=listed(unfinished)), hint)
        )
    if nothing:
        found.append(
            Finding(tr("without a score, since every question was voided: {students}", students=listed(nothing)))
        )
    if scaled:
        message = tr(
            "their questions were worth another sum, so their points are scaled: {students}", students=listed(scaled)
        )
        found.append(Finding(message, tr("`learn scores list` has the points as they were earned")))
    return found


def excusals(book: Book) -> dict[str, list[Student]]:
    """Who was excused, by test."""
    found: dict[str, list[Student]] = {}
    for grade in book.grades:
        if grade.status == "excused":
            found.setdefault(grade.test.name, []).append(grade.student)
    return found


def to_excuse(book: Book, where: str) -> list[Finding]:
    """A finding on each test that students were excused from, for a system whose import cannot be told."""
    titles = {test.name: _title(test) for test in book.tests}
    return [
        Finding(tr("excused from {test}: {students}", test=titles[test], students=listed(students)), where)
        for test, students in excusals(book).items()
    ]
