"""Intervals by the bootstrap: items are drawn again with all their reviews, since reviews of one item are alike.

Efron & Tibshirani, An Introduction to the Bootstrap (1993), percentile intervals; clusters as in Field & Welsh (2007).
Every model is judged on the same draws, so that differences are paired.
"""

from collections.abc import Iterator, Sequence
from math import fsum, sqrt
from random import Random

LEVEL = 0.95

Interval = tuple[float, float]


def draws(clusters: int, times: int, rng: Random) -> Iterator[list[float]]:
    """So many times, how often each of the clusters was drawn when as many were drawn with replacement."""
    for _ in range(times):
        weights = [0.0] * clusters
        for drawn in rng.choices(range(clusters), k=clusters):
            weights[drawn] += 1.0
        yield weights


def interval(values: Sequence[float], level: float = LEVEL) -> Interval:
    """The middle share `level` of the values, between order statistics by linear interpolation."""
    ordered = sorted(values)
    tail = (1.0 - level) / 2
    return _quantile(ordered, tail), _quantile(ordered, 1.0 - tail)


def interval_of_root(values: Sequence[float], measured: float) -> Interval:
    """The interval of a root mean square, which drawing inflates: chance differences are squared and never cancel.

    So much as the draws' mean square exceeds the `measured` one is taken off each of them.
    """
    excess = fsum(value * value for value in values) / len(values) - measured * measured
    return interval([sqrt(max(0.0, value * value - excess)) for value in values])


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
