"""The answer of one question in the stem of another, found by an index of words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.content.values import facts_of
from learn.kinds.base import Fault
from learn.language import tr

_OVERLAP = 0.5
_FEWEST_SHARED = 2
_COMMON, _SHARE = 4, 0.05
"""An answer that stands in more stems than these four, or a twentieth of them, is given away by none: it is what the
whole bank is about."""


def given_away(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    """W118: another question's stem has the whole answer, and at least half of the content words of this stem.

    Statements to be judged give nothing away, since they may be false; nor do two questions on one fact, of which
    one is asked at a time.
    """
    stems = _Stems(views)
    for view in views:
        teller = next(stems.telling(view), None)
        if teller is not None:
            message = tr("`{id}` has the answer in its stem", id=teller.question.id)
            yield view, fault("W118", (view.stem_key,), message, tr("reword one of them, or put them on the same fact"))


_NOWHERE: set[int] = set()


class _Stems:
    """The stems of all questions, by the content words in them."""

    def __init__(self, views: Sequence[View]) -> None:
        self.views = [one for one in views if one.question.kind != "true_false"]
        self.lines = [f" {' '.join(one.stem_content)} " for one in self.views]
        self.bags = [frozenset(one.stem_content) for one in self.views]
        self.standing: defaultdict[str, set[int]] = defaultdict(set)
        for place, bag in enumerate(self.bags):
            for word in bag:
                self.standing[word].add(place)

    def telling(self, view: View) -> Iterator[View]:
        """The questions that give the answer of this one away."""
        own = frozenset(view.stem_content)
        needed = max(_FEWEST_SHARED, ceil(_OVERLAP * len(own)))
        for answer in dict.fromkeys(view.answer_content):
            for place in sorted(self._with(answer)) if not own.issuperset(answer) else ():
                other = self.views[place]
                about_the_same = other is not view and len(own & self.bags[place]) >= needed
                if about_the_same and self._has(place, answer, view) and not _share_a_fact(view, other):
                    yield other

    def _with(self, answer: tuple[str, ...]) -> set[int]:
        """The stems with all words of the answer; none where it stands in too many."""
        found = self.standing.get(answer[0], _NOWHERE)
        for word in answer[1:]:
            if not found:
                break
            found = found & self.standing.get(word, _NOWHERE)
        return found if len(found) <= max(_COMMON, _SHARE * len(self.views)) else _NOWHERE

    def _has(self, place: int, answer: tuple[str, ...], view: View) -> bool:
        """Whether the stem has the words of the answer in a row, or, of several answers, all in whatever order."""
        return view.question.kind == "multiple" or f" {' '.join(answer)} " in self.lines[place]


def _share_a_fact(one: View, other: View) -> bool:
    return not set(facts_of(one.bank.id, one.question)).isdisjoint(facts_of(other.bank.id, other.question))
