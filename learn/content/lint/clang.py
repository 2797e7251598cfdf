"""A word of the stem that sounds again in the key alone."""

from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import Option, View
from learn.content.lint.words import ROOT, akin
from learn.content.lint.words import stem as stem_of
from learn.kinds.base import Fault
from learn.language import tr


def clang(view: View) -> Iterator[Fault]:
    """W108: every key has a word of the stem, or one of its family, and no distractor has any that is not common."""
    if not view.options or any(view.stem_roots.isdisjoint(one.roots) for one in view.keys):
        return
    common = frozenset.intersection(*(one.content for one in view.options))
    stem = {one for one in view.stem_content if len(one) > 2 and one not in common}
    echoes = [_echo(stem, one) for one in view.keys]
    if not all(echoes) or any(_echo(stem, one) for one in view.distractors):
        return
    written = next((word for word in view.stem_words if stem_of(word) == echoes[0]), echoes[0])
    message = tr("“{written}” of the stem comes back in the right answer and in no other option", written=written)
    yield fault("W108", view.keys[0].where, message, tr("use another word, or use it in a distractor as well"))


def _echo(stem: set[str], option: Option) -> str:
    """A word of the stem that the option takes up, or ""."""
    same = stem & option.content
    if same:
        return min(same)
    near = (one for one in stem if one[:ROOT] in option.roots and any(akin(one, word) for word in option.content))
    return min(near, default="")
