"""Intervals and tail probabilities that a finding can rest on.

Correlations: R. A. Fisher's z (1915). Its standard error 1/sqrt(n - 3) lies close to 1/sqrt(n - 1), the exact spread of
the correlation of two rows that have nothing to do with each other, whatever their distributions (E. J. G. Pitman
1937), so that it is honest about zero for 0/1 marks too. Proportions: E. B. Wilson (1927), which for marks between 0
and 1 is wider than need be, never narrower. Rare choices: the exact binomial tail. Two signs that point the same way
are put together as S. A. Stouffer did (1949): the sum of their deviates over the root of two is a deviate again.
"""

from math import atanh, comb, sqrt, tanh
from statistics import NormalDist

LEVEL = 0.95


def correlation_interval(r: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a correlation `r` of `n` pairs; (-1, 1), which says nothing, for fewer than four."""
    if n < 4:
        return (-1.0, 1.0)
    middle, reach = _z(r), deviate(level) / sqrt(n - 3)
    return (tanh(middle - reach), tanh(middle + reach))


def correlation_deviate(r: float, n: int) -> float:
    """How many standard errors a correlation of n pairs lies above zero; 0 for fewer than four."""
    return _z(r) * sqrt(n - 3) if n > 3 else 0.0


def _z(r: float) -> float:
    return atanh(min(max(r, -0.999999), 0.999999))


def proportion_interval(share: float, n: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a proportion, or of the mean of n marks between 0 and 1; (0, 1) for none."""
    if n < 1:
        return (0.0, 1.0)
    z = deviate(level)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (max(0.0, middle - reach), min(1.0, middle + reach))


def at_most(count: int, n: int, share: float) -> float:
    """How probable `count` of n or fewer are where each comes with probability `share`."""
    return min(1.0, sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(count + 1)))


def deviate(level: float) -> float:
    """How many standard errors a two-sided interval of this level reaches."""
    return NormalDist().inv_cdf((1 + level) / 2)
