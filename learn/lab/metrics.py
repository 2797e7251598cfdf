"""How good predictions of right answers are: log loss, RMSE (bins), AUC. Weighted, since the bootstrap weighs items."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from math import floor, fsum, log, sqrt
from operator import itemgetter, mul
from typing import Any, TypeAlias

from msgspec import Struct

SMALLEST = 2.0**-52
"""Predictions are kept this far from 0 and 1 in log loss, as in scikit-learn: a sure mistake would be infinite."""

Bin: TypeAlias = tuple[float, float, float]


def loss(predicted: float, right: bool) -> float:
    """The log loss of one prediction: -ln of the probability that it gave to what happened."""
    return -log(max(SMALLEST, predicted if right else 1.0 - predicted))


def log_loss(predicted: Sequence[float], right: Sequence[bool]) -> float:
    """The mean log loss."""
    return sum(map(loss, predicted, right)) / len(right)


def bin_of(elapsed: int, number: int, lapses: int) -> Bin:
    """The bin of a review by days since the last one (1 or more), its number in the item's history from 1, and lapses.

    As the srs-benchmark defines RMSE (bins): each on a logarithmic scale
    (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Metric).
    """
    return (
        round(2.48 * 3.62 ** floor(log(elapsed) / log(3.62)), 2),
        round(1.99 * 1.89 ** floor(log(number) / log(1.89))),
        round(1.65 * 1.73 ** floor(log(lapses) / log(1.73))) if lapses else 0,
    )


class Binned:
    """RMSE (bins): the root of the mean squared difference, over bins, between what was predicted and what happened.

    Bins weigh as many reviews as are in them.
    """

    def __init__(self, predicted: Sequence[float], right: Sequence[bool], bins: Sequence[Hashable]) -> None:
        numbers = {each: number for number, each in enumerate(dict.fromkeys(bins))}
        of_bin = [numbers[each] for each in bins]
        self.order = sorted(range(len(bins)), key=of_bin.__getitem__)
        in_order = [of_bin[place] for place in self.order]
        self.starts = [bisect_left(in_order, number) for number in range(len(numbers))]
        self.excess = [predicted[place] - right[place] for place in self.order]

    def value(self, weights: Sequence[float] | None = None) -> float:
        """The RMSE where review i weighs weights[i] (all 1 where none are given); 0 where nothing weighs anything."""
        ordered = [1.0] * len(self.order) if weights is None else [weights[place] for place in self.order]
        sums = _sums(ordered, self.starts)
        excess = _sums(list(map(mul, ordered, self.excess)), self.starts)
        total = sum(sums)
        squares = (over * over / weight for over, weight in zip(excess, sums, strict=True) if weight > 0)
        return sqrt(sum(squares) / total) if total > 0 else 0.0


def _sums(values: list[float], starts: list[int]) -> list[float]:
    """The sum of each run of values, which begin at `starts`."""
    running = list(accumulate(values, initial=0.0))
    ends = [*starts[1:], len(values)]
    return [running[end] - running[start] for start, end in zip(starts, ends, strict=True)]


def rmse_bins(predicted: Sequence[float], right: Sequence[bool], bins: Sequence[Hashable]) -> float:
    """The RMSE (bins), every review weighing the same."""
    return Binned(predicted, right, bins).value()


class Ranked:
    """AUC: the probability that a right answer was given a higher prediction than a wrong one; ties count half.

    Mann & Whitney's U as a share, sorted once so that other weights cost one pass.
    """

    def __init__(self, predicted: Sequence[float], right: Sequence[bool]) -> None:
        self.order = sorted(range(len(predicted)), key=predicted.__getitem__)
        values = [predicted[place] for place in self.order]
        self.right = [float(right[place]) for place in self.order]
        self.wrong = [1.0 - each for each in self.right]
        self.lower = _getter(bisect_left(values, value) for value in values)
        self.upper = _getter(bisect_right(values, value) for value in values)

    def value(self, weights: Sequence[float] | None = None) -> float | None:
        """The AUC where review i weighs weights[i]; None where all answers are right, or all wrong."""
        ordered = [1.0] * len(self.order) if weights is None else [weights[place] for place in self.order]
        right, wrong = list(map(mul, ordered, self.right)), list(map(mul, ordered, self.wrong))
        pairs = sum(right) * sum(wrong)
        if pairs <= 0:
            return None
        running = list(accumulate(wrong, initial=0.0))
        below = sum(map(mul, right, self.lower(running))) + sum(map(mul, right, self.upper(running)))
        return float(below / 2 / pairs)


class _getter:  # noqa: N801 - stands for `itemgetter`, which gives one item bare and fails on none
    def __init__(self, places: Iterable[int]) -> None:
        self.places = list(places)
        self.get: Any = itemgetter(*self.places) if len(self.places) > 1 else None

    def __call__(self, values: Sequence[float]) -> Sequence[float]:
        return self.get(values) if self.get else [values[place] for place in self.places]


def auc(predicted: Sequence[float], right: Sequence[bool]) -> float | None:
    """The AUC, every review weighing the same; None where all answers are right, or all wrong."""
    return Ranked(predicted, right).value()


class Calibration(Struct, frozen=True):
    """What was predicted on average (0–1), and what happened."""

    predicted: float
    actual: float


def calibration(predicted: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Mean prediction and share of right answers."""
    return Calibration(fsum(predicted) / len(predicted), sum(right) / len(right))
