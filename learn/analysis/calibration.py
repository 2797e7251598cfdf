"""Calibration: whether what was predicted came true, by kind of question."""

from collections.abc import Sequence
from math import sqrt

from msgspec import Struct

from learn.analysis.outcomes import Outcome


class Calibration(Struct, frozen=True):
    """Predicted and observed share of right answers of one kind, and a 95 % interval (Wilson 1927) of the latter."""

    kind: str
    n: int
    predicted: float
    observed: float
    low: float
    high: float


def by_kind(outcomes: Sequence[Outcome]) -> list[Calibration]:
    """One row for each kind that was asked, most answered first, then by name."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        kinds.setdefault(outcome.kind, []).append(outcome)
    rows = [_row(kind, some) for kind, some in kinds.items()]
    return sorted(rows, key=lambda row: (-row.n, row.kind))


def _row(kind: str, outcomes: Sequence[Outcome]) -> Calibration:
    n = len(outcomes)
    right = sum(outcome.right for outcome in outcomes)
    low, high = wilson(right, n)
    return Calibration(kind, n, sum(outcome.predicted for outcome in outcomes) / n, right / n, low, high)


def wilson(successes: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927); (0, 1) for n = 0."""
    if n == 0:
        return (0.0, 1.0)
    share = successes / n
    centre = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return (max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))
