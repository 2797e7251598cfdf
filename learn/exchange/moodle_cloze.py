"""Moodle's embedded answers (Cloze) and gapselect, and our cloze.

Source: Moodle, `question/type/multianswer/questiontype.php` (the regular expressions of the Cloze syntax) and
`question/type/gapselect`. The syntax stands in HTML; it is cut out before the HTML is read.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from learn.exchange.html_text import GAP_TAG
from learn.exchange.moodle_choices import Fields, check_weights, feedback_note
from learn.exchange.moodle_question import Answer, MoodleGap, MoodleQuestion, Refused
from learn.exchange.moodle_weights import FULL, written
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap, parse
from learn.language import tr
from learn.text import is_wildcard, literal

START = re.compile(
    r"\{\s{0,8}([0-9]{0,6})\s{0,8}:\s{0,8}"
    r"(NUMERICAL|NM|MULTICHOICE(?:_VS|_HS|_V|_H|_S)?|MC(?:VS|HS|V|H|S)?|SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW"
    r"|MULTIRESPONSE(?:_HS|_H|_S)?|MR(?:HS|H|S)?)\s{0,8}:"
)
_ANSWER = re.compile(
    r"(?:(=)|%(-?[0-9]+(?:[.,][0-9]*)?)%)?"
    r"((?:&amp;[~#}]|[\\&].|[^~#}\\&])+)"
    r"(?:#((?:\\.|[^~}\\])*))?",
    re.DOTALL,
)
_NUMBER = re.compile(r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[&<>~#}{\\=%\"]")


# ------------------------------------------------------------------------------------------- the syntax, in HTML source


def cut(html: str, line: int) -> tuple[str, tuple[MoodleGap, ...]]:
    """The text with GAP_TAG for each gap, and the gaps. Raises Refused for a gap that cannot be read."""
    pieces, gaps, done = [], [], 0
    while found := START.search(html, done):
        pieces.append(html[done : found.start()])
        gap, done = _gap(html, found, line)
        gaps.append(gap)
    if not gaps:
        raise Refused(tr("there is no gap in it"), "E322", line)
    return GAP_TAG.join((*pieces, html[done:])), tuple(gaps)


def _gap(html: str, start: re.Match[str], line: int) -> tuple[MoodleGap, int]:
    """The gap that begins there, and where it ends."""
    if start[2].startswith(("MULTIRESPONSE", "MR")):
        raise Refused(tr("a gap in which several answers are picked"))
    answers, at = [], start.end()
    at += html[at : at + 1] == "~"  # which some editors put before the first answer as well
    while at < len(html) and html[at] != "}":
        found = _ANSWER.match(html, at)
        if found is None:
            break
        answers.append(_answer(found, line))
        at = found.end()
        if html[at : at + 1] == "~":
            at += 1
    if html[at : at + 1] != "}" or not answers:
        raise Refused(tr("the gap `{gap}` cannot be read", gap=html[start.start() : start.start() + 40]), "E322", line)
    name = start[2]
    kind: Any = (
        "numerical" if name[0] == "N" else "shortanswer" if name[0] == "S" or name[:2] == "MW" else "multichoice"
    )
    weight = int(start[1] or 1)
    return MoodleGap(kind, tuple(answers), weight, case=name in ("SHORTANSWER_C", "SAC", "MWC")), at + 1


def _answer(found: re.Match[str], line: int) -> Answer:
    weight = 100.0 if found[1] else float((found[2] or "0").replace(",", "."))
    return Answer(_decoded(found[3]), weight, _decoded(found[4] or ""), line=line)


def _decoded(source: str) -> str:
    text = unescape(source).replace("\\}", "}").replace("\\#", "#")
    return " ".join(text.split())


def gap_source(gap: MoodleGap) -> str:
    """The gap as Moodle's syntax: what means something in it, or in HTML, is written as a number of its character."""
    name = "SHORTANSWER_C" if gap.case else "SHORTANSWER"
    answers = "~".join(f"{_weight(one.weight)}{_SPECIAL.sub(_entity, one.text)}" for one in gap.answers)
    return f"{{{gap.weight}:{name}:{answers}}}"


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _weight(weight: float) -> str:
    return "=" if weight >= FULL else f"%{written(weight)}%"


# -------------------------------------------------------------------------------------------------------------- reading


def read_cloze(question: MoodleQuestion, part_facts: Sequence[str], notes: list[str]) -> Fields:
    """A cloze; gaps to pick from make a word bank."""
    gaps = question.gaps
    if len({gap.weight for gap in gaps}) > 1:
        notes.append(tr("the weights of the gaps: each counts alike here"))
    if len({gap.case for gap in gaps}) > 1:
        notes.append(tr("capitals matter in some gaps only: here in none"))
    picked = [gap for gap in gaps if gap.type == "multichoice"]
    if picked and len(picked) < len(gaps):
        notes.append(tr("some gaps are typed, some picked: all take their words from one bank here"))
    accept = [_accepted(gap, question.line, notes) for gap in gaps]
    fields: dict[str, Any] = {"ask": question.ask, "text": _text(question.around, accept, part_facts, notes)}
    if picked:
        fields["bank"] = _bank(picked, accept, notes)
    if all(gap.case for gap in gaps):
        fields["case"] = True
    return "cloze", fields


def _accepted(gap: MoodleGap, line: int, notes: list[str]) -> tuple[str, ...]:
    """What the gap takes for fully right, with notes on the rest of it."""
    check_weights(gap.answers, line)
    right = [one for one in gap.answers if one.weight >= FULL]
    if not right:
        raise Refused(tr("a gap has no right answer"), "E315", line)
    notes += feedback_note(right)
    for one in gap.answers:
        if 0 < one.weight < FULL:
            notes.append(
                tr(
                    "`{text}` earns {percent} % in its gap there, nothing here",
                    text=one.text[:40],
                    percent=written(one.weight),
                )
            )
        elif one.weight < FULL and one.feedback:
            notes.append(tr("the feedback to `{text}`", text=one.text[:40]))
    if gap.type == "numerical":
        return tuple(_number(one, line, notes) for one in right)
    if gap.type == "multichoice":
        return tuple(one.text.replace("*", "\\*") for one in right)
    return tuple(one.text for one in right)


def _number(one: Answer, line: int, notes: list[str]) -> str:
    value, _, tolerance = one.text.partition(":")
    if not _NUMBER.fullmatch(value.strip()):
        raise Refused(tr("`{text}` in a gap is not a number", text=one.text[:40]), "E317", line)
    if tolerance.strip(" 0.,"):
        notes.append(
            tr("the tolerance of `{text}` in its gap: only {value} is right here", text=one.text[:40], value=value)
        )
    return value.strip()


def _text(around: Sequence[str], accept: Sequence[tuple[str, ...]], part_facts: Sequence[str], notes: list[str]) -> str:
    """Our text. Raises Refused where an answer cannot stand in our braces."""
    clear = [re.sub("_{4,}", "___", text) for text in around]
    if clear != list(around):
        notes.append(tr("long lines of underscores, which would look like gaps"))
    facts = [*part_facts, *[""] * len(accept)]
    text = clear[0]
    for gap, fact, after in zip(accept, facts, clear[1:], strict=False):
        text += our_gap(gap, fact) + after
    parsed = parse(text)
    same = parsed.balanced and parsed.around == tuple(clear)
    if not same or [gap.accept for gap in parsed.gaps] != list(accept):
        raise Refused(tr("it has braces or bars (`{{`, `}}`, `|`) that mark the gaps here"))
    return text


def our_gap(accept: Sequence[str], fact: str = "") -> str:
    """A gap as it stands in our text."""
    answers = "|".join(accept)
    return f"{{{{text: {answers}, fact: {fact}}}}}" if fact else f"{{{{{answers}}}}}"


def _bank(picked: Sequence[MoodleGap], accept: Sequence[tuple[str, ...]], notes: list[str]) -> tuple[str, ...]:
    """The words that are no answers; noted where the gaps offer different ones."""
    offers = [{one.text for one in gap.answers} for gap in picked]
    if any(offer != offers[0] for offer in offers):
        notes.append(tr("each gap offers words of its own: here all are in one bank"))
    answers = {literal(text) for texts in accept for text in texts}
    return tuple(dict.fromkeys(one.text for gap in picked for one in gap.answers if one.text not in answers))


def read_gapselect(question: MoodleQuestion, part_facts: Sequence[str], notes: list[str]) -> Fields:
    """A cloze with a word bank."""
    accept = [_accepted(gap, question.line, notes) for gap in question.gaps]
    answers = {literal(texts[0]) for texts in accept}
    bank = tuple(dict.fromkeys(word for word in question.words if word and word not in answers))
    text = _text(question.around, accept, part_facts, notes)
    return "cloze", {"ask": question.ask, "text": text, "bank": bank}


# -------------------------------------------------------------------------------------------------------------- writing


def write_cloze(question: Cloze, headed: bool, losses: dict[str, str]) -> dict[str, Any]:
    """The fields of an embedded answers question, or of a gapselect where there is a word bank.

    `headed`: the format has a place for what stands above the text.
    """
    parsed = question.parsed
    around = parsed.around
    if question.ask and not headed:
        losses["ask"] = tr("the heading `ask` becomes the beginning of the text")
        losses["text"] = losses["ask"]
        around = (f"{question.ask}\n\n{around[0]}", *around[1:])
    if question.bank is None:
        gaps = tuple(MoodleGap("shortanswer", _answers(gap), case=question.case) for gap in parsed.gaps)
        return {"around": around, "gaps": gaps, "case": question.case}
    return {"around": around, "gaps": _picked(question, parsed.gaps, losses), "words": question.words}


def _answers(gap: Gap) -> tuple[Answer, ...]:
    return tuple(Answer(text, 100.0) for text in gap.accept)


def _picked(question: Cloze, gaps: Sequence[Gap], losses: dict[str, str]) -> tuple[MoodleGap, ...]:
    """Gaps that take one word each; other accepted ones are not in the bank, so nobody could pick them."""
    if any(len(gap.accept) > 1 or is_wildcard(gap.accept[0]) for gap in gaps):
        losses["text"] = tr("of the answers that a gap accepts only the one in the word bank")
    if question.case:
        losses["case"] = tr("capitals do not matter where words are picked")
    shown = (literal(next((one for one in gap.accept if not is_wildcard(one)), gap.accept[0])) for gap in gaps)
    return tuple(MoodleGap("multichoice", (Answer(word, 100.0),)) for word in shown)
