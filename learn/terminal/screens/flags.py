"""Flagged questions: what was said about each, its key, and how many answered what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from learn.terminal.surroundings import Size
from learn.text import clean, wrap

if TYPE_CHECKING:
    from learn.classroom.flags import Flag, Flagged, Said

MOST_ANSWERS = 6
_INDENT, _HANG = "  ", "    "


def flags_screen(found: Sequence[Flagged], names: Mapping[str, str], days: Mapping[int, str], size: Size) -> list[str]:
    """A block for each question. `names` are by learner, `days` by the time of a flag (UTC ms)."""
    if not found:
        return ["No question is flagged. Learners flag one with `f`, or `/flag` and a remark."]
    return [line for one in found for line in (*_block(one, names, days, size.cells), "")][:-1]


def _block(one: Flagged, names: Mapping[str, str], days: Mapping[int, str], cells: int) -> Iterator[str]:
    yield one.item + (f"  ({one.kind})" if one.kind else "")
    if one.gone:
        yield from wrap("No bank here has this question. Is it in a file of its own? Name that.", cells, _INDENT)
    else:
        yield from wrap(one.ask, cells, _INDENT)
        yield from wrap(f"Key: {one.key}", cells, _HANG, _INDENT)
    for flag in one.flags:
        yield from wrap(_flag(flag, names, days), cells, _HANG, _INDENT)
    for said in one.answers[:MOST_ANSWERS]:
        yield from wrap(_answer(said), cells, _HANG, _INDENT)
    if len(one.answers) > MOST_ANSWERS:
        yield f"  and {len(one.answers) - MOST_ANSWERS} other answers"


def _flag(flag: Flag, names: Mapping[str, str], days: Mapping[int, str]) -> str:
    since = ", changed since" if flag.changed else ""
    said = f": {clean(flag.remark, keep='')}" if flag.remark else ""
    return f"{days[flag.ms]} {names.get(flag.learner, flag.learner)}{since}{said}"


def _answer(said: Said) -> str:
    counted = "right" if said.score == 1 else "wrong" if said.score == 0 else f"{said.score:.0%}"
    return f"{said.count} × {clean(said.text, keep='') or '(nothing)'} ({counted})"
