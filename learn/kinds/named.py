"""Names in typed answers: what a rule for the names of a language makes of the answers that an author lists.

A rule is a module with three functions, `people`: those whom texts name, `usual`: their spellings where a list is
needed, `any_name`: what else reads as a name; and with `FOLDS`, the letters that its patterns have for others. A
further language is a further module and a line in `RULES`.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Literal, TypeAlias

from msgspec import Struct

from learn.text import normalise

Names: TypeAlias = Literal["listed", "korean"]
"""`listed`: names are taken as they are listed, by no rule."""

RULES: dict[str, str] = {"korean": "learn.kinds.korean_names"}


class Person(Struct, frozen=True, omit_defaults=True):
    """One person: the answers listed that name her, and all customary spellings as a regular expression.

    She is not `sure` where the answers could be the names of several.
    """

    written: tuple[str, ...]
    takes: str
    sure: bool = True


class Named(Struct, frozen=True):
    """The people that are right and, for each known wrong answer, a pattern of its spellings ("" for none).

    `reads` is a pattern of all that reads as a name: such a line is never another name misspelled. Patterns take a line
    that is `folded`: composed, letter by letter changed by `folds`, and normalised.
    """

    right: tuple[Person, ...] = ()
    wrong: tuple[str, ...] = ()
    reads: str = ""
    folds: dict[str, str] = {}

    def folded(self, typed: str) -> str:
        """The line as the patterns take it."""
        composed = unicodedata.normalize("NFC", typed)
        return normalise("".join(self.folds.get(one, one) for one in composed))


NOBODY = Named()


def named(answers: tuple[str, ...], wrong: tuple[str, ...], names: Names) -> Named:
    """Who is meant by the answers listed, right and wrong; `NOBODY` without a rule, or where it finds no name."""
    return NOBODY if names == "listed" else _named(answers, wrong, names)


@lru_cache(maxsize=256)
def _named(answers: tuple[str, ...], wrong: tuple[str, ...], names: Names) -> Named:
    rule = _rule(names)
    right: tuple[Person, ...] = rule.people(answers)
    others = tuple("|".join(person.takes for person in rule.people([one])) for one in wrong)
    if not (right or any(others)):
        return NOBODY
    return Named(right, others, rule.any_name(answers), rule.FOLDS)


def usual(answers: tuple[str, ...], names: Names) -> tuple[str, ...]:
    """The most usual spellings of the people among the answers listed."""
    if names == "listed":
        return ()
    spelled: tuple[str, ...] = _rule(names).usual(answers)
    return spelled


def fits(pattern: str, text: str) -> bool:
    """Whether a pattern takes the whole of a folded text."""
    return bool(pattern) and re.fullmatch(pattern, text) is not None


def _rule(names: Names) -> ModuleType:
    return import_module(RULES[names])
