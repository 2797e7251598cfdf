"""A simulated bank: facts with their questions, some more attractive when guessed at than others."""

from collections.abc import Sequence
from math import exp
from random import Random

from msgspec import Struct

from learn.lab.simulation.world import CLOSED, ONLY, TYPED, Kind, World

TYPED_SHARE = 11 / 30
"""Of all questions of the shipped module."""

FEW, MANY = 3, 4
"""Questions on a fact; half of the facts have the one number, half the other."""

_SECOND_TYPED = (TYPED_SHARE * (FEW + MANY) - 1) - 1
"""The chance of a second typed question among four: what lifts the share of typed ones to TYPED_SHARE."""


class Question(Struct, frozen=True):
    """One question on one fact. `lucky` is the true probability (0–1) of a right blind answer."""

    fact: int
    place: int
    kind: Kind
    lucky: float


def make_bank(world: World, rng: Random) -> list[list[Question]]:
    """The questions of each fact, recognition first."""
    return [_questions(fact, world, rng) for fact in range(world.facts)]


def _questions(fact: int, world: World, rng: Random) -> list[Question]:
    kinds = sorted(_kinds(world, rng), key=lambda kind: kind.level)
    return [Question(fact, place, kind, _lucky(kind, world, rng)) for place, kind in enumerate(kinds)]


def _kinds(world: World, rng: Random) -> Sequence[Kind]:
    count = rng.choice((FEW, MANY))
    if world.mix != "module":
        return [ONLY[world.mix]] * count
    typed = 1 + (count == MANY and rng.random() < _SECOND_TYPED)
    names, shares = zip(*CLOSED, strict=True)
    return [*rng.choices(names, shares, k=count - typed), *[TYPED] * typed]


def _lucky(kind: Kind, world: World, rng: Random) -> float:
    """What a blind pick earns where the options attract by e^z, z from N(0, spread)."""
    if kind.options == 1:
        return 0.0
    if world.habit:
        return float(rng.randrange(kind.options) == 0)
    attractions = [exp(rng.gauss(0.0, world.attraction_spread)) for _ in range(kind.options)]
    return attractions[0] / sum(attractions)
