"""What a test on a given day is likely to come to, and which facts to review on which day before it. Pure.

The forecast is that of the memory model: the recall of each fact on the day, from which follows what a question on it
earns. The plan asks for the weakest facts of each day, weakest on the day of the test if nothing more is done.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod, sqrt

from msgspec import Struct

from learn.analysis.leaning import Leanings, leaned
from learn.memory.evidence import advance, recall_on
from learn.memory.model import Model
from learn.memory.state import MemoryState

States = Mapping[str, MemoryState | None]

SURE = 0.95
"""Predicted recall on the day of the test from which a fact needs nothing more."""

TARGET = 0.9
"""Mean predicted recall on the day that a plan without a given time aims at."""

Z90 = 1.645
DOUBT = 0.05
"""Standard deviation of the mean share that stays however many answers there are: a test asks otherwise, later."""

PRIOR_DOUBT = 0.2
"""Standard deviation of the recall of what was never met about its prior: some learners know a subject, most do not."""

MOST = 240
"""The most questions a day that a plan proposes by itself."""


class Item(Struct, frozen=True):
    """A question that may be drawn: its facts, and what blind guessing (E) and slips (s) make of it."""

    facts: tuple[str, ...]
    chance: float = 0.0
    slip: float = 0.0

    def expected(self, recalls: Mapping[str, float]) -> float:
        """The share of its points expected (0–1): E + (1-s-E) times the chance that all its facts are recalled."""
        return self.chance + (1.0 - self.slip - self.chance) * prod(recalls[fact] for fact in self.facts)


class Pool(Struct, frozen=True):
    """So many questions are drawn from these items."""

    count: int
    items: tuple[Item, ...]

    def share(self, closed: Mapping[str, float], typed: Mapping[str, float]) -> float:
        """The share of its points (0–1) that one of its items is expected to earn, recognised or recalled so well."""
        return sum(item.expected(closed if item.chance > 0 else typed) for item in self.items) / len(self.items)


class Forecast(Struct, frozen=True):
    """Points expected of `questions`, and the interval that nine of ten tests should fall in."""

    questions: int
    expected: float
    low: float
    high: float


class Day(Struct, frozen=True):
    """One day of a plan: the ordinal day, the facts to review, and the forecast if all of it is done."""

    day: int
    facts: tuple[str, ...]
    after: Forecast


def forecast(
    pools: Sequence[Pool], states: States, day: int, model: Model, prior: float, leanings: Leanings
) -> Forecast:
    """What a test of these pools is likely to come to on an ordinal day; `prior` is the recall of what was never met.

    The interval holds the luck of the draw and of each answer (binomial), what is uncertain of the learner's leanings,
    PRIOR_DOUBT and DOUBT.
    """
    recalls = recalls_on(states, day, model, prior)
    drawn = [pool for pool in pools if pool.items]
    total = sum(pool.count for pool in drawn)

    def expected(side: int, unknown: float) -> list[float]:
        closed = _moved(recalls, states, leanings.closed.logit + side * leanings.closed.sd, unknown)
        typed = _moved(recalls, states, leanings.typed.logit + side * leanings.typed.sd, unknown)
        return [pool.count * pool.share(closed, typed) for pool in drawn]

    points = expected(0, prior)
    luck = sum(one * (1 - one / pool.count) for one, pool in zip(points, drawn, strict=True))
    leaned_by = (sum(expected(1, prior)) - sum(expected(-1, prior))) / 2
    unknown = sum(points) - sum(expected(0, max(0.0, prior - PRIOR_DOUBT)))
    spread = Z90 * sqrt(luck + leaned_by**2 + unknown**2 + (total * DOUBT) ** 2)
    likely = sum(points)
    return Forecast(total, likely, max(0.0, likely - spread), min(float(total), likely + spread))


def _moved(recalls: Mapping[str, float], states: States, logit: float, unknown: float) -> dict[str, float]:
    """The recalls where predictions are off by `logit`; of what was never met it is `unknown`."""
    return {fact: unknown if states[fact] is None else leaned(one, logit) for fact, one in recalls.items()}


def recalls_on(states: States, day: int, model: Model, prior: float) -> dict[str, float]:
    """The recall of each fact (0–1) on an ordinal day."""
    return {fact: prior if state is None else recall_on(state, day, model) for fact, state in states.items()}


def reviewed(state: MemoryState | None, day: int, model: Model, prior: float) -> MemoryState:
    """What memory is expected to be after one more typed answer on an ordinal day: right with its recall."""
    recall = prior if state is None else recall_on(state, day, model)
    return advance(state, day, recall, 0.0, 0.0, 0.0, prior, 1.0, 1.0, model)


def plan(
    pools: Sequence[Pool],
    states: States,
    days: Sequence[int],
    exam: int,
    model: Model,
    prior: float,
    leanings: Leanings,
    per_day: int | None = None,
    done_today: Iterable[str] = (),
) -> list[Day]:
    """What to review on each of the ordinal `days` before the `exam`, the last of them half as much.

    With `per_day` so many questions a day; else as few as bring mean recall on the day to 0.9. Facts in `done_today`
    were answered on the first day already, and are part of what it asks for.
    """
    planned = _Planner(pools, days, exam, model, prior, leanings, frozenset(done_today))
    if per_day is not None:
        return planned(dict(states), per_day)
    wanted = [fact for pool in pools for item in pool.items for fact in item.facts]
    low, high = 0, min(MOST, len(set(wanted)))
    while low < high:
        middle = (low + high) // 2
        if _reaches(planned, states, middle, exam, model, prior):
            high = middle
        else:
            low = middle + 1
    return planned(dict(states), low)


def _reaches(planned: "_Planner", states: States, per_day: int, exam: int, model: Model, prior: float) -> bool:
    after = dict(states)
    planned(after, per_day)
    recalls = recalls_on(after, exam, model, prior)
    return sum(recalls.values()) >= TARGET * len(recalls)


class _Planner(Struct, frozen=True):
    pools: Sequence[Pool]
    days: Sequence[int]
    exam: int
    model: Model
    prior: float
    leanings: Leanings
    done: frozenset[str]

    def __call__(self, states: dict[str, MemoryState | None], per_day: int) -> list[Day]:
        """The days of a plan; `states` become what they are expected to be behind it."""
        return [self._day(place, day, states, per_day) for place, day in enumerate(self.days)]

    def _day(self, place: int, day: int, states: dict[str, MemoryState | None], per_day: int) -> Day:
        light = place == len(self.days) - 1 and len(self.days) > 1
        count = -(-per_day // 2) if light else per_day
        done = self.done if place == 0 else frozenset()
        facts = self._weakest(states, max(0, count - len(done)), done)
        for fact in facts:
            states[fact] = reviewed(states[fact], day, self.model, self.prior)
        after = forecast(self.pools, states, self.exam, self.model, self.prior, self.leanings)
        return Day(day, tuple(facts), after)

    def _weakest(self, states: States, count: int, without: frozenset[str]) -> list[str]:
        recalls = recalls_on(states, self.exam, self.model, self.prior)
        weak = [fact for fact, recall in recalls.items() if recall < SURE and fact not in without]
        return sorted(weak, key=lambda fact: recalls[fact])[:count]
