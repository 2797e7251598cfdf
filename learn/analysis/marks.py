"""From results to the table of marks that item statistics are made from.

A blank answer is 0, a question not seen is none at all, and what was voided is out. Answers that were overridden ("I
was right") and comebacks stay out unless asked for.
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
    in milliseconds by those who answered, `chances` the expected blind score (0-1). What is not known is not there.
    """

    matrix: Matrix
    chosen: Mapping[str, Mapping[int, tuple[str, ...]]] = {}
    ms: Mapping[str, tuple[int, ...]] = {}
    chances: Mapping[str, float] = {}


def marks_of(
    results: Results, which: Which = "first", with_overridden: bool = False, with_comebacks: bool = False
) -> Marks:
    """The marks of everyone: a row for each student, or with `all` for each attempt.

    A student who took several tests has the marks of all in one row; of a question met twice the first counts.
    Everyone who was excused or handed nothing in is no row at all.
    """
    rows = _rows(results, which)
    counted = {name: _counted(attempts, with_overridden, with_comebacks) for name, attempts in rows.items()}
    return _marks({name: answers for name, answers in counted.items() if answers})


def _rows(results: Results, which: Which) -> dict[str, list[Attempt]]:
    """Who each row of the matrix is, and the attempts that make it."""
    rows: dict[str, list[Attempt]] = defaultdict(list)
    for one in (grade.attempt for grade in grades(results, which)):
        if one is not None:
            rows[f"{one.student} {one.test} {one.number}" if which == "all" else one.student].append(one)
    return rows


def _counted(attempts: Iterable[Attempt], with_overridden: bool, with_comebacks: bool) -> dict[str, Answered]:
    """The answers that count, by item; a comeback only where it is asked for, and behind the first answer."""
    found: dict[str, Answered] = {}
    for answer in (answer for attempt in attempts for answer in attempt.answers):
        is_out = answer.void or answer.score is None or (answer.comeback and not with_comebacks)
        if not is_out and (with_overridden or not answer.overridden):
            found.setdefault(answer.item, answer)
    return found


def _marks(rows: Mapping[str, Mapping[str, Answered]]) -> Marks:
    by_item: dict[str, list[tuple[int, Answered]]] = defaultdict(list)
    for row, answers in enumerate(rows.values()):
        for item, answer in answers.items():
            by_item[item].append((row, answer))
    items = tuple(sorted(by_item))
    most = {item: max(answer.points for _, answer in by_item[item]) for item in items}
    return Marks(
        matrix=Matrix(
            items=items,
            maxima=tuple(most[item] for item in items),
            students=tuple(rows),
            marks=tuple(tuple(_mark(answers.get(item), most[item]) for item in items) for answers in rows.values()),
        ),
        chosen={item: {row: _texts(answer) for row, answer in by_item[item]} for item in items},
        ms={item: tuple(answer.ms for _, answer in by_item[item] if answer.ms) for item in items},
        chances={item: chance for item in items if (chance := _chance(by_item[item])) is not None},
    )


def _mark(answer: Answered | None, most: float) -> float | None:
    """A share of what the item earns at most, so that one that once earned less is counted alike."""
    return None if answer is None or answer.score is None else answer.score * most


def _texts(answer: Answered) -> tuple[str, ...]:
    """What was chosen, in words; pairs of a match are none."""
    return tuple(text for text in answer.chosen if isinstance(text, str))


def _chance(answers: Iterable[tuple[int, Answered]]) -> float | None:
    known = [answer.chance for _, answer in answers if answer.chance is not None]
    return fmean(known) if known else None
