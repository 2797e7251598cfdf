"""Stems that ask for the exception without saying so aloud."""

import re
from collections.abc import Iterator

from learn.content.codes import fault
from learn.content.lint.quoted import unquoted
from learn.content.lint.view import View
from learn.content.lint.words import word_set
from learn.kinds.base import Fault
from learn.kinds.short import Short
from learn.language import tr

_AUXILIARY = r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might|must)"
_NOT = re.compile(rf"\b(?:{_AUXILIARY}(?:n['’]t| not\b| never\b)|cannot\b|can['’]t\b|won['’]t\b)(?! only\b)")
_SPLIT = re.compile(
    rf"^\W*(?i:which|what|who|whose)\b.{{0,40}}?\b{_AUXILIARY}\b (?P<subject>.{{1,40}}?) not\b(?! only\b)"
)
_LEADS = re.compile(r"^\W*(?:which|what|who|whose)\b", re.IGNORECASE)
_BRANCHES = re.compile(
    r"[,;:]|\b(?:that|who|which|when|after|before|if|because|while|since|although|though|where|whom|why|how|to|"
    r"says?|said|thinks?|thought|argues?|argued|believes?|believed|claims?|claimed|writes?|wrote|happens?)\b",
    re.IGNORECASE,
)
_EXCEPT = re.compile(r"\bexcept(?: for)?\W*$|\b(?:the following|these|those)\b.*\bexcept\b")
_LEAST = re.compile(
    r"\b(?:is|are|was|were) (?:the )?least (?:likely|probable|appropriate|suitable|accurate|effective)\b"
)
_TRIGGERS = word_set("not never cannot except least")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def negative(view: View) -> Iterator[Fault]:
    """W105: the stem asks which is *not* so, in small letters."""
    if not view.options and not isinstance(view.question, Short):
        return
    if _TRIGGERS.isdisjoint(view.stem_words) and "n't" not in view.stem and "n’t" not in view.stem:
        return
    for sentence in _SENTENCE.split(unquoted(view.stem)):
        found = _exception(sentence)
        if found:
            message = tr("the stem asks for the exception, and “{found}” is easily overlooked", found=found)
            yield fault("W105", ("ask",), message, tr("write {word}, or ask for what is so", word=found.upper()))
            return


def _exception(sentence: str) -> str:
    """The word by which a sentence asks for an exception, or ""."""
    if _EXCEPT.search(sentence):
        return "except"
    if not _LEADS.match(sentence):
        return ""
    if _LEAST.search(sentence):
        return "least"
    found = _NOT.search(sentence)
    if found:
        before = _LEADS.sub("", sentence[: found.start()])
        return "" if _BRANCHES.search(before) else _word(found[0])
    split = _SPLIT.match(sentence)
    return "not" if split and not _BRANCHES.search(split["subject"]) else ""


def _word(negated: str) -> str:
    return "never" if negated.endswith("never") else "cannot" if negated == "cannot" else "not"
