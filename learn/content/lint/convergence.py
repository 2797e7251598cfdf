"""A key put together from the parts of its distractors."""

from collections import Counter
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import Option, View
from learn.content.lint.words import ARTICLES, stem
from learn.kinds.base import Fault
from learn.kinds.choice import Choice
from learn.language import tr

_FEWEST = 3
_LINKS = ARTICLES | {
    "and",
    "or",
    "of",
    "in",
    "to",
    "it",
    "its",
    "is",
    "was",
    "that",
    "for",
    "they",
    "he",
    "his",
    "their",
}


def convergence(view: View) -> Iterator[Fault]:
    """W114: each part of the key stands in a distractor, in no single one all of them, and no option has as much.

    Counted by the words that not all options have: who knows nothing picks the option made of the commonest ones.
    """
    if not isinstance(view.question, Choice) or len(view.options) < _FEWEST:
        return
    first, *rest = (one.content for one in view.options)
    if not first <= frozenset().union(*rest):
        return
    parts = [_parts(one) for one in view.options]
    common = frozenset.intersection(*parts)
    key, *others = [one - common for one in parts]
    if len(key) < 2 or not key <= frozenset().union(*others):
        return
    standing = Counter(word for one in others for word in one)
    if any(key <= one for one in others) or not _is_centre(key, others, standing):
        return
    message = tr("the right answer is made of what the distractors have in common")
    yield fault("W114", ("answer",), message, tr("combine the parts evenly, or use distractors of another make"))


def _is_centre(key: frozenset[str], others: list[frozenset[str]], standing: Counter[str]) -> bool:
    """Whether the key's parts stand in several options and more often, all together, than those of any other."""
    sharing = [one for one in others if one & key]
    weight = sum(standing[word] for word in key)
    return len(sharing) >= 2 and all(weight > sum(standing[word] - 1 + (word in key) for word in one) for one in others)


def _parts(option: Option) -> frozenset[str]:
    return frozenset(stem(one) for one in option.words if one not in _LINKS)
