"""From results to a matrix: what counts, and what stays out."""

import pytest

from learn.analysis.distractors import Option
from learn.analysis.grades import Which
from learn.analysis.judging import judge, worst_first
from learn.analysis.marks import marks_of
from learn.analysis.results import Answered, Attempt, Results, Student, numbered
from learn.events import Mode


def answered(item: str, score: float | None = 1.0, **more: object) -> Answered:
    given = {"item": f"b/{item}", "n": 1, "points": 1.0, "score": score, "event": "e", "chosen": ("x",), "ms": 2_000}
    return Answered(**(given | more))  # type: ignore[arg-type]


def attempt(
    student: str, *answers: Answered, begun: int = 0, test: str = "b", finished: bool = True, mode: Mode = "test"
) -> Attempt:
    return Attempt(student, f"{student}{begun}{test}", test, test, mode, 1, begun, begun, 0, finished, tuple(answers))


def results(*attempts: Attempt) -> Results:
    students = dict.fromkeys(one.student for one in attempts)
    return Results(tuple(Student(key=key) for key in students), numbered(attempts))


def test_a_blank_is_0_and_a_question_not_seen_is_none() -> None:
    blank = answered("q2", 0.0, event="", chosen=(), ms=0)
    found = marks_of(results(attempt("ada", answered("q1"), blank), attempt("ben", answered("q1", 0.0)))).matrix
    assert (found.items, found.marks) == (("b/q1", "b/q2"), ((1.0, 0.0), (0.0, None)))


def test_what_was_not_reached_or_voided_is_out() -> None:
    answers = answered("q1", None), answered("q2"), answered("q3", points=0.0)
    left = attempt("ada", *answers, finished=False, mode="practice")
    assert marks_of(results(left)).matrix.items == ("b/q2",)


@pytest.mark.parametrize("which", ["first", "last", "best", "all"])
def test_a_test_that_is_not_finished_is_no_row(which: Which) -> None:
    open_one = attempt("ada", answered("q1"), answered("q2", None), finished=False)
    done = [attempt(name, answered("q1"), answered("q2", float(name == "cai"))) for name in ("ben", "cai")]
    matrix = marks_of(results(open_one, *done), which).matrix
    assert len(matrix.students) == 2
    assert matrix.complete


def test_overridden_answers_and_comebacks_come_only_when_asked_for() -> None:
    told = answered("q1", overridden=True)
    back = answered("q2", comeback=True)
    found = results(attempt("ada", told, back, answered("q3")))
    assert marks_of(found).matrix.items == ("b/q3",)
    assert marks_of(found, with_overridden=True).matrix.items == ("b/q1", "b/q3")
    assert marks_of(found, with_comebacks=True).matrix.items == ("b/q2", "b/q3")


def test_which_attempt_counts() -> None:
    first, last = attempt("ada", answered("q1", 0.0), begun=1), attempt("ada", answered("q1", 1.0), begun=2)
    found = results(first, last)
    assert marks_of(found).matrix.marks == ((0.0,),)
    assert marks_of(found, "last").matrix.marks == ((1.0,),)
    assert marks_of(found, "best").matrix.marks == ((1.0,),)
    assert marks_of(found, "all").matrix.marks == ((0.0,), (1.0,))


def test_two_tests_of_one_student_make_one_row() -> None:
    found = results(attempt("ada", answered("q1")), attempt("ada", answered("q2", 0.5), test="c"))
    assert marks_of(found).matrix.marks == ((1.0, 0.5),)


def test_points_weigh_and_marks_are_of_the_most_it_earned() -> None:
    found = results(attempt("ada", answered("q1", 0.5, points=2.0)), attempt("ben", answered("q1", 1.0, points=1.0)))
    matrix = marks_of(found).matrix
    assert (matrix.maxima, matrix.marks) == ((2.0,), ((1.0,), (2.0,)))


def test_times_chances_and_an_excused_student() -> None:
    ada = attempt("ada", answered("q1", chance=0.25, ms=1_000), answered("q2", chance=None))
    ben = attempt("ben", answered("q1", chance=0.25, ms=3_000))
    excused = Student(key="eve", excused=("*",))
    found = results(ada, ben, attempt("eve", answered("q1")))
    found = Results((*found.students[:2], excused), found.attempts)
    first, second = judge(marks_of(found)).items
    assert (first.statistics.n, first.random_guess_score, first.mean_ms, first.median_ms) == (2, 0.25, 2_000, 2_000)
    assert second.random_guess_score is None


def test_worst_first() -> None:
    good = [float(n > 10) for n in range(40)]
    rows = [
        attempt(f"s{n:02}", answered("good", good[n]), answered("bad", 1 - good[n]), answered("fine", float(n > 20)))
        for n in range(40)
    ]
    found = judge(marks_of(results(*rows)))
    assert worst_first(found.items)[0].item == "b/bad"
    assert found.n == 40
    assert found.test.mean == pytest.approx(1 + 19 / 40)


def test_an_option_that_a_regrade_accepted_is_a_key_and_no_longer_suspect() -> None:
    """The better half chooses what the bank has for wrong; then it is accepted."""

    def sat(accepted: float) -> Results:
        fine = [answered(f"q{n}", 1.0, chosen=("key",)) for n in range(2, 5)]
        poor = [answered(f"q{n}", 0.0, chosen=("no",)) for n in range(2, 5)]
        suspect = answered("q1", accepted, chosen=("other",), regraded=bool(accepted))
        good = [attempt(f"g{n:02}", suspect, *fine) for n in range(20)]
        weak = [attempt(f"w{n:02}", answered("q1", chosen=("key",)), *poor) for n in range(10)]
        return results(*good, *weak)

    options = (Option("key", key=True), Option("other", key=False), Option("no", key=False))
    before, after = (judge(marks_of(sat(score)), lambda _: options).items[0] for score in (0.0, 1.0))
    assert "miskeyed" in {flag.flag for flag in before.flags}
    assert [one.key for one in before.distractors] == [True, False, False]
    assert [one.key for one in after.distractors] == [True, True, False]
    assert not {flag.flag for flag in after.flags} & {"miskeyed", "better-distractor", "ambiguous"}
