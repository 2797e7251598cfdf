"""Names on a roster from which students are to be excused, and which no test here has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from learn.analysis.results import EVERYTHING, Student
from learn.classroom.findings import Finding, finding
from learn.language import translatable
from learn.problems import did_you_mean

_BETWEEN_BANKS = "+"


def of_nothing(students: Iterable[Student], banks: Collection[str]) -> Iterator[Finding]:
    """A finding for each name that excuses nobody: a test is called as its bank is, or as its banks with + between."""
    named: dict[str, list[str]] = defaultdict(list)
    for student in students:
        for test in student.excused:
            if test != EVERYTHING and not set(test.split(_BETWEEN_BANKS)) <= set(banks):
                named[test].append(student.name or student.number)
    for test, names in named.items():
        told = translatable(
            "the roster excuses {names} from {test!r}, and no bank is called so: excused from nothing{hint}"
        )
        hint = did_you_mean(test, sorted(banks))
        named_so = ", ".join(names)
        yield finding("excused-from-nothing", "", 0, told, names=named_so, test=test, hint=f"; {hint}" if hint else "")
