"""Keys that stand in one place: what a learner finds out who does not read the questions."""

from collections.abc import Iterator, Sequence
from math import comb

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple
from learn.kinds.true_false import TrueFalse
from learn.language import tr

_FEWEST_UNSHUFFLED = 3
_UNLIKELY = 0.05


def key_position(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    """W101: three or more questions show the key first, or true and false are further from balance than by chance."""
    yield from _unshuffled(views)
    yield from _true_false(views)


def _unshuffled(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    fixed = [one for one in views if isinstance(one.question, (Choice, Multiple)) and not one.question.shuffle]
    if len(fixed) >= _FEWEST_UNSHUFFLED:
        message = tr(
            "{count} questions are not shuffled, so that the right answer comes first in all of them", count=len(fixed)
        )
        yield fixed[0], fault("W101", ("shuffle",), message, tr("remove `shuffle: false` where the order says nothing"))


def _true_false(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    judged = [one for one in views if isinstance(one.question, TrueFalse)]
    true = sum(one.question.key == 0 for one in judged)  # type: ignore[attr-defined]
    most = max(true, len(judged) - true)
    if judged and chance_of(most, len(judged)) < _UNLIKELY:
        count = len(judged)
        message = (
            tr("{most} of {count} statements are true", most=most, count=count)
            if true == most
            else tr("{most} of {count} statements are false", most=most, count=count)
        )
        yield judged[0], fault("W101", ("answer",), message, tr("turn some of the statements round"))


def chance_of(most: int, number: int) -> float:
    """The probability that of so many fair coins at least `most` show the same side (at least half of them)."""
    ways: int = sum(comb(number, heads) for heads in range(most, number + 1))
    return float(min(1.0, 2 * ways / 2**number))
