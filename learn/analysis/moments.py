"""Sums over marks as item statistics need them: variances with n - 1, and Fisher's k-statistics.

The formulas are those of Moodle's documentation of quiz statistics ("Quiz statistics calculations"), which follow
M. G. Bulmer, Principles of Statistics (1979).
"""

from collections.abc import Sequence
from operator import mul
from statistics import fmean


def variance(values: Sequence[float]) -> float | None:
    """The sample variance (n - 1), 0 for equal values whatever their rounding; None for fewer than two values."""
    if len(values) < 2:
        return None
    return 0.0 if min(values) == max(values) else covariance(values, values)


def covariance(first: Sequence[float], second: Sequence[float]) -> float | None:
    """The sample covariance (n - 1) of two equally long rows; None for fewer than two values."""
    n = len(first)
    if n < 2:
        return None
    return float(sum(map(mul, deviations(first), deviations(second)))) / (n - 1)


def deviations(values: Sequence[float]) -> list[float]:
    """How far each value lies from their mean."""
    mean = fmean(values)
    return [value - mean for value in values]


def skewness(values: Sequence[float]) -> float | None:
    """k3 / k2^(3/2); None for fewer than three values, or for equal ones."""
    n, (m2, m3, _) = len(values), _central(values)
    if n < 3 or not variance(values):
        return None
    k2, k3 = n * m2 / (n - 1), n * n * m3 / ((n - 1) * (n - 2))
    return float(k3 / k2**1.5)


def kurtosis(values: Sequence[float]) -> float | None:
    """k4 / k2², 0 for a normal distribution; None for fewer than four values, or for equal ones."""
    n, (m2, _, m4) = len(values), _central(values)
    if n < 4 or not variance(values):
        return None
    k2 = n * m2 / (n - 1)
    k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2**2) / ((n - 1) * (n - 2) * (n - 3))
    return float(k4 / k2**2)


def _central(values: Sequence[float]) -> tuple[float, float, float]:
    """The second, third and fourth central moments (divided by n); zeros for no values."""
    if not values:
        return (0.0, 0.0, 0.0)
    off, n = deviations(values), len(values)
    return (sum(d * d for d in off) / n, sum(d**3 for d in off) / n, sum(d**4 for d in off) / n)
