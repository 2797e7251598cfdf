"""Scores: who reached what, with missing, excused and zero kept apart, and mastery beside the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from learn.language import tr, translatable, trc
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import rounded, wrap

if TYPE_CHECKING:
    from learn.analysis.grades import Grade
    from learn.app.mastery import Mastery

HEAD = (
    translatable("student"),
    translatable("test"),
    translatable("points"),
    "of",
    "%",
    translatable("corrected"),
    translatable("result"),
    translatable("attempt"),
    translatable("mastery"),
)
ABOUT = {
    "corrected": translatable("corrected: points after correction for guessing."),
    "mastery": translatable("mastery: mean predicted recall today, over the facts of the test's lesson."),
}


def scores_screen(
    grades: Sequence[Grade], size: Size, mastery: Callable[[Grade], Sequence[Mastery]] = lambda _: ()
) -> list[str]:
    """A line for each grade; a column that has nothing to say is left out."""
    if not grades:
        return [tr("No results yet. A test is taken with `learn quiz BANK --test`.")]
    rows = [_row(grade, mastery(grade)) for grade in grades]
    kept = [at for at in range(len(HEAD)) if at < len(HEAD) - 4 or any(row[at] for row in rows)]
    right = [place for place, at in enumerate(kept) if 2 <= at <= 5]
    heads = [HEAD[at] for at in kept]
    about = " ".join(tr(text) for head, text in ABOUT.items() if head in heads)
    lines = table([_head(name) for name in heads], [[row[at] for at in kept] for row in rows], size, right)
    return [*lines, "", *wrap(about, size.cells)] if about else lines


def _head(name: str) -> str:
    """The heading of a column; `of` is that of the points there are."""
    return trc("points", "of") if name == "of" else tr(name)


def _row(grade: Grade, mastery: Sequence[Mastery]) -> tuple[str, ...]:
    return (
        grade.student.called,
        grade.test.name,
        number(grade.points),
        number(grade.max) if grade.attempt else "",
        number(grade.percent),
        number(grade.corrected),
        _result(grade),
        tr("{number} of {attempts}", number=grade.attempt.number, attempts=grade.attempts)
        if grade.attempts > 1 and grade.attempt
        else "",
        _mastery(mastery),
    )


def _result(grade: Grade) -> str:
    if grade.status != "graded":
        return standing(grade.status)
    if grade.passed is None:
        return ""
    return tr("passed") if grade.passed else tr("not passed")


def standing(status: str) -> str:
    """Why there is no mark, in words."""
    match status:
        case "unfinished":
            return tr("unfinished")
        case "missing":
            return tr("missing")
        case "excused":
            return tr("excused")
        case _:
            return status


def _mastery(lessons: Sequence[Mastery]) -> str:
    """Over the facts of all the test's lessons."""
    facts = sum(one.facts for one in lessons)
    if not facts:
        return ""
    mean = sum(one.mastery * one.facts for one in lessons) / facts
    return tr("{percent:.0f}% of {facts}", percent=100 * mean, facts=facts)


def number(value: float | None, places: int = 2) -> str:
    """A number with at most so many places; nothing for None."""
    return "" if value is None else rounded(value, places)
