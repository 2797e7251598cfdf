"""How many options there are."""

from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.kinds.choice import Choice
from learn.language import tr

_MOST_CHOICE, _MOST_MULTIPLE = 6, 8


def two_options(view: View) -> Iterator[Fault]:
    """W115: there are two options, so that every other guess is right."""
    if len(view.options) == 2:
        hint = tr("add a distractor, or make a statement of it: `kind: true_false`")
        yield fault("W115", ("distractors",), tr("two options: every other guess is right"), hint)


def many_options(view: View) -> Iterator[Fault]:
    """W116: there are more than six options to choose one from, or more than eight to choose several from."""
    most = _MOST_CHOICE if isinstance(view.question, Choice) else _MOST_MULTIPLE
    if len(view.options) > most:
        message = tr(
            "{count} options to read, and three are enough where the distractors are good", count=len(view.options)
        )
        yield fault("W116", ("distractors",), message, tr("keep those that are chosen, or use `kind: match`"))
