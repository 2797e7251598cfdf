"""The answer of one question in the stem of another, found by an index of words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.content.lint.words import content
from learn.content.values import facts_of
from learn.kinds.base import Fault

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
            message = f"`{teller.question.id}` has the answer in its stem"
            yield view, fault("W118", (view.stem_key,), message, "reword one of them, or put them on the same fact")


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
        if len(own) < _FEWEST_SHARED:
            return
        for answer in dict.fromkeys(tuple(content(one)) for one in view.answers):
            if answer and not own.issuperset(answer):
                for place in sorted(self._with(answer)):
                    if self._tells(place, answer, view) and len(own & self.bags[place]) >= needed:
                        yield self.views[place]

    def _with(self, answer: tuple[str, ...]) -> set[int]:
        """The stems with all words of the answer; none where it stands in too many."""
        standing = [self.standing.get(word, set()) for word in answer]
        rarest = min(standing, key=len)
        if not rarest:
            return set()
        found = rarest.intersection(*standing)
        return found if len(found) <= max(_COMMON, _SHARE * len(self.views)) else set()

    def _tells(self, place: int, answer: tuple[str, ...], view: View) -> bool:
        other = self.views[place]
        if other is view or f" {' '.join(answer)} " not in self.lines[place]:
            return self._tells_all(place, answer, view)
        return not _share_a_fact(view, other)

    def _tells_all(self, place: int, answer: tuple[str, ...], view: View) -> bool:
        """Whether the stem lists several answers, in whatever order and with words between."""
        other = self.views[place]
        several = view.question.kind == "multiple" and other is not view
        return several and self.bags[place].issuperset(answer) and not _share_a_fact(view, other)


def _share_a_fact(one: View, other: View) -> bool:
    return not set(facts_of(one.bank.id, one.question)).isdisjoint(facts_of(other.bank.id, other.question))
