"""From one of our questions to Moodle's, with a note for each field that gets lost."""

from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct

from learn.exchange import moodle_choices, moodle_cloze, moodle_matching, moodle_typed
from learn.exchange.labels import labels
from learn.exchange.moodle_question import MoodleQuestion, MoodleType, Refused
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
from learn.kinds.true_false import TrueFalse
from learn.language import tr

_ORDERED = ("choice", "multiple", "match")  # the kinds in which `shuffle: false` says something
_MOST_TAG = 50  # Moodle's TAG_MAX_LENGTH


class Places(Struct, frozen=True):
    """What a format of Moodle's has places for, and its name in notes."""

    name: str
    points: bool = False
    hint: bool = False
    case: bool = False
    unit: bool = False
    shuffle: bool = False
    ordering: bool = False
    gaps: bool = False
    headings: bool = False
    ranges: bool = False


Losses: TypeAlias = dict[str, str]
"""Field → what is lost of it, in words."""

Own: TypeAlias = tuple[MoodleType, dict[str, Any], list[str]]
"""Moodle's type, the fields that it has, and labels for what it has no place for."""


def write_question(question: Question, places: Places) -> tuple[MoodleQuestion, Losses]:
    """The question as Moodle has it. Raises Refused where the format has nothing like it."""
    losses: Losses = {}
    kind, fields, more = _own(question, places, losses)
    common: dict[str, Any] = {
        "text": question.ask,
        "ask": question.ask if question.ask_optional and places.headings else "",
        "name": question.id,
        "idnumber": question.id,
        "tags": tuple(_labels(question, kind, places, more, losses)),
        "general": question.explain,
        "hints": (question.hint,) if question.hint and places.hint else (),
        "points": question.points if places.points else None,
        "shuffle": question.shuffle,
    }
    if not (question.shuffle or places.shuffle) and question.kind in _ORDERED:
        losses["shuffle"] = tr("the fixed order: {format} cannot say so", format=places.name)
    if question.hint and not places.hint:
        losses["hint"] = tr("the hint: {format} has no place for one", format=places.name)
    return MoodleQuestion(type=kind, **(common | fields)), losses


def _own(question: Question, places: Places, losses: Losses) -> Own:
    """Moodle's type, the fields of its own, and further labels."""
    writer = _WRITERS.get(question.kind)
    if writer is None:
        raise Refused(tr("{format} has nothing like the kind {kind}", format=places.name, kind=question.kind))
    return writer(question, places, losses)


def _choice(question: Choice, places: Places, losses: Losses) -> Own:  # noqa: ARG001 - all writers take the same
    return "multichoice", moodle_choices.write_choice(question), []


def _multiple(question: Multiple, places: Places, losses: Losses) -> Own:  # noqa: ARG001
    more = ["scoring:all"] if question.scoring == "all" else []
    more += ["tell:true"] if question.tell else []
    return "multichoice", moodle_choices.write_multiple(question, losses), more


def _true_false(question: TrueFalse, places: Places, losses: Losses) -> Own:  # noqa: ARG001
    return "truefalse", moodle_choices.write_true_false(question), []


def _short(question: Short, places: Places, losses: Losses) -> Own:
    return "shortanswer", moodle_typed.write_short(question), _typing(question, places, losses)


def _typing(question: Short | Cloze, places: Places, losses: Losses) -> list[str]:
    """Labels for how strictly typed answers are read."""
    more = [] if question.typos == "auto" else [f"typos:{question.typos}"]
    more += [] if question.names == "listed" else [f"names:{question.names}"]
    if question.case and not places.case:
        losses["case"] = tr("capitals matter: {format} cannot say so", format=places.name)
        more.append("case:true")
    return more


def _number(question: Number, places: Places, losses: Losses) -> Own:
    more = moodle_typed.number_labels(question, places.ranges)
    if question.unit and not places.unit:
        losses["unit"] = tr("the unit: {format} has no place for one", format=places.name)
        more.append(f"unit:{question.unit}")
    return "numerical", moodle_typed.write_number(question), more


def _order(question: Order, places: Places, losses: Losses) -> Own:
    kind: MoodleType = "ordering" if places.ordering else "matching"
    more = [] if places.ordering else ["kind:order"]
    return kind, moodle_matching.write_order(question, places.ordering, losses), more


def _match(question: Match, places: Places, losses: Losses) -> Own:  # noqa: ARG001
    return "matching", moodle_matching.write_match(question), []


def _sort(question: Sort, places: Places, losses: Losses) -> Own:  # noqa: ARG001
    return "matching", moodle_matching.write_sort(question), ["kind:sort"]


def _cloze(question: Cloze, places: Places, losses: Losses) -> Own:
    fields = moodle_cloze.write_cloze(question, places.headings, losses)
    more = _typing(question, places, losses)
    if places.gaps:
        kind: MoodleType = "cloze" if question.bank is None else "gapselect"
        number = len(fields["gaps"])
        if kind == "cloze" and question.points != number:
            losses["points"] = tr(
                "Moodle counts a point for each gap: {number}, not {points:g}", number=number, points=question.points
            )
        return kind, fields, more + (["case:true"] if question.case and question.bank is not None else [])
    if question.bank is not None:
        raise Refused(tr("{format} has no gaps with a word bank", format=places.name))
    if len(fields["gaps"]) > 1:
        raise Refused(
            tr("{format} has one gap in a question, not {count}", format=places.name, count=len(fields["gaps"]))
        )
    if not "".join(fields["around"]).strip():
        raise Refused(tr("{format} needs a text around the gap", format=places.name))
    own = {"around": fields["around"], "answers": fields["gaps"][0].answers}
    return "shortanswer", own, ["kind:cloze", *more]


def _card(question: Card, places: Places, losses: Losses) -> Own:
    losses["front"] = tr("it becomes an essay, whose feedback is the back: nobody says of herself that she knew it")
    text = question.front
    if question.ask and not places.headings:
        text = f"{question.ask}\n\n{text}"
        losses["ask"] = tr("the heading `ask` becomes the beginning of the front")
    if places.headings:
        return "essay", {"text": text, "back": question.back}, ["kind:card"]
    if question.explain:
        losses["explain"] = tr("the explanation becomes part of the back")
    back = f"{question.back}\n\n{question.explain}" if question.explain else question.back
    return "essay", {"text": text, "general": back}, ["kind:card"]


_WRITERS: dict[str, Callable[[Any, Places, Losses], Own]] = {
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
"""A kind that is not here is reported as skipped."""


def _labels(question: Question, kind: MoodleType, places: Places, more: list[str], losses: Losses) -> list[str]:
    listed = labels(question)
    if question.points != 1 and (kind == "cloze" or not places.points):
        listed.append(f"points:{question.points!r}".removesuffix(".0"))
        if not places.points:
            losses["points"] = tr("the points: {format} has no place for them", format=places.name)
    if places.shuffle and question.kind in _ORDERED:
        listed = [label for label in listed if label != "shuffle:false"]
    listed += more
    cut = [label for label in listed if len(label) > _MOST_TAG]
    if cut:
        losses["tags"] = tr("Moodle cuts tags at {most} characters: {tags}", most=_MOST_TAG, tags=", ".join(cut)[:200])
    return listed
