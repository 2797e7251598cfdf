"""One grade for each student and test: which attempt counts, and what missing, excused and zero are.

A student who was excused owes nothing; one who handed nothing in is missing; one who answered nothing right has 0.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from learn.analysis.results import Attempt, Results, Student, Test

Which = Literal["first", "last", "best", "all"]
Status = Literal["graded", "unfinished", "missing", "excused"]


class Grade(Struct, frozen=True):
    """What stands in the gradebook: `attempt` is the one that counts, of `attempts`; None while there is none.

    Numbers are there for what is graded alone: an unfinished test would tell its verdicts early. `corrected` is to be
    shown beside `points`, never instead of it.
    """

    student: Student
    test: Test
    status: Status
    attempt: Attempt | None = None
    attempts: int = 0

    @property
    def graded(self) -> Attempt | None:
        """The attempt that counts, once it is finished."""
        return self.attempt if self.status == "graded" else None

    @property
    def points(self) -> float | None:
        """Points earned in the attempt that counts."""
        return None if self.graded is None else self.graded.points

    @property
    def max(self) -> float:
        """The most that could be earned in it."""
        return self.test.max if self.attempt is None else self.attempt.max

    @property
    def percent(self) -> float | None:
        """Points in percent of the most."""
        return None if self.graded is None else self.graded.percent

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was met; None without one."""
        return None if self.graded is None else self.graded.passed

    @property
    def corrected(self) -> float | None:
        """Points after correction for guessing."""
        return None if self.graded is None else self.graded.corrected


def grades(results: Results, which: Which = "last") -> list[Grade]:
    """A grade for every student and test, or with `all` for every attempt; students in their order, tests in theirs.

    An unfinished attempt counts only where there is no finished one.
    """
    taken: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for one in results.attempts:
        taken[one.student, one.test].append(one)
    tests = results.tests
    return [
        grade
        for student in results.students
        for test in tests
        for grade in _of(student, test, taken.get((student.key, test.name), []), which)
    ]


def _of(student: Student, test: Test, taken: list[Attempt], which: Which) -> Iterable[Grade]:
    if student.is_excused(test.name) or not taken:
        yield Grade(student, test, "excused" if student.is_excused(test.name) else "missing", None, len(taken))
        return
    finished = [one for one in taken if one.finished]
    chosen = taken if which == "all" else [_chosen(finished or taken, which)]
    for one in chosen:
        yield Grade(student, test, "graded" if one.finished else "unfinished", one, len(taken))


def _chosen(taken: list[Attempt], which: Which) -> Attempt:
    if which == "first":
        return taken[0]
    if which == "best":
        return max(taken, key=lambda one: (one.percent or 0.0, one.begun))
    return taken[-1]
