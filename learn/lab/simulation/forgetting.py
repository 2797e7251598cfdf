"""The true memory of one fact in a simulated learner: ACT-R, power or exponential, never FSRS.

Each question of a fact has a memory of its own; an answer strengthens it in full and its sisters by the share rho.
Places count the questions of the fact; the last place is that of a fresh one, which is never practised. Days are
those of the course.
"""

from collections.abc import Callable
from math import exp, log
from random import Random
from typing import Protocol

from learn.lab.simulation.world import World

READING = -1
"""The place of an exposure that serves all questions of the fact alike."""


class Memory(Protocol):
    """What a learner truly remembers of one fact."""

    def recall(self, place: int, day: float, closed: bool) -> float:
        """The probability (0–1) of knowing the answer to one of its questions."""

    def read(self, day: int) -> None:
        """The lesson is read."""

    def answered(self, place: int, day: int, closed: bool, recalled: bool) -> None:
        """An answer, and its feedback."""


def make_memories(world: World, questions: list[int], rng: Random) -> list[Memory]:
    """One learner's memory of each fact, which has so many `questions`; some facts are known before."""
    learner = rng.gauss(world.ability, world.learner_spread)
    make = MAKERS[world.forgetting]
    return [
        make(world, count + 1, learner + rng.gauss(0.0, world.fact_spread), rng.random() < world.known, rng)
        for count in questions
    ]


class Blank:
    """The memory of one who never learns."""

    def recall(self, place: int, day: float, closed: bool) -> float:  # noqa: ARG002
        """Nothing."""
        return 0.0

    def read(self, day: int) -> None:
        """Nothing stays."""

    def answered(self, place: int, day: int, closed: bool, recalled: bool) -> None:
        """Nothing stays."""


DAY = 2160.0
"""Seconds that a day between sessions counts for: 86,400 × 0.025 (Pavlik & Anderson 2005)."""

STEP = 300.0
"""Seconds between exposures on one day."""

DECAY_INTERCEPT, DECAY_SCALE, THRESHOLD, NOISE = 0.177, 0.217, -0.704, 0.255
RECOGNITION = 0.35
STUDIED = 0.5
"""The weight of feedback on what was not recalled."""


class Actr:
    """Base-level activation with spacing: Pavlik & Anderson 2005, equations 1 to 5."""

    __slots__ = ("_at", "_found", "_last", "_recognised", "_rho", "_traces", "base")

    def __init__(self, world: World, base: float, known: list[float]) -> None:
        """`base` is β; `known` the days, before the course, of old traces."""
        self._rho, self._recognised = world.rho, world.recognised
        self.base = base
        self._traces = [(day * DAY, -DECAY_INTERCEPT, 1.0, READING) for day in known]
        self._last = -1e9
        self._at, self._found = (READING, -1e9), -50.0

    def _activation(self, place: int, now: float) -> float:
        """At a time in seconds; an answer needs it twice, so the last one is kept."""
        if self._at != (place, now):
            self._at, self._found = (place, now), self._summed(place, now)
        return self._found

    def _summed(self, place: int, now: float) -> float:
        total, rho = 0.0, self._rho
        for time, decay, weight, of in self._traces:
            strength = weight * (now - time) ** decay
            total += strength if of in (place, READING) else strength * rho
        return log(total) + self.base if total > 0.0 else -50.0

    def recall(self, place: int, day: float, closed: bool) -> float:
        """See `Memory`."""
        return self._recall(place, max(day * DAY, self._last + STEP), closed)

    def _recall(self, place: int, now: float, closed: bool) -> float:
        above = self._activation(place, now) - THRESHOLD + (RECOGNITION if closed else 0.0)
        return 1.0 / (1.0 + exp(-above / NOISE))

    def read(self, day: int) -> None:
        """See `Memory`."""
        self._expose(day, READING, 1.0)

    def answered(self, place: int, day: int, closed: bool, recalled: bool) -> None:
        """See `Memory`."""
        self._expose(day, place, (self._recognised if closed else 1.0) if recalled else STUDIED)

    def _expose(self, day: int, place: int, weight: float) -> None:
        now = max(day * DAY, self._last + STEP)
        decay = DECAY_SCALE * exp(self._activation(place, now)) + DECAY_INTERCEPT
        self._traces.append((now, -decay, weight, place))
        self._at = (READING, -1e9)
        self._last = now


FIRST = 2.0
KNOWN_FIRST = 60.0
LAPSE = 0.7
SAME_DAY = 0.25
"""The days that an exposure counts as past on its own day."""


class Fading:
    """A curve of age / h for each place; an answer rejuvenates it, and h, in days, grows with each recall."""

    __slots__ = ("_curve", "_first", "_growth", "_lasts", "_lives", "_recognised", "_rho")

    def __init__(
        self,
        world: World,
        places: int,
        first: float,
        curve: Callable[[float], float],
        growth: Callable[[float, float], float],
    ) -> None:
        """`curve` maps age / h to recall, `growth` the recall and h to what a recall multiplies h by."""
        self._rho, self._recognised = world.rho, world.recognised
        self._curve, self._growth, self._first = curve, growth, first
        self._lives = [first] * places
        self._lasts: list[float] = [-1e9] * places

    def recall(self, place: int, day: float, closed: bool) -> float:
        """See `Memory`."""
        recalled = self._curve(max(day - self._lasts[place], SAME_DAY) / self._lives[place])
        return recalled**0.6 if closed else recalled

    def read(self, day: int) -> None:
        """See `Memory`."""
        self._lasts = [float(day)] * len(self._lasts)

    def answered(self, place: int, day: int, closed: bool, recalled: bool) -> None:
        """See `Memory`."""
        factor = self._factor(place, day, closed) if recalled else LAPSE
        shared, rest = factor**self._rho, 1.0 - self._rho
        for other in range(len(self._lives)):
            own = other == place
            self._lives[other] = max(self._first, self._lives[other] * (factor if own else shared))
            self._lasts[other] = day if own else day - rest * (day - self._lasts[other])

    def _factor(self, place: int, day: int, closed: bool) -> float:
        gain = self._growth(self.recall(place, day, closed=False), self._lives[place]) - 1.0
        return 1.0 + gain * (self._recognised if closed else 1.0)


def _exponential(time: float) -> float:
    return exp(-time)


def _exponential_growth(recall: float, life: float) -> float:  # noqa: ARG001
    return 1.0 + 2.0 * (1.0 - recall)


def _power(time: float) -> float:
    return float((1.0 + time) ** -0.5)


def _power_growth(recall: float, life: float) -> float:
    return float(1.0 + 3.0 * (1.0 - recall) ** 0.5 * life**-0.2)


def _make_actr(world: World, places: int, strength: float, known: bool, rng: Random) -> Memory:  # noqa: ARG001
    return Actr(world, strength, sorted(-rng.uniform(60.0, 400.0) for _ in range(4)) if known else [])


def _make_fading(
    curve: Callable[[float], float], growth: Callable[[float, float], float]
) -> Callable[[World, int, float, bool, Random], Memory]:
    def make(world: World, places: int, strength: float, known: bool, rng: Random) -> Memory:  # noqa: ARG001
        first = (KNOWN_FIRST if known else FIRST) * exp(3.0 * strength)
        return Fading(world, places, first, curve, growth)

    return make


MAKERS: dict[str, Callable[[World, int, float, bool, Random], Memory]] = {
    "actr": _make_actr,
    "exponential": _make_fading(_exponential, _exponential_growth),
    "power": _make_fading(_power, _power_growth),
}
