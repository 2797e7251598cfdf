"""The registry of the kinds of question: a name, and the module that is imported when one is met."""

from functools import cache
from importlib import import_module

from learn.kinds.base import Question

KINDS: dict[str, str] = {
    "choice": "Choice",
    "multiple": "Multiple",
    "true_false": "TrueFalse",
    "short": "Short",
    "number": "Number",
    "order": "Order",
    "match": "Match",
    "sort": "Sort",
    "cloze": "Cloze",
    "card": "Card",
}


@cache
def kind_class(kind: str) -> type[Question]:
    """The class of a kind. KeyError for a name that is not one of `KINDS`."""
    name = KINDS[kind]
    found: type[Question] = getattr(import_module(f"learn.kinds.{kind}"), name)
    return found
