"""Grades: which attempt counts, and that missing, excused, unfinished and zero are four things."""

from typing import Any

import pytest

from learn.analysis.grades import Grade, Which, grades
from learn.analysis.results import Attempt, Results, Student, numbered
from tests.analysis.test_results import answer, attempt

ADA, BOB, EVE = Student("ada", "Ada"), Student("bob", "Bob"), Student("eve", "Eve", excused=("b",))


def taken(student: str, scores: list[float], begun: int, **more: Any) -> Attempt:
    answers = [answer(score, n=n) for n, score in enumerate(scores, start=1)]
    return attempt(*answers, student=student, session=f"{student}{begun}", begun=begun, ended=begun + 10, **more)


def of(found: list[Grade], student: str) -> Grade:
    [one] = [grade for grade in found if grade.student.key == student]
    return one


def test_zero_missing_and_excused_are_three_things() -> None:
    found = grades(Results((ADA, BOB, EVE), (taken("ada", [0.0, 0.0], 1_000),)))
    assert [(one.status, one.points, one.percent) for one in found] == [
        ("graded", 0.0, 0.0),
        ("missing", None, None),
        ("excused", None, None),
    ]
    assert {one.max for one in found} == {2.0}


def test_one_who_was_excused_and_took_it_all_the_same_stays_excused() -> None:
    found = grades(Results((EVE,), (taken("eve", [1.0], 1_000),)))
    assert (found[0].status, found[0].points, found[0].attempts) == ("excused", None, 1)


def test_an_unfinished_attempt_has_no_numbers() -> None:
    open_ = taken("ada", [1.0], 1_000, finished=False, require=50.0)
    one = of(grades(Results((ADA,), (open_,))), "ada")
    assert (one.status, one.attempt) == ("unfinished", open_)
    assert (one.points, one.percent, one.passed, one.corrected) == (None, None, None, None)


THREE = numbered([taken("ada", [1.0, 0.0], 1_000), taken("ada", [1.0, 1.0], 2_000), taken("ada", [0.0, 0.0], 3_000)])


@pytest.mark.parametrize(("which", "points", "number"), [("first", 1.0, 1), ("best", 2.0, 2), ("last", 0.0, 3)])
def test_the_attempt_that_counts(which: Which, points: float, number: int) -> None:
    one = of(grades(Results((ADA,), THREE), which), "ada")
    assert one.attempt is not None
    assert (one.points, one.attempt.number, one.attempts) == (points, number, 3)


def test_every_attempt_can_count() -> None:
    found = grades(Results((ADA, BOB), THREE), "all")
    assert [(one.student.key, one.points, one.status) for one in found] == [
        ("ada", 1.0, "graded"),
        ("ada", 2.0, "graded"),
        ("ada", 0.0, "graded"),
        ("bob", None, "missing"),
    ]


@pytest.mark.parametrize("which", ["first", "last", "best"])
def test_an_unfinished_attempt_counts_only_where_no_other_is_finished(which: Which) -> None:
    both = numbered([taken("ada", [1.0], 2_000), taken("ada", [0.0], 3_000, finished=False)])
    one = of(grades(Results((ADA,), both), which), "ada")
    assert (one.status, one.points, one.attempts) == ("graded", 1.0, 2)


def test_of_two_best_attempts_the_later_counts() -> None:
    both = numbered([taken("ada", [1.0], 1_000), taken("ada", [1.0], 2_000)])
    one = of(grades(Results((ADA,), both), "best"), "ada")
    assert one.attempt is not None
    assert one.attempt.number == 2


def test_everyone_has_a_grade_in_every_test() -> None:
    given = Results((ADA, BOB, EVE), (taken("ada", [1.0], 1_000), taken("bob", [1.0], 2_000, test="c")))
    found = [(one.student.key, one.test.name, one.status) for one in grades(given)]
    assert found == [
        ("ada", "b", "graded"),
        ("ada", "c", "missing"),
        ("bob", "b", "missing"),
        ("bob", "c", "graded"),
        ("eve", "b", "excused"),
        ("eve", "c", "missing"),
    ]


def test_the_most_is_that_of_the_attempt_that_counts() -> None:
    both = numbered([taken("ada", [1.0, 1.0, 1.0], 1_000), taken("ada", [1.0, 0.0], 2_000)])
    one = of(grades(Results((ADA,), both)), "ada")
    assert (one.max, one.test.max, one.percent) == (2.0, 3.0, 50.0)
