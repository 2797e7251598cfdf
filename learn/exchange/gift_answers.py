"""The answers of a GIFT question: what type they make it, and the fields of that type.

Source: Moodle, `qformat_gift::readquestion`; for `>5 ALL …` its `qtype_ordering::import_from_gift`.
"""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from learn.exchange import gift_text
from learn.exchange.gift_blocks import Block
from learn.exchange.gift_text import WHITE, Format
from learn.exchange.moodle_question import Answer, Refused
from learn.language import tr

_WEIGHT = re.compile(r"%(-?[0-9]{1,9}\.?[0-9]{0,9})%")
_COMMA_WEIGHT = re.compile(r"%-?[0-9]+,[0-9]*%")
_ORDERING = re.compile(r">\s*[0-9]+\s*([A-Z_]*)[^\n]*")
_PAIRS_GRADED = "RELATIVE_ALL_PREVIOUS_AND_NEXT"
_BOOLEAN = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}


class Remark(NamedTuple):
    """Something that was read otherwise than its author may think: a code, its line, what, and the remedy."""

    code: str
    line: int
    message: str
    hint: str


class Piece(NamedTuple):
    """A part of the answers: the character before it (`=`, `~`, or "" at the beginning), its source, its line."""

    mark: str
    source: str
    line: int


class Parts(NamedTuple):
    """A block taken apart: name, text with GAP for a missing word, answers (None: it has none), general feedback."""

    name: str
    text: str
    answers: str | None
    general: str
    start: int  # where the answers begin in the block


def answers_of(
    block: Block, parts: Parts, default: Format, remarks: list[Remark], notes: list[str], lost: list[str]
) -> tuple[Any, dict[str, Any]]:
    """Moodle's type, told by what the answers look like, and its fields."""
    source = parts.answers
    if source is None:
        return "description", {}
    trimmed = source.strip(WHITE)
    if not trimmed:
        return "essay", {}
    ordering = _ORDERING.match(trimmed)
    if ordering:
        return "ordering", _ordering(trimmed, ordering, default, notes, lost)
    if trimmed.startswith("#"):
        return "numerical", _numerical(block, parts, default, lost)
    if "~" in trimmed:
        return "multichoice", _multichoice(block, parts, default, notes, lost)
    if "=" in trimmed and "->" in trimmed:
        return "matching", _matching(block, parts, default, lost)
    word = trimmed.partition("#")[0].strip(WHITE)
    if word in _BOOLEAN:
        return "truefalse", _truefalse(trimmed, _BOOLEAN[word], default, lost)
    if word.upper() in _BOOLEAN:
        message = tr("{{{word}}} is a short answer to be typed, not true/false", word=word)
        remarks.append(Remark("W310", block.line_of(parts.start), message, tr("write {{{word}}}", word=word.upper())))
        notes.append(
            tr(
                "{{{word}}} is a short answer to be typed, not true/false: that is {{{meant}}}",
                word=word,
                meant=word.upper(),
            )
        )
    return "shortanswer", _shortanswer(block, parts, default, lost)


def _pieces(block: Block, parts: Parts, controls: str, skip: int = 0) -> list[Piece]:
    """The answers cut before each of the control characters; an empty piece at the beginning is left out."""
    source = parts.answers or ""
    cuts = [
        skip,
        *(found.start() for found in re.finditer(f"[{controls}]", source) if found.start() >= skip),
        len(source),
    ]
    marks = ["", *(source[start] for start in cuts[1:-1])]
    found = [
        source[start + len(mark) : end].strip(WHITE) for mark, (start, end) in zip(marks, pairwise(cuts), strict=True)
    ]
    lines = block.lines_of(parts.start + start for start in cuts[:-1])
    return [Piece(*piece) for piece in zip(marks, found, lines, strict=True) if piece[0] or piece[1]]


def _weighted(piece: Piece, default: float) -> tuple[float, str]:
    """The weight that a piece begins with, and the rest of it."""
    found = _WEIGHT.match(piece.source)
    if found:
        return float(found[1]), piece.source[found.end() :]
    wrong = _COMMA_WEIGHT.match(piece.source)
    if wrong:
        message = tr("`{weight}` is no weight: Moodle takes it for text", weight=wrong[0])
        raise Refused(message, "E313", piece.line, tr("write a point, not a comma"))
    return default, piece.source


def _commented(source: str, default: Format, lost: list[str]) -> tuple[str, str]:
    """The source before `#`, and the feedback behind it as text."""
    text, _, feedback = source.partition("#")
    found = gift_text.read(feedback, default)
    lost += found.lost
    return text, found.text


def _multichoice(block: Block, parts: Parts, default: Format, notes: list[str], lost: list[str]) -> dict[str, Any]:
    answers = []
    pieces = _pieces(block, parts, "~=")
    for piece in pieces:
        weight, rest = _weighted(piece, 100.0 if piece.mark == "=" else 0.0)
        if piece.mark == "=" and rest != piece.source:
            notes.append(tr("a weight behind `=`: Moodle takes it for text, here it is one"))
        source, feedback = _commented(rest, default, lost)
        text = gift_text.read(source, default)
        lost += text.lost
        answers.append(Answer(text.text, weight, feedback, line=piece.line))
    single = any(piece.mark == "=" for piece in pieces) and any(one.weight == 100 for one in answers)
    return {"answers": tuple(answers), "single": single}


def _matching(block: Block, parts: Parts, default: Format, lost: list[str]) -> dict[str, Any]:
    pairs = []
    for piece in _pieces(block, parts, "="):
        left, arrow, right = piece.source.partition("->")
        if not arrow:
            shown = gift_text.literal(piece.source)[:40]
            raise Refused(
                tr("the pair `{pair}` has no `->`", pair=shown), "E316", piece.line, tr("write \\= where it is text")
            )
        found = gift_text.read(left, default)
        lost += found.lost
        pairs.append((found.text, gift_text.read_right(right)))
    return {"pairs": tuple(pairs)}


def _ordering(source: str, head: re.Match[str], default: Format, notes: list[str], lost: list[str]) -> dict[str, Any]:
    """The lines behind `>5 ALL VERTICAL …` (Moodle 4.4, `qtype_ordering`)."""
    if head[1] not in ("", "ALL", "EXACT"):
        notes.append(tr("only some of the items are shown there, all here"))
    found = [gift_text.read(line, default) for line in source[head.end() :].split("\n") if line.strip(WHITE)]
    lost += [one for text in found for one in text.lost]
    if _PAIRS_GRADED not in head[0]:
        notes.append(tr("the grading: here the share of pairs in the right order"))
    return {"items": tuple(text.text for text in found)}


def _truefalse(source: str, answer: str, default: Format, lost: list[str]) -> dict[str, Any]:
    _, wrong, right = [*source.split("#", 2), "", ""][:3]
    wrongly, rightly = gift_text.read(wrong, default), gift_text.read(right, default)
    lost += [*wrongly.lost, *rightly.lost]
    return {
        "answers": (Answer(answer, 100.0),),
        "wrong_feedback": wrongly.text,
        "right_feedback": rightly.text,
    }


def _shortanswer(block: Block, parts: Parts, default: Format, lost: list[str]) -> dict[str, Any]:
    answers = []
    for piece in _pieces(block, parts, "="):
        weight, rest = _weighted(piece, 100.0)
        source, feedback = _commented(rest, default, lost)
        answers.append(Answer(gift_text.read_answer(source), weight, feedback, line=piece.line))
    return {"answers": tuple(answers)}


def _numerical(block: Block, parts: Parts, default: Format, lost: list[str]) -> dict[str, Any]:
    """The numbers; what stands behind `~` is feedback to any other."""
    whole = parts.answers or ""
    numbers, _, other = whole.partition("~")
    first = numbers.index("#") + 1
    answers = []
    for piece in _pieces(block, parts._replace(answers=numbers), "=", skip=first):
        weight, rest = _weighted(piece, 100.0)
        source, feedback = _commented(rest, default, lost)
        answers.append(_number(gift_text.literal(source), weight, feedback, piece.line))
    if not answers:
        raise Refused(tr("there is no number behind `#`"), "E314", block.line_of(parts.start))
    if other:
        answers.append(Answer("*", 0.0, _commented(other, default, lost)[1]))
    return {"answers": tuple(answers)}


def _number(text: str, weight: float, feedback: str, line: int) -> Answer:
    low, dots, high = text.partition("..")
    if dots and low:
        return Answer(text, weight, feedback, span=(low.strip(), high.strip()), line=line)
    value, colon, tolerance = text.partition(":")
    if colon and value:
        return Answer(value.strip(), weight, feedback, tolerance.strip() or "?", line=line)
    return Answer(text, weight, feedback, line=line)
