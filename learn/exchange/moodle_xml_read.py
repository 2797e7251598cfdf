"""An element `question` of Moodle XML as a Moodle question, its HTML as plain text.

Source: docs.moodle.org, "Moodle XML format"; Moodle's `question/format/xml/format.php` and the question types'
`import_from_xml`. Old forms that it still reads are read: numbers outside `text`, `hintcontent`, `match`.
"""

import re
from typing import Any

from msgspec import structs

from learn.exchange import moodle_cloze
from learn.exchange.html_text import GAP, GAP_TAG, is_html, plain
from learn.exchange.moodle_question import Answer, MoodleGap, MoodleQuestion, Refused
from learn.exchange.moodle_weights import nearest
from learn.exchange.moodle_xml_parts import NUMBER, Reader, Shelf, literal, tags_of, yes
from learn.exchange.moodle_xml_write import BACK, HEADING
from learn.exchange.xml_safe import Node
from learn.language import tr
from learn.text import clean

_TYPES: dict[str, Any] = {
    "multichoice": "multichoice",
    "multichoiceset": "multichoice",
    "oumultiresponse": "multichoice",
    "truefalse": "truefalse",
    "shortanswer": "shortanswer",
    "numerical": "numerical",
    "matching": "matching",
    "match": "matching",
    "ddmatch": "matching",
    "ordering": "ordering",
    "cloze": "cloze",
    "multianswer": "cloze",
    "gapselect": "gapselect",
    "ddwtos": "gapselect",
    "essay": "essay",
    "description": "description",
    "category": "category",
}
_PLACE = re.compile(r"\[\[\s*([0-9]{1,4})\s*\]\]")
_PAIRS_GRADED = ("RELATIVE_ALL_PREVIOUS_AND_NEXT", "4")


def question_of(node: Node, shelf: Shelf) -> MoodleQuestion:
    """The question. Raises Refused where it cannot be read, or is of no type that is known here."""
    name = node.get("type").strip()
    if not name:
        raise Refused(tr("the question has no type"), "E321", node.line)
    kind = _TYPES.get(name)
    if kind is None:
        raise Refused(tr("there is no kind here for Moodle's type `{type}`", type=clean(name, "")[:40]))
    if kind == "category":
        return MoodleQuestion(type=kind, name=node.child_text("category", "text"), line=node.line)
    reader = Reader(node, shelf)
    fields = _FIELDS[kind](reader) if kind in _FIELDS else {}
    return MoodleQuestion(type=kind, **(reader.common() | fields | {"notes": reader.notes}))


# ------------------------------------------------------------------------------------------------------- type by type


def _multichoice(reader: Reader) -> dict[str, Any]:
    answers = [reader.answer(one, typed=False) for one in reader.need("answer")]
    if reader.node.get("type") == "multichoiceset":  # all or nothing
        return {"answers": _shared_out(answers), "single": False, "tags": (*tags_of(reader.node), "scoring:all")}
    if reader.node.get("type") == "oumultiresponse":
        reader.said.append(tr("the grading: here right options count for, wrong ones against"))
        return {"answers": _shared_out(answers), "single": False}
    return {"answers": tuple(answers), "single": yes(reader.node, "single", True)}


def _shared_out(answers: list[Answer]) -> tuple[Answer, ...]:
    """The answers of a type in which 100 marks the right ones, with weights that add up to 100."""
    share = nearest(100 / max(1, sum(one.weight > 0 for one in answers)))
    weights = (share if one.weight > 0 else -share for one in answers)
    return tuple(structs.replace(one, weight=weight) for one, weight in zip(answers, weights, strict=True))


def _truefalse(reader: Reader) -> dict[str, Any]:
    """The two answers, told by their texts; in old files those are words of some language, true first."""
    answers = [reader.answer(one, typed=True) for one in reader.need("answer")]
    if len(answers) != 2:
        raise Refused(tr("a true/false question has two answers"), "E314", reader.node.line)
    texts = [one.text.lower() for one in answers]
    true, false = answers if texts[0] == "true" or texts[1] == "false" or "true" not in texts else answers[::-1]
    if (true.weight == 100) == (false.weight == 100):
        raise Refused(tr("neither or both of true and false are right"), "E315", reader.node.line)
    right, wrong = (true, false) if true.weight == 100 else (false, true)
    return {
        "answers": (Answer("true" if right is true else "false", 100.0),),
        "right_feedback": right.feedback,
        "wrong_feedback": wrong.feedback,
    }


def _shortanswer(reader: Reader) -> dict[str, Any]:
    answers = tuple(reader.answer(one, typed=True) for one in reader.need("answer"))
    return {"answers": answers, "case": yes(reader.node, "usecase", False)}


def _numerical(reader: Reader) -> dict[str, Any]:
    answers = []
    for node in reader.need("answer"):
        one = reader.answer(node, typed=True)
        fraction = node.child_text("fraction")  # deprecated, as is a number outside of `text`
        weight = float(fraction) * 100 if NUMBER.fullmatch(fraction) else one.weight
        answers.append(Answer(one.text or "*", weight, one.feedback, one.tolerance, line=one.line))
    return {"answers": tuple(answers), "unit": _unit(reader)}


def _unit(reader: Reader) -> str:
    listed = reader.node.find("units")
    units = listed.all("unit") if listed is not None else []
    names = [clean(one.child_text("unit_name"), "") for one in units]
    if len(units) > 1:
        reader.said.append(tr("other units: {units}", units=", ".join(names[1:])[:80]))
    if reader.node.child_text("unitgradingtype") in ("1", "2"):
        reader.said.append(tr("the unit earns points there, none here"))
    return names[0] if names else ""


def _matching(reader: Reader) -> dict[str, Any]:
    pairs = []
    for node in reader.need("subquestion"):
        answer = node.find("answer")
        right = literal(answer) if answer is not None else ""
        pairs.append((reader.text(node), plain(right, breaks=True).text if is_html(right) else right))
    return {"pairs": tuple(pairs)}


def _ordering(reader: Reader) -> dict[str, Any]:
    node = reader.node
    if (node.child_text("selecttype") or node.child_text("logical")).upper() not in ("ALL", "EXACT", "0", ""):
        reader.said.append(tr("only some of the items are shown there, all here"))
    if node.child_text("gradingtype").upper() not in _PAIRS_GRADED:
        reader.said.append(tr("the grading: here the share of pairs in the right order"))
    return {"items": tuple(reader.text(one) for one in reader.need("answer")), "shuffle": True}


def _cloze(reader: Reader) -> dict[str, Any]:
    node = reader.node.find("questiontext")
    body = node.find("text") if node is not None else None
    if node is None or body is None:
        raise Refused(tr("the question has no text"), "E321", reader.node.line)
    ask, source = _headed(reader, body.inner)
    html, gaps = moodle_cloze.cut(source, node.line)
    text = reader.plain(html, node.get("format", "html"))
    return _around(reader, text.replace(GAP_TAG, GAP), gaps) | {"ask": ask}


def _headed(reader: Reader, source: str, begin: str = HEADING) -> tuple[str, str]:
    """The heading that we write above a text, and the text."""
    heading, end, text = source.partition("</div>")
    if not (end and heading.startswith(begin)):
        return "", source
    return reader.plain(heading.removeprefix(begin), "html"), text


def _essay(reader: Reader) -> dict[str, Any]:
    """An essay, which may be a card of ours."""
    question = _two(reader, "questiontext", HEADING, ("ask", "text"))
    return question | _two(reader, "generalfeedback", BACK, ("back", "general"))


def _two(reader: Reader, tag: str, begin: str, names: tuple[str, str]) -> dict[str, Any]:
    """The heading and the text of an element, under two names; nothing where there is no heading."""
    node = reader.node.find(tag, "text")
    heading, source = _headed(reader, node.inner if node is not None else "", begin)
    return {names[0]: heading, names[1]: reader.plain(source, "html")} if heading else {}


def _around(reader: Reader, text: str, gaps: tuple[MoodleGap, ...]) -> dict[str, Any]:
    around = tuple(text.split(GAP))
    if len(around) != len(gaps) + 1:
        raise Refused(tr("its gaps cannot be told from its text"), "E322", reader.node.line)
    return {"text": text.replace(GAP, "_____"), "around": around, "gaps": gaps}


def _gapselect(reader: Reader) -> dict[str, Any]:
    """Gaps `[[1]]`: the number of the option that is right there."""
    node = reader.node
    words = [plain(one.child_text("text")).text for one in reader.need("selectoption", "dragbox")]
    groups = {one.child_text("group") for one in node.all("selectoption", "dragbox")}
    if len(groups) > 1:
        reader.said.append(tr("the groups of words: here all are in one bank"))
    text = node.find("questiontext")
    body = text.find("text") if text is not None else None
    ask, source = _headed(reader, body.inner if body is not None else "")
    numbers = [int(found[1]) for found in _PLACE.finditer(source)]
    if not numbers or not all(1 <= number <= len(words) for number in numbers):
        raise Refused(tr("a gap names no word"), "E322", node.line)
    gaps = tuple(MoodleGap("multichoice", (Answer(words[number - 1], 100.0),)) for number in numbers)
    shown = reader.plain(_PLACE.sub(GAP_TAG, source), text.get("format", "html") if text is not None else "html")
    return _around(reader, shown.replace(GAP_TAG, GAP), gaps) | {"words": tuple(words), "ask": ask}


_FIELDS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "cloze": _cloze,
    "gapselect": _gapselect,
    "essay": _essay,
}
