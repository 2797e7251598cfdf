"""What is wrong with an item, as far as the answers prove it: findings with plain advice.

No finding rests on the sign of a noisy estimate. Each says which interval excludes chance, or which two signs agree;
docs/item-statistics.md has the rules, their hits and their false alarms on simulated classes (`benchmarks.flags`).
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from learn.analysis.distractors import Distractor
from learn.analysis.intervals import LEVEL, at_most, correlation_interval, proportion_interval
from learn.analysis.items import ItemStatistics

FlagName = Literal["miskeyed", "ambiguous", "better-distractor", "too-hard", "too-easy", "dead-distractor", "too-few"]

FEWEST = 20
"""Students below which most faults could not show themselves."""
EASY = 0.9
HARD = 0.1
"""Facility (for `HARD` above blind guessing) beyond which an item tells students apart no more."""
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
    wrong = [one for one in options if not one.key and not one.gone]
    better = sorted(
        (one for one in wrong if _low(one, item.n, 1 - ALARM / len(wrong)) > 0),
        key=lambda one: -(one.point_biserial or 0.0),
    )
    swapped = _in_place_of_key(item, options, wrong)
    against = _high(item) < 0
    if against or swapped:
        suspect = swapped or next(iter(better), None)
        yield Flag("miskeyed", _miskeyed(suspect, against), suspect.option if suspect else "")
    elif better:
        yield Flag(
            "ambiguous",
            f"good students choose “{better[0].option}” too: make it plainly wrong, or accept it",
            better[0].option,
        )
    for one in better:
        yield Flag("better-distractor", f"better students choose “{one.option}”: is it wrong?", one.option)


def _miskeyed(suspect: Distractor | None, against: bool) -> str:
    if suspect is not None:
        return f"probably miskeyed: better students choose “{suspect.option}”; check the key, then regrade"
    assert against
    return "probably miskeyed: better students get it wrong; check the key and the wording"


def _in_place_of_key(
    item: ItemStatistics, options: Sequence[Distractor], wrong: Sequence[Distractor]
) -> Distractor | None:
    """A distractor that behaves as a key would: chosen by better students and more often than the key itself.

    Two signs, each with an interval of its own (the first of 90 %, since it must agree with the second), and the key
    must do worse at telling good students from weak ones.
    """
    key = max((one for one in options if one.key), key=lambda one: one.count, default=None)
    if key is None:
        return None
    of_key = key.point_biserial or 0.0
    found = [
        one
        for one in wrong
        if _low(one, item.n, 1 - 2 * ALARM) > 0
        and of_key < (one.point_biserial or 0.0)
        and proportion_interval(one.count / (one.count + key.count), one.count + key.count)[0] > 0.5
    ]
    return max(found, key=lambda one: one.point_biserial or 0.0, default=None)


def _low(one: Distractor, n: int, level: float) -> float:
    """The least correlation of choosing an option with the rest that its interval allows."""
    return -1.0 if one.point_biserial is None else correlation_interval(one.point_biserial, n, level)[0]


def _high(item: ItemStatistics) -> float:
    """The greatest corrected discrimination that its 95 % interval allows."""
    r = item.point_biserial_corrected
    return 1.0 if r is None else correlation_interval(r, item.n)[1]


def _facility(item: ItemStatistics, chance: float) -> Iterator[Flag]:
    if item.facility is None:
        return
    low, high = proportion_interval(min(max(item.facility, 0.0), 1.0), item.n)
    if low > EASY:
        yield Flag("too-easy", "too easy: nearly everyone gets it right, so it tells nobody apart")
    if high < chance + HARD * (1 - chance):
        blind = "; blind guessing would do as well" if chance else ""
        yield Flag("too-hard", f"too hard: hardly anyone gets it right{blind}; check the key and what was taught")


def _dead(item: ItemStatistics, options: Sequence[Distractor]) -> Iterator[Flag]:
    """Distractors chosen by (nearly) nobody, where one half as attractive as its neighbours would have been chosen."""
    wrong = [one for one in options if not one.key and not one.gone]
    picks = sum(one.count for one in wrong)
    for one in wrong:
        rare = one.count <= DEAD * item.n
        if rare and at_most(one.count, picks, 1 / (2 * len(wrong))) < ALARM / len(wrong):
            yield Flag(
                "dead-distractor",
                f"nobody chooses “{one.option}”: find a likelier wrong answer, or drop it",
                one.option,
            )


def _few(item: ItemStatistics) -> Iterator[Flag]:
    if item.n < FEWEST:
        yield Flag("too-few", f"too few answers to judge: {item.n} of the {FEWEST} it takes at least")
