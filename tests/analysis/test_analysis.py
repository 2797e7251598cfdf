"""Retention and calibration, against figures worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from learn.analysis.calibration import by_kind, wilson
from learn.analysis.outcomes import Outcome, placed, reviews
from learn.analysis.retention import retention
from learn.analysis.tally import Tally


def outcome(right: bool, *, fact: str = "f", day: int = 1, kind: str = "choice", guess: float = 0.25) -> Outcome:
    return Outcome("me", fact, kind, day, recall=0.8, guess=guess, slip=0.03 if guess else 0.0, right=right)


def test_first_sights_and_repeats_on_the_same_day_are_marked_and_left_out() -> None:
    rows = list(placed([outcome(True), outcome(True), outcome(True, day=3), outcome(False, fact="g", day=3)]))
    assert [(row.first, row.repeat) for row in rows] == [(True, False), (False, True), (False, False), (True, False)]
    assert reviews(rows) == [rows[2]]


def test_answers_that_nobody_predicted_are_left_out_and_are_sights_all_the_same() -> None:
    """As those given on a published page."""
    page = Outcome("me", "f", "choice", 1, recall=0.0, guess=0.25, slip=0.03, right=True)
    rows = list(placed([page, outcome(True, day=3), structs.replace(page, day=9)]))
    assert [row.first for row in rows] == [True, False, False]
    assert reviews(rows) == [rows[1]]


def test_two_learners_do_not_share_a_first_sight() -> None:
    other = Outcome("you", "f", "short", 1, 0.5, 0.0, 0.0, True)
    assert [row.first for row in placed([outcome(True), other])] == [True, True]


def test_true_retention_is_corrected_for_guessing() -> None:
    """Three of four right with g = 0.25 and s = 0.03: (0.75 - 0.25) / (1 - 0.03 - 0.25)."""
    figures = retention([outcome(True)] * 3 + [outcome(False)])
    assert figures.observed == 0.75
    assert figures.corrected == pytest.approx(0.5 / 0.72)
    assert figures.expected == pytest.approx(0.8)


def test_retention_of_typed_answers_is_what_was_observed() -> None:
    figures = retention([outcome(True, guess=0.0), outcome(False, guess=0.0)])
    assert figures.corrected == figures.observed == 0.5


def test_retention_is_undefined_without_answers_and_where_guessing_explains_everything() -> None:
    assert retention([]) == type(retention([]))(n=0)
    assert retention([outcome(True, guess=1.0)]).corrected is None


def test_fewer_right_than_by_guessing_is_no_retention_at_all() -> None:
    assert retention([outcome(False)] * 4).corrected == 0.0


def test_calibration_compares_what_was_predicted_with_what_came_by_kind() -> None:
    rows = by_kind([outcome(True), outcome(False), outcome(True, kind="short", guess=0.0)])
    assert [(row.kind, row.n, row.observed) for row in rows] == [("choice", 2, 0.5), ("short", 1, 1.0)]
    assert rows[0].predicted == pytest.approx(0.25 + 0.72 * 0.8)
    assert rows[1].predicted == pytest.approx(0.8)


def test_wilson_interval_as_published() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_sums_over_parts_are_those_over_the_whole() -> None:
    parts = [outcome(True), outcome(False, guess=0.0)], [outcome(True, guess=0.5)]
    joined = Tally.of(parts[0])
    joined.join(Tally.of(parts[1]))
    whole = Tally.of([*parts[0], *parts[1]])
    assert [getattr(joined, name) for name in Tally.__slots__] == [getattr(whole, name) for name in Tally.__slots__]
    assert (whole.n, whole.right) == (3, 2)
    assert whole.predicted == pytest.approx(sum(one.predicted for one in (*parts[0], *parts[1])))
