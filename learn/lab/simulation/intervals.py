"""Means over seeds with Student's intervals and p-values, and Holm's correction of several of them."""

from collections.abc import Sequence
from math import log, pi, sqrt, tan
from statistics import NormalDist, fmean, stdev

from msgspec import Struct

_NORMAL = NormalDist()


class Estimate(Struct, frozen=True):
    """A mean with its interval of 95 %, and the two-sided p of its being 0.

    None for fewer than two values; p also where all are equal, which only a ceiling makes them.
    """

    mean: float
    low: float | None
    high: float | None
    p: float | None


def estimate(values: Sequence[float]) -> Estimate:
    """The mean of one value a seed."""
    mean = fmean(values)
    if len(values) < 2:
        return Estimate(mean, None, None, None)
    error, freedom = stdev(values) / sqrt(len(values)), len(values) - 1
    half = quantile(0.975, freedom) * error
    p = tail(abs(mean) / error, freedom) if error > 1e-12 else None
    return Estimate(mean, mean - half, mean + half, p)


def quantile(probability: float, freedom: int) -> float:
    """Student's t: Abramowitz & Stegun 26.7.5; exact for 1 and 2 degrees of freedom, within 0.2 % from 4 on."""
    if freedom == 2:
        return (2.0 * probability - 1.0) * sqrt(2.0 / (4.0 * probability * (1.0 - probability)))
    if freedom == 1:
        return tan(pi * (probability - 0.5))
    x = _NORMAL.inv_cdf(probability)
    return (
        x
        + (x**3 + x) / (4 * freedom)
        + (5 * x**5 + 16 * x**3 + 3 * x) / (96 * freedom**2)
        + (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / (384 * freedom**3)
        + (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / (92160 * freedom**4)
    )


def tail(t: float, freedom: int) -> float:
    """The two-sided p-value of Student's t by Wallace's approximation (1959): within 1 % from nine degrees on."""
    x = (8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log(1.0 + t * t / freedom))
    return 2.0 * _NORMAL.cdf(-x)


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """Holm's step-down corrected p-values (1979), in the order given; None stays None and is not counted."""
    ranked = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    corrected: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for rank, (p, place) in enumerate(ranked):
        highest = max(highest, min(1.0, p * (len(ranked) - rank)))
        corrected[place] = highest
    return corrected


def seeds_needed(deviation: float, difference: float) -> int:
    """How many pairs show a `difference` with power 0.9 at two-sided 5 %, their differences having this deviation."""
    z = _NORMAL.inv_cdf(0.975) + _NORMAL.inv_cdf(0.9)
    return max(2, int((z * deviation / difference) ** 2) + 1)
