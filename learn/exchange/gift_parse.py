"""A block of a GIFT file as a Moodle question, taken apart the way Moodle does it, but never silently.

Source: Moodle, `qformat_gift::readquestion`. Where Moodle takes something for text that the author cannot have meant
(a second `{…}`, Cloze syntax, a weight behind `=`), the question is refused or a note says so.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from learn.exchange import gift_text, moodle_cloze
from learn.exchange.gift_blocks import Block
from learn.exchange.gift_text import WHITE, Format
from learn.exchange.html_text import GAP, lost_notes
from learn.exchange.intake import Draft
from learn.exchange.moodle_question import BLANK, Answer, MoodleQuestion, Refused

_CATEGORY = "$CATEGORY:"
_WEIGHT = re.compile(r"%(-?[0-9]{1,9}\.?[0-9]{0,9})%")
_BEHIND = re.compile(r"[ \t{]//[ \t]")
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


def parse(block: Block, remarks: list[Remark]) -> Iterator[MoodleQuestion]:
    """What the block says: a question, or a category (and a question right below it). Raises Refused."""
    body = block.text
    if not body.startswith(_CATEGORY):
        yield _question(block, remarks)
        return
    name, _, below = body.removeprefix(_CATEGORY).partition("\n")
    yield MoodleQuestion(type="category", name=gift_text.literal(name), line=block.line)
    if below.strip(WHITE):
        line = block.line + 1
        message = "a question stands right below $CATEGORY: Moodle takes it for a part of the name"
        remarks.append(Remark("W311", line, message, "leave a line blank between them"))
        yield _question(Block(below, line, block.idnumber, block.tags), remarks)


def unread(block: Block) -> Draft:
    """As much of a refused block as tells it from others."""
    body = block.text
    end = body.find("::", 2) if body.startswith("::") else -1
    name = gift_text.literal(body[2:end]) if end > 0 else ""
    draft = Draft(block.idnumber, title=name, line=block.line)
    draft.fields["ask"] = gift_text.read(body[max(0, end) :].strip(":").partition("{")[0]).text
    return draft


def _question(block: Block, remarks: list[Remark]) -> MoodleQuestion:
    cloze = moodle_cloze.START.search(block.text)
    if cloze:
        shown = gift_text.literal(cloze[0])
        raise Refused(
            f"`{shown}…` is Moodle's Cloze syntax, which GIFT does not have: Moodle reads something else",
            "E312",
            block.line_of(cloze.start()),
            "export the question from Moodle as XML, or write one question for each gap",
        )
    notes: list[str] = []
    parts = _parts(block, notes)
    text = gift_text.read(parts.text)
    general = gift_text.read(parts.general, text.format)
    lost = [*text.lost, *general.lost]
    kind, fields = _answers(block, parts, text.format, remarks, notes, lost)
    notes += lost_notes(lost)
    around = text.text
    if GAP not in around and "kind:cloze" in block.tags:
        around = gift_text.read(parts.text + GAP).text
    common: dict[str, Any] = {
        "text": text.text.replace(GAP, BLANK),
        "name": parts.name,
        "idnumber": block.idnumber,
        "tags": block.tags,
        "general": general.text,
        "around": tuple(around.split(GAP)) if GAP in around else (),
        "notes": tuple(notes),
        "line": block.line,
    }
    return MoodleQuestion(type=kind, **(common | fields))


# ------------------------------------------------------------------------------------------------- name, text, answers


def _parts(block: Block, notes: list[str]) -> Parts:
    body, start = block.text.rstrip(WHITE), 0
    name = ""
    if body.startswith("::"):
        end = body.find("::", 2)
        if end >= 0:
            name, start = gift_text.literal(body[2:end]), end + 2
        else:
            start = 2
    opening, closing = body.find("{", start), body.find("}", start)
    if opening < 0 and closing < 0:
        return Parts(name, body[start:], None, "", len(body))
    _check_braces(block, body, opening, closing)
    tail = body[closing + 1 :].strip(WHITE)
    if tail.startswith("//"):
        notes.append("what stands behind the answers is taken for a comment: Moodle takes it for text")
        tail = ""
    if not block.idnumber and _BEHIND.search(body, start, closing):
        notes.append("`// …` behind a text is no comment: Moodle takes it for text")
    text = body[start:opening] + (GAP + body[closing + 1 :] if tail else "")
    answers, cut, general = body[opening + 1 : closing].rpartition("####")
    if not cut:
        answers, general = general, ""
    return Parts(name, text, answers, general, opening + 1)


def _check_braces(block: Block, body: str, opening: int, closing: int) -> None:
    """Exactly one pair of braces may stand in a question."""
    if opening < 0 or 0 <= closing < opening:
        raise Refused("`}` without `{` before it", "E310", block.line_of(closing), "write \\} where a brace is text")
    if closing < 0:
        hint = "a blank line ends a question: is there one within it?"
        raise Refused("`{` is not closed", "E310", block.line_of(opening), hint)
    nested = body.find("{", opening + 1)
    if nested >= 0:
        message = "a second `{`: only the first {…} is the answer" if nested > closing else "`{` within the answers"
        hint = "write one question for each gap, or \\{ and \\} where braces are text"
        raise Refused(message, "E311" if nested > closing else "E310", block.line_of(nested), hint)
    second = body.find("}", closing + 1)
    if second >= 0:
        raise Refused("a second `}`", "E310", block.line_of(second), "write \\} where a brace is text")


# -------------------------------------------------------------------------------------------------------------- answers


def _answers(
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
        message = f"{{{word}}} is a short answer to be typed, not true/false"
        remarks.append(Remark("W310", block.line_of(parts.start), message, f"write {{{word.upper()}}}"))
        notes.append(f"{message}: that is {{{word.upper()}}}")
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
        message = f"`{wrong[0]}` is no weight: Moodle takes it for text"
        raise Refused(message, "E313", piece.line, "write a point, not a comma")
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
            notes.append("a weight behind `=`: Moodle takes it for text, here it is one")
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
            raise Refused(f"the pair `{shown}` has no `->`", "E316", piece.line, "write \\= where it is text")
        found = gift_text.read(left, default)
        lost += found.lost
        pairs.append((found.text, gift_text.read_right(right)))
    return {"pairs": tuple(pairs)}


def _ordering(source: str, head: re.Match[str], default: Format, notes: list[str], lost: list[str]) -> dict[str, Any]:
    """The lines behind `>5 ALL VERTICAL …` (Moodle 4.4, `qtype_ordering`)."""
    if head[1] not in ("", "ALL", "EXACT"):
        notes.append("only some of the items are shown there, all here")
    found = [gift_text.read(line, default) for line in source[head.end() :].split("\n") if line.strip(WHITE)]
    lost += [one for text in found for one in text.lost]
    if _PAIRS_GRADED not in head[0]:
        notes.append("the grading: here the share of pairs in the right order")
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
        raise Refused("there is no number behind `#`", "E314", block.line_of(parts.start))
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
