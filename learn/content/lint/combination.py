"""Options that are combinations of other answers: complex multiple choice, type K."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.language import tr

_LABEL = r"\(?(?:[A-Ea-e]|[1-6]|[IVX]{1,4}|[ivx]{1,4})\)?"
_NAMED = r"(?:statements?|options?|answers?|claims?|items?|sentences?|assertions?|propositions?)"
_COMBINATION = re.compile(
    rf"(?P<lead>(?i:(?:(?:only|both|neither|either)\s+)?(?:{_NAMED}\s+)?)){_LABEL}"
    rf"(?:\s*(?:,\s*(?:and\s+|or\s+)?|\s(?:and|or|nor|&)\s|&)\s*{_LABEL})+"
    r"(?P<rest>(?i:\s+(?:only|alone|(?:is|are)\s+(?:true|right|correct|false|wrong)))?)\W*"
)
_DEFINED = re.compile(r"(?:^|[\s(])\(?(?:[A-E]|[1-6]|[IVX]{1,3}|[ivx]{1,3}|[a-e])[):.]\s")
_ROMAN = re.compile(r"\b[IVX]{2,4}\b")


def combination(view: View) -> Iterator[Fault]:
    """W110: an option combines others by their labels, or statements that are numbered in the stem."""
    combined = [(one, _COMBINATION.fullmatch(one.text.strip())) for one in view.options]
    found = next((pair for pair in combined if pair[1]), None)
    if found is None:
        return
    option, shape = found
    labelled = bool(shape and (shape["lead"] or shape["rest"])) or any(
        one["lead"] or one["rest"] or _ROMAN.search(one[0]) for _, one in combined if one
    )
    if labelled or _DEFINED.search(view.stem) or _beside_texts(view):
        message = tr("“{text}” combines other answers, which tests reading more than knowledge", text=option.text)
        yield fault("W110", option.where, message, tr("ask with `kind: multiple`, or one thing at a time"))


def _beside_texts(view: View) -> bool:
    """Whether most of the other options are texts, so that letters can only stand for these."""
    texts = [one for one in view.options if any(len(word) > 3 for word in one.words)]
    return len(texts) >= 2
