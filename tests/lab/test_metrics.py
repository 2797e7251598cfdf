"""Log loss, AUC, RMSE (bins): cases worked out by hand, and what holds of all of them."""

from math import log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.lab.bootstrap import draws, interval, interval_of_root
from learn.lab.metrics import Bins, Ranked, auc, bin_of, calibration, log_loss, loss, rmse_bins

PROBABILITY = st.floats(0.0, 1.0)
ANSWERS = st.lists(st.tuples(PROBABILITY, st.booleans()), min_size=1, max_size=40)


class TestLogLoss:
    def test_by_hand(self) -> None:
        assert log_loss([0.9, 0.5, 0.2], [True, False, False]) == pytest.approx(-(log(0.9) + log(0.5) + log(0.8)) / 3)

    def test_a_sure_mistake_is_finite(self) -> None:
        assert loss(1.0, False) == pytest.approx(52 * log(2))
        assert loss(0.0, True) == pytest.approx(52 * log(2))

    @given(ANSWERS)
    def test_is_never_below_nothing(self, answers: list[tuple[float, bool]]) -> None:
        predicted, right = zip(*answers, strict=True)
        assert 0.0 <= log_loss(predicted, right) <= 52 * log(2) + 1e-9

    @given(st.lists(st.booleans(), min_size=1, max_size=40), PROBABILITY)
    def test_no_constant_beats_the_share_of_right_answers(self, right: list[bool], other: float) -> None:
        share = sum(right) / len(right)
        best = log_loss([share] * len(right), right)
        assert best <= log_loss([other] * len(right), right) + 1e-9


class TestAuc:
    def test_by_hand(self) -> None:
        # pairs (right, wrong): (0.8, 0.6) higher, (0.8, 0.2) higher, (0.4, 0.6) lower, (0.4, 0.2) higher
        assert auc([0.8, 0.6, 0.4, 0.2], [True, False, True, False]) == 0.75

    def test_ties_count_half(self) -> None:
        assert auc([0.5, 0.5, 0.5], [True, False, False]) == 0.5
        assert auc([0.7, 0.7, 0.2], [True, False, False]) == 0.75

    def test_needs_both(self) -> None:
        assert auc([0.1, 0.9], [True, True]) is None
        assert auc([0.1, 0.9], [False, False]) is None

    @given(ANSWERS)
    def test_is_the_share_of_pairs(self, answers: list[tuple[float, bool]]) -> None:
        predicted, right = zip(*answers, strict=True)
        rights = [p for p, y in answers if y]
        wrongs = [p for p, y in answers if not y]
        pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in rights for b in wrongs]
        found = auc(predicted, right)
        assert found == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)

    @given(st.lists(st.tuples(PROBABILITY, st.booleans(), st.integers(0, 3)), min_size=1, max_size=25))
    def test_a_weight_of_two_is_the_answer_twice(self, answers: list[tuple[float, bool, int]]) -> None:
        predicted, right, weights = zip(*answers, strict=True)
        repeated = [(p, y) for p, y, weight in answers for _ in range(weight)]
        wanted = auc([p for p, _ in repeated], [y for _, y in repeated]) if repeated else None
        found = Ranked(predicted, right).value([float(weight) for weight in weights])
        assert found == (None if wanted is None else pytest.approx(wanted))


class TestRmse:
    def test_by_hand(self) -> None:
        # bin a: predicted 0.7, happened 0.5; bin b: predicted 0.4, happened 1
        found = rmse_bins([0.6, 0.8, 0.4], [True, False, True], ["a", "a", "b"])
        assert found == pytest.approx(sqrt((2 * 0.2**2 + 0.6**2) / 3))

    def test_bins_are_those_of_the_srs_benchmark(self) -> None:
        """Values of round(2.48·3.62^⌊log(t)/log(3.62)⌋, 2) and the like, worked out apart."""
        assert bin_of(1, 2, 0) == (2.48, 4, 0)
        assert bin_of(4, 3, 1) == (8.98, 4, 2)
        assert bin_of(30, 8, 3) == (32.5, 13, 5)

    @given(st.lists(st.tuples(PROBABILITY, st.booleans(), st.integers(0, 3), st.integers(0, 3)), min_size=1))
    def test_a_weight_of_two_is_the_answer_twice(self, answers: list[tuple[float, bool, int, int]]) -> None:
        predicted, right, places, weights = zip(*answers, strict=True)
        repeated = [(p, y, place) for p, y, place, weight in answers for _ in range(weight)]
        bins = Bins(places)
        found = bins.rmse(bins.excess(predicted, right), bins.weighed([float(one) for one in weights]))
        wanted = rmse_bins(*zip(*repeated, strict=True)) if repeated else 0.0
        assert found == pytest.approx(wanted, abs=1e-9)


def test_calibration_is_the_two_means() -> None:
    found = calibration([0.5, 0.7], [True, False])
    assert found.predicted == pytest.approx(0.6)
    assert found.actual == 0.5


class TestBootstrap:
    def test_a_draw_is_as_large_as_what_is_drawn_from(self) -> None:
        assert [sum(weights) for weights in draws(7, 20, Random(1))] == [7.0] * 20

    def test_the_same_seed_draws_the_same(self) -> None:
        assert list(draws(5, 3, Random(1))) == list(draws(5, 3, Random(1)))
        assert list(draws(5, 3, Random(1))) != list(draws(5, 3, Random(2)))

    def test_quantiles_lie_between_order_statistics(self) -> None:
        assert list(interval([float(value) for value in range(101)])) == pytest.approx([2.5, 97.5])
        assert interval([3.0]) == (3.0, 3.0)

    def test_the_mean_of_coins_is_covered_as_often_as_promised(self) -> None:
        rng = Random(3)
        covered = 0
        for _ in range(200):
            coins = [float(rng.random() < 0.7) for _ in range(60)]
            means = [sum(map(float.__mul__, drawn, coins)) / 60 for drawn in draws(60, 200, rng)]
            low, high = interval(means)
            covered += low <= 0.7 <= high
        assert 0.88 <= covered / 200 <= 0.99

    def test_the_interval_of_a_root_holds_what_was_measured(self) -> None:
        inflated = [sqrt(0.07**2 + 0.06**2 + 0.001 * step) for step in range(-2, 3)]
        low, high = interval_of_root(inflated, 0.07)
        assert low < 0.07 < high
