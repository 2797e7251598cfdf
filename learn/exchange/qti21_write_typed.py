"""Kinds whose answers are typed or spoken, as items of QTI 2.1: short answers, numbers, gaps, cards."""

from collections.abc import Callable, Iterable
from typing import Any

from learn.exchange.gap_text import is_usual
from learn.exchange.placing import shown_words
from learn.exchange.qti21_write_item import (
    FEEDBACK,
    RESPONSE,
    UNEVEN,
    Written,
    base_value,
    declare,
    inline,
    mapped,
    mapping_of,
    right_if,
    rule,
    sets,
    share,
    variable,
)
from learn.exchange.xml_write import Xml, element, named, text
from learn.kinds.card import Card
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.language import tr
from learn.text import is_wildcard, matches, parse_number, plain_number


def _exact(patterns: Iterable[str], written: Written) -> list[str]:
    """The answers that are no patterns."""
    several = list(patterns)
    exact = [one.replace("\\*", "*") for one in several if not is_wildcard(one)]
    if len(exact) < len(several):
        written.notes.append(tr("answers with * are left out: they stand for themselves there"))
    once = list(dict.fromkeys(exact))
    if len(once) < len(exact):
        written.notes.append(tr("an answer that stands twice is written once"))
    return once


def _entry(name: str) -> Xml:
    return element("textEntryInteraction", responseIdentifier=name)


def _short(question: Short, written: Written) -> None:
    accept = _exact(question.accept, written)
    if not accept:
        written.skipped = tr("only patterns with * are accepted, which QTI has in no form that others read")
        return
    reject = [one for one in question.reject if not is_wildcard(one.text)]
    if len(reject) < len(question.reject):
        written.notes.append(tr("known wrong answers with * are left out"))
    wrong = {one.text.replace("\\*", "*"): one.feedback for one in reject}
    if len({words if question.case else words.casefold() for words in wrong}) < len(reject):
        written.notes.append(tr("two of the known wrong answers are one there"))
    mapping = mapping_of(dict.fromkeys(wrong, "0") | dict.fromkeys(accept, "1"), question.case)
    written.responses.append(declare(RESPONSE, "single", "string", accept[:1], mapping))
    written.body += [element("p", inline(question.ask)), element("p", _entry(RESPONSE))]
    written.score = mapped()
    for at, (words, feedback) in enumerate(wrong.items(), 1):
        written.tell(f"WRONG{at}", feedback)
        if feedback:
            case = "true" if question.case else "false"
            test = element("stringMatch", variable(), base_value(words, "string"), caseSensitive=case)
            seen = element("multiple", variable(FEEDBACK), base_value(f"WRONG{at}"))
            written.rules.append(rule(test, sets(FEEDBACK, seen)))


def _number(question: Number, written: Written) -> None:
    low, high = question.limits
    if question.range is None:
        middle, reach = (low + high) / 2, (high - low) / 2
        correct = [plain_number(middle)]
        tolerance = f"{plain_number(reach)} {plain_number(reach)}"
        told = {"toleranceMode": "absolute", "tolerance": tolerance} if reach else {"toleranceMode": "exact"}
        test = named("equal", told, variable(), base_value(correct[0], "float"))
    else:
        value = parse_number(question.value, question.unit)
        correct = [] if value is None else [plain_number(value)]
        ends = (
            element("gte", variable(), base_value(plain_number(low), "float")),
            element("lte", variable(), base_value(plain_number(high), "float")),
        )
        test = element("and", *ends)
    written.responses.append(declare(RESPONSE, "single", "float", correct))
    unit = [text(f" {question.unit}")] if question.unit else []
    written.body += [element("p", inline(question.ask)), element("p", _entry(RESPONSE), *unit)]
    written.rules.append(right_if(test))


def _cloze(question: Cloze, written: Written) -> None:
    parsed = question.parsed
    accept = [_exact(gap.accept, written) for gap in parsed.gaps]
    if not all(accept):
        written.skipped = tr("a gap accepts only patterns with *, which QTI has in no form that others read")
        return
    if not is_usual(question):
        written.notes.append(tr("the gaps come back written in the usual way"))
    if len(accept) == 1:
        written.labels["kind"] = "cloze"  # or a field alone would be a short answer
    if question.ask:
        written.body.append(element("p", inline(question.ask), class_="learn-ask"))
    names = [f"{RESPONSE}{at}" for at in range(1, len(accept) + 1)]
    words = {word: f"W{place}" for place, word in enumerate(shown_words(question), 1)}
    if any(word != " ".join(word.split()) for word in words):
        written.notes.append(tr("white space in the words of the bank is made one space"))
    fields = [
        _typed_gap(question, name, exact, written)
        if question.bank is None
        else _picked_gap(question, name, gap, words, written)
        for name, exact, gap in zip(names, accept, parsed.gaps, strict=True)
    ]
    written.body.append(element("p", _around(parsed.around, fields)))
    written.score = share(map(mapped, names), len(names))


def _around(texts: tuple[str, ...], fields: list[Xml]) -> Xml:
    """The text with its fields in it."""
    uneven = UNEVEN.search("\ufdd8".join(texts)) is not None
    pieces = [text(one) if uneven else Xml(text(one).replace("\n", "<br/>")) for one in texts]
    whole = pieces[0] + "".join(field + piece for field, piece in zip(fields, pieces[1:], strict=True))
    return element("span", Xml(whole), class_="learn-pre") if uneven else Xml(whole)


def _typed_gap(question: Cloze, name: str, accept: list[str], written: Written) -> Xml:
    mapping = mapping_of(dict.fromkeys(accept, "1"), question.case)
    written.responses.append(declare(name, "single", "string", accept[:1], mapping))
    return _entry(name)


def _picked_gap(question: Cloze, name: str, gap: Gap, words: dict[str, str], written: Written) -> Xml:
    """A list of all words; those that the gap takes are right."""
    right = [words[word] for word in words if any(matches(one, word, question.case) for one in gap.accept)]
    if len(gap.accept) > 1:
        written.notes.append(tr("of what a gap accepts only words of the bank come back, in their order there"))
    written.responses.append(declare(name, "single", "identifier", right[:1], mapping_of(dict.fromkeys(right, "1"))))
    choices = (element("inlineChoice", word, identifier=ident) for word, ident in words.items())
    return element("inlineChoiceInteraction", *choices, responseIdentifier=name, shuffle="true")


def _card(question: Card, written: Written) -> None:
    written.labels["kind"] = "card"
    written.notes.append(tr("it becomes an essay, whose feedback is the back: nobody says of herself that she knew it"))
    if question.ask:
        written.notes.append(tr("the heading `ask` becomes the beginning of the front"))
    if question.explain:
        written.notes.append(tr("the explanation is lost: its place is taken by the back"))
    written.modal.clear()
    written.shown.clear()
    written.responses.append(declare(RESPONSE, "single", "string", []))
    prompt = element("prompt", inline(question.prompt))
    written.body.append(element("extendedTextInteraction", prompt, responseIdentifier=RESPONSE))
    written.always("BACK", question.back)


TYPED: dict[str, Callable[[Any, Written], None]] = {
    "short": _short,
    "number": _number,
    "cloze": _cloze,
    "card": _card,
}
