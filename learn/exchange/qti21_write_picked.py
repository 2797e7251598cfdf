"""Kinds whose answers are picked or arranged, as items of QTI 2.1."""

from collections.abc import Callable
from typing import Any

from learn.exchange.placing import placed
from learn.exchange.qti21_source import CORRECTION
from learn.exchange.qti21_write_item import (
    RESPONSE,
    Written,
    declare,
    inline,
    is_correct,
    mapped,
    mapping_of,
    prompt_of,
    right_if,
    share,
    variable,
)
from learn.exchange.xml_write import Xml, element, named
from learn.kinds.choice import Choice
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.order import Order
from learn.kinds.sort import Sort
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.language import tr


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _options(question: Choice | Multiple, written: Written, most: str, least: str = "") -> None:
    choices = []
    for at, one in enumerate(placed(question)):
        choices.append(element("simpleChoice", inline(one.text), identifier=_letter(at)))
        written.tell(_letter(at), one.feedback)
    told = {"responseIdentifier": RESPONSE, "shuffle": "true" if question.shuffle else "false", "maxChoices": most}
    told |= {"minChoices": least} if least else {}
    written.body.append(named("choiceInteraction", told, prompt_of(question), *choices))
    if any(one.feedback for one in question.distractors):
        written.shown.append(variable())


def _choice(question: Choice, written: Written) -> None:
    if {option.strip().lower() for option in question.options} == {"true", "false"}:
        written.labels["kind"] = "choice"
    key = next(_letter(at) for at, one in enumerate(placed(question)) if one.right)
    written.responses.append(declare(RESPONSE, "single", "identifier", [key]))
    _options(question, written, "1")
    written.rules.append(right_if(is_correct()))


def _multiple(question: Multiple, written: Written) -> None:
    written.labels["scoring"] = question.scoring
    shown = placed(question)
    key = [_letter(at) for at, one in enumerate(shown) if one.right]
    mapping = None
    if question.scoring == "partial":
        mapping = mapping_of({_letter(at): "1" if one.right else "-1" for at, one in enumerate(shown)}, lowerBound="0")
        written.score = share([mapped()], len(key))
    else:
        written.rules.append(right_if(is_correct()))
    written.responses.append(declare(RESPONSE, "multiple", "identifier", key, mapping))
    told = str(len(key)) if question.tell else ""
    _options(question, written, told or "0", told)


def _true_false(question: TrueFalse, written: Written) -> None:
    written.responses.append(declare(RESPONSE, "single", "identifier", [question.answer]))
    choices = (element("simpleChoice", option, identifier=option.lower()) for option in OPTIONS)
    told = {"responseIdentifier": RESPONSE, "shuffle": "false", "maxChoices": "1"}
    written.body.append(named("choiceInteraction", told, prompt_of(question), *choices))
    written.always(CORRECTION, question.correction)
    written.rules.append(right_if(is_correct()))


# ------------------------------------------------------------------------------------------------------ order and match


def _order(question: Order, written: Written) -> None:
    names = {one.text: f"I{at}" for at, one in enumerate(question.items, 1)}
    written.responses.append(declare(RESPONSE, "ordered", "identifier", names.values()))
    choices = (element("simpleChoice", inline(one), identifier=names[one]) for one in sorted(names))
    told = {"responseIdentifier": RESPONSE, "shuffle": "true"}
    written.body.append(named("orderInteraction", told, prompt_of(question), *choices))
    written.rules.append(right_if(is_correct()))
    written.notes.append(tr("all or nothing there: no marks for items in the right order among others"))


def _match(question: Match, written: Written) -> None:
    _pairs([(pair.left, question.right.index(pair.right)) for pair in question.pairs], question.right, written)


def _sort(question: Sort, written: Written) -> None:
    written.labels["kind"] = "sort"
    heads = tuple(group.name for group in question.categories)
    _pairs([(one.text, at) for at, group in enumerate(question.categories) for one in group.items], heads, written)


def _pairs(pairs: list[tuple[str, int]], right: tuple[str, ...], written: Written) -> None:
    key = [f"L{at} R{belongs + 1}" for at, (_, belongs) in enumerate(pairs, 1)]
    mapping = mapping_of(dict.fromkeys(key, "1"))
    written.responses.append(declare(RESPONSE, "multiple", "directedPair", key, mapping))
    left = (_side(f"L{at}", words, "1") for at, (words, _) in enumerate(pairs, 1))
    other = (_side(f"R{at}", words, "0") for at, words in enumerate(right, 1))
    sets = (element("simpleMatchSet", *left), element("simpleMatchSet", *other))
    told = {"responseIdentifier": RESPONSE, "shuffle": "true", "maxAssociations": str(len(pairs))}
    written.body.append(named("matchInteraction", told, prompt_of(written.question), *sets))
    written.score = share([mapped()], len(pairs))


def _side(name: str, words: str, most: str) -> Xml:
    return element("simpleAssociableChoice", inline(words), identifier=name, matchMax=most)


PICKED: dict[str, Callable[[Any, Written], None]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true_false": _true_false,
    "order": _order,
    "match": _match,
    "sort": _sort,
}
