"""From a Moodle question to a draft of one of ours, with notes on what was lost."""

from collections.abc import Iterable
from typing import Any

from msgspec import structs

from learn.exchange import moodle_choices, moodle_cloze, moodle_matching, moodle_typed
from learn.exchange.intake import Draft, Intake
from learn.exchange.labels import Labels
from learn.exchange.moodle_question import MoodleGap, MoodleQuestion, Refused
from learn.language import tr, translatable
from learn.text import clean

_NO_KIND = {
    "description": translatable("a text without a question"),
    "essay": translatable("an essay: what is graded by a person has no kind here"),
}
_SETTINGS = ("case", "kind", "names", "scoring", "tell", "typos", "unit", "value", "tolerance")
_UNDERSTOOD: dict[str, tuple[str, ...]] = {
    "multiple": ("scoring", "tell"),
    "short": ("case", "typos", "names"),
    "number": ("unit", "value", "tolerance"),
    "cloze": ("case", "typos", "names"),
}
"""Labels that only some kinds understand: elsewhere they are somebody's tags."""


def take(question: MoodleQuestion, intake: Intake) -> None:
    """Take the question in, or report why it is left out."""
    draft = Draft(question.idnumber, title=question.name, line=question.line)
    _note(draft, question.notes)
    draft.be("", ask=question.text or " ".join(question.around))
    try:
        _fill(draft, question)
    except Refused as refused:
        refuse(draft, refused, intake)
        return
    intake.take(draft)


def refuse(draft: Draft, refused: Refused, intake: Intake) -> None:
    """Report a question that is left out, and what is wrong with it, if anything is."""
    intake.skip(draft, refused.reason)
    if refused.code:
        intake.fault(refused.code, refused.reason, refused.line or draft.line, refused.hint)


def _fill(draft: Draft, question: MoodleQuestion) -> None:
    labels = Labels(question.tags)
    notes: list[str] = []
    if question.type == "essay" and labels.one("kind") == "card":
        kind, own = "card", _card(question)
    else:
        kind, own = _own_fields(question, labels, notes)
    own = moodle_typed.spelled(own, labels) if kind == "number" else own | _settings(kind, own, labels)
    draft.fields = {"ask": question.text} if kind not in ("cloze", "card") else {}
    draft.be(kind, **(_common(question, labels, kind, notes) | own))
    _add_part_facts(draft, labels)
    _note(draft, notes)


def _note(draft: Draft, notes: Iterable[str]) -> None:
    """Add notes, made fit for a terminal: they quote texts."""
    draft.note(*(clean(note, "") for note in notes))


def _card(question: MoodleQuestion) -> dict[str, Any]:
    """The fields of a card that was written as an essay."""
    own = {"ask": question.ask, "front": question.text, "back": question.back}
    return own if question.back else own | {"back": question.general, "explain": ""}


def _own_fields(question: MoodleQuestion, labels: Labels, notes: list[str]) -> moodle_choices.Fields:
    """The kind, and the fields that only it has."""
    match question.type:
        case "multichoice":
            return moodle_choices.read_multichoice(question, "scoring" not in labels.values, notes)
        case "truefalse":
            return moodle_choices.read_truefalse(question, notes)
        case "shortanswer":
            return _read_shortanswer(question, labels, notes)
        case "numerical":
            return moodle_typed.read_numerical(question, notes)
        case "matching":
            return moodle_matching.read_matching(question, labels.one("kind"))
        case "ordering":
            return moodle_matching.read_ordering(question)
        case "cloze":
            return moodle_cloze.read_cloze(question, _part_facts(labels, len(question.gaps)), notes)
        case "gapselect":
            return moodle_cloze.read_gapselect(question, _part_facts(labels, len(question.gaps)), notes)
        case other:
            raise Refused(
                tr(_NO_KIND[other]) if other in _NO_KIND else tr("there is no kind here for `{type}`", type=other)
            )


def _read_shortanswer(question: MoodleQuestion, labels: Labels, notes: list[str]) -> moodle_choices.Fields:
    """A short; or the cloze of one gap that it was, where a label says so and there is a missing word."""
    if labels.one("kind") != "cloze" or len(question.around) != 2:
        return moodle_typed.read_shortanswer(question, notes)
    gap = MoodleGap("shortanswer", question.answers, case=question.case)
    return moodle_cloze.read_cloze(structs.replace(question, gaps=(gap,)), _part_facts(labels, 1), notes)


def _part_facts(labels: Labels, number: int) -> list[str]:
    facts = labels.part_facts()
    return [facts.get(at, "") for at in range(number)]


def _settings(kind: str, own: dict[str, Any], labels: Labels) -> dict[str, Any]:
    """Settings of the kind that labels tell."""
    found: dict[str, Any] = {}
    if kind == "multiple":
        found = {"scoring": labels.one("scoring") or own["scoring"], "tell": labels.one("tell") == "true"}
    elif kind in ("short", "cloze"):
        typos = labels.one("typos")
        found["typos"] = int(typos) if typos.isdigit() else "auto"
        found["names"] = labels.one("names") or "listed"
        if labels.one("case"):
            found["case"] = labels.one("case") == "true"
    return found


def _common(question: MoodleQuestion, labels: Labels, kind: str, notes: list[str]) -> dict[str, Any]:
    """The fields that all kinds have."""
    fields = labels.fields()
    understood = ("kind", *_UNDERSTOOD.get(kind, ()))
    strange = [f"{name}:{one}" for name in _SETTINGS if name not in understood for one in labels.values.get(name, ())]
    fields["tags"] = (*fields.get("tags", ()), *strange)
    if question.points is not None and question.points > 0:
        fields["points"] = question.points
    elif question.points is not None:
        notes.append(tr("the points: {points:g} there, 1 here", points=question.points))
    if len(question.hints) > 1:
        notes.append(tr("the hints come one after the other there, together here"))
    return fields | {"hint": "\n".join(question.hints), "explain": question.general}


def _add_part_facts(draft: Draft, labels: Labels) -> None:
    """Add the facts of items and pairs (those of gaps stand in the text already)."""
    facts = labels.part_facts()
    if not facts or draft.kind not in ("order", "match", "sort"):
        return
    places = iter(range(100_000))

    def with_facts(parts: Any) -> tuple[Any, ...]:
        return tuple(structs.replace(part, fact=facts.get(next(places), "")) for part in parts)

    if draft.kind == "sort":
        headings = draft.fields["categories"]
        draft.fields["categories"] = tuple(structs.replace(one, items=with_facts(one.items)) for one in headings)
    else:
        name = "items" if draft.kind == "order" else "pairs"
        draft.fields[name] = with_facts(draft.fields[name])
