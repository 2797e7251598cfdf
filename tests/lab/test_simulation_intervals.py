"""Intervals over seeds: Student's t, Holm, power."""

import pytest

from learn.lab.simulation.intervals import estimate, holm, quantile, seeds_needed, tail


@pytest.mark.parametrize(("freedom", "t"), [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (19, 2.093), (199, 1.972)])
def test_quantiles_are_those_of_the_tables(freedom: int, t: float) -> None:
    assert quantile(0.975, freedom) == pytest.approx(t, rel=0.003)


@pytest.mark.parametrize(("t", "freedom", "p"), [(2.262, 9, 0.05), (2.861, 19, 0.01), (1.972, 199, 0.05)])
def test_tails_are_those_of_the_tables(t: float, freedom: int, p: float) -> None:
    assert tail(t, freedom) == pytest.approx(p, rel=0.03)


def test_a_mean_and_its_interval() -> None:
    found = estimate([1.0, 2.0, 3.0, 4.0, 5.0])
    assert found.mean == 3.0
    assert found.low == pytest.approx(1.037, abs=0.01)
    assert found.high == pytest.approx(4.963, abs=0.01)
    assert found.p == pytest.approx(0.0132, abs=0.003)


def test_values_without_spread_and_single_ones() -> None:
    assert estimate([2.0, 2.0]).p is None
    assert estimate([2.0]).low is None


def test_holm_steps_down() -> None:
    assert holm([0.01, None, 0.04, 0.03]) == [pytest.approx(0.03), None, pytest.approx(0.06), pytest.approx(0.06)]
    assert holm([0.9, 0.8]) == [1.0, 1.0]


def test_power() -> None:
    assert seeds_needed(2.6, 2.0) == 18
    assert seeds_needed(1.0, 10.0) == 2
