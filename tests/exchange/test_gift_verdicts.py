"""What Moodle's own parser and gift-pegjs made of real files, beside what we make of them."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from learn.exchange import gift
from learn.exchange.html_text import plain
from learn.exchange.report import Imported, Item
from learn.kinds.base import Question
from tests.exchange.data import shared

DIFFERENCES = {
    # Moodle's parser passes -15 %, its import refuses it in the next step, as we do
    ("probe_tricky.gift", "w"): "Moodle has no weight of -15 % and refuses the question",
    # Moodle leaves ` {=b}` in the text that students see
    ("probe_tricky.gift", "mw"): "a second `{`: only the first {…} is the answer",
    # Moodle shows an empty option beside the right one; without it there is nothing to choose
    ("probe_tricky.gift", "one"): "there are fewer than two options",
    # Moodle takes `1:SA:` for an accepted answer and the other gaps for text
    ("gl02_U3-p33-UoE-Hygge.gift", "the-danes"): "Cloze syntax",
    ("gl02_U3-p33-UoE-Hygge.gift", "writer"): "Cloze syntax",
}
"""(file, beginning of our id) → our reason for leaving out what Moodle's parser let pass."""

_FORMATS = {0: "moodle", 1: "html", 4: "markdown"}


def verdicts() -> list[tuple[str, dict[str, Any]]]:
    found: dict[str, Any] = json.loads(shared("gift/moodle_verdicts.json").read_text("utf-8"))
    tricky: dict[str, Any] = json.loads(shared("gift/probe_tricky.moodle.json").read_text("utf-8"))
    return [*found.items(), ("probe_tricky.gift", tricky["p.gift"])]


def read(name: str) -> Imported:
    return gift.read(shared(f"gift/{name}").read_bytes(), name)


def shown(text: str, format_: int) -> str:
    """The text as a student of Moodle's sees it."""
    if "<" not in text and "&" not in text and format_ == 0:
        return text
    return text if format_ == 4 else plain(text, breaks=format_ == 0).text


def texts(values: list[dict[str, Any]]) -> list[str]:
    return [shown(one["text"], one["format"]) for one in values]


def expected(verdict: dict[str, Any]) -> dict[str, Any]:
    """Our fields for what Moodle's parser says."""
    own = {
        "ask": shown(verdict["questiontext"], verdict["questiontextformat"]),
        "explain": shown(verdict["generalfeedback"], verdict["generalfeedbackformat"]),
    }
    return own | _BY_TYPE[verdict["qtype"]](verdict)


def _multichoice(verdict: dict[str, Any]) -> dict[str, Any]:
    options = [
        one
        for one in zip(texts(verdict["answer"]), texts(verdict["feedback"]), verdict["fraction"], strict=True)
        if one[0]  # Moodle makes an empty option of `~=`
    ]
    if verdict["single"]:
        right = next(one for one in options if one[2] == 1)
        return {
            "kind": "choice",
            "answer": right[0],
            "distractors": [one[:2] for one in options if one is not right],
        }
    return {
        "kind": "multiple",
        "answers": [one[0] for one in options if one[2] > 0],
        "distractors": [one[:2] for one in options if one[2] <= 0],
    }


def _truefalse(verdict: dict[str, Any]) -> dict[str, Any]:
    right = bool(verdict["correctanswer"])
    wrong = verdict["feedbackfalse" if right else "feedbacktrue"]
    return {"kind": "true_false", "answer": str(right).lower(), "correction": texts([wrong])[0]}


def _shortanswer(verdict: dict[str, Any]) -> dict[str, Any]:
    answers = list(zip(verdict["answer"], texts(verdict["feedback"]), verdict["fraction"], strict=True))
    return {
        "kind": "short",
        "accept": [one[0] for one in answers if one[2] == 1],
        "reject": [one[:2] for one in answers if one[2] < 1],
    }


def _numerical(verdict: dict[str, Any]) -> dict[str, Any]:
    right = verdict["fraction"].index(1)
    value, tolerance = float(verdict["answer"][right]), float(verdict["tolerance"][right])
    return {"kind": "number", "limits": (value - tolerance, value + tolerance)}


def _match(verdict: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": "match",
        "pairs": list(zip(texts(verdict["subquestions"]), verdict["subanswers"], strict=True)),
    }


_BY_TYPE = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "match": _match,
}


def ours(question: Any) -> dict[str, Any]:
    """The same fields of our question."""
    fields = {"kind": question.kind, "ask": question.ask, "explain": question.explain}
    match question.kind:
        case "choice":
            fields |= {"answer": question.answer, "distractors": _options(question.distractors)}
        case "multiple":
            fields |= {"answers": list(question.answers), "distractors": _options(question.distractors)}
        case "true_false":
            fields |= {"answer": question.answer, "correction": question.correction}
        case "short":
            fields |= {"accept": list(question.accept), "reject": _options(question.reject)}
        case "number":
            fields |= {"limits": tuple(map(float, question.limits))}
        case "match":
            fields |= {"pairs": [(one.left, one.right) for one in question.pairs]}
    return fields


def _options(options: Any) -> list[tuple[str, str]]:
    return [(one.text, one.feedback) for one in options]


def near(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether the fields are the same; numbers that PHP computed have its rounding errors."""
    if "limits" in one and "limits" in other:
        limits = one["limits"], other["limits"]
        if not all(abs(a - b) < 1e-9 for a, b in zip(*limits, strict=True)):
            return False
        one, other = one | {"limits": None}, other | {"limits": None}
    return one == other


def argued(name: str, report: Item) -> bool:
    """Whether this is one of the differences that we stand by."""
    return any(
        name == file and report.id.startswith(start) and any(reason in note for note in report.notes)
        for (file, start), reason in DIFFERENCES.items()
    )


def test_we_make_of_every_question_what_moodle_makes_of_it_but_where_we_say_why() -> None:
    compared = differing = 0
    for name, verdict in verdicts():
        found = read(name)
        questions: dict[str, Question] = {one.id: one for one in found.bank.questions}
        judged = [one for one in verdict["questions"] if one["qtype"] != "category"]
        reports = [one for one in found.items if (name, one.id) != ("probe_tricky.gift", "m1")]
        assert len(judged) == len(reports), name
        for one, report in zip(judged, reports, strict=True):
            if one["qtype"] == "description":
                assert report.status == "skipped"
            elif report.status == "skipped":
                assert argued(name, report), (name, report)
                differing += 1
            else:
                compared += 1
                assert near(ours(questions[report.id]), expected(one)), (name, report.id)
    assert (compared, differing) == (108, 5)


def test_what_moodle_refuses_we_refuse() -> None:
    tricky = read("probe_tricky.gift")
    (report,) = [one for one in tricky.items if one.id == "m1"]
    assert (report.status, report.notes) == ("skipped", ("there are fewer than two pairs",))


def test_real_files_are_named_where_they_are_wrong() -> None:
    assert [(one.code, one.span.line) for one in read("gl02_U3-p33-UoE-Hygge.gift").problems] == [
        ("E312", 6),
        ("E312", 8),
    ]
    problems = [(one.code, one.span.line) for one in read("probe_tricky.gift").problems]
    assert problems == [("E313", 10), ("W310", 12), ("W310", 14), ("E311", 20), ("E314", 30), ("E314", 32)]
    empty = [one for one in read("gl02_U10-p106-Reading.gift").items if "an empty option is left out" in one.notes]
    assert len(empty) == 6, "`~=`: Moodle shows students an empty option, silently"


# ----------------------------------------------------------------------------------------------------------- gift-pegjs


def squeezed(text: str) -> str:
    """Without white space: gift-pegjs has one space for a line end, and one before what follows a blank."""
    return re.sub(r"\s+", "", text)


def _shown(text: dict[str, str] | None) -> str:
    if text is None:
        return ""
    return plain(text["text"]).text if text["format"] == "html" else text["text"]


@pytest.mark.parametrize(
    "name",
    [
        "descriptionTitleEscapedColon",
        "formatExamples",
        "giftFormatPhpExamples",
        "matching1",
        "multiLineFeedback1",
        "numerical1",
        "options1",
    ],
)
def test_we_find_what_gift_pegjs_finds(name: str) -> None:
    judged = json.loads(shared(f"gift/peg_{name}.json").read_text("utf-8"))
    found = read(f"peg_{name}.gift")
    questions = {one.id: one for one in found.bank.questions}
    for one, report in zip(judged, found.items, strict=True):
        if one["type"] == "Description":
            assert report.status == "skipped"
            continue
        question: Any = questions[report.id]
        assert squeezed(question.ask) == squeezed(_shown(one["stem"]))
        assert squeezed(question.explain) == squeezed(_shown(one["globalFeedback"]))
        _PEG[one["type"]](one, question)


def _peg_choices(judged: dict[str, Any], question: Any) -> None:
    choices = [(squeezed(_shown(one["text"])), one["isCorrect"], one["weight"]) for one in judged["choices"]]
    if question.kind == "multiple":
        assert [squeezed(one) for one in question.answers] == [one[0] for one in choices if (one[2] or 0) > 0]
    else:
        assert squeezed(question.answer) == next(one[0] for one in choices if one[1])
    feedback = {squeezed(_shown(one["text"])): squeezed(_shown(one["feedback"])) for one in judged["choices"]}
    assert len(question.options) == len(choices)
    assert all(squeezed(one.feedback) == feedback[squeezed(one.text)] for one in question.distractors)


def _peg_short(judged: dict[str, Any], question: Any) -> None:
    full = [_shown(one["text"]) for one in judged["choices"] if one["weight"] in (None, 100)]
    assert list(question.accept) == full
    assert [one.text for one in question.reject] == [_shown(one["text"]) for one in judged["choices"] if one["weight"]]


def _peg_true_false(judged: dict[str, Any], question: Any) -> None:
    assert question.answer == str(judged["isTrue"]).lower()
    # gift-pegjs calls the first feedback that of true; in Moodle it is that of the wrong answer, here true as well
    assert question.correction == _shown(judged["trueFeedback"])


def _peg_matching(judged: dict[str, Any], question: Any) -> None:
    pairs = [(_shown(one["subquestion"]), one["subanswer"]) for one in judged["matchPairs"]]
    assert [(one.left, one.right) for one in question.pairs] == pairs


def _peg_numerical(judged: dict[str, Any], question: Any) -> None:
    choices = judged["choices"]
    if isinstance(choices, list):
        choices = next(one["text"] for one in choices if one["weight"] in (None, 100))
    low, high = question.limits
    if choices["type"] == "high-low":
        assert (low, high) == (Decimal(str(choices["numberLow"])), Decimal(str(choices["numberHigh"])))
    else:
        number, around = Decimal(str(choices["number"])), Decimal(str(choices.get("range", 0)))
        assert (low, high) == (number - around, number + around)


_PEG = {
    "MC": _peg_choices,
    "Short": _peg_short,
    "TF": _peg_true_false,
    "Matching": _peg_matching,
    "Numerical": _peg_numerical,
}


def test_a_category_is_the_title() -> None:
    (judged,) = json.loads(shared("gift/peg_categorySpecialCharacter.json").read_text("utf-8"))
    assert judged["title"].endswith(read("peg_categorySpecialCharacter.gift").bank.title)
