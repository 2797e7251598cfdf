"""Who knows what: students against the facts of a test, or bands of students against lessons when there are many."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from msgspec import Struct

from learn.analysis.grades import Grade
from learn.language import tr

MOST_STUDENTS = 60
MOST_COLUMNS = 40
BANDS = 10

FactsOf = Callable[[str], Sequence[str]]
"""The facts that an item (`bank/question`) asks; none where nobody knows."""

Cell = float | None


class Heat(Struct, frozen=True):
    """Mean shares (0–1) of the marks: a row for each student or band, a column for each fact or lesson.

    `columns` has ids, hardest first, with the mean over everyone; None in a cell: nobody of the row saw it. `by` says
    what a row and a column are.
    """

    rows: tuple[tuple[str, tuple[Cell, ...]], ...] = ()
    columns: tuple[tuple[str, float], ...] = ()
    by: tuple[str, str] = ("student", "fact")
    left_out: int = 0


def heat(
    graded: Sequence[Grade], name: Callable[[Grade], str], facts_of: FactsOf, lesson_of: Mapping[str, str]
) -> Heat:
    """The map of the attempts that count. Beyond 60 students and 40 facts a cell stands for several."""
    known = [(grade, _by_fact(grade, facts_of)) for grade in graded if grade.attempt is not None]
    known.sort(key=lambda pair: (-(pair[0].percent or 0.0), name(pair[0])))
    facts = {fact for _, shares in known for fact in shares}
    column = "fact"
    lessons = {lesson_of.get(fact, "") for fact in facts}
    if len(facts) > MOST_COLUMNS and len(lessons) > 1:
        column = "lesson"
        known = [(grade, _grouped(shares, lesson_of)) for grade, shares in known]
    columns = _columns([shares for _, shares in known])
    kept = columns[:MOST_COLUMNS]
    row, rows = _rows(known, name)
    return Heat(
        rows=tuple((label, tuple(_cell(some, key) for key, _ in kept)) for label, some in rows),
        columns=tuple(kept),
        by=(row, column),
        left_out=len(columns) - len(kept),
    )


Shares = dict[str, list[float]]


def _by_fact(grade: Grade, facts_of: FactsOf) -> Shares:
    """What one student earned of each fact's questions; an item without a fact is its own."""
    found: Shares = defaultdict(list)
    for answer in grade.attempt.counted if grade.attempt else ():
        if answer.score is not None and not answer.void:
            for fact in facts_of(answer.item) or (answer.item,):
                found[fact].append(answer.score)
    return found


def _grouped(shares: Shares, lesson_of: Mapping[str, str]) -> Shares:
    found: Shares = defaultdict(list)
    for fact, scores in shares.items():
        found[lesson_of.get(fact, "")] += scores
    return found


def _columns(everyone: Sequence[Shares]) -> list[tuple[str, float]]:
    whole: Shares = defaultdict(list)
    for shares in everyone:
        for key, scores in shares.items():
            whole[key] += scores
    return sorted(((key, fmean(scores)) for key, scores in whole.items()), key=lambda pair: (pair[1], pair[0]))


def _rows(
    known: Sequence[tuple[Grade, Shares]], name: Callable[[Grade], str]
) -> tuple[str, list[tuple[str, list[Shares]]]]:
    """A row for each student, best first; of many, one for each tenth of them."""
    if len(known) <= MOST_STUDENTS:
        return "student", [(name(grade), [shares]) for grade, shares in known]
    ends = [round(len(known) * band / BANDS) for band in range(BANDS + 1)]
    bands = [known[begin:end] for begin, end in pairwise(ends)]
    return "band", [(_band(band), [shares for _, shares in band]) for band in bands]


def _band(band: Sequence[tuple[Grade, Shares]]) -> str:
    return tr(
        "{count} with {high:.0f} to {low:.0f} %",
        count=len(band),
        high=band[0][0].percent or 0,
        low=band[-1][0].percent or 0,
    )


def _cell(some: Sequence[Shares], key: str) -> Cell:
    scores = [score for shares in some for score in shares.get(key, ())]
    return fmean(scores) if scores else None
