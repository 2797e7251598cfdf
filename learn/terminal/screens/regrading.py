"""What a regrade changes: whose marks and how, and what is left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from learn.language import tr, translatable, trc, trn
from learn.terminal.screens.scores import number
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size

if TYPE_CHECKING:
    from learn.app.regrading import Plan
    from learn.classroom.regraded import Graded
    from learn.classroom.regrading import Change

HEAD = (
    translatable("student"),
    translatable("test"),
    translatable("question"),
    translatable("was"),
    translatable("now"),
    translatable("why"),
)


def regrading_screen(plan: Plan, size: Size) -> list[str]:
    """A line for each mark that changes, by student and place in the test; then what there is besides."""
    order = {learner: place for place, learner in enumerate(plan.students)}
    marks = sorted(plan.found.marks, key=lambda one: (order.get(one.learner, len(order)), one.test, one.session, one.n))
    rows = [_row(plan, change) for change in marks]
    lines = [*table([tr(name) for name in HEAD], rows, size), ""] if rows else []
    return [*lines, *_summary(plan, marks), *_left(plan)]


def _row(plan: Plan, change: Change) -> tuple[str, ...]:
    return (
        plan.name(change.learner),
        change.test if change.is_test else tr("practice"),
        change.item.partition("/")[2],
        _mark(change.before),
        _mark(change.after),
        change.told,
    )


def _mark(graded: Graded) -> str:
    mark = graded.mark
    return tr("void") if mark is None else f"{number(mark)}/{number(graded.points)}"


def _summary(plan: Plan, marks: list[Change]) -> Iterator[str]:
    changes = plan.found.changes
    if not changes:
        yield tr("Nothing in {bank} is to be regraded.", bank=plan.bank)
        return
    if marks:
        yield trn(
            "{n} mark in {bank} changes: {ways}.",
            "{n} marks in {bank} change: {ways}.",
            len(marks),
            bank=plan.bank,
            ways=_ways(marks),
        )
    silent = len(changes) - len(marks)
    if silent:
        yield trn(
            "{n} answer keeps its mark and will say something else about memory.",
            "{n} answers keep their marks and will say something else about memory.",
            silent,
        )
    if any(change.body.accept for change in changes):
        yield tr("What is accepted here holds until the question is changed; write it into the bank as well.")


def _ways(marks: list[Change]) -> str:
    ways = Counter(map(_way, marks))
    return ", ".join(f"{count} {way}" for way, count in ways.items())


def _way(change: Change) -> str:
    before, after = change.before.mark, change.after.mark
    if after is None:
        return tr("void")
    if before is None:
        return tr("counting again")
    return trc("mark", "up") if after > before else trc("mark", "down")


def _left(plan: Plan) -> Iterator[str]:
    for (item, why), count in Counter((one.item, one.why) for one in plan.found.left).items():
        yield trn(
            "{item}: {n} answer left as it is: {why}.",
            "{item}: {n} answers left as they are: {why}.",
            count,
            item=item,
            why=tr(why),
        )
    waiting = plan.found.waiting
    if waiting:
        yield trn(
            "{n} answer in tests that are not finished: run this again when they are.",
            "{n} answers in tests that are not finished: run this again when they are.",
            waiting,
        )
