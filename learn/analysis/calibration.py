"""Calibration: whether what was predicted came true, by kind of question."""

from collections.abc import Iterable, Mapping
from math import sqrt

from msgspec import Struct

from learn.analysis.outcomes import Outcome
from learn.analysis.tally import Tally


class Calibration(Struct, frozen=True):
    """Predicted and observed share of right answers of one kind, and a 95 % interval (Wilson 1927) of the latter."""

    kind: str
    n: int
    predicted: float
    observed: float
    low: float
    high: float


def by_kind(outcomes: Iterable[Outcome]) -> list[Calibration]:
    """One row for each kind that was asked, most answered first, then by name."""
    kinds: dict[str, Tally] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.kind, Tally()).add(outcome)
    return calibrated(kinds)


def calibrated(kinds: Mapping[str, Tally]) -> list[Calibration]:
    """The rows over what was counted of each kind."""
    rows = [_row(kind, tally) for kind, tally in kinds.items()]
    return sorted(rows, key=lambda row: (-row.n, row.kind))


def _row(kind: str, tally: Tally) -> Calibration:
    low, high = wilson(tally.right, tally.n)
    return Calibration(kind, tally.n, tally.predicted / tally.n, tally.right / tally.n, low, high)


def wilson(successes: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927); (0, 1) for n = 0."""
    if n == 0:
        return (0.0, 1.0)
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return (max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))
