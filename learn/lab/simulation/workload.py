"""Equal workload: the pace at which a scheduler asks for as much as another, found on seeds of its own."""

from collections.abc import Sequence
from statistics import fmean
from typing import Literal

from msgspec import Struct

from learn.lab.simulation.course import Arm, Outcome, follow
from learn.lab.simulation.world import World

Measure = Literal["minutes", "answers"]

TOLERANCE = 0.005
HALVINGS = 12
SLOWEST, FASTEST = 0.02, 0.995


class Pace(Struct, frozen=True):
    """A pace (0–1), and by how much (relative) its workload misses what was wanted."""

    value: float
    miss: float

    @property
    def matched(self) -> bool:
        """Whether the workload is the one that was wanted."""
        return abs(self.miss) <= TOLERANCE


def workload(outcomes: Sequence[Outcome], measure: Measure) -> float:
    """The mean minutes, or answers, of some courses."""
    return fmean(one.minutes if measure == "minutes" else one.answers for one in outcomes)


def matching_pace(
    world: World, arm: Arm, days: int, seeds: Sequence[int], wanted: float, measure: Measure = "minutes"
) -> Pace:
    """The pace at which an arm's mean workload over `seeds` is `wanted`, by bisection; the nearest one met."""
    low, high = SLOWEST, FASTEST
    best = Pace(high, float("inf"))
    for _ in range(HALVINGS):
        pace = (low + high) / 2.0
        done = workload([follow(world, arm, pace, days, seed) for seed in seeds], measure)
        met = Pace(pace, done / wanted - 1.0)
        best = min(best, met, key=lambda one: abs(one.miss))
        if best.matched:
            break
        low, high = (pace, high) if met.miss < 0.0 else (low, pace)
    return best
