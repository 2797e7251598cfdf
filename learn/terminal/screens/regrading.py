"""What a regrade changes: whose marks and how, and what is left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from learn.terminal.screens.scores import number
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import counted

if TYPE_CHECKING:
    from learn.app.regrading import Plan
    from learn.classroom.regraded import Graded
    from learn.classroom.regrading import Change

HEAD = ("student", "test", "question", "was", "now", "why")


def regrading_screen(plan: Plan, size: Size) -> list[str]:
    """A line for each mark that changes, by student and place in the test; then what there is besides."""
    order = {learner: place for place, learner in enumerate(plan.students)}
    marks = sorted(plan.found.marks, key=lambda one: (order.get(one.learner, len(order)), one.test, one.session, one.n))
    rows = [_row(plan, change) for change in marks]
    lines = [*table(HEAD, rows, size.cells), ""] if rows else []
    return [*lines, *_summary(plan, marks), *_left(plan)]


def _row(plan: Plan, change: Change) -> tuple[str, ...]:
    return (
        plan.name(change.learner),
        change.test if change.is_test else "practice",
        change.item.partition("/")[2],
        _mark(change.before),
        _mark(change.after),
        change.why,
    )


def _mark(graded: Graded) -> str:
    mark = graded.mark
    return "void" if mark is None else f"{number(mark)}/{number(graded.points)}"


def _summary(plan: Plan, marks: list[Change]) -> Iterator[str]:
    changes = plan.found.changes
    if not changes:
        yield f"Nothing in {plan.bank} is to be regraded."
        return
    if marks:
        verb = "changes" if len(marks) == 1 else "change"
        yield f"{counted(len(marks), 'mark')} in {plan.bank} {verb}: {_ways(marks)}."
    silent = len(changes) - len(marks)
    if silent:
        kept = "keeps its mark" if silent == 1 else "keep their marks"
        yield f"{counted(silent, 'answer')} {kept} and will say something else about memory."
    if any(change.body.accept for change in changes):
        yield "What is accepted here holds until the question is changed; write it into the bank as well."


def _ways(marks: list[Change]) -> str:
    ways = Counter(map(_way, marks))
    return ", ".join(f"{count} {way}" for way, count in ways.items())


def _way(change: Change) -> str:
    before, after = change.before.mark, change.after.mark
    if after is None:
        return "void"
    if before is None:
        return "counting again"
    return "up" if after > before else "down"


def _left(plan: Plan) -> Iterator[str]:
    for (item, why), count in Counter((one.item, one.why) for one in plan.found.left).items():
        yield f"{item}: {counted(count, 'answer')} left as {'it is' if count == 1 else 'they are'}: {why}."
    waiting = plan.found.waiting
    if waiting:
        yield f"{counted(waiting, 'answer')} in tests that are not finished: run this again when they are."
