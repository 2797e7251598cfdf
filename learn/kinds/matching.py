"""Matching: what match and sort have in common, and what blind guessing earns where elimination is free."""

from math import perm
from random import Random
from typing import TypeAlias, cast

from msgspec import Struct

from learn.interactions import Match, Response
from learn.kinds.base import Chance, Samples, Shown, shuffled
from learn.verdict import Part, Verdict

Left: TypeAlias = tuple[str, int, str]
"""A left item: its text, the author's index of the right one that belongs to it, and its fact (or "")."""


class Matching(Struct, frozen=True):
    """Left items, each belonging to one of the right ones. `guess` is the floor of each item (see below)."""

    left: tuple[Left, ...]
    right: tuple[str, ...]
    guess: float

    def present(self, rng: Random, shuffle_left: bool, shuffle_right: bool) -> Shown:
        """Both sides, each in its own order."""
        left = shuffled(len(self.left), rng, shuffle_left)
        right = shuffled(len(self.right), rng, shuffle_right)
        shown = Match(tuple(self.left[at][0] for at in left), tuple(self.right[at] for at in right))
        return Shown(shown, order=right, left=left)

    def key(self, shown: Shown) -> tuple[int, ...]:
        """The right response."""
        return tuple(shown.order.index(self.left[at][1]) for at in shown.left)

    def grade(self, shown: Shown, response: Response) -> Verdict:
        """The share of left items given the right one that belongs to them."""
        chosen = [shown.order[place] for place in cast("tuple[int, ...]", response)]
        parts = tuple(self._part(self.left[at], given) for at, given in zip(shown.left, chosen, strict=True))
        return Verdict(
            score=sum(part.score for part in parts) / len(parts),
            expected=tuple(part.expected for part in parts),
            key=self.key(shown),
            parts=parts,
        )

    def _part(self, left: Left, given: int) -> Part:
        text, belongs, fact = left
        return Part(
            score=float(given == belongs),
            text=text,
            given=self.right[given],
            expected=self.right[belongs],
            guess=self.guess,
            chance=self.guess,
            fact=fact,
        )

    def samples(self, shown: Shown) -> Samples:
        """Wrong: the first item gets its neighbour's right side, or the next one."""
        key = self.key(shown)
        other = (key[0] + 1) % len(self.right)
        return Samples(right=key, wrong=(other, *key[1:]), malformed=key[1:])


def elimination_floor(items: int, extras: int) -> float:
    """How likely a part of a one-to-one match is right for a learner who does not know it, whatever else she knows.

    Whoever knows all but k of the other items need not consider the right sides of those she knows: of
    `items` + `extras` right sides 1 + k + `extras` are left, one of them right. How many of the `items` - 1 others
    she does not know is unknown; each number from 0 to `items` - 1 counts alike (so it is if her chance of knowing
    an item may be anything from 0 to 1: the integral of the binomial over its parameter is flat). Hence the mean
    of 1 / (1 + k + extras): for 4 items 0.52, with 2 extras 0.24.
    """
    return sum(1 / (1 + unknown + extras) for unknown in range(items)) / items


def blind_injection(items: int, choices: int) -> Chance:
    """What guessing earns who knows nothing and uses each right side at most once.

    That is the best a blind guesser can do where it is one-to-one: every item is right with 1 / choices, as it would
    be with independent guesses, but all of them are right with (choices - items)! / choices!, which is more.
    """
    return Chance(1 / perm(choices, items), 1 / choices)


def blind_picks(items: int, choices: int) -> Chance:
    """What guessing earns who knows nothing and where a right side may serve any number of times."""
    return Chance(choices**-items, 1 / choices)
