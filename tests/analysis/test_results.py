"""Attempts: points, blanks, voided questions, comebacks and correction for guessing, against figures worked by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from learn.analysis.results import Answered, Attempt, Results, Student, numbered


def answer(score: float | None, n: int = 1, points: float = 1.0, chance: float | None = 0.25, **more: Any) -> Answered:
    """An answer that earned `score`; without an event it is a blank."""
    return Answered(
        **{"item": f"b/q{n}", "n": n, "points": points, "score": score, "event": f"e{n}", "chance": chance, **more}
    )


def blank(n: int = 1, points: float = 1.0) -> Answered:
    return Answered(item=f"b/q{n}", n=n, points=points, score=0.0)


def attempt(*answers: Answered, **more: Any) -> Attempt:
    given: dict[str, Any] = {
        "student": "ada",
        "session": "s1",
        "test": "b",
        "title": "B",
        "mode": "test",
        "number": 1,
        "begun": 1_000,
        "ended": 2_000,
        "offset": 0,
        "finished": True,
    }
    return Attempt(**{**given, **more}, answers=answers)


def test_points_are_the_marks_with_partial_credit() -> None:
    one = attempt(answer(1.0), answer(0.5, points=3.0), answer(0.0))
    assert (one.points, one.max, one.percent) == (2.5, 5.0, 50.0)


def test_a_blank_earns_nothing_and_counts_among_the_most() -> None:
    one = attempt(answer(1.0), blank())
    assert (one.points, one.max, one.percent) == (1.0, 2.0, 50.0)
    assert [each.blank for each in one.answers] == [False, True]


def test_a_question_that_was_not_reached_has_no_mark() -> None:
    one = attempt(answer(1.0), answer(None, event=""), finished=False)
    assert [each.mark for each in one.answers] == [1.0, None]
    assert not one.answers[1].blank
    assert (one.points, one.max) == (1.0, 2.0)


def test_a_voided_question_counts_for_nothing_either_way() -> None:
    one = attempt(answer(1.0), answer(0.0, points=0.0), answer(1.0, points=0.0))
    assert (one.points, one.max, one.percent) == (1.0, 1.0, 100.0)
    assert [each.mark for each in one.answers] == [1.0, None, None]


def test_where_every_question_was_voided_there_is_no_percentage_and_no_verdict() -> None:
    one = attempt(answer(1.0, points=0.0), require=50.0)
    assert (one.percent, one.passed) == (None, None)


def test_a_comeback_is_an_extra() -> None:
    one = attempt(answer(0.0), answer(1.0, n=2, comeback=True))
    assert (one.points, one.max, len(list(one.counted))) == (0.0, 1.0, 1)


@pytest.mark.parametrize(("require", "passed"), [(None, None), (50.0, True), (50.01, False), (0.0, True)])
def test_the_pass_mark_is_met_by_as_much(require: float | None, passed: bool | None) -> None:
    assert attempt(answer(1.0), answer(0.0), require=require).passed is passed


# ----------------------------------------------------------------------------------------------- formula scoring


def test_rights_minus_wrongs_over_the_other_options() -> None:
    """Four options: 6 right, 3 wrong, 1 blank give 6 - 3/3 = 5 (Frary 1988)."""
    one = attempt(*[answer(1.0)] * 6, *[answer(0.0)] * 3, blank())
    assert one.corrected == pytest.approx(5.0)
    assert one.points == 6


def test_blind_guessing_is_worth_nothing_on_average() -> None:
    """One of four right by chance, three wrong: 1 - 3/3."""
    assert attempt(answer(1.0), *[answer(0.0)] * 3).corrected == 0


def test_a_typed_answer_is_not_corrected_and_a_dear_one_is_corrected_dearly() -> None:
    assert attempt(answer(1.0, chance=0.0), answer(0.0, chance=0.0)).corrected == 1
    assert attempt(answer(0.0, points=4.0, chance=0.5)).corrected == -4
    assert attempt(answer(0.5, chance=0.5)).corrected == 0


def test_the_correction_is_unknown_where_the_chance_of_an_answer_is() -> None:
    assert attempt(answer(1.0, chance=None)).corrected is None
    assert attempt(answer(1.0, chance=1.0)).corrected is None


def test_what_is_blank_not_reached_or_voided_needs_no_chance() -> None:
    void, open_ = answer(1.0, points=0.0, chance=None), answer(None, event="", chance=None)
    assert attempt(answer(1.0), blank(), void, open_).corrected == 1


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.9), st.sampled_from([1.0, 2.0])), min_size=1, max_size=20))
def test_a_corrected_score_is_never_above_the_raw_one(marks: list[tuple[float, float, float]]) -> None:
    one = attempt(*(answer(score, points=points, chance=chance) for score, chance, points in marks))
    assert one.corrected is not None
    assert one.corrected <= one.points + 1e-5
    assert 0 <= one.points <= one.max


# ------------------------------------------------------------------------------------------------- all of a class

ADA, BOB = Student("ada", "Ada"), Student("bob", "Bob", excused=("b",))


def test_attempts_are_numbered_for_each_student_and_test_by_time() -> None:
    found = numbered(
        [
            attempt(session="late", begun=3_000),
            attempt(session="other", test="c", begun=2_000),
            attempt(session="bob", student="bob", begun=2_500),
            attempt(session="early", begun=1_000),
        ]
    )
    assert [(one.session, one.number) for one in found] == [("early", 1), ("other", 1), ("bob", 1), ("late", 2)]


def test_tests_stand_in_the_order_in_which_they_were_first_taken_with_the_most_there_is() -> None:
    first, second = attempt(answer(1.0), test="c"), attempt(answer(1.0), answer(0.0), begun=2_000, test="c", number=2)
    given = Results((ADA,), (first, attempt(answer(1.0), begun=1_500), second))
    assert [(one.name, one.max) for one in given.tests] == [("c", 2.0), ("b", 1.0)]


def test_results_can_be_narrowed() -> None:
    practice = attempt(answer(1.0), mode="practice", test="c")
    given = Results((ADA, BOB), (attempt(answer(1.0)), practice))
    assert given.of("b").attempts == (given.attempts[0],)
    assert given.of(mode="practice").attempts == (practice,)
    assert given.practised().attempts == (practice,)
    assert given.practised().students == given.students
    assert given.student("bob") is BOB
    with pytest.raises(KeyError):
        given.student("carl")


def test_excused_is_one_test_or_all_of_them() -> None:
    assert (BOB.is_excused("b"), BOB.is_excused("c")) == (True, False)
    everything = structs.replace(BOB, excused=("*",))
    assert everything.is_excused("c")
