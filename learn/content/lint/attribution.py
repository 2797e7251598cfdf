"""Questions and the facts they test: is there one, and does the stem say whose word it is?"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from learn.content.codes import fault
from learn.content.lint.view import View
from learn.content.lint.words import word_set, words
from learn.content.values import Bank, Fact, Lesson, Sources
from learn.kinds.base import Fault
from learn.language import tr, translatable

_SAID = re.compile(
    r"\b(?:according to|in (?:the )?(?:words|view|opinion|eyes|outlook|account|reading) of|"
    r"(?:in|by|to) [\w’' -]{1,40}['’]s? (?:\w+ )?"
    r"(?:words|view|opinion|eyes|outlook|account|reading|argument|count|list|mind)|"
    r"(?:is|are|was|were) (?:\w+ )?(?:said|expected|argued|thought|believed|claimed|reported|estimated|forecast|feared|"
    r"supposed|alleged)|"
    r"as \w+ (?:sees?|puts?|reads?|tells?|says?|expects?|argues?|hopes?|fears?) |"
    r"(?:says?|said|argues?|argued|expects?|expected|sees|believes?|believed|thinks?|claims?|claimed|warns?|warned|"
    r"fears?|feared|predicts?|predicted|forecasts?|supposes?|suggests?|suggested|holds that|estimates?|estimated|"
    r"maintains?|contends?|quot(?:es|ed|ing)|calls|describes?|presents?|explains?|mentions?|lists?|names|speaks of|"
    r"speculates?|announce[sd]?|announcement|declare[sd]?|declaration|statement|hints?|recalls?|states?|stated|remarks?|counts?)\b)",
    re.IGNORECASE,
)
_VOICES = word_set(
    "commentary commentator article articles text texts author authors source sources report interview document expert "
    "experts researcher researchers analyst analysts scholar scholars professor observer observers quotation"
)
_ANY_TASK = frozenset({"match", "sort", "order"})
_CLAIM = {
    "official": translatable("an official's word"),
    "expert": translatable("an expert's reading"),
    "argument": translatable("an argument"),
    "forecast": translatable("a forecast"),
}


class Voices(Struct, frozen=True):
    """The facts of a library, and for each the words by which a stem can name who says it."""

    facts: Mapping[str, Fact]
    names: Mapping[str, frozenset[str]]


def voices_of(values: Sequence[Lesson | Bank | Sources | None]) -> Voices:
    """The facts and voices in these files."""
    facts = {one.id: one for value in values if isinstance(value, Lesson) for one in value.facts}
    sources = [value for value in values if isinstance(value, Sources)]
    names = {one.id: _name_words(" ".join((one.name, *one.also))) for value in sources for one in value.speakers}
    names |= {one.id: _name_words(one.title) for value in sources for one in value.sources}
    return Voices(facts, {one.id: _named(one, names) for one in facts.values()})


def _name_words(text: str) -> frozenset[str]:
    return frozenset(one for one in words(text) if len(one) > 2 and one not in ("the", "and", "translation", "english"))


def _named(fact: Fact, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    voices = (fact.by, *(source for source, _ in fact.sources))
    return frozenset().union(*(names.get(one, frozenset()) for one in voices if one))


def no_fact(view: View) -> Iterator[Fault]:
    """W120: the bank belongs to a lesson, and the question names none of its facts."""
    if view.bank.lesson and not view.question.facts and not view.question.part_facts():
        hint = tr("write `fact: …`, so that memory is kept for it")
        yield fault("W120", ("id",), tr("this question tests no fact of {lesson}", lesson=view.bank.lesson), hint)


def unattributed(view: View, voices: Voices) -> Iterator[Fault]:
    """W121: a fact that somebody claims is asked as if it were so: nothing in the stem says whose word it is."""
    if view.question.kind in _ANY_TASK:
        return
    for name in view.question.facts:
        fact = voices.facts.get(name)
        if fact is not None and fact.claim != "reported" and not _is_attributed(view, voices.names[name]):
            message = tr("this is asked as a fact, and `{name}` is {claim}", name=name, claim=tr(_CLAIM[fact.claim]))
            yield fault("W121", (view.stem_key,), message, tr("say whose word it is: `According to …`"))
            return


def _is_attributed(view: View, names: frozenset[str]) -> bool:
    said = {*view.stem_words, *(word for answer in view.answers for word in words(answer))}
    return not said.isdisjoint(_VOICES) or not said.isdisjoint(names) or bool(_SAID.search(view.stem))
