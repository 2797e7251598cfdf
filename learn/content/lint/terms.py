"""Words that promise too much or nothing: absolute terms and vague ones."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.above import speaks_of_others
from learn.content.lint.quoted import unquoted, untitled
from learn.content.lint.view import View
from learn.content.lint.words import word_set
from learn.kinds.base import Fault
from learn.kinds.true_false import TrueFalse
from learn.language import tr

_BEFORE = r"(?<!not )(?<!at )(?<!of )(?<!almost )(?<!nearly )(?<!after )(?<!above )(?<!in )(?<!the )(?<!her )(?<!his )"
_ABSOLUTE = re.compile(
    r"\b(?:always|(?<!was )(?<!were )never|invariably|without exception|under no circumstances|in no case|"
    rf"{_BEFORE}all(?!-)|"
    r"(?:completely|entirely|totally|absolutely|wholly|solely|exclusively)|"
    r"every(?! (?:day|week|month|year|hour|morning|evening|night|time|other|few|second|third)\b)|"
    r"everyone|everybody|everything|no one|nobody|"
    r"(?<!the )(?<!an )(?<!not )only(?! (?:when|if|after|before|once|twice|one|two|a|an|the)\b))\b",
    re.IGNORECASE,
)
_ABSOLUTE_WORDS = word_set(
    "always never invariably exception circumstances case all completely entirely totally absolutely wholly solely "
    "exclusively every everyone everybody everything no nobody only"
)
_VAGUE_WORDS = word_set(
    "often sometimes usually frequently occasionally rarely seldom generally commonly typically normally mostly rule "
    "times then time cases while large"
)
"""One of these stands in each of the expressions above: looked for first, since words are at hand."""
_PERSONS = frozenset({"nobody", "no one", "everybody", "everyone"})
_QUANTIFIED = re.compile(
    r"\b(?:how (?:often|many|much)|some|any|none?|not all|most|always|never|all|every|each|only)\b", re.IGNORECASE
)
_VAGUE = re.compile(
    r"\b(?:often|sometimes|usually|frequently|occasionally|rarely|seldom|generally|commonly|typically|normally|mostly|"
    r"as a rule|more often than not|at times|now and then|from time to time|in (?:many|most|some) cases|"
    r"(?:most|much|some) of the time|once in a while|by and large)\b",
    re.IGNORECASE,
)


def absolute(view: View) -> Iterator[Fault]:
    """W102: a distractor is absolute and no key is, or a false statement is.

    Names, quotations and questions about quantities themselves are passed over.
    """
    if isinstance(view.question, TrueFalse):
        found = _ABSOLUTE.search(unquoted(view.question.ask)) if view.question.answer == "false" else None
        if found:
            message = tr("“{found}” gives this statement away as false", found=found[0])
            yield fault("W102", ("ask",), message, tr("say how many, how often, or who"))
        return
    for option in view.distractors:
        if _ABSOLUTE_WORDS.isdisjoint(option.words) or _asks_for_quantity(view):
            continue
        found = _ABSOLUTE.search(untitled(unquoted(option.text)))
        if found and found[0].casefold() not in _PERSONS and not speaks_of_others(option.text):
            message = tr("“{found}” makes this distractor easy to rule out", found=found[0])
            yield fault("W102", option.where, message, tr("say it without the absolute word"))


def _asks_for_quantity(view: View) -> bool:
    """Whether a key is absolute itself, or how many and how often is what the question is about."""
    if any(_ABSOLUTE.search(one.text) for one in view.keys):
        return True
    return bool(_QUANTIFIED.search(view.stem)) and any(_QUANTIFIED.search(one.text) for one in view.keys)


def vague(view: View) -> Iterator[Fault]:
    """W103: an option or a statement to judge says how often in a word that readers take differently."""
    if isinstance(view.question, TrueFalse):
        found = _VAGUE.search(unquoted(view.question.ask))
        if found:
            yield fault(
                "W103", ("ask",), tr("“{found}” makes this neither true nor false", found=found[0]), tr("say how often")
            )
        return
    for option in view.options:
        if _VAGUE_WORDS.isdisjoint(option.words) or len(option.words) == 1:
            continue
        found = _VAGUE.search(unquoted(option.text))
        if found:
            yield fault(
                "W103",
                option.where,
                tr("“{found}” means something else to everyone", found=found[0]),
                tr("say how often, or when"),
            )
