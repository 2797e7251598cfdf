"""Options whose length gives them away: the longest is the key, or one is too short to be taken seriously."""

from collections.abc import Iterator
from statistics import median

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.language import tr

_TIMES, _MORE, _FEWEST_WORDS = 1.4, 12, 4
_SHARE, _LONG = 1 / 3, 24


def longest_is_key(view: View) -> Iterator[Fault]:
    """W100: every key is longer than any distractor, by two fifths, by a dozen characters, and a phrase."""
    if not view.options:
        return
    key = min(view.keys, key=lambda one: len(one.text))
    longest = max(len(one.text) for one in view.distractors)
    if len(key.text) < longest + _MORE or len(key.text) < _TIMES * longest or len(key.words) < _FEWEST_WORDS:
        return
    message = tr(
        "the right answer is much the longest: {count} characters, the next has {longest}",
        count=len(key.text),
        longest=longest,
    )
    yield fault("W100", key.where, message, tr("shorten it, or say as much in a distractor"))


def much_shorter(view: View) -> Iterator[Fault]:
    """W117: an option has less than a third of the usual length of the others, which are phrases."""
    if len(view.options) < 3:
        return
    lengths = [len(one.text) for one in view.options]
    if 3 * min(lengths) >= max(lengths):
        return
    for place, option in enumerate(view.options):
        others = lengths[:place] + lengths[place + 1 :]
        if lengths[place] < _SHARE * median(others) and min(others) >= _LONG and len(option.words) <= 2:
            message = tr("“{text}” is much shorter than the other options", text=option.text)
            yield fault("W117", option.where, message, tr("write it out, so that it could be the answer"))
