"""Kinds whose answers are picked or arranged, as items of QTI 1.2."""

from collections.abc import Callable
from typing import Any

from learn.exchange.placing import placed
from learn.exchange.qti12_write_item import RESPONSE, Written, equal, ident_of, label_of, option, scores, shares
from learn.exchange.xml_write import Xml, element
from learn.kinds.choice import Choice
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.order import Order
from learn.kinds.sort import Sort
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.language import tr


def _choice(question: Choice, written: Written) -> None:
    written.type = "multiple_choice"
    if {text.strip().lower() for text in question.options} == {"true", "false"}:
        written.labels["kind"] = "choice"
    _options(question, "Single", written)
    key = next(at for at, one in enumerate(placed(question)) if one.right)
    written.rules.append(scores(equal(ident_of(key))))


def _multiple(question: Multiple, written: Written) -> None:
    written.type = "multiple_answers"
    written.labels["scoring"] = question.scoring
    _options(question, "Multiple", written)
    tests = (
        equal(ident_of(at)) if one.right else element("not", equal(ident_of(at)))
        for at, one in enumerate(placed(question))
    )
    written.rules.append(scores(element("and", *tests)))
    if question.scoring == "all":
        written.notes.append(tr("Canvas gives a part of the points for a part of the answers"))
    if question.tell:
        written.notes.append(tr("the number of right answers is not told there"))


def _options(question: Choice | Multiple, cardinality: str, written: Written) -> None:
    shown = placed(question)
    choices = (label_of(ident_of(at), one.text) for at, one in enumerate(shown))
    written.responses.append(
        element("response_lid", element("render_choice", *choices), ident=RESPONSE, rcardinality=cardinality)
    )
    for at, one in enumerate(shown):
        written.tell(f"{ident_of(at)}_fb", one.feedback)
        written.shows(equal(ident_of(at)), f"{ident_of(at)}_fb")


def _true_false(question: TrueFalse, written: Written) -> None:
    written.type = "true_false"
    choices = element("render_choice", *(label_of(ident_of(at), text) for at, text in enumerate(OPTIONS)))
    written.responses.append(element("response_lid", choices, ident=RESPONSE, rcardinality="Single"))
    for at in range(2):
        written.tell(f"{ident_of(at)}_fb", question.correction)
        written.shows(equal(ident_of(at)), f"{ident_of(at)}_fb")
    written.rules.append(scores(equal(ident_of(question.key))))


def _order(question: Order, written: Written) -> None:
    written.type = "ordering"
    texts = [(ident_of(at), one.text) for at, one in enumerate(question.items)]
    shown = sorted(texts, key=lambda pair: (pair[1], pair[0]))
    choices = element("flow_label", *(label_of(ident, text) for ident, text in shown))
    drawn = element("render_extension", element("ims_render_object", choices, shuffle="Yes"))
    written.responses.append(element("response_lid", drawn, ident=RESPONSE, rcardinality="Ordered"))
    written.rules.append(scores(Xml("".join(equal(ident) for ident, _ in texts))))
    written.notes.append(tr("only new quizzes of Canvas have it, all or nothing"))


def _match(question: Match, written: Written) -> None:
    _pairs([(pair.left, pair.right) for pair in question.pairs], question.right, written)


def _sort(question: Sort, written: Written) -> None:
    written.labels["kind"] = "sort"
    pairs = [(one.text, group.name) for group in question.categories for one in group.items]
    _pairs(pairs, tuple(group.name for group in question.categories), written)


def _pairs(pairs: list[tuple[str, str]], right: tuple[str, ...], written: Written) -> None:
    written.type = "matching"
    for at, ((left, belongs), share) in enumerate(zip(pairs, shares(len(pairs)), strict=True)):
        response = f"response_{2001 + at}"
        choices = element("render_choice", *(label_of(ident_of(place), text) for place, text in enumerate(right)))
        written.responses.append(element("response_lid", option(left), choices, ident=response))
        key = equal(ident_of(right.index(belongs)), response)
        written.rules.append(scores(key, share, "Add", "Yes"))


PICKED: dict[str, Callable[[Any, Written], None]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true_false": _true_false,
    "order": _order,
    "match": _match,
    "sort": _sort,
}
