"""A QTI 1.2 item as a draft of one of our questions.

Items of Canvas say their type (`question_type`); those of others are told by what they ask for: `response_lid` with
its cardinality, `response_str`, `response_num` (IMS QTI ASI Information Model 1.2, section 3). What is right is
found by trying: the options that the item's own scoring gives the most points for.
"""

from collections.abc import Callable
from decimal import Decimal

from learn.exchange.intake import Draft, Skip
from learn.exchange.labelled import apply
from learn.exchange.qti12_choices import read_choice, read_multiple, several_together
from learn.exchange.qti12_gaps import bracketed, read_fields, read_named_gaps
from learn.exchange.qti12_matching import read_match, read_order, read_sort
from learn.exchange.qti12_scoring import number
from learn.exchange.qti12_source import Source
from learn.exchange.qti12_text import texts
from learn.exchange.qti12_typed import read_calculated, read_line, read_number
from learn.exchange.xml_safe import Node
from learn.language import tr, translatable

_NOT_ASKED = {
    "essay_question": translatable("an essay is marked by a person"),
    "file_upload_question": translatable("a file is to be handed in"),
    "text_only_question": translatable("it is a text without a question"),
    "hot_spot_question": translatable("a place in a picture is to be found"),
}
_TO_RIGHT = translatable("not kept: the feedback to right answers, “{text}”")
_TO_WRONG = translatable("not kept: the feedback to wrong answers, “{text}”")
_COUNTED = ("points_possible", "qmd_weighting", "respondusapi_qpoints")


def fill(item: Node, draft: Draft, before: str = "") -> None:
    """What an item says, into the draft. `before` is a text that belongs to several items. Raises Skip."""
    source = Source(item, draft)
    reason = _NOT_ASKED.get(source.type, "")
    if reason and not (source.is_about("essay") and source.labels.one("kind") == "card"):
        draft.fields["ask"] = source.ask
        raise Skip(tr(reason))
    draft.fields["ask"] = source.ask
    _reader(source)(source)
    _common(source)
    apply(source.labels, draft)
    if before:
        draft.fields["ask"] = "\n\n".join(filter(None, (before, draft.fields.get("ask", ""))))


def _reader(source: Source) -> Callable[[Source], None]:
    """What reads an item like this."""
    by_type = _READERS.get(source.type.removesuffix("_question"))
    if by_type is not None:
        return by_type
    if source.type and source.type not in ("", "question"):
        source.draft.note(tr("its type `{type}` is not known here", type=source.type[:40]))
    responses = source.responses
    if not responses:
        raise Skip(tr("it asks for no response"))
    names = {one.tag for one in responses}
    cardinality = responses[0].get("rcardinality", "Single").lower()
    if names == {"response_lid"}:
        if len(responses) > 1 or bracketed(source):
            return read_sort if cardinality == "multiple" else _several
        by_cardinality = {"multiple": read_multiple, "ordered": read_order}
        return by_cardinality.get(cardinality, read_multiple if several_together(source) else read_choice)
    if names <= {"response_str", "response_num"}:
        return read_fields if len(responses) > 1 else read_line
    raise Skip(
        tr("it asks for a response of a sort that there is none of here ({kinds})", kinds=", ".join(sorted(names)))
    )


def _several(source: Source) -> None:
    """Several lists to choose from: gaps that are named in the text, or left sides of a match."""
    if bracketed(source) and not source.is_about("matching"):
        read_named_gaps(source)
    else:
        read_match(source)


def _common(source: Source) -> None:
    """Points, explanation and hint."""
    draft = source.draft
    draft.fields["points"] = _points(source)
    feedback = source.feedback
    general = texts(feedback.general, draft)
    hints = texts((one for node in source.item.all("itemfeedback") for one in node.all("hint")), draft)
    solutions = texts((one for node in source.item.all("itemfeedback") for one in node.all("solution")), draft)
    draft.fields.setdefault("explain", "\n".join(filter(None, (general, solutions))))
    draft.fields["hint"] = hints
    for nodes, note in ((feedback.right, _TO_RIGHT), (feedback.wrong, _TO_WRONG)):
        text = texts(nodes, draft)
        if text and text != general:
            draft.note(tr(note, text=text[:60]))


def _points(source: Source) -> float:
    told = next(filter(None, map(source.metadata.get, _COUNTED)), "")
    told = told or next((node.text.strip() for node in source.item.deep("qmd_absolutescore_max")), "")
    if not told and not source.type:
        told = next((node.get("maxvalue") for node in source.item.deep("decvar") if node.get("maxvalue")), "")
        told = "" if told.strip() in ("100", "100.0", "100.00") else told
    points = number(told) if told else Decimal(1)
    if points <= 0:
        source.draft.note(tr("it counts {points} points there, and 1 here", points=points))
        return 1.0
    return float(points)


def _card(source: Source) -> None:
    """An essay of ours that was a card."""
    draft = source.draft
    back = texts(source.feedback.general, draft)
    draft.be("card", front=source.ask, back=back, ask="", explain="")


_READERS: dict[str, Callable[[Source], None]] = {
    "multiple_choice": read_choice,
    "true_false": read_choice,
    "multiple_answers": read_multiple,
    "short_answer": read_line,
    "fill_in_multiple_blanks": read_named_gaps,
    "multiple_dropdowns": read_named_gaps,
    "matching": read_match,
    "numerical": read_number,
    "calculated": read_calculated,
    "ordering": read_order,
    "categorization": read_sort,
    "essay": _card,
}
