"""Statistics of a test and of its items, as Moodle defines them.

Facility, standard deviation, discrimination index (the corrected item-total correlation), discriminative efficiency,
intended and effective weight; mean, median, skewness, kurtosis, the coefficient of internal consistency (Cronbach's
alpha, for 0/1 marks KR-20), error ratio and standard error. Source: Moodle's documentation, "Quiz statistics
calculations"; variances with n - 1. Where everyone saw every item the rest of the test is its sum; else it is the share
reached of what was seen. A figure that is undefined is None, and `reasons` says why.
"""

from math import sqrt
from statistics import fmean, median

from msgspec import Struct

from learn.analysis.matrix import Matrix
from learn.analysis.moments import covariance, kurtosis, skewness, variance


class ItemStatistics(Struct, frozen=True):
    """One item. Weights, index and efficiency are percentages; facility, the point-biserial and alpha fractions.

    `n` students saw it; `sd` is in marks.
    """

    item: str
    n: int
    facility: float | None
    sd: float | None
    intended_weight: float | None
    effective_weight: float | None
    discrimination_index: float | None
    discriminative_efficiency: float | None
    point_biserial_corrected: float | None
    alpha_if_deleted: float | None
    reasons: dict[str, str] = {}


class TestStatistics(Struct, frozen=True):
    """The whole test: mean, median, sd and standard error in marks; cic and error ratio in percent."""

    __test__ = False  # not a test of pytest's

    mean: float | None
    median: float | None
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    cic: float | None
    error_ratio: float | None
    standard_error: float | None
    reasons: dict[str, str] = {}


NO_VARIANCE = "everyone has the same mark"
TOO_FEW = "fewer than two students"
INCOMPLETE = "not everyone saw every item"
ONE_ITEM = "fewer than two items"


def item_statistics(matrix: Matrix) -> list[ItemStatistics]:
    """The statistics of every item, in the order of the matrix."""
    weights = _effective_weights(matrix)
    whole = sum(matrix.maxima)
    return [_item(matrix, item, weights[item], whole) for item in range(len(matrix.items))]


def _item(matrix: Matrix, item: int, effective: float | None, whole: float) -> ItemStatistics:
    seen = matrix.column(item)
    marks = [mark for _, mark in seen]
    spread = variance(marks)
    pairs = [(mark, rest) for student, mark in seen if (rest := _rest(matrix, student, item)) is not None]
    index, efficiency = _discrimination([mark for mark, _ in pairs], [rest for _, rest in pairs])
    deleted, why_not = _alpha_without(matrix, item)
    return ItemStatistics(
        item=matrix.items[item],
        n=len(seen),
        facility=fmean(marks) / matrix.maxima[item] if marks else None,
        sd=None if spread is None else sqrt(spread),
        intended_weight=100 * matrix.maxima[item] / whole if whole else None,
        effective_weight=effective,
        discrimination_index=None if index is None else 100 * index,
        discriminative_efficiency=None if efficiency is None else 100 * efficiency,
        point_biserial_corrected=index,
        alpha_if_deleted=deleted,
        reasons=_reasons(marks, spread, index, effective, matrix, why_not),
    )


def _rest(matrix: Matrix, student: int, item: int) -> float | None:
    """What a student reached on the other items: in marks, or as a share of what was seen."""
    return matrix.total(student, item) if matrix.complete else matrix.reached(student, item)


def _discrimination(marks: list[float], rest: list[float]) -> tuple[float | None, float | None]:
    """Corrected item-total correlation, and the covariance as a share of the greatest that these marks could have."""
    joint, own, other = covariance(marks, rest), variance(marks), variance(rest)
    if joint is None or not own or not other:
        return None, None
    greatest = covariance(sorted(marks), sorted(rest))
    return joint / sqrt(own * other), joint / greatest if greatest else None


def _effective_weights(matrix: Matrix) -> list[float | None]:
    """How much each item moves the total, in percent: the root of its covariance with the total, over their sum.

    None for an item that pulls against the total, and for all where not everyone saw every item.
    """
    count = len(matrix.items)
    if not matrix.complete or len(matrix.students) < 2:
        return [None] * count
    totals = [matrix.total(student) for student in range(len(matrix.students))]
    joint = [covariance([mark for _, mark in matrix.column(item)], totals) or 0.0 for item in range(count)]
    roots = [sqrt(value) if value >= 0 else None for value in joint]
    whole = sum(root for root in roots if root is not None)
    return [100 * root / whole if root is not None and whole else None for root in roots]


def alpha(matrix: Matrix) -> tuple[float | None, str]:
    """Cronbach's alpha (1951) as a fraction, or None and the reason."""
    count = len(matrix.items)
    if not matrix.complete:
        return None, INCOMPLETE
    if count < 2:
        return None, ONE_ITEM
    totals = [matrix.total(student) for student in range(len(matrix.students))]
    spread = variance(totals)
    if spread is None:
        return None, TOO_FEW
    if not spread:
        return None, NO_VARIANCE
    parts = sum(variance([mark for _, mark in matrix.column(item)]) or 0.0 for item in range(count))
    return count / (count - 1) * (1 - parts / spread), ""


def _alpha_without(matrix: Matrix, item: int) -> tuple[float | None, str]:
    return alpha(matrix.keep([other for other in range(len(matrix.items)) if other != item]))


def _reasons(
    marks: list[float],
    spread: float | None,
    index: float | None,
    effective: float | None,
    matrix: Matrix,
    why_no_alpha: str,
) -> dict[str, str]:
    """Why what is None is None."""
    found: dict[str, str] = {}
    if not marks:
        found["facility"] = "nobody saw it"
    if spread is None:
        found["sd"] = TOO_FEW
    if index is None:
        found["discrimination_index"] = TOO_FEW if spread is None else "the marks, or those of the rest, do not vary"
    if effective is None:
        found["effective_weight"] = "it pulls against the total" if matrix.complete and spread else INCOMPLETE
    if why_no_alpha:
        found["alpha_if_deleted"] = why_no_alpha
    return found


def test_statistics(matrix: Matrix) -> TestStatistics:
    """The statistics of the whole test. Where not everyone saw every item, totals are over what was seen."""
    totals = [matrix.total(student) for student in range(len(matrix.students))]
    spread = variance(totals)
    sd = None if spread is None else sqrt(spread)
    consistency, why = alpha(matrix)
    ratio = None if consistency is None else sqrt(1 - consistency)
    return TestStatistics(
        mean=fmean(totals) if totals else None,
        median=median(totals) if totals else None,
        sd=sd,
        skewness=skewness(totals),
        kurtosis=kurtosis(totals),
        cic=None if consistency is None else 100 * consistency,
        error_ratio=None if ratio is None else 100 * ratio,
        standard_error=None if ratio is None or sd is None else ratio * sd,
        reasons={"cic": why} if why else {},
    )


test_statistics.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's
