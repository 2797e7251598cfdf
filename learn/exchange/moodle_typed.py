"""Moodle's shortanswer and numerical: typed answers, and our short and number."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from learn.exchange.labels import Labels
from learn.exchange.moodle_choices import Fields, check_weights, feedback_note
from learn.exchange.moodle_question import Answer, MoodleQuestion, Refused
from learn.exchange.moodle_weights import FULL, written
from learn.kinds.base import Option
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.language import tr
from learn.text import parse_number, plain_number, takes_anything

_NUMERIC = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_FINITE = Decimal("1e40")


# -------------------------------------------------------------------------------------------------------------- reading


def read_shortanswer(question: MoodleQuestion, notes: list[str]) -> Fields:
    """A short: what earns full marks is accepted, the rest is known to be wrong."""
    answers = [one for one in question.answers if one.text]
    check_weights(answers, question.line)
    right = [one for one in answers if one.weight >= FULL]
    if not right:
        raise Refused(tr("no answer earns full marks"), "E315", question.line)
    notes += feedback_note(right)
    wrong = []
    for one in answers:
        if one.weight < FULL and takes_anything(one.text):
            notes += _anything_note(one)
        elif one.weight < FULL:
            wrong.append(Option(one.text, one.feedback))
            if one.weight:
                notes.append(
                    tr(
                        "`{text}` earns {percent} % there, nothing here",
                        text=one.text[:40],
                        percent=written(one.weight),
                    )
                )
    accept = tuple(one.text for one in right)
    return "short", {"accept": accept, "reject": tuple(wrong), "case": question.case}


def _anything_note(one: Answer) -> list[str]:
    if one.weight > 0:
        return [tr("any other answer earns {percent} % there, nothing here", percent=written(one.weight))]
    return [tr("the feedback to any other answer `{feedback}`", feedback=one.feedback[:40])] if one.feedback else []


def read_numerical(question: MoodleQuestion, notes: list[str]) -> Fields:
    """A number: one value with its tolerance, or a range."""
    answers = [one for one in question.answers if one.text or one.span]
    check_weights(answers, question.line)
    known = [one for one in answers if one.text != "*"]
    for one in answers:
        if one.text == "*":
            notes += _anything_note(one)
    right = [one for one in known if one.weight >= FULL]
    if not right:
        raise Refused(tr("no number earns full marks"), "E315", question.line)
    notes += feedback_note(right)
    notes += [
        tr("{number} earns {percent} % there, nothing here", number=_shown(one), percent=written(one.weight))
        if one.weight
        else tr("the feedback to the wrong number {number}", number=_shown(one))
        for one in known
        if one.weight < FULL and (one.weight or one.feedback)
    ]
    return "number", _number(right, question) | ({"unit": question.unit} if question.unit else {})


def _shown(one: Answer) -> str:
    return "..".join(one.span) if one.span else f"{one.text}±{one.tolerance}" if one.tolerance else one.text


def _number(right: Sequence[Answer], question: MoodleQuestion) -> dict[str, Any]:
    """The fields of a number. Several right numbers make a range where they touch."""
    if len(right) == 1:
        one = right[0]
        if one.span:
            return {"range": (_numeric(one.span[0], one), _numeric(one.span[1], one))}
        value, tolerance = _numeric(one.text, one), _numeric(one.tolerance or "0", one)
        return {"value": value} | ({"tolerance": tolerance} if Decimal(tolerance) else {})
    spans = sorted(_ends(one) for one in right)
    low, high = spans[0]
    for start, end in spans[1:]:
        if start > high:
            raise Refused(tr("several numbers are right, and a number question here has one"), line=question.line)
        high = max(high, end)
    return {"range": (plain_number(low), plain_number(high))}


def _ends(one: Answer) -> tuple[Decimal, Decimal]:
    if one.span:
        return Decimal(_numeric(one.span[0], one)), Decimal(_numeric(one.span[1], one))
    value, tolerance = Decimal(_numeric(one.text, one)), Decimal(_numeric(one.tolerance or "0", one))
    return value - tolerance, value + tolerance


def _numeric(text: str, one: Answer) -> str:
    """The text of a number as Moodle reads it (PHP's `is_numeric`). Raises Refused for any other.

    `1,500` is none there, and ours must read the same: where it would not, the number is written in digits.
    """
    plain = text.strip()
    if not _NUMERIC.fullmatch(plain):
        raise Refused(tr("`{text}` is not a number", text=plain[:40]), "E317", one.line)
    value = Decimal(plain)
    if abs(value) >= _FINITE or len(value.as_tuple().digits) > 28:
        raise Refused(tr("`{text}` has more digits than are read here", text=plain[:40]), "E317", one.line)
    return plain if parse_number(plain) == value else plain_number(value)


# -------------------------------------------------------------------------------------------------------------- writing


def write_short(question: Short) -> dict[str, Any]:
    """The fields of a shortanswer. A misspelling is forgiven by our grading, not by Moodle's: that is no part of it."""
    right = tuple(Answer(text, 100.0) for text in question.accept)
    wrong = tuple(Answer(one.text, 0.0, one.feedback) for one in question.reject)
    return {"answers": right + wrong, "case": question.case}


def write_number(question: Number) -> dict[str, Any]:
    """The fields of a numerical."""
    low, high = question.limits
    if question.range is not None:
        middle = (low + high) / 2
        answer = Answer(
            plain_number(middle),
            100.0,
            tolerance=plain_number(high - middle),
            span=(plain_number(low), plain_number(high)),
        )
    else:
        middle = (low + high) / 2
        answer = Answer(plain_number(middle), 100.0, tolerance=plain_number(high - middle))
    return {"answers": (answer,), "unit": question.unit}


def number_labels(question: Number, ranges: bool) -> list[str]:
    """How the numbers are spelled, where digits alone do not say it. `ranges`: the format has a place for a range."""
    spelled = (
        [question.value] if question.value and (question.range or question.value != _plain(question.value)) else []
    )
    if question.range is not None:
        plain = all(end == _plain(end) for end in question.range)
        spelled += [] if ranges and plain else ["..".join(question.range)]
    tolerance = question.tolerance
    kept = [f"tolerance:{tolerance}"] if tolerance and (tolerance != _plain(tolerance) or tolerance == "0") else []
    return [f"value:{text}" for text in spelled] + kept


def _plain(text: str) -> str:
    number = parse_number(text)
    return plain_number(number) if number is not None else ""


def spelled(fields: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """The fields of a number with the spelling that labels keep, if it means the same numbers."""
    values = labels.values.get("value", [])
    ranges = [tuple(one.split("..")) for one in values if one.count("..") == 1]
    singles = [one for one in values if ".." not in one]
    wanted: dict[str, Any] = {}
    if ranges:
        wanted["range"] = ranges[0]
    elif "range" in fields:
        wanted["range"] = fields["range"]
    if singles or ("value" in fields and not ranges):
        wanted["value"] = singles[0] if singles else fields["value"]
    if "range" not in wanted and (labels.one("tolerance") or "tolerance" in fields):
        wanted["tolerance"] = labels.one("tolerance") or fields["tolerance"]
    wanted["unit"] = labels.one("unit") or fields.get("unit", "")
    return wanted if _limits(wanted) == _limits(fields | {"unit": wanted["unit"]}) else fields


def _limits(fields: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    question = Number(id="x", ask="x", **fields)
    return None if question.faults() else question.limits
