"""From results to the table of marks that item statistics are made from.

A blank answer is 0, a question not seen is none at all, and what was voided is out. So is a test that is not finished,
as in Moodle: its figures would tell its verdicts early, and one student's open test would leave a class without alpha.
Answers that were overridden ("I was right") and comebacks stay out unless asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import fmean

from msgspec import Struct

from learn.analysis.grades import Which, grades
from learn.analysis.matrix import Matrix
from learn.analysis.results import Answered, Attempt, Results


class Marks(Struct, frozen=True):
    """A matrix of marks and what else is known of each mark.

    By item: `chosen` has the texts chosen by each student (a row of the matrix; none for a blank), `ms` the time taken
    in milliseconds by those who answered, `chances` the expected blind score (0-1), `accepted` the texts that earned
    everything by a regrade, whatever the question says. What is not known is not there.
    """

    matrix: Matrix
    chosen: Mapping[str, Mapping[int, tuple[str, ...]]] = {}
    ms: Mapping[str, tuple[int, ...]] = {}
    chances: Mapping[str, float] = {}
    accepted: Mapping[str, frozenset[str]] = {}


def marks_of(
    results: Results, which: Which = "first", with_overridden: bool = False, with_comebacks: bool = False
) -> Marks:
    """The marks of everyone: a row for each student, or with `all` for each attempt.

    A student who took several tests has the marks of all in one row; of a question met twice the first counts.
    Everyone who was excused, handed nothing in or has not finished is no row at all.
    """
    rows = _rows(results, which)
    counted = {name: _counted(attempts, with_overridden, with_comebacks) for name, attempts in rows.items()}
    return _marks({name: answers for name, answers in counted.items() if answers})


def _rows(results: Results, which: Which) -> dict[str, list[Attempt]]:
    """Who each row of the matrix is, and the attempts that make it."""
    rows: dict[str, list[Attempt]] = defaultdict(list)
    for one in (grade.attempt for grade in grades(results, which)):
        if one is not None and one.told:
            rows[f"{one.student} {one.test} {one.number}" if which == "all" else one.student].append(one)
    return rows


def _counted(attempts: Iterable[Attempt], with_overridden: bool, with_comebacks: bool) -> dict[str, Answered]:
    """The answers that count, by item; a comeback only where it is asked for, and behind the first answer."""
    found: dict[str, Answered] = {}
    for attempt in attempts:
        for one in attempt.answers:
            is_there = one.score is not None and not one.void and (with_comebacks or not one.comeback)
            if is_there and (with_overridden or not one.overridden):
                found.setdefault(one.item, one)
    return found


class _Item:
    """What is gathered of one item, student after student."""

    def __init__(self) -> None:
        self.most = 0.0
        self.chosen: dict[int, tuple[str, ...]] = {}
        self.ms: list[int] = []
        self.chances: list[float] = []
        self.accepted: set[str] = set()

    def add(self, row: int, answer: Answered) -> None:
        """Take in a student's answer."""
        self.most = max(self.most, answer.points)
        self.chosen[row] = () if answer.chosen and not isinstance(answer.chosen[0], str) else answer.chosen
        if answer.regraded and not answer.overridden and answer.score == 1 and len(self.chosen[row]) == 1:
            self.accepted.update(self.chosen[row])
        if answer.ms:
            self.ms.append(answer.ms)
        if answer.chance is not None:
            self.chances.append(answer.chance)


def _marks(rows: Mapping[str, Mapping[str, Answered]]) -> Marks:
    gathered: dict[str, _Item] = defaultdict(_Item)
    for row, answers in enumerate(rows.values()):
        for name, answer in answers.items():
            gathered[name].add(row, answer)
    items = {name: gathered[name] for name in sorted(gathered)}
    places = [(name, one.most) for name, one in items.items()]
    return Marks(
        matrix=Matrix(
            items=tuple(items),
            maxima=tuple(one.most for one in items.values()),
            students=tuple(rows),
            marks=tuple(tuple(_mark(answers.get(name), most) for name, most in places) for answers in rows.values()),
        ),
        chosen={name: one.chosen for name, one in items.items()},
        ms={name: tuple(one.ms) for name, one in items.items()},
        chances={name: fmean(one.chances) for name, one in items.items() if one.chances},
        accepted={name: frozenset(one.accepted) for name, one in items.items() if one.accepted},
    )


def _mark(answer: Answered | None, most: float) -> float | None:
    """A share of what the item earns at most, so that one that once earned less is counted alike."""
    return None if answer is None or answer.score is None else answer.score * most
