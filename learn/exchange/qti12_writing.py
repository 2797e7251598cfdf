"""A bank as a package of QTI 1.2 that Canvas imports: a manifest, the quiz, and what Canvas wants to know of it.

The layout is that of Canvas' own exports. Scores are percentages, as there. `order` is written as new quizzes have it
(`ordering_question`).
"""

from collections.abc import Callable
from typing import Any

from learn.content.values import Bank
from learn.exchange.gap_text import is_usual, names
from learn.exchange.html_text import escaped
from learn.exchange.labelled import settings
from learn.exchange.labels import labels
from learn.exchange.package_zip import pack
from learn.exchange.placing import placed, shown_words
from learn.exchange.report import Exported, Item, item
from learn.exchange.xml_write import Xml, document, element, lines, named
from learn.kinds.base import Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.order import Order
from learn.kinds.short import Short
from learn.kinds.sort import Sort
from learn.kinds.true_false import OPTIONS, TrueFalse
from learn.text import is_wildcard, matches, plain_number

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_RESPONSE = "response1"


class Written:
    """An item while it is written: what it shows, how it is scored, its feedback, and what gets lost."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.type = ""
        self.ask = _html(question.ask)
        self.responses: list[Xml] = []
        self.rules: list[Xml] = []
        self.feedback: dict[str, str] = {}
        self.fields: list[tuple[str, str]] = []
        self.labels: dict[str, str] = settings(question)
        self.notes: list[str] = []
        self.skipped = ""

    def tell(self, name: str, text: str) -> None:
        """Give a text of feedback, if there is one, under its identifier."""
        if text:
            self.feedback[name] = text

    def shows(self, condition: Xml, name: str) -> None:
        """A rule that shows a feedback."""
        if name in self.feedback:
            shown = element("displayfeedback", feedbacktype="Response", linkrefid=name)
            self.rules.append(_rule(condition, shown, go_on="Yes"))


# ------------------------------------------------------------------------------------------------------------- package


def write(bank: Bank) -> Exported:
    """The package, and the report on each question."""
    written = [(question, _written(question)) for question in bank.questions]
    ident = f"learn-{bank.id}"
    title = bank.title or bank.id
    quiz = _quiz(bank.id, title, [_item(bank.id, one) for _, one in written if not one.skipped])
    points = sum(question.points for question, one in written if not one.skipped)
    shuffled = all(question.shuffle for question in bank.questions)
    files = {
        "imsmanifest.xml": _manifest(ident, title),
        f"{ident}/{ident}.xml": quiz,
        f"{ident}/assessment_meta.xml": _meta(ident, title, points, shuffled),
    }
    return Exported("qti12", pack(files), tuple(_report(question, one) for question, one in written))


def _report(question: Question, written: Written) -> Item:
    if written.skipped:
        return item(question, written.skipped, skipped=True)
    return item(question, *dict.fromkeys(written.notes))


def _quiz(ident: str, title: str, items: list[Xml]) -> bytes:
    head = {
        "xmlns": _QTI,
        "xmlns:xsi": _XSI,
        "xsi:schemaLocation": f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd",
    }
    section = element("section", lines(items), ident="root_section")
    attempts = element("qtimetadata", _field("cc_maxattempts", "1"))
    return document(named("questestinterop", head, element("assessment", attempts, section, ident=ident, title=title)))


def _manifest(ident: str, title: str) -> bytes:
    text = element("imsmd:title", element("imsmd:langstring", title))
    general = element("imsmd:lom", element("imsmd:general", text))
    metadata = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"), general)
    meta = f"{ident}/assessment_meta.xml"
    quiz = element(
        "resource",
        element("file", href=f"{ident}/{ident}.xml"),
        element("dependency", identifierref=f"{ident}-meta"),
        identifier=ident,
        type="imsqti_xmlv1p2",
    )
    about = element(
        "resource",
        element("file", href=meta),
        identifier=f"{ident}-meta",
        type="associatedcontent/imscc_xmlv1p1/learning-application-resource",
        href=meta,
    )
    head = {"identifier": f"{ident}-manifest", "xmlns": _PACKAGE, "xmlns:imsmd": _LOM, "xmlns:xsi": _XSI}
    resources = element("resources", lines([quiz, about]))
    return document(named("manifest", head, metadata, element("organizations"), resources))


def _meta(ident: str, title: str, points: float, shuffled: bool) -> bytes:
    told = {
        "title": title,
        "shuffle_answers": "true" if shuffled else "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "assignment",
        "points_possible": repr(points),
        "allowed_attempts": "1",
    }
    head = {"identifier": ident, "xmlns": _CANVAS, "xmlns:xsi": _XSI}
    return document(named("quiz", head, lines(element(name, value) for name, value in told.items())))


# ---------------------------------------------------------------------------------------------------------------- items


def _written(question: Question) -> Written:
    written = Written(question)
    writer = _WRITERS.get(question.kind)
    if writer is None:
        written.skipped = f"Canvas has nothing like the kind {question.kind}"
        return written
    written.tell("general_fb", question.explain)
    written.shows(element("other"), "general_fb")
    writer(question, written)
    if question.hint:
        written.notes.append("Canvas shows no hints")
    return written


def _item(bank: str, written: Written) -> Xml:
    question = written.question
    fields = [("question_type", f"{written.type}_question"), ("points_possible", repr(question.points))]
    fields += [*written.fields, *(("learn_label", label) for label in labels(question, **written.labels))]
    metadata = element("itemmetadata", element("qtimetadata", *(_field(*field) for field in fields)))
    stem = element("material", element("mattext", written.ask, texttype="text/html"))
    parts = [metadata, element("presentation", stem, *written.responses)]
    if written.rules:
        outcome = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        parts.append(element("resprocessing", element("outcomes", outcome), *written.rules))
    parts += [_feedback(name, text) for name, text in written.feedback.items()]
    if question.hint:
        hint = element("hint", element("hintmaterial", _material(question.hint)))
        parts.append(element("itemfeedback", hint, ident="hint_fb"))
    return element("item", lines(parts), ident=f"{bank}--{question.id}", title=question.id)


def _field(label: str, entry: str) -> Xml:
    return element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))


def _feedback(name: str, text: str) -> Xml:
    return element("itemfeedback", element("flow_mat", _material(text)), ident=name)


def _html(text: str) -> str:
    return f"<p>{escaped(text)}</p>" if text else ""


def _material(text: str) -> Xml:
    return element("material", element("mattext", _html(text), texttype="text/html"))


def _option(text: str) -> Xml:
    """The text of an option: plain where nothing of it would be lost, for Canvas shows HTML there less well."""
    if text == " ".join(text.split()):
        return element("material", element("mattext", text, texttype="text/plain"))
    return _material(text)


def _label(ident: str, text: str) -> Xml:
    return element("response_label", _option(text), ident=ident)


def _equal(ident: str, response: str = _RESPONSE, **attributes: str) -> Xml:
    return element("varequal", ident, respident=response, **attributes)


def _rule(condition: Xml, *does: Xml, go_on: str = "No") -> Xml:
    return element("respcondition", element("conditionvar", condition), *does, continue_=go_on)


def _scores(condition: Xml, percent: str = "100", action: str = "Set", go_on: str = "No") -> Xml:
    return _rule(condition, element("setvar", percent, action=action, varname="SCORE"), go_on=go_on)


def _shares(parts: int) -> list[str]:
    """What each of so many parts earns, in percent, so that together they earn 100."""
    each = round(100 / parts, 2)
    return [f"{each:.2f}"] * (parts - 1) + [f"{100 - each * (parts - 1):.2f}"]


# ---------------------------------------------------------------------------------------------------------------- kinds


def _choice(question: Choice, written: Written) -> None:
    written.type = "multiple_choice"
    if {text.strip().lower() for text in question.options} == {"true", "false"}:
        written.labels["kind"] = "choice"
    _options(question, "Single", written)
    key = next(at for at, one in enumerate(placed(question)) if one.right)
    written.rules.append(_scores(_equal(_ident(key))))


def _multiple(question: Multiple, written: Written) -> None:
    written.type = "multiple_answers"
    written.labels["scoring"] = question.scoring
    _options(question, "Multiple", written)
    tests = (
        _equal(_ident(at)) if one.right else element("not", _equal(_ident(at)))
        for at, one in enumerate(placed(question))
    )
    written.rules.append(_scores(element("and", *tests)))
    if question.scoring == "all":
        written.notes.append("Canvas gives a part of the points for a part of the answers")
    if question.tell:
        written.notes.append("the number of right answers is not told there")


def _ident(at: int) -> str:
    """The identifier of an option: a number, as Canvas has them."""
    return str(1001 + at)


def _options(question: Choice | Multiple, cardinality: str, written: Written) -> None:
    shown = placed(question)
    choices = (_label(_ident(at), one.text) for at, one in enumerate(shown))
    written.responses.append(
        element("response_lid", element("render_choice", *choices), ident=_RESPONSE, rcardinality=cardinality)
    )
    for at, one in enumerate(shown):
        written.tell(f"{_ident(at)}_fb", one.feedback)
        written.shows(_equal(_ident(at)), f"{_ident(at)}_fb")


def _true_false(question: TrueFalse, written: Written) -> None:
    written.type = "true_false"
    choices = element("render_choice", *(_label(_ident(at), text) for at, text in enumerate(OPTIONS)))
    written.responses.append(element("response_lid", choices, ident=_RESPONSE, rcardinality="Single"))
    for at in range(2):
        written.tell(f"{_ident(at)}_fb", question.correction)
        written.shows(_equal(_ident(at)), f"{_ident(at)}_fb")
    written.rules.append(_scores(_equal(_ident(question.key))))


def _line(fibtype: str) -> Xml:
    field = element("render_fib", element("response_label", ident="answer1", rshuffle="No"), fibtype=fibtype)
    return element("response_str", field, ident=_RESPONSE, rcardinality="Single")


def _short(question: Short, written: Written) -> None:
    written.type = "short_answer"
    accept = _accepted(question.accept, written)
    if not accept:
        written.skipped = "only patterns with * are accepted, which Canvas does not know"
    if question.reject:
        written.notes.append("the known wrong answers and their feedback are lost")
    _note_case(question.case, written)
    attributes = {"case": "Yes"} if question.case else {}
    written.responses.append(_line("String"))
    written.rules.append(_scores(Xml("".join(_equal(text, **attributes) for text in accept))))


def _note_case(case: bool, written: Written) -> None:
    if case:
        written.notes.append("capitals do not matter in Canvas' classic quizzes")
        written.fields.append(("case_sensitive", "true"))
        written.labels.pop("case", None)


def _accepted(patterns: tuple[str, ...], written: Written) -> list[str]:
    """The answers that are no patterns. Canvas compares them letter by letter."""
    exact = [text.replace("\\*", "*") for text in patterns if not is_wildcard(text)]
    if len(exact) < len(patterns):
        written.notes.append("answers with * are left out: they stand for themselves there")
    if any(text != " ".join(text.split()) for text in exact) or len(set(exact)) < len(exact):
        written.notes.append("white space in accepted answers is made one space")
    return exact


def _number(question: Number, written: Written) -> None:
    written.type = "numerical"
    written.responses.append(_line("Decimal"))
    low, high = (plain_number(end) for end in question.limits)
    between = [element("vargte", low, respident=_RESPONSE), element("varlte", high, respident=_RESPONSE)]
    if question.range is None:
        middle = plain_number((question.limits[0] + question.limits[1]) / 2)
        written.rules.append(_scores(element("or", _equal(middle), element("and", *between))))
    else:
        written.rules.append(_scores(Xml("".join(between))))
    if question.unit:
        written.notes.append("the unit is not shown there")
    if any("." in end and len(end.partition(".")[2]) > 4 for end in (low, high)):
        written.notes.append("Canvas rounds to four decimal places")


def _order(question: Order, written: Written) -> None:
    written.type = "ordering"
    texts = [(_ident(at), one.text) for at, one in enumerate(question.items)]
    shown = sorted(texts, key=lambda pair: (pair[1], pair[0]))
    choices = element("flow_label", *(_label(ident, text) for ident, text in shown))
    drawn = element("render_extension", element("ims_render_object", choices, shuffle="Yes"))
    written.responses.append(element("response_lid", drawn, ident=_RESPONSE, rcardinality="Ordered"))
    written.rules.append(_scores(Xml("".join(_equal(ident) for ident, _ in texts))))
    written.notes.append("only new quizzes of Canvas have it, all or nothing")


def _match(question: Match, written: Written) -> None:
    _pairs([(pair.left, pair.right) for pair in question.pairs], question.right, written)


def _sort(question: Sort, written: Written) -> None:
    written.labels["kind"] = "sort"
    pairs = [(one.text, group.name) for group in question.categories for one in group.items]
    _pairs(pairs, tuple(group.name for group in question.categories), written)


def _pairs(pairs: list[tuple[str, str]], right: tuple[str, ...], written: Written) -> None:
    written.type = "matching"
    for at, ((left, belongs), share) in enumerate(zip(pairs, _shares(len(pairs)), strict=True)):
        response = f"response_{2001 + at}"
        choices = element("render_choice", *(_label(_ident(place), text) for place, text in enumerate(right)))
        written.responses.append(element("response_lid", _option(left), choices, ident=response))
        key = _equal(_ident(right.index(belongs)), response)
        written.rules.append(_scores(key, share, "Add", "Yes"))


def _cloze(question: Cloze, written: Written) -> None:
    parsed = question.parsed
    accept = [_accepted(gap.accept, written) for gap in parsed.gaps]
    if not all(accept):
        written.skipped = "a gap accepts only patterns with *, which Canvas does not know"
        return
    if not is_usual(question):
        written.notes.append("the gaps come back written in the usual way")
    _note_case(question.case, written)
    called = names(len(accept), question.ask + "".join(parsed.around))
    text = parsed.around[0] + "".join(f"[{name}]{after}" for name, after in zip(called, parsed.around[1:], strict=True))
    written.ask = _html(question.ask) + _html(text)
    if question.ask:
        written.fields.append(("learn_ask", question.ask))
    written.type = "fill_in_multiple_blanks" if question.bank is None else "multiple_dropdowns"
    for name, gap, exact, share in zip(called, parsed.gaps, accept, _shares(len(accept)), strict=True):
        if question.bank is None:
            _gap(f"response_{name}", exact, exact[:1], share, written)
        else:
            words = shown_words(question)
            right = [word for word in words if any(matches(one, word, question.case) for one in gap.accept)]
            _gap(f"response_{name}", words, right, share, written)
            if len(gap.accept) > 1:
                written.notes.append("of what a gap accepts only words of the bank come back, in their order there")


def _gap(response: str, words: list[str], right: list[str], share: str, written: Written) -> None:
    choices = element("render_choice", *(_label(f"{response}-{at}", word) for at, word in enumerate(words, 1)))
    material = element("material", element("mattext", response.removeprefix("response_")))
    written.responses.append(element("response_lid", material, choices, ident=response))
    for word in right:
        key = _equal(f"{response}-{words.index(word) + 1}", response)
        written.rules.append(_scores(key, share, "Add", "Yes"))


def _card(question: Card, written: Written) -> None:
    written.type = "essay"
    written.labels["kind"] = "card"
    written.notes.append("it becomes an essay, whose feedback is the back: nobody says of herself that she knew it")
    if question.ask:
        written.notes.append("the heading `ask` becomes the beginning of the front")
    if question.explain:
        written.notes.append("the explanation is lost: its place is taken by the back")
    written.ask = _html(question.prompt)
    written.rules.clear()
    written.feedback.clear()
    written.tell("general_fb", question.back)
    written.shows(element("other"), "general_fb")


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
