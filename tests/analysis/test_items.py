"""Item statistics: Moodle's own figures for a real quiz, and small matrices worked out by hand."""

import csv
from random import Random

import pytest

from learn.analysis import items
from learn.analysis.items import INCOMPLETE, NO_VARIANCE, ONE_ITEM, TOO_FEW, ItemStatistics, alpha, item_statistics
from learn.analysis.matrix import Matrix
from learn.analysis.moments import covariance, kurtosis, skewness, variance
from tests.exchange.data import shared

Marks = list[list[float | None]]


def matrix(marks: Marks, maxima: list[float] | None = None) -> Matrix:
    count = len(marks[0]) if marks else 0
    return Matrix(
        items=tuple(f"q{n}" for n in range(count)),
        maxima=tuple(maxima or [1.0] * count),
        students=tuple(f"s{n}" for n in range(len(marks))),
        marks=tuple(map(tuple, marks)),
    )


def moodle() -> Matrix:
    with shared("stats/results00.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name.startswith("slots.")]
    return matrix([[float(row[name]) for name in names] for row in rows])


def test_every_figure_of_moodles_slots() -> None:
    with shared("stats/qstats00.csv").open(encoding="utf-8") as file:
        slots = [row for row in csv.DictReader(file) if not row["subqname"] and not row["variant"]]
    found = item_statistics(moodle())
    assert len(found) == len(slots) == 7
    for item, row in zip(found, slots, strict=True):
        assert item.facility == pytest.approx(float(row["facility"]), abs=1e-4)
        assert item.sd == pytest.approx(float(row["sd"]), abs=1e-4)
        assert item.effective_weight == pytest.approx(float(row["effectiveweight"]), abs=1e-4)
        assert item.discrimination_index == pytest.approx(float(row["discriminationindex"]), abs=1e-4)
        assert item.discriminative_efficiency == pytest.approx(float(row["discriminativeefficiency"]), abs=1e-4)
        assert item.intended_weight == pytest.approx(100 / 7)
        assert item.point_biserial_corrected == pytest.approx(float(row["discriminationindex"]) / 100, abs=1e-6)
        assert item.n == 25


def test_every_figure_of_moodles_test() -> None:
    """CIC, error ratio and the rest as Moodle's own tests expect them for this quiz."""
    whole = items.test_statistics(moodle())
    assert whole.cic == pytest.approx(-87.22309355, abs=1e-4)
    assert whole.error_ratio == pytest.approx(136.82949008, abs=1e-4)
    assert whole.standard_error == pytest.approx(1.11068131, abs=1e-4)
    assert whole.sd == pytest.approx(0.81172656, abs=1e-4)
    assert whole.skewness == pytest.approx(-0.0925025, abs=1e-4)
    assert whole.kurtosis == pytest.approx(-0.7073969, abs=1e-4)


def test_kr20_of_a_perfect_scale_by_hand() -> None:
    """Item variances 4 x 0.3 and totals 0, 1, 2, 3, 4 (variance 2.5, items 0.2, 0.3, 0.3, 0.2): 4/3 (1 - 1/2.5)."""
    guttman: Marks = [[float(item < n) for item in range(4)] for n in range(5)]
    assert alpha(matrix(guttman))[0] == pytest.approx(4 / 3 * (1 - 1 / 2.5))


def test_a_miskeyed_item_pulls_against_the_rest() -> None:
    marks: Marks = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1], [0, 0, 0, 1]]
    last = item_statistics(matrix(marks))[3]
    assert last.discrimination_index is not None
    assert last.discrimination_index < -80
    assert last.effective_weight is None
    assert last.reasons == {"effective_weight": "it pulls against the total"}


def test_efficiency_is_100_where_marks_could_not_agree_better() -> None:
    found = item_statistics(matrix([[1, 1, 1], [1, 1, 0], [0, 0, 0], [0, 0, 0]]))
    assert found[0].discriminative_efficiency == pytest.approx(100)


def test_without_a_spread_figures_are_none_with_the_reason() -> None:
    easy = item_statistics(matrix([[1, 0], [1, 1]]))[0]
    assert (easy.facility, easy.sd, easy.discrimination_index) == (1.0, 0.0, None)
    assert "do not vary" in easy.reasons["discrimination_index"]
    assert alpha(matrix([[1, 1], [1, 1]])) == (None, NO_VARIANCE)
    assert alpha(matrix([[1], [0]])) == (None, ONE_ITEM)
    assert alpha(matrix([[1, 1]])) == (None, TOO_FEW)


def test_one_student_is_too_few() -> None:
    only = item_statistics(matrix([[1, 0]]))[0]
    assert (only.sd, only.effective_weight) == (None, None)
    assert only.reasons["sd"] == TOO_FEW
    whole = items.test_statistics(matrix([[1, 0]]))
    assert (whole.mean, whole.sd, whole.cic) == (1.0, None, None)


def test_nobody_at_all() -> None:
    whole = items.test_statistics(matrix([]))
    assert (whole.mean, whole.median, whole.skewness, whole.kurtosis) == (None, None, None, None)


def test_an_item_not_seen_is_not_a_wrong_one() -> None:
    """A blank answer is 0; where not everyone saw every item the rest is the share of what was seen."""
    some = matrix([[1, None, 1], [0, 1, 0], [1, 0, None], [None, 1, 1]])
    found = item_statistics(some)
    assert [one.n for one in found] == [3, 3, 3]
    assert found[0].facility == pytest.approx(2 / 3)
    assert found[0].alpha_if_deleted is None
    assert found[0].reasons["alpha_if_deleted"] == INCOMPLETE
    assert found[0].discrimination_index is not None
    unseen = item_statistics(matrix([[1, None], [0, None]]))
    assert unseen[1].reasons["facility"] == "nobody saw it"
    assert unseen[0].discrimination_index is None


def test_weights_follow_the_most_that_items_earn() -> None:
    found = item_statistics(matrix([[2, 1], [0, 0], [2, 0]], [2.0, 1.0]))
    assert [one.intended_weight for one in found] == [pytest.approx(200 / 3), pytest.approx(100 / 3)]
    assert found[0].facility == pytest.approx(2 / 3)


def test_alpha_if_deleted_is_the_alpha_of_the_others() -> None:
    rng = Random(7)
    marks: Marks = [[float(rng.random() < 0.3 + 0.05 * s) for _ in range(5)] for s in range(12)]
    whole = matrix(marks)
    found: list[ItemStatistics] = item_statistics(whole)
    assert found[2].alpha_if_deleted == pytest.approx(alpha(whole.keep([0, 1, 3, 4]))[0])


def test_moments_of_too_few_or_equal_values_are_undefined() -> None:
    assert variance([1.0]) is None
    assert covariance([], []) is None
    assert skewness([1.0, 2.0]) is None
    assert skewness([1.0, 1.0, 1.0]) is None
    assert kurtosis([1.0, 2.0, 3.0]) is None
    assert kurtosis([2.0] * 4) is None
