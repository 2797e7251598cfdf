"""How good predictions of right answers are: log loss, RMSE (bins), AUC. Weighted, since the bootstrap weighs items."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate
from math import floor, fsum, log, sqrt
from operator import itemgetter, mul, sub
from typing import TypeAlias

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


class Bins:
    """The bins of some reviews, sorted once so that RMSE (bins) of each model under each weighing costs little."""

    def __init__(self, bins: Sequence[Hashable]) -> None:
        numbers = {each: number for number, each in enumerate(dict.fromkeys(bins))}
        of_bin = [numbers[each] for each in bins]
        order = sorted(range(len(bins)), key=of_bin.__getitem__)
        in_order = [of_bin[place] for place in order]
        self.ordered = picker(order)
        self.starts = picker(bisect_left(in_order, number) for number in range(len(numbers)))
        self.ends = picker(bisect_right(in_order, number) for number in range(len(numbers)))

    def excess(self, predicted: Sequence[float], right: Sequence[bool]) -> list[float]:
        """How much more each review was predicted than it came true, in the order of the bins."""
        return list(self.ordered(list(map(sub, predicted, right))))

    def weighed(self, weights: Sequence[float]) -> "Weighed":
        """The weights of reviews in the order of the bins, and of each bin."""
        ordered = self.ordered(weights)
        return Weighed(ordered, self._sums(ordered))

    def rmse(self, excess: Sequence[float], weighed: "Weighed") -> float:
        """The root of the mean squared difference, over bins, between what was predicted and what happened.

        Bins weigh as much as the reviews in them; 0 where nothing weighs anything.
        """
        over = self._sums(list(map(mul, weighed.reviews, excess)))
        squares = (one * one / weight for one, weight in zip(over, weighed.bins, strict=True) if weight > 0)
        total = sum(weighed.bins)
        return sqrt(max(0.0, sum(squares)) / total) if total > 0 else 0.0

    def _sums(self, ordered: Sequence[float]) -> list[float]:
        running = list(accumulate(ordered, initial=0.0))
        return list(map(sub, self.ends(running), self.starts(running)))


class Weighed(Struct, frozen=True):
    """How much each review weighs, in the order of the bins, and how much each bin."""

    reviews: Sequence[float]
    bins: Sequence[float]


def rmse_bins(predicted: Sequence[float], right: Sequence[bool], bins: Sequence[Hashable]) -> float:
    """The RMSE (bins), every review weighing the same."""
    binned = Bins(bins)
    return binned.rmse(binned.excess(predicted, right), binned.weighed([1.0] * len(right)))


class Ranked:
    """AUC: the probability that a right answer was given a higher prediction than a wrong one; ties count half.

    Mann & Whitney's U as a share, sorted once so that other weights cost one pass.
    """

    def __init__(self, predicted: Sequence[float], right: Sequence[bool]) -> None:
        order = sorted(range(len(predicted)), key=predicted.__getitem__)
        rights, wrongs = ([place for place in order if right[place] == which] for which in (True, False))
        values = [predicted[place] for place in rights]
        self.rights, self.wrongs = picker(rights), picker(wrongs)
        self.below = picker(bisect_left(values, predicted[place]) for place in wrongs)
        self.upto = picker(bisect_right(values, predicted[place]) for place in wrongs)

    def value(self, weights: Sequence[float]) -> float | None:
        """The AUC where review i weighs weights[i]; None where nothing right, or nothing wrong, weighs anything."""
        wrong = self.wrongs(weights)
        running = list(accumulate(self.rights(weights), initial=0.0))
        pairs = running[-1] * sum(wrong)
        if pairs <= 0:
            return None
        not_above = sum(map(mul, wrong, self.below(running))) + sum(map(mul, wrong, self.upto(running)))
        return float(1.0 - not_above / 2 / pairs)


def auc(predicted: Sequence[float], right: Sequence[bool]) -> float | None:
    """The AUC, every review weighing the same; None where all answers are right, or all wrong."""
    return Ranked(predicted, right).value([1.0] * len(right))


def picker(places: Iterable[int]) -> Callable[[Sequence[float]], Sequence[float]]:
    """What picks the values in these places, at the speed of `itemgetter`, which alone gives one value bare."""
    found = list(places)
    if len(found) > 1:
        return itemgetter(*found)
    return lambda values: [values[place] for place in found]


class Calibration(Struct, frozen=True):
    """What was predicted on average (0–1), and what happened."""

    predicted: float
    actual: float


def calibration(predicted: Sequence[float], right: Sequence[bool]) -> Calibration:
    """Mean prediction and share of right answers."""
    return Calibration(fsum(predicted) / len(predicted), sum(right) / len(right))
