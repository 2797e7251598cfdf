"""Flagged questions: what was said about each, its key, and how many answered what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from learn.kinds.words import said
from learn.language import tr, trn
from learn.terminal.surroundings import Size
from learn.text import clean, width, wrap

if TYPE_CHECKING:
    from learn.classroom.flags import Flag, Flagged, Said

MOST_ANSWERS = 6
_INDENT, _HANG = "  ", "    "


def flags_screen(found: Sequence[Flagged], names: Mapping[str, str], days: Mapping[int, str], size: Size) -> list[str]:
    """A block for each question. `names` are by learner, `days` by the time of a flag (UTC ms)."""
    if not found:
        return [tr("No question is flagged. Learners flag one with `f`, or `/flag` and a remark.")]
    return [line for one in found for line in (*_block(one, names, days, size.cells), "")][:-1]


def _block(one: Flagged, names: Mapping[str, str], days: Mapping[int, str], cells: int) -> Iterator[str]:
    head = one.item + (f"  ({one.kind})" if one.kind else "")
    yield from [head] if width(head) <= cells else wrap(head, cells, _HANG, "")
    if one.gone:
        gone = tr("No bank here has this question. Is it in a file of its own? Name that.")
        yield from wrap(gone, cells, _INDENT)
    else:
        yield from wrap(said(one.ask, one.kind), cells, _INDENT)
        yield from wrap(tr("Key: {key}", key=said(one.key, one.kind)), cells, _HANG, _INDENT)
    for flag in one.flags:
        yield from wrap(_flag(flag, names, days), cells, _HANG, _INDENT)
    for answer in one.answers[:MOST_ANSWERS]:
        yield from wrap(_answer(answer, one.kind), cells, _HANG, _INDENT)
    if len(one.answers) > MOST_ANSWERS:
        more = trn("and {n} other answer", "and {n} other answers", len(one.answers) - MOST_ANSWERS)
        yield from wrap(more, cells, _HANG, _INDENT)


def _flag(flag: Flag, names: Mapping[str, str], days: Mapping[int, str]) -> str:
    when, who = days[flag.ms], names.get(flag.learner, flag.learner)
    head = tr("{day} {name}, changed since", day=when, name=who) if flag.changed else f"{when} {who}"
    return head + (f": {clean(flag.remark, keep='')}" if flag.remark else "")


def _answer(answer: Said, kind: str) -> str:
    outcome = tr("right") if answer.score == 1 else tr("wrong") if answer.score == 0 else f"{answer.score:.0%}"
    return f"{answer.count} × {clean(said(answer.text, kind), keep='') or tr('(nothing)')} ({outcome})"
