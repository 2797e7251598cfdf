"""Options that speak of the other options."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.language import tr

_ABOVE = re.compile(
    r"(?:all|none|any|both|neither|either|each|everything|nothing|some|more than one)\b"
    r"(?: of)?(?: (?:the|these|those|them|others?|things|two|three|four|five))*"
    r"(?: (?:above|below|others?|these|those|them|statements?|options?|answers?|choices?|alternatives?|"
    r"listed|named|mentioned|given))"
    r"(?: (?:here|above|below|listed|named|mentioned|given|(?:are|is) (?:correct|true|right|wrong|false)))*\W*",
    re.IGNORECASE,
)


def above(view: View) -> Iterator[Fault]:
    """W104: an option stands for all, both or none of the others."""
    for option in view.options:
        if speaks_of_others(option.text):
            hint = tr("ask with `kind: multiple`, or write another distractor")
            yield fault("W104", option.where, tr("“{text}” speaks of the other options", text=option.text), hint)


def speaks_of_others(text: str) -> bool:
    """Whether an option means nothing without the others."""
    return _ABOVE.fullmatch(text) is not None
