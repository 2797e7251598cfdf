"""What every format is given, and what it hands back."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.analysis.grades import Grade
from learn.analysis.results import Student, Test

if TYPE_CHECKING:
    from learn.kinds.base import Question

NOBODYS_HOME = "https://learn.invalid"
"""A home page that is nobody's: `.invalid` is reserved (RFC 2606)."""


class Course(Struct, frozen=True):
    """What the school's systems call the class; `class_id`, `school_id`, `session_id` are sourcedIds of OneRoster."""

    title: str = ""
    class_id: str = ""
    school_id: str = ""
    session_id: str = ""


class Book(Struct, frozen=True):
    """The grades to be carried over, by student in their order, and by test in theirs.

    `question` gives a `bank/question` as it is today, None where it is gone. `headings` says what a test is called in
    the school's system already. `account_home` is where the students have their accounts (xAPI), `today` the day of the
    export (YYYY-MM-DD). `raw` leaves texts that a spreadsheet would run as they are.
    """

    students: tuple[Student, ...]
    tests: tuple[Test, ...]
    grades: tuple[Grade, ...]
    question: "Callable[[str], Question | None]"
    today: str
    course: Course = Course()
    headings: Mapping[str, str] = {}
    account_home: str = NOBODYS_HOME
    raw: bool = False


class Finding(Struct, frozen=True):
    """Something a teacher should know of an export, and what to do about it."""

    message: str
    hint: str = ""


class Written(Struct, frozen=True):
    """A file in pieces (some of them empty: work that was done), `steps` of them as far as is known, what there is to
    say of it, and in `next` where it is read in."""

    chunks: Iterator[bytes]
    steps: int
    findings: tuple[Finding, ...] = ()
    next: str = ""
