"""A bank as a content package of QTI 2.1: a manifest, a test, and one file an item.

Scores run from 0 to 1; points are weights in the test. Every item says in full how it is scored, so that partial
scores are ours, and which feedback is shown when. Texts with white space that XHTML would lose stand in a `span` of
the class `learn-pre`.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from learn.content.values import Bank
from learn.exchange.gap_text import is_usual
from learn.exchange.labelled import settings
from learn.exchange.labels import labels
from learn.exchange.package_zip import pack
from learn.exchange.placing import placed, shown_words
from learn.exchange.qti21_source import CORRECTION
from learn.exchange.report import Exported, Item, item
from learn.exchange.xml_write import Xml, document, element, lines, named, text
from learn.kinds.base import Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Sort
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.text import is_wildcard, matches, parse_number, plain_number

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_SCHEMA = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_UNEVEN = re.compile(r"^[ \n\t]|[ \n\t]$|  |\t| \n|\n ")
_RESPONSE, _FEEDBACK, _EXPLAIN = "RESPONSE", "FEEDBACK", "EXPLAIN"


class Written:
    """An item while it is written: responses, body, scoring, feedback, and what gets lost."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.responses: list[Xml] = []
        self.body: list[Xml] = []
        self.score: Xml = Xml("")
        self.rules: list[Xml] = []
        self.shown: list[Xml] = []
        self.modal: list[Xml] = []
        self.labels: dict[str, str] = settings(question)
        self.notes: list[str] = []
        self.skipped = ""

    def tell(self, name: str, words: str) -> None:
        """Give a text of feedback, if there is one, under its identifier."""
        if words:
            content = element("p", inline(words))
            told = {"outcomeIdentifier": _FEEDBACK, "identifier": name, "showHide": "show"}
            self.modal.append(named("modalFeedback", told, content))

    def always(self, name: str, words: str) -> None:
        """A text of feedback that all get to see."""
        self.tell(name, words)
        if words:
            self.shown.append(_value(name))


# ------------------------------------------------------------------------------------------------------------- package


def write(bank: Bank) -> Exported:
    """The package, and the report on each question."""
    written = [_written(question) for question in bank.questions]
    kept = [one for one in written if not one.skipped]
    files = {"imsmanifest.xml": _manifest(bank, kept), "test.xml": _test(bank, kept)}
    files |= {_file(one.question): _item(bank.id, one) for one in kept}
    return Exported("qti21", pack(files), tuple(map(_report, written)))


def _report(written: Written) -> Item:
    if written.skipped:
        return item(written.question, written.skipped, skipped=True)
    return item(written.question, *dict.fromkeys(written.notes))


def _file(question: Question) -> str:
    return f"items/{question.id}.xml"


def _name(bank: str, question: str) -> str:
    """An identifier that no other bank's question has; `identifier` must not begin with a digit."""
    return f"i--{bank}--{question}"


def _manifest(bank: Bank, kept: list[Written]) -> bytes:
    head = {
        "identifier": f"m--{bank.id}",
        "xmlns": _PACKAGE,
        "xmlns:imsmd": _LOM,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{_PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    }
    metadata = element("metadata", element("schema", "QTIv2.1 Package"), element("schemaversion", "1.0.0"))
    refs = (element("dependency", identifierref=_name(bank.id, one.question.id)) for one in kept)
    test = element(
        "resource",
        element("file", href="test.xml"),
        *refs,
        identifier=f"b--{bank.id}",
        type="imsqti_test_xmlv2p1",
        href="test.xml",
    )
    items = (_resource(bank.id, one) for one in kept)
    return document(
        named("manifest", head, metadata, element("organizations"), element("resources", lines([test, *items])))
    )


def _resource(bank: str, written: Written) -> Xml:
    question = written.question
    told = (element("imsmd:keyword", element("imsmd:string", label)) for label in labels(question, **written.labels))
    title = element("imsmd:title", element("imsmd:string", question.id))
    metadata = element("metadata", element("imsmd:lom", element("imsmd:general", title, *told)))
    file = element("file", href=_file(question))
    name = _name(bank, question.id)
    return element("resource", metadata, file, identifier=name, type="imsqti_item_xmlv2p1", href=_file(question))


def _test(bank: Bank, kept: list[Written]) -> bytes:
    refs = [_reference(bank.id, one.question) for one in kept]
    section = element("assessmentSection", lines(refs), identifier="all", title=bank.title or bank.id, visible="true")
    part = element("testPart", section, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    head = {"xmlns": _QTI, "xmlns:xsi": _XSI, "xsi:schemaLocation": _SCHEMA}
    return document(
        named("assessmentTest", head | {"identifier": f"b--{bank.id}", "title": bank.title or bank.id}, part)
    )


def _reference(bank: str, question: Question) -> Xml:
    weight = [element("weight", identifier="points", value=repr(question.points))] if question.points != 1 else []
    return element("assessmentItemRef", *weight, identifier=_name(bank, question.id), href=_file(question))


# ---------------------------------------------------------------------------------------------------------------- items


def _written(question: Question) -> Written:
    written = Written(question)
    writer = _WRITERS.get(question.kind)
    if writer is None:
        written.skipped = f"QTI 2.1 has nothing like the kind {question.kind}"
        return written
    written.always(_EXPLAIN, question.explain)
    writer(question, written)
    if question.hint:
        written.notes.append("the hint is shown to tutors only")
        hint = element("p", inline(question.hint))
        written.body.append(element("rubricBlock", hint, view="tutor", class_="learn-hint"))
    return written


def _item(bank: str, written: Written) -> bytes:
    head = {
        "xmlns": _QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": _SCHEMA,
        "identifier": _name(bank, written.question.id),
        "title": written.question.id,
        "adaptive": "false",
        "timeDependent": "false",
    }
    outcomes = [element("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")]
    if written.modal:
        told = {"identifier": _FEEDBACK, "cardinality": "multiple", "baseType": "identifier"}
        outcomes.append(named("outcomeDeclaration", told))
    parts = [*written.responses, *outcomes, element("itemBody", *written.body), *_processing(written), *written.modal]
    return document(named("assessmentItem", head, lines(parts)))


def _processing(written: Written) -> list[Xml]:
    rules = [_set("SCORE", written.score)] if written.score else []
    if written.shown:
        rules.append(_set(_FEEDBACK, element("multiple", *written.shown)))
    rules += written.rules
    return [element("responseProcessing", *rules)] if rules else []


def inline(words: str) -> Xml:
    """A text within a paragraph, with its line ends and all its spaces."""
    if _UNEVEN.search(words):
        return element("span", words, class_="learn-pre")
    return Xml(text(words).replace("\n", "<br/>"))


def _value(value: str, base: str = "identifier") -> Xml:
    return element("baseValue", value, baseType=base)


def _variable(name: str = _RESPONSE) -> Xml:
    return element("variable", identifier=name)


def _set(outcome: str, value: Xml) -> Xml:
    return element("setOutcomeValue", value, identifier=outcome)


def _if(test: Xml, *does: Xml) -> Xml:
    return element("responseCondition", element("responseIf", test, *does))


def _one_if(test: Xml) -> Xml:
    """A rule that gives full marks where the test holds (the score is 0 before)."""
    return _if(test, _set("SCORE", _value("1", "float")))


def _is_correct() -> Xml:
    return element("match", _variable(), element("correct", identifier=_RESPONSE))


def _share(parts: Iterable[Xml], number: int) -> Xml:
    """The mean of what parts earn."""
    total = list(parts)
    summed = element("sum", *total) if len(total) > 1 else total[0]
    return element("divide", summed, _value(str(number), "float")) if number > 1 else summed


def _declare(name: str, cardinality: str, base: str, correct: Iterable[str], mapping: Xml | None = None) -> Xml:
    values = [element("value", one) for one in correct]
    right = [element("correctResponse", *values)] if values else []
    mapped = [mapping] if mapping is not None else []
    told = {"identifier": name, "cardinality": cardinality, "baseType": base}
    return named("responseDeclaration", told, *right, *mapped)


def _mapping(worth: dict[str, str], case: bool | None = None, **bounds: str) -> Xml:
    """A mapping of values to what they are worth; `case` says of texts whether capitals count."""
    more = {} if case is None else {"caseSensitive": "true" if case else "false"}
    entries = (element("mapEntry", mapKey=key, mappedValue=value, **more) for key, value in worth.items())
    return element("mapping", *entries, defaultValue="0", **bounds)


def _mapped(name: str = _RESPONSE) -> Xml:
    return element("mapResponse", identifier=name)


def _prompt(question: Question) -> Xml:
    return element("prompt", inline(question.ask))


# -------------------------------------------------------------------------------------------------------------- choices


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _options(question: Choice | Multiple, written: Written, most: str, least: str = "") -> None:
    choices = []
    for at, one in enumerate(placed(question)):
        choices.append(element("simpleChoice", inline(one.text), identifier=_letter(at)))
        written.tell(_letter(at), one.feedback)
    told = {"responseIdentifier": _RESPONSE, "shuffle": "true" if question.shuffle else "false", "maxChoices": most}
    told |= {"minChoices": least} if least else {}
    written.body.append(named("choiceInteraction", told, _prompt(question), *choices))
    if any(one.feedback for one in question.distractors):
        written.shown.append(_variable())


def _choice(question: Choice, written: Written) -> None:
    if {option.strip().lower() for option in question.options} == {"true", "false"}:
        written.labels["kind"] = "choice"
    key = next(_letter(at) for at, one in enumerate(placed(question)) if one.right)
    written.responses.append(_declare(_RESPONSE, "single", "identifier", [key]))
    _options(question, written, "1")
    written.rules.append(_one_if(_is_correct()))


def _multiple(question: Multiple, written: Written) -> None:
    written.labels["scoring"] = question.scoring
    shown = placed(question)
    key = [_letter(at) for at, one in enumerate(shown) if one.right]
    mapping = None
    if question.scoring == "partial":
        mapping = _mapping({_letter(at): "1" if one.right else "-1" for at, one in enumerate(shown)}, lowerBound="0")
        written.score = _share([_mapped()], len(key))
    else:
        written.rules.append(_one_if(_is_correct()))
    written.responses.append(_declare(_RESPONSE, "multiple", "identifier", key, mapping))
    told = str(len(key)) if question.tell else ""
    _options(question, written, told or "0", told)


def _true_false(question: TrueFalse, written: Written) -> None:
    written.responses.append(_declare(_RESPONSE, "single", "identifier", [question.answer]))
    choices = (element("simpleChoice", option, identifier=option.lower()) for option in OPTIONS)
    told = {"responseIdentifier": _RESPONSE, "shuffle": "false", "maxChoices": "1"}
    written.body.append(named("choiceInteraction", told, _prompt(question), *choices))
    written.always(CORRECTION, question.correction)
    written.rules.append(_one_if(_is_correct()))


# ------------------------------------------------------------------------------------------------------ order and match


def _order(question: Order, written: Written) -> None:
    names = {one.text: f"I{at}" for at, one in enumerate(question.items, 1)}
    written.responses.append(_declare(_RESPONSE, "ordered", "identifier", names.values()))
    choices = (element("simpleChoice", inline(one), identifier=names[one]) for one in sorted(names))
    told = {"responseIdentifier": _RESPONSE, "shuffle": "true"}
    written.body.append(named("orderInteraction", told, _prompt(question), *choices))
    written.rules.append(_one_if(_is_correct()))
    written.notes.append("all or nothing there: no marks for items in the right order among others")


def _match(question: Match, written: Written) -> None:
    _pairs([(pair.left, question.right.index(pair.right)) for pair in question.pairs], question.right, written)


def _sort(question: Sort, written: Written) -> None:
    written.labels["kind"] = "sort"
    heads = tuple(group.name for group in question.categories)
    _pairs([(one.text, at) for at, group in enumerate(question.categories) for one in group.items], heads, written)


def _pairs(pairs: list[tuple[str, int]], right: tuple[str, ...], written: Written) -> None:
    key = [f"L{at} R{belongs + 1}" for at, (_, belongs) in enumerate(pairs, 1)]
    mapping = _mapping(dict.fromkeys(key, "1"))
    written.responses.append(_declare(_RESPONSE, "multiple", "directedPair", key, mapping))
    left = (_side(f"L{at}", words, "1") for at, (words, _) in enumerate(pairs, 1))
    other = (_side(f"R{at}", words, "0") for at, words in enumerate(right, 1))
    sets = (element("simpleMatchSet", *left), element("simpleMatchSet", *other))
    told = {"responseIdentifier": _RESPONSE, "shuffle": "true", "maxAssociations": str(len(pairs))}
    written.body.append(named("matchInteraction", told, _prompt(written.question), *sets))
    written.score = _share([_mapped()], len(pairs))


def _side(name: str, words: str, most: str) -> Xml:
    return element("simpleAssociableChoice", inline(words), identifier=name, matchMax=most)


# ------------------------------------------------------------------------------------------------------- typed answers


def _exact(patterns: Iterable[str], written: Written) -> list[str]:
    """The answers that are no patterns."""
    several = list(patterns)
    exact = [one.replace("\\*", "*") for one in several if not is_wildcard(one)]
    if len(exact) < len(several):
        written.notes.append("answers with * are left out: they stand for themselves there")
    once = list(dict.fromkeys(exact))
    if len(once) < len(exact):
        written.notes.append("an answer that stands twice is written once")
    return once


def _entry(name: str) -> Xml:
    return element("textEntryInteraction", responseIdentifier=name)


def _short(question: Short, written: Written) -> None:
    accept = _exact(question.accept, written)
    if not accept:
        written.skipped = "only patterns with * are accepted, which QTI has in no form that others read"
        return
    reject = [one for one in question.reject if not is_wildcard(one.text)]
    if len(reject) < len(question.reject):
        written.notes.append("known wrong answers with * are left out")
    wrong = {one.text.replace("\\*", "*"): one.feedback for one in reject}
    if len({words if question.case else words.casefold() for words in wrong}) < len(reject):
        written.notes.append("two of the known wrong answers are one there")
    mapping = _mapping(dict.fromkeys(wrong, "0") | dict.fromkeys(accept, "1"), question.case)
    written.responses.append(_declare(_RESPONSE, "single", "string", accept[:1], mapping))
    written.body += [element("p", inline(question.ask)), element("p", _entry(_RESPONSE))]
    written.score = _mapped()
    for at, (words, feedback) in enumerate(wrong.items(), 1):
        written.tell(f"WRONG{at}", feedback)
        if feedback:
            case = "true" if question.case else "false"
            test = element("stringMatch", _variable(), _value(words, "string"), caseSensitive=case)
            seen = element("multiple", _variable(_FEEDBACK), _value(f"WRONG{at}"))
            written.rules.append(_if(test, _set(_FEEDBACK, seen)))


def _number(question: Number, written: Written) -> None:
    low, high = question.limits
    if question.range is None:
        middle, reach = (low + high) / 2, (high - low) / 2
        correct = [plain_number(middle)]
        tolerance = f"{plain_number(reach)} {plain_number(reach)}"
        told = {"toleranceMode": "absolute", "tolerance": tolerance} if reach else {"toleranceMode": "exact"}
        test = named("equal", told, _variable(), _value(correct[0], "float"))
    else:
        value = parse_number(question.value, question.unit)
        correct = [] if value is None else [plain_number(value)]
        ends = (
            element("gte", _variable(), _value(plain_number(low), "float")),
            element("lte", _variable(), _value(plain_number(high), "float")),
        )
        test = element("and", *ends)
    written.responses.append(_declare(_RESPONSE, "single", "float", correct))
    unit = [text(f" {question.unit}")] if question.unit else []
    written.body += [element("p", inline(question.ask)), element("p", _entry(_RESPONSE), *unit)]
    written.rules.append(_one_if(test))


def _cloze(question: Cloze, written: Written) -> None:
    parsed = question.parsed
    accept = [_exact(gap.accept, written) for gap in parsed.gaps]
    if not all(accept):
        written.skipped = "a gap accepts only patterns with *, which QTI has in no form that others read"
        return
    if not is_usual(question):
        written.notes.append("the gaps come back written in the usual way")
    if len(accept) == 1:
        written.labels["kind"] = "cloze"  # or a field alone would be a short answer
    if question.ask:
        written.body.append(element("p", inline(question.ask), class_="learn-ask"))
    names = [f"{_RESPONSE}{at}" for at in range(1, len(accept) + 1)]
    words = {word: f"W{place}" for place, word in enumerate(shown_words(question), 1)}
    if any(word != " ".join(word.split()) for word in words):
        written.notes.append("white space in the words of the bank is made one space")
    fields = [
        _typed_gap(question, name, exact, written)
        if question.bank is None
        else _picked_gap(question, name, gap, words, written)
        for name, exact, gap in zip(names, accept, parsed.gaps, strict=True)
    ]
    written.body.append(element("p", _around(parsed.around, fields)))
    written.score = _share(map(_mapped, names), len(names))


def _around(texts: tuple[str, ...], fields: list[Xml]) -> Xml:
    """The text with its fields in it."""
    uneven = _UNEVEN.search("\ufdd8".join(texts)) is not None
    pieces = [text(one) if uneven else Xml(text(one).replace("\n", "<br/>")) for one in texts]
    whole = pieces[0] + "".join(field + piece for field, piece in zip(fields, pieces[1:], strict=True))
    return element("span", Xml(whole), class_="learn-pre") if uneven else Xml(whole)


def _typed_gap(question: Cloze, name: str, accept: list[str], written: Written) -> Xml:
    mapping = _mapping(dict.fromkeys(accept, "1"), question.case)
    written.responses.append(_declare(name, "single", "string", accept[:1], mapping))
    return _entry(name)


def _picked_gap(question: Cloze, name: str, gap: Gap, words: dict[str, str], written: Written) -> Xml:
    """A list of all words; those that the gap takes are right."""
    right = [words[word] for word in words if any(matches(one, word, question.case) for one in gap.accept)]
    if len(gap.accept) > 1:
        written.notes.append("of what a gap accepts only words of the bank come back, in their order there")
    written.responses.append(_declare(name, "single", "identifier", right[:1], _mapping(dict.fromkeys(right, "1"))))
    choices = (element("inlineChoice", word, identifier=ident) for word, ident in words.items())
    return element("inlineChoiceInteraction", *choices, responseIdentifier=name, shuffle="true")


def _card(question: Card, written: Written) -> None:
    written.labels["kind"] = "card"
    written.notes.append("it becomes an essay, whose feedback is the back: nobody says of herself that she knew it")
    if question.ask:
        written.notes.append("the heading `ask` becomes the beginning of the front")
    if question.explain:
        written.notes.append("the explanation is lost: its place is taken by the back")
    written.modal.clear()
    written.shown.clear()
    written.responses.append(_declare(_RESPONSE, "single", "string", []))
    prompt = element("prompt", inline(question.prompt))
    written.body.append(element("extendedTextInteraction", prompt, responseIdentifier=_RESPONSE))
    written.always("BACK", question.back)


_WRITERS: dict[str, Callable[[Any, Written], None]] = {
    "choice": _choice,
    "multiple": _multiple,
    "true_false": _true_false,
    "short": _short,
    "number": _number,
    "order": _order,
    "match": _match,
    "sort": _sort,
    "cloze": _cloze,
    "card": _card,
}
