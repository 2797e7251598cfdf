"""A word of the stem that sounds again in the key alone."""

from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import Option, View
from learn.content.lint.words import akin
from learn.kinds.base import Fault


def clang(view: View) -> Iterator[Fault]:
    """W108: every key has a word of the stem, or one of its family, and no distractor has any that is not common."""
    if not view.options:
        return
    common = frozenset.intersection(*(one.content for one in view.options))
    stem = [one for one in dict.fromkeys(view.stem_content) if len(one) > 2 and one not in common]
    echoes = [_echo(stem, one) for one in view.keys]
    if not all(echoes) or any(_echo(stem, one) for one in view.distractors):
        return
    message = f"“{_written(view, echoes[0])}” of the stem comes back in the right answer and in no other option"
    yield fault("W108", view.keys[0].where, message, "use another word, or use it in a distractor as well")


def _echo(stem: list[str], option: Option) -> str:
    """The first word of the stem that the option takes up, or ""."""
    return next((one for one in stem if any(akin(one, word) for word in option.content)), "")


def _written(view: View, stem: str) -> str:
    """A word of the stem as it is written there."""
    return next((word for word in view.stem.split() if akin(word.casefold().strip(".,;:?!\"'“”"), stem)), stem)
