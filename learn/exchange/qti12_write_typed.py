"""Kinds whose answers are typed or spoken, as items of QTI 1.2: short answers, numbers, gaps, cards."""

from collections.abc import Callable
from typing import Any

from learn.exchange.gap_text import is_usual, names
from learn.exchange.placing import shown_words
from learn.exchange.qti12_write_item import RESPONSE, Written, equal, html, label_of, scores, shares
from learn.exchange.xml_write import Xml, element
from learn.kinds.card import Card
from learn.kinds.cloze import Cloze
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.language import tr
from learn.text import is_wildcard, matches, plain_number


def _line(fibtype: str) -> Xml:
    field = element("render_fib", element("response_label", ident="answer1", rshuffle="No"), fibtype=fibtype)
    return element("response_str", field, ident=RESPONSE, rcardinality="Single")


def _short(question: Short, written: Written) -> None:
    written.type = "short_answer"
    accept = _accepted(question.accept, written)
    if not accept:
        written.skipped = tr("only patterns with * are accepted, which Canvas does not know")
    if question.reject:
        written.notes.append(tr("the known wrong answers and their feedback are lost"))
    _note_case(question.case, written)
    attributes = {"case": "Yes"} if question.case else {}
    written.responses.append(_line("String"))
    written.rules.append(scores(Xml("".join(equal(text, **attributes) for text in accept))))


def _note_case(case: bool, written: Written) -> None:
    if case:
        written.notes.append(tr("capitals do not matter in Canvas' classic quizzes"))
        written.fields.append(("case_sensitive", "true"))
        written.labels.pop("case", None)


def _accepted(patterns: tuple[str, ...], written: Written) -> list[str]:
    """The answers that are no patterns. Canvas compares them letter by letter."""
    exact = [text.replace("\\*", "*") for text in patterns if not is_wildcard(text)]
    if len(exact) < len(patterns):
        written.notes.append(tr("answers with * are left out: they stand for themselves there"))
    if any(text != " ".join(text.split()) for text in exact) or len(set(exact)) < len(exact):
        written.notes.append(tr("white space in accepted answers is made one space"))
    return exact


def _number(question: Number, written: Written) -> None:
    written.type = "numerical"
    written.responses.append(_line("Decimal"))
    low, high = (plain_number(end) for end in question.limits)
    between = [element("vargte", low, respident=RESPONSE), element("varlte", high, respident=RESPONSE)]
    if question.range is None:
        middle = plain_number((question.limits[0] + question.limits[1]) / 2)
        written.rules.append(scores(element("or", equal(middle), element("and", *between))))
    else:
        written.rules.append(scores(Xml("".join(between))))
    if question.unit:
        written.notes.append(tr("the unit is not shown there"))
    if any("." in end and len(end.partition(".")[2]) > 4 for end in (low, high)):
        written.notes.append(tr("Canvas rounds to four decimal places"))


def _cloze(question: Cloze, written: Written) -> None:
    parsed = question.parsed
    accept = [_accepted(gap.accept, written) for gap in parsed.gaps]
    if not all(accept):
        written.skipped = tr("a gap accepts only patterns with *, which Canvas does not know")
        return
    if not is_usual(question):
        written.notes.append(tr("the gaps come back written in the usual way"))
    _note_case(question.case, written)
    called = names(len(accept), question.ask + "".join(parsed.around))
    text = parsed.around[0] + "".join(f"[{name}]{after}" for name, after in zip(called, parsed.around[1:], strict=True))
    written.ask = html(question.ask) + html(text)
    if question.ask:
        written.fields.append(("learn_ask", question.ask))
    written.type = "fill_in_multiple_blanks" if question.bank is None else "multiple_dropdowns"
    for name, gap, exact, share in zip(called, parsed.gaps, accept, shares(len(accept)), strict=True):
        if question.bank is None:
            _gap(f"response_{name}", exact, exact[:1], share, written)
        else:
            words = shown_words(question)
            right = [word for word in words if any(matches(one, word, question.case) for one in gap.accept)]
            _gap(f"response_{name}", words, right, share, written)
            if len(gap.accept) > 1:
                written.notes.append(tr("of what a gap accepts only words of the bank come back, in their order there"))


def _gap(response: str, words: list[str], right: list[str], share: str, written: Written) -> None:
    choices = element("render_choice", *(label_of(f"{response}-{at}", word) for at, word in enumerate(words, 1)))
    material = element("material", element("mattext", response.removeprefix("response_")))
    written.responses.append(element("response_lid", material, choices, ident=response))
    for word in right:
        key = equal(f"{response}-{words.index(word) + 1}", response)
        written.rules.append(scores(key, share, "Add", "Yes"))


def _card(question: Card, written: Written) -> None:
    written.type = "essay"
    written.labels["kind"] = "card"
    written.notes.append(tr("it becomes an essay, whose feedback is the back: nobody says of herself that she knew it"))
    if question.ask:
        written.notes.append(tr("the heading `ask` becomes the beginning of the front"))
    if question.explain:
        written.notes.append(tr("the explanation is lost: its place is taken by the back"))
    written.ask = html(question.prompt)
    written.rules.clear()
    written.feedback.clear()
    written.tell("general_fb", question.back)
    written.shows(element("other"), "general_fb")


TYPED: dict[str, Callable[[Any, Written], None]] = {
    "short": _short,
    "number": _number,
    "cloze": _cloze,
    "card": _card,
}
