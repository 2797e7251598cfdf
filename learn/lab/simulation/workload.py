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

GLANCE, FAR_OFF = 3, 0.3
"""Seeds that are looked at first; where they miss by so much, the rest need not be asked which way to go."""

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
        met = Pace(pace, _miss(world, arm, pace, days, seeds, wanted, measure))
        best = min(best, met, key=lambda one: abs(one.miss))
        if best.matched:
            break
        low, high = (pace, high) if met.miss < 0.0 else (low, pace)
    return best


def _miss(
    world: World, arm: Arm, pace: float, days: int, seeds: Sequence[int], wanted: float, measure: Measure
) -> float:
    """By how much (relative) the workload at a pace misses what is wanted; where it is far off, by a glance."""
    done = [follow(world, arm, pace, days, seed) for seed in seeds[:GLANCE]]
    miss = workload(done, measure) / wanted - 1.0
    if abs(miss) > FAR_OFF:
        return miss
    done += [follow(world, arm, pace, days, seed) for seed in seeds[GLANCE:]]
    return workload(done, measure) / wanted - 1.0
