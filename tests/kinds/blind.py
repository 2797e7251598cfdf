"""Every answer that a blind guesser may give, so that what guessing earns can be counted."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, permutations, product

from learn.interactions import Gaps, Match, Order, PickMany, PickOne, Response
from learn.kinds.base import Question, Shown
from learn.verdict import Verdict


def answers(shown: Shown, one_to_one: bool) -> Iterator[Response]:
    """All blind answers, each as likely as any other; `one_to_one`: no right side (or word) serves twice."""
    match shown.interaction:
        case PickOne(options=options):
            yield from range(len(options))
        case PickMany(options=options, choose=choose):
            sizes = range(1, len(options) + 1) if choose is None else [choose]
            for size in sizes:
                yield from combinations(range(len(options)), size)
        case Order(items=items):
            yield from permutations(range(len(items)))
        case Match(left=left, right=right):
            places = range(len(right))
            yield from permutations(places, len(left)) if one_to_one else product(places, repeat=len(left))
        case Gaps(gaps=gaps, words=words):
            yield from permutations(words, gaps) if one_to_one else product(words, repeat=gaps)


def earned(question: Question, shown: Shown, one_to_one: bool) -> list[Verdict]:
    """The verdict on every blind answer."""
    verdicts = [question.grade(shown, answer) for answer in answers(shown, one_to_one)]
    return [verdict for verdict in verdicts if isinstance(verdict, Verdict)]


def share(number: int, of: int) -> float:
    """number / of, exactly rounded."""
    return float(Fraction(number, of))
