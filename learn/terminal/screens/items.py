"""Item statistics: what to look at, worst first, then the figures of all items and of the test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from learn.analysis.judging import worst_first
from learn.language import tr, translatable, trn
from learn.terminal.screens.scores import number
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import clean, cut, wrap

if TYPE_CHECKING:
    from learn.analysis.items import TestStatistics
    from learn.analysis.judging import Judged, Judgement

HEAD = (
    translatable("item"),
    translatable("n"),
    translatable("right %"),
    translatable("discr. %"),
    translatable("weight %"),
    translatable("seconds"),
    translatable("flags"),
)
NUMBERS = HEAD[1:6]
SPOKEN = {"n": translatable("answers"), "discr. %": translatable("discrimination %")}
"""Headings that are short to fit, as they are said."""
SHORT = {
    "miskeyed": translatable("key?"),
    "ambiguous": translatable("ambiguous"),
    "better-distractor": "",
    "dead-distractor": translatable("dead option"),
    "too-hard": translatable("hard"),
    "too-easy": translatable("easy"),
    "too-few": translatable("few"),
}


def items_screen(found: Judgement, size: Size) -> list[str]:
    """The findings, the table of all items, the test's own figures."""
    if not found.items:
        return [tr("No answers to judge yet. A test is taken with `learn quiz BANK --test`.")]
    items = worst_first(found.items)
    parts = [_findings(items, size.cells), _figures(items, size), _test(found, size)]
    return [line for part in parts if part for line in ("", *part)][1:]


def _findings(items: Sequence[Judged], cells: int) -> list[str]:
    """One advice for each item that has any: its gravest."""
    told = [one for one in items if one.flags]
    few = [one for one in told if one.flags[0].flag == "too-few"]
    grave = [one for one in told if one.flags[0].flag != "too-few"]
    lines = [line for one in grave for line in _advice(one, cells)]
    if few:
        told_few = tr("{few} of {items} items have too few answers to judge.", few=len(few), items=len(items))
        lines += wrap(told_few, cells)
    return lines or [tr("No item stands out.")]


def _advice(one: Judged, cells: int) -> Iterator[str]:
    yield cut(clean(one.item, keep=""), cells)
    few = one.flags[-1]
    doubt = f" ({few.advice})" if few.flag == "too-few" else ""
    yield from wrap(clean(one.flags[0].advice, keep="") + doubt, cells, indent="  ")


def _figures(items: Sequence[Judged], size: Size) -> list[str]:
    rows = [HEAD, *(_row(one) for one in items)]
    told = [column for column in zip(*rows, strict=True) if any(column[1:])]
    head, *rows = zip(*told, strict=True)
    heads = [tr(SPOKEN.get(name, name) if size.plain else name) for name in head]
    return table(heads, rows, size, right=[at for at, name in enumerate(head) if name in NUMBERS])


def _row(one: Judged) -> tuple[str, ...]:
    figures = one.statistics
    return (
        figures.item,
        str(figures.n),
        number(None if figures.facility is None else 100 * figures.facility, 0),
        number(figures.discrimination_index, 0),
        number(figures.effective_weight, 1),
        number(None if one.median_ms is None else one.median_ms / 1000, 0),
        ", ".join(dict.fromkeys(tr(SHORT[flag.flag]) for flag in one.flags if SHORT[flag.flag])),
    )


def _test(found: Judgement, size: Size) -> list[str]:
    test = found.test
    students = trn("{n} student", "{n} students", found.n)
    told = [students, trn("{n} item", "{n} items", len(found.items)), *_told(test)]
    lines = wrap(("; " if size.plain else " · ").join(told), size.cells)
    for reason in dict.fromkeys(test.reasons.values()):
        names = ", ".join(tr(NAMES[name]) for name, why in test.reasons.items() if why == reason)
        lines += wrap(tr("{names}: not defined ({reason})", names=names, reason=tr(reason)), size.cells)
    return lines


NAMES = {
    "mean": translatable("mean"),
    "median": translatable("median"),
    "sd": translatable("SD"),
    "skewness": translatable("skewness"),
    "kurtosis": translatable("kurtosis"),
    "cic": translatable("CIC (alpha)"),
    "error_ratio": translatable("error ratio"),
    "standard_error": translatable("standard error"),
}
PERCENT = ("cic", "error_ratio")


def _told(test: TestStatistics) -> Iterator[str]:
    for figure, name in NAMES.items():
        value = getattr(test, figure)
        if value is not None:
            yield f"{tr(name)} {number(value)}{' %' if figure in PERCENT else ''}"
