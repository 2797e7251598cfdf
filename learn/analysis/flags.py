"""What is wrong with an item, as far as the answers prove it: findings with plain advice.

No finding rests on the sign of a noisy estimate, but on an interval that excludes chance or on two signs that agree;
docs/item-statistics.md has the rules, their hits and their false alarms on simulated classes (`benchmarks.flags`).
"""

from collections.abc import Iterator, Sequence
from math import sqrt
from statistics import fmean
from typing import Literal

from msgspec import Struct

from learn.analysis.distractors import Distractor
from learn.analysis.intervals import (
    LEVEL,
    at_most,
    correlation_deviate,
    correlation_interval,
    deviate,
    proportion_interval,
)
from learn.analysis.items import ItemStatistics
from learn.language import tr

FlagName = Literal["miskeyed", "ambiguous", "better-distractor", "too-hard", "too-easy", "dead-distractor", "too-few"]

FEWEST = 20
"""Students below which most faults could not show themselves."""
FEWEST_FOR_KEY = 10
"""Students below which nothing is said of the key: an interval of Fisher's means nothing with a handful of answers."""
EASY = 0.9
HARD = 0.1
"""Facility (for `HARD` above blind guessing) beyond which an item tells students apart no more."""
CAP = 3.0
"""Standard errors that being chosen often counts for at most."""
DEAD = 0.02
"""The greatest share of students who may have chosen a distractor that nobody chooses."""
ALARM = 1 - LEVEL


class Flag(Struct, frozen=True, omit_defaults=True):
    """A finding about an item: what, the option concerned, and what to do about it, in a sentence."""

    flag: FlagName
    advice: str
    option: str = ""


def flags(item: ItemStatistics, options: Sequence[Distractor] = (), chance: float | None = None) -> tuple[Flag, ...]:
    """The findings about an item, gravest first. `chance` is its random guess score (0-1)."""
    return (*_key(item, options), *_facility(item, chance or 0.0), *_dead(item, options), *_few(item))


def _key(item: ItemStatistics, options: Sequence[Distractor]) -> Iterator[Flag]:
    """Whether another answer than the key is right, or right as well."""
    if item.n < FEWEST_FOR_KEY:
        return
    wrong = [one for one in options if not one.key and not one.gone and one.point_biserial is not None]
    key = max((one for one in options if one.key), key=lambda one: one.count, default=None)
    better = [one for one in wrong if _strength(one, item.n) > deviate(1 - ALARM / len(wrong))]
    instead = [one for one in wrong if key is not None and _is_instead(one, key, item.n, len(wrong))]
    beside = [one for one in wrong if _is_beside(one, wrong, item.n)]
    against = _high(item) < 0
    if against or instead:
        yield _miskeyed(_best([*instead, *better], item.n))
    elif better or beside:
        suspect = (_best(better, item.n) or _best(beside, item.n) or wrong[0]).option
        yield Flag(
            "ambiguous",
            tr("good students choose “{option}” too: make it plainly wrong, or accept it", option=suspect),
            suspect,
        )
    for one in better:
        yield Flag(
            "better-distractor", tr("better students choose “{option}”: is it wrong?", option=one.option), one.option
        )


def _best(options: Sequence[Distractor], n: int) -> Distractor | None:
    return max(options, key=lambda one: _strength(one, n), default=None)


def _miskeyed(suspect: Distractor | None) -> Flag:
    if suspect is None:
        return Flag("miskeyed", tr("probably miskeyed: better students get it wrong; check the key and the wording"))
    advice = tr(
        "probably miskeyed: better students choose “{option}”; check the key, then regrade", option=suspect.option
    )
    return Flag("miskeyed", advice, suspect.option)


def _strength(one: Distractor, n: int) -> float:
    """How many standard errors the correlation of choosing an option with the rest lies above zero."""
    return correlation_deviate(one.point_biserial or 0.0, n)


def _is_instead(one: Distractor, key: Distractor, n: int, tried: int) -> bool:
    """Whether a distractor behaves as the key should: chosen more often than it, and by better students.

    Or better students choose it beyond chance while the key's choosers are none of the better ones.
    """
    of_key = key.point_biserial or 0.0
    agree = of_key < (one.point_biserial or 0.0) and _agree(one.count, float(key.count), _strength(one, n), 1)
    return agree or (of_key < 0 and _strength(one, n) > deviate(1 - ALARM / tried))


def _is_beside(one: Distractor, wrong: Sequence[Distractor], n: int) -> bool:
    """Whether a distractor behaves as a second key: chosen more often than its fellows, and not by weaker students."""
    others = [other.count for other in wrong if other is not one]
    return bool(others) and _agree(one.count, fmean(others), _strength(one, n), len(wrong))


def _agree(count: int, compared: float, strength: float, tried: int) -> bool:
    """Whether two signs together exclude chance: chosen more often than what it is compared with, by better students.

    The sign test's deviate counts for `CAP` at most, so that no number of choosers makes up for weaker ones. `tried`
    distractors were looked at.
    """
    more = (count - compared) / sqrt(count + compared) if count + compared else 0.0
    return min(more, strength) > 0 and (min(more, CAP) + strength) / sqrt(2) > deviate(1 - ALARM / tried)


def _high(item: ItemStatistics) -> float:
    """The greatest corrected discrimination that its 95 % interval allows."""
    r = item.point_biserial_corrected
    return 1.0 if r is None else correlation_interval(r, item.n)[1]


def _facility(item: ItemStatistics, chance: float) -> Iterator[Flag]:
    if item.facility is None:
        return
    low, high = proportion_interval(min(max(item.facility, 0.0), 1.0), item.n)
    if low > EASY:
        yield Flag("too-easy", tr("too easy: nearly everyone gets it right, so it tells nobody apart"))
    if high < chance + HARD * (1 - chance):
        yield Flag("too-hard", _too_hard(can_guess=chance > 0))


def _too_hard(can_guess: bool) -> str:
    if can_guess:
        return tr(
            "too hard: hardly anyone gets it right; blind guessing would do as well; check the key and what was taught"
        )
    return tr("too hard: hardly anyone gets it right; check the key and what was taught")


def _dead(item: ItemStatistics, options: Sequence[Distractor]) -> Iterator[Flag]:
    """Distractors chosen by (nearly) nobody, where one half as attractive as its neighbours would have been chosen."""
    wrong = [one for one in options if not one.key and not one.gone]
    picks = sum(one.count for one in wrong)
    for one in wrong:
        rare = one.count <= DEAD * item.n
        if rare and at_most(one.count, picks, 1 / (2 * len(wrong))) < ALARM:
            yield Flag(
                "dead-distractor",
                tr("nobody chooses “{option}”: find a likelier wrong answer, or drop it", option=one.option),
                one.option,
            )


def _few(item: ItemStatistics) -> Iterator[Flag]:
    if item.n < FEWEST:
        yield Flag(
            "too-few", tr("too few answers to judge: {n} of the {least} it takes at least", n=item.n, least=FEWEST)
        )
