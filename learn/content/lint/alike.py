"""Options that say the same in nearly the same words."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import combinations

from learn.content.codes import fault
from learn.content.lint.view import Option, View
from learn.content.lint.words import ARTICLES, PREPOSITIONS, stem
from learn.kinds.base import Fault
from learn.language import tr

_PARTICLES = frozenset({"down", "up", "out", "off", "away", "together"})
_PAIR = 3
_SIGNS = re.compile(r"[^\w\s.,;:!?'’\"“”()-]")
_LINKED = re.compile(r"\b(?:and|or|of)\b|['’]s?\b", re.IGNORECASE)


class _Reading:
    """What is compared of an option: its words, their stems, its prepositions and signs."""

    def __init__(self, option: Option) -> None:
        self.option = option
        self.all = [one for one in option.words if one not in ARTICLES]
        self.words = [one for one in self.all if one not in PREPOSITIONS and one not in ("and", "or")]
        self.bag = frozenset(stem(one) for one in self.words)

    @cached_property
    def prepositions(self) -> Counter[str]:
        return Counter("to" if one == "for" else one for one in self.all if one in PREPOSITIONS)

    @cached_property
    def signs(self) -> list[str]:
        return _SIGNS.findall(self.option.text)


def alike(view: View) -> Iterator[Fault]:
    """W106: two options differ by nothing but small words, inflection, spelling, or the order within a pair."""
    if len(view.options) < 2:
        return
    contents = {one.content if _PARTICLES.isdisjoint(one.content) else one.content - _PARTICLES for one in view.options}
    if len(contents) == len(view.options):
        return
    readings = [_Reading(one) for one in view.options]
    bags = Counter(one.bag for one in readings)
    if max(bags.values()) > 2:  # which form of a word is right is what is asked
        return
    told: set[int] = set()
    for (_, one), (at, other) in combinations(enumerate(readings), 2):
        if at not in told and _same(one, other):
            told.add(at)
            message = tr("“{text}” says the same as “{other}”", text=other.option.text, other=one.option.text)
            yield fault("W106", other.option.where, message, tr("replace one of them, or leave it out"))


def _same(one: _Reading, other: _Reading) -> bool:
    if one.bag - _PARTICLES != other.bag - _PARTICLES or one.signs != other.signs or not one.words:
        return False
    return _particles_agree(one, other) and _prepositions_agree(one, other) and _words_agree(one, other)


def _particles_agree(one: _Reading, other: _Reading) -> bool:
    """`cools` and `cools down` are alike, `goes up` and `goes down` are not."""
    left, right = one.bag & _PARTICLES, other.bag & _PARTICLES
    return left == right or not left or not right


def _prepositions_agree(one: _Reading, other: _Reading) -> bool:
    """`in October` and `October` are alike, `to the north` and `from the north` are not."""
    return one.prepositions <= other.prepositions or other.prepositions <= one.prepositions


def _words_agree(one: _Reading, other: _Reading) -> bool:
    """The same words in the same order; other forms of them if there are several; another order in pairs."""
    left = [word for word in one.words if word not in _PARTICLES]
    right = [word for word in other.words if word not in _PARTICLES]
    if left == right:
        return True
    if len(one.bag) < 2:
        return False
    if [stem(word) for word in left] == [stem(word) for word in right]:
        return True
    return len(one.bag) <= _PAIR and bool(_LINKED.search(one.option.text) and _LINKED.search(other.option.text))
