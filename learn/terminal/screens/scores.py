"""Scores: who reached what, with missing, excused and zero kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size

if TYPE_CHECKING:
    from learn.analysis.grades import Grade

HEAD = ("student", "test", "points", "of", "%", "guess-corrected", "result", "attempt")


def scores_screen(grades: Sequence[Grade], size: Size) -> list[str]:
    """A line for each grade."""
    if not grades:
        return ["No results yet. A test is taken with `learn quiz BANK --test`."]
    return table(HEAD, [_row(grade) for grade in grades], size.cells, right=(2, 3, 4, 5))


def _row(grade: Grade) -> tuple[str, ...]:
    return (
        grade.student.name or grade.student.number or grade.student.key,
        grade.test.name,
        number(grade.points),
        number(grade.max) if grade.attempt else "",
        number(grade.percent),
        number(grade.corrected),
        _result(grade),
        f"{grade.attempt.number} of {grade.attempts}" if grade.attempt else "",
    )


def _result(grade: Grade) -> str:
    if grade.status != "graded":
        return grade.status
    return {True: "passed", False: "not passed", None: ""}[grade.passed]


def number(value: float | None, places: int = 2) -> str:
    """A number with at most so many places; nothing for None."""
    return "" if value is None else f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
