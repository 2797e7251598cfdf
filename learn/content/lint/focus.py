"""Stems that do not say what is asked."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.kinds.base import Fault
from learn.language import tr

_THINGS = r"(?:statements?|sentences?|answers?|options?|claims?|assertions?|propositions?|alternatives?|ones?)"
_RIGHT = r"(?:true|correct|right|false|incorrect|wrong|not true|not correct|accurate|valid|best|most accurate)"
_WHICH = re.compile(
    rf"(?:which|what)(?: {_THINGS})?(?: of)?(?: the| these| those)?(?: following| {_THINGS})*(?: (?:below|here))? "
    rf"(?:(?:is|are)(?: the| a)?(?: {_RIGHT})(?: {_THINGS})?|holds?|applies|apply)\W*",
    re.IGNORECASE,
)
_CHOOSE = re.compile(
    rf"(?:please )?(?:choose|select|pick|mark|tick|check|find)(?: (?:the|one|all|an?))*(?: {_RIGHT})*(?: {_THINGS})?"
    r"(?: (?:that|which) (?:is|are|apply|applies)(?: (?:true|correct|right))?)?(?: (?:below|from the list))?\W*",
    re.IGNORECASE,
)
_TOPIC_WORDS, _MOST_WORDS = 3, 14
_SAYS_MORE = re.compile(r"[?\d=]|\b(?:of|an?|in|for|to|from|by|the)\W*$|\b(?:of|in|for)\b", re.IGNORECASE)


def unfocused(view: View) -> Iterator[Fault]:
    """W113: the stem only says to choose, or names a topic."""
    if not view.options or len(view.stem_words) > _MOST_WORDS:
        return
    stem = " ".join(view.stem.split())
    if _WHICH.fullmatch(stem) or _CHOOSE.fullmatch(stem):
        hint = tr("ask about the thing itself; for statements that are true or not, use `kind: true_false` or `sort`")
        yield fault("W113", ("ask",), tr("the stem does not say what is asked"), hint)
    elif "__" not in stem and len(view.stem_words) <= _TOPIC_WORDS and not _SAYS_MORE.search(stem):
        yield fault("W113", ("ask",), tr("the stem names a topic and asks nothing"), tr("ask a question about it"))
