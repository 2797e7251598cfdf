"""Classes: which there are, and who handed in what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from learn.events import day_text, learner_day
from learn.language import tr, translatable, trc
from learn.terminal.screens.scores import number, standing
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import wrap

if TYPE_CHECKING:
    from learn.app.class_report import ClassReport, ClassRow, StudentReport
    from learn.classroom.findings import Finding

PRACTICE = translatable(
    "Practice evidence, not an examination: these answers come from the students' own disks, where keys can be read."
)
ABOUT = translatable(
    "In percent: the best and the last attempt, and the mean over tests, of what is finished; the recall predicted "
    "for today of the facts that were answered."
)
_MOST_FINDINGS = 20


def classes_screen(rows: Sequence[ClassRow], size: Size, offset: int) -> list[str]:
    """A line for each class."""
    if not rows:
        return [tr("No classes yet. One is begun by its first hand-in: learn class add NAME FILE…")]
    head = (tr("class"), tr("title"), tr("students"), tr("handed in"), tr("hand-ins"), trc("hand-in", "last"))
    shown = [
        (
            one.name,
            tr("cannot be read") if one.problem else one.title,
            *_counts(one),
            "" if one.last is None else _day(one.last, offset),
        )
        for one in rows
    ]
    told = [line for one in rows if one.problem for line in wrap(f"{one.name}: {one.problem}", size.cells)]
    return [*table(head, shown, size, right=(2, 3, 4)), *([""] if told else []), *told]


def _counts(one: ClassRow) -> tuple[str, ...]:
    return ("", "", "") if one.problem else (str(one.students), str(one.handed_in), str(one.hand_ins))


def class_screen(report: ClassReport, size: Size, offset: int) -> list[str]:
    """The students, what they remember by lesson, and what there is to look at."""
    head = (
        tr("student"),
        trc("student", "number"),
        tr("tests"),
        trc("attempt", "best"),
        trc("attempt", "last"),
        tr("mean"),
        tr("recall"),
        tr("handed in"),
        tr("notes"),
    )
    rows = [_student(one, offset) for one in report.students]
    lines = [f"{report.title} ({report.name})" if report.title else report.name, ""]
    lines += table(head, rows, size, right=(2, 3, 4, 5, 6, 8)) if rows else [tr("Nobody is in this class yet.")]
    lines += ["", *wrap(tr(ABOUT), size.cells)] if any(one.tests or one.recall for one in report.students) else []
    lines += ["", *_lessons(report, size)] if report.lessons else []
    lines += ["", *_findings(report.findings, size)] if report.findings else []
    if not report.has_roster:
        lines += ["", *wrap(tr(_NO_ROSTER), size.cells)]
    return [*lines, "", *wrap(tr(PRACTICE), size.cells)]


_NO_ROSTER = translatable(
    "No roster: names and numbers are as the students wrote them. One is added with learn class add NAME --roster FILE."
)


def _student(one: StudentReport, offset: int) -> tuple[str, ...]:
    return (
        one.student.name or one.student.key,
        one.student.number,
        str(one.tests or ""),
        number(one.best, 1),
        number(one.last, 1),
        number(one.mean, 1),
        "" if one.recall is None else f"{one.recall.recall:.0%}".rstrip("%"),
        standing(one.status) if one.handed_in is None else _day(one.handed_in, offset),
        str(one.marks or ""),
    )


def _lessons(report: ClassReport, size: Size) -> list[str]:
    """Mean predicted recall by lesson, the weakest first."""
    weakest = sorted(report.lessons.items(), key=lambda pair: pair[1][0].recall)
    rows = [(name, str(count), str(mean.facts), f"{100 * mean.recall:.0f}") for name, (mean, count) in weakest]
    head = (tr("lesson"), tr("students"), tr("facts"), tr("recall %"))
    return table(head, rows, size, right=(1, 2, 3))


def _findings(findings: Sequence[Finding], size: Size) -> list[str]:
    lines = [tr("To look at ({n}):", n=len(findings))]
    for one in findings[:_MOST_FINDINGS]:
        lines += wrap(str(one), size.cells, indent="    ", first="  ")
    hidden = len(findings) - _MOST_FINDINGS
    return [*lines, "  " + tr("… and {n} more: --json has them all", n=hidden)] if hidden > 0 else lines


def _day(ms: int, offset: int) -> str:
    return day_text(learner_day(ms, offset))
