"""Statistics of a test and of its items, as Moodle defines them.

Facility, standard deviation, discrimination index (the corrected item-total correlation), discriminative efficiency,
intended and effective weight; mean, median, skewness, kurtosis, the coefficient of internal consistency (Cronbach's
alpha, for 0/1 marks KR-20), error ratio and standard error. Source: Moodle's documentation, "Quiz statistics
calculations"; variances with n - 1. Where everyone saw every item the rest of the test is its sum; else it is the share
reached of what was seen. A figure that is undefined is None, and `reasons` says why.
"""

from collections.abc import Iterator, Sequence
from math import sqrt
from operator import mul
from statistics import fmean, median

from msgspec import Struct, structs

from learn.analysis.matrix import Matrix
from learn.analysis.moments import covariance, deviations, kurtosis, skewness, variance
from learn.analysis.rests import Rests
from learn.language import tr, translatable


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


NO_VARIANCE = translatable("everyone has the same mark")
TOO_FEW = translatable("fewer than two students")
INCOMPLETE = translatable("not everyone saw every item")
ONE_ITEM = translatable("fewer than two items")
ROUNDING = 1e-12
"""Covariances so close to zero are zero."""


def item_statistics(matrix: Matrix) -> list[ItemStatistics]:
    """The statistics of every item, in the order of the matrix."""
    return [figures for figures, _ in with_rests(matrix)]


def with_rests(matrix: Matrix) -> Iterator[tuple[ItemStatistics, dict[int, float]]]:
    """The statistics of every item, and with each what those who saw it reached on the rest of the test."""
    sums = Rests(matrix)
    weights = _effective_weights(sums)
    parts = _variances(sums)
    for item in range(len(matrix.items)):
        rest = sums.without(item)
        yield _item(sums, item, weights[item], parts, rest), rest


def _variances(sums: Rests) -> list[float | None]:
    return [variance(marks) for marks in sums.marks]


def _item(
    sums: Rests, item: int, effective: float | None, parts: Sequence[float | None], rest: dict[int, float]
) -> ItemStatistics:
    matrix, whole, spread = sums.matrix, sum(sums.matrix.maxima), parts[item]
    marks, others = sums.marks[item], list(rest.values())
    index, efficiency = _discrimination(
        marks if len(rest) == len(marks) else [mark for student, mark in sums.columns[item] if student in rest], others
    )
    deleted, why_not = _alpha(sums.complete, [*parts[:item], *parts[item + 1 :]], others)
    return ItemStatistics(
        item=matrix.items[item],
        n=len(marks),
        facility=fmean(marks) / matrix.maxima[item] if marks else None,
        sd=None if spread is None else sqrt(spread),
        intended_weight=100 * matrix.maxima[item] / whole if whole else None,
        effective_weight=effective,
        discrimination_index=None if index is None else 100 * index,
        discriminative_efficiency=None if efficiency is None else 100 * efficiency,
        point_biserial_corrected=index,
        alpha_if_deleted=deleted,
        reasons=_reasons(marks, index, efficiency)
        | _because("effective_weight", _no_weight(sums, marks, effective))
        | _because("alpha_if_deleted", why_not),
    )


def _discrimination(marks: list[float], rest: list[float]) -> tuple[float | None, float | None]:
    """Corrected item-total correlation, and the covariance as a share of the greatest that these marks could have."""
    if len(marks) < 2 or min(marks) == max(marks) or min(rest) == max(rest):
        return None, None
    own, other = deviations(marks), deviations(rest)
    joint, greatest = sum(map(mul, own, other)), sum(map(mul, sorted(own), sorted(other)))
    spread = sqrt(sum(map(mul, own, own)) * sum(map(mul, other, other)))
    return joint / spread, joint / greatest if greatest else None


def _effective_weights(sums: Rests) -> list[float | None]:
    """How much each item moves the total, in percent: the root of its covariance with the total, over their sum.

    None for an item that pulls against the total, and for all where not everyone saw every item.
    """
    matrix, count = sums.matrix, len(sums.matrix.items)
    if not sums.complete or len(matrix.students) < 2:
        return [None] * count
    joint = [covariance(marks, sums.totals) or 0.0 for marks in sums.marks]
    roots = [sqrt(max(value, 0.0)) if value > -ROUNDING else None for value in joint]
    whole = sum(root for root in roots if root is not None)
    return [100 * root / whole if root is not None and whole else None for root in roots]


def alpha(matrix: Matrix) -> tuple[float | None, str]:
    """Cronbach's alpha (1951) as a fraction, or None and the reason."""
    sums = Rests(matrix)
    return _alpha(sums.complete, _variances(sums), sums.totals)


def _alpha(complete: bool, parts: Sequence[float | None], totals: Sequence[float]) -> tuple[float | None, str]:
    """Alpha from the variances of the items and the totals of the students."""
    count = len(parts)
    if not complete:
        return None, INCOMPLETE
    if count < 2:
        return None, ONE_ITEM
    spread = variance(totals)
    if spread is None:
        return None, TOO_FEW
    if not spread:
        return None, NO_VARIANCE
    return count / (count - 1) * (1 - sum(part or 0.0 for part in parts) / spread), ""


def _because(figure: str, reason: str) -> dict[str, str]:
    return {figure: tr(reason)} if reason else {}


def _reasons(marks: list[float], index: float | None, efficiency: float | None) -> dict[str, str]:
    """Why what is None is None."""
    found: dict[str, str] = {}
    few = len(marks) < 2
    if not marks:
        found["facility"] = translatable("nobody saw it")
    if few:
        found["sd"] = TOO_FEW
    if index is None:
        found["discrimination_index"] = TOO_FEW if few else translatable("the marks, or those of the rest, do not vary")
        found["point_biserial_corrected"] = found["discrimination_index"]
    if efficiency is None:
        found["discriminative_efficiency"] = found.get("discrimination_index", NO_VARIANCE)
    return {figure: tr(reason) for figure, reason in found.items()}


def _no_weight(sums: Rests, marks: list[float], effective: float | None) -> str:
    if effective is not None:
        return ""
    if not sums.complete:
        return INCOMPLETE
    if len(marks) < 2:
        return TOO_FEW
    return translatable("it pulls against the total") if variance(sums.totals) else NO_VARIANCE


def test_statistics(matrix: Matrix) -> TestStatistics:
    """The statistics of the whole test. Where not everyone saw every item, totals are over what was seen."""
    sums = Rests(matrix)
    totals = sums.totals
    spread = variance(totals)
    sd = None if spread is None else sqrt(spread)
    consistency, why = _alpha(sums.complete, _variances(sums), totals)
    ratio = None if consistency is None else sqrt(1 - consistency)
    found = TestStatistics(
        mean=fmean(totals) if totals else None,
        median=median(totals) if totals else None,
        sd=sd,
        skewness=skewness(totals),
        kurtosis=kurtosis(totals),
        cic=None if consistency is None else 100 * consistency,
        error_ratio=None if ratio is None else 100 * ratio,
        standard_error=None if ratio is None or sd is None else ratio * sd,
    )
    return structs.replace(found, reasons=_test_reasons(found, len(totals), why))


def _test_reasons(found: TestStatistics, n: int, no_alpha: str) -> dict[str, str]:
    """Why what is None is None."""
    reasons = {
        "mean": translatable("nobody took it"),
        "median": translatable("nobody took it"),
        "sd": TOO_FEW,
        "skewness": translatable("fewer than three students") if n < 3 else NO_VARIANCE,
        "kurtosis": translatable("fewer than four students") if n < 4 else NO_VARIANCE,
        **dict.fromkeys(("cic", "error_ratio", "standard_error"), no_alpha),
    }
    return {figure: tr(reason) for figure, reason in reasons.items() if getattr(found, figure) is None}


test_statistics.__test__ = False  # type: ignore[attr-defined]  # not a test of pytest's
