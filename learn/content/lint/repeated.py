"""Questions that ask the same as another one, found by an index of words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TypeAlias

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.content.lint.words import stem
from learn.kinds.base import Fault
from learn.kinds.match import Match
from learn.kinds.order import Order
from learn.kinds.sort import Sort
from learn.language import tr
from learn.text import normalise

_ALIKE = 0.7
_FEWEST_WORDS = 3
_TYPED = frozenset({"short", "number"})
Group: TypeAlias = tuple[object, ...]


def repeated(views: Sequence[View]) -> Iterator[tuple[View, Fault]]:
    """W107: two questions of one sort have the same content words in the stem, or nearly, and the same answer.

    Typed questions with the same stem are found whatever they accept; what a sorting or a match asks stands in its
    items, which count as stem.
    """
    told: set[int] = set()
    for first, second in _pairs(views):
        if id(second) not in told:
            told.add(id(second))
            message = tr("this asks the same as `{id}`", id=first.question.id)
            where = (second.stem_key,)
            yield second, fault("W107", where, message, tr("remove one of them, or ask for something else"))


def _pairs(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    asked: dict[Group, View] = {}
    answered: defaultdict[Group, list[View]] = defaultdict(list)
    for view in views:
        sort = "typed" if view.question.kind in _TYPED else view.question.kind
        read = tuple(_content(view))
        if read:
            key = (sort, read, _answer(view)) if view.options else (sort, read)
            first = asked.setdefault(key, view)
            if first is not view:
                yield first, view
        if view.answers:
            answered[sort, _answer(view)].append(view)
    for group in answered.values():
        yield from _near(group)


def _content(view: View) -> Iterable[str]:
    """The stem's content words in order (all words, where there are none), with those of its items."""
    read = [*(view.stem_content or map(stem, view.stem_words)), *_items(view)]
    if view.question.kind == "cloze":
        read += [normalise(gap.accept[0]) for gap in view.question.parsed.gaps]  # type: ignore[attr-defined]
    return read


def _items(view: View) -> Iterator[str]:
    question = view.question
    if isinstance(question, Order):
        yield from (normalise(one.text) for one in question.items)
    elif isinstance(question, Match):
        yield from sorted(normalise(f"{one.left} {one.right}") for one in question.pairs)
    elif isinstance(question, Sort):
        yield from sorted(normalise(item.text) for one in question.categories for item in one.items)


def _answer(view: View) -> Group:
    return tuple(sorted(view.answer_content[0])) if view.answers else ()


def _near(group: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Pairs of a group whose sets of content words have a Jaccard index of at least 0.7.

    Two such sets share one of the rarest `n - ceil(0.7 n) + 1` words of each (Chaudhuri, Ganti & Kaushik 2006),
    so only questions that do are compared.
    """
    if len(group) < 2:
        return
    standing = Counter(word for one in group for word in set(one.stem_content))
    found: defaultdict[str, list[tuple[View, frozenset[str]]]] = defaultdict(list)
    for view in group:
        bag = frozenset(view.stem_content)
        if len(bag) < _FEWEST_WORDS:
            continue
        rare = sorted(bag, key=lambda word: (standing[word], word))[: len(bag) - ceil(_ALIKE * len(bag)) + 1]
        near = next((one for word in rare for one, other in found[word] if _is_near(bag, other)), None)
        if near is not None:
            yield near, view
        for word in rare:
            found[word].append((view, bag))


def _is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)
