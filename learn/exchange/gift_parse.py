"""A block of a GIFT file as a Moodle question, taken apart the way Moodle does it, but never silently.

Source: Moodle, `qformat_gift::readquestion`. Where Moodle takes something for text that the author cannot have meant
(a second `{…}`, Cloze syntax, a weight behind `=`), the question is refused or a note says so.
"""

import re
from collections.abc import Iterator
from typing import Any

from learn.exchange import gift_text, moodle_cloze
from learn.exchange.gift_answers import Parts, Remark, answers_of
from learn.exchange.gift_blocks import Block
from learn.exchange.gift_text import WHITE
from learn.exchange.html_text import GAP, lost_notes
from learn.exchange.intake import Draft
from learn.exchange.moodle_question import BLANK, MoodleQuestion, Refused
from learn.language import tr

_CATEGORY = "$CATEGORY:"
_BEHIND = re.compile(r"[ \t{]//[ \t]")


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
        message = tr("a question stands right below $CATEGORY: Moodle takes it for a part of the name")
        remarks.append(Remark("W311", line, message, tr("leave a line blank between them")))
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
            tr(
                "`{start}…` is Moodle's Cloze syntax, which GIFT does not have: Moodle reads something else",
                start=shown,
            ),
            "E312",
            block.line_of(cloze.start()),
            tr("export the question from Moodle as XML, or write one question for each gap"),
        )
    notes: list[str] = []
    parts = _parts(block, notes)
    text = gift_text.read(parts.text)
    general = gift_text.read(parts.general, text.format)
    lost = [*text.lost, *general.lost]
    kind, fields = answers_of(block, parts, text.format, remarks, notes, lost)
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
        notes.append(tr("what stands behind the answers is taken for a comment: Moodle takes it for text"))
        tail = ""
    if not block.idnumber and _BEHIND.search(body, start, closing):
        notes.append(tr("`// …` behind a text is no comment: Moodle takes it for text"))
    text = body[start:opening] + (GAP + body[closing + 1 :] if tail else "")
    answers, cut, general = body[opening + 1 : closing].rpartition("####")
    if not cut:
        answers, general = general, ""
    return Parts(name, text, answers, general, opening + 1)


def _check_braces(block: Block, body: str, opening: int, closing: int) -> None:
    """Exactly one pair of braces may stand in a question."""
    if opening < 0 or 0 <= closing < opening:
        raise Refused(
            tr("`}` without `{` before it"), "E310", block.line_of(closing), tr("write \\} where a brace is text")
        )
    if closing < 0:
        hint = tr("a blank line ends a question: is there one within it?")
        raise Refused(tr("`{` is not closed"), "E310", block.line_of(opening), hint)
    nested = body.find("{", opening + 1)
    if nested >= 0:
        message = (
            tr("a second `{`: only the first {…} is the answer") if nested > closing else tr("`{` within the answers")
        )
        hint = tr("write one question for each gap, or \\{ and \\} where braces are text")
        raise Refused(message, "E311" if nested > closing else "E310", block.line_of(nested), hint)
    second = body.find("}", closing + 1)
    if second >= 0:
        raise Refused(tr("a second `}`"), "E310", block.line_of(second), tr("write \\} where a brace is text"))
