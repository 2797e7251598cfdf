"""`learn class report`: who handed in what."""

from typing import TYPE_CHECKING, Any

from learn.app import App
from learn.cli.class_options import as_data, name_argument
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.events import utc_text
from learn.problems import OK

if TYPE_CHECKING:
    from learn.app.class_report import ClassReport, Recall, StudentReport


@make_command("report")
@name_argument
@json_option
@with_app
def command(app: App, name: str, as_json: bool) -> int:
    """Show the class NAME: each student's tests and predicted recall, who is missing, and what does not fit.

    Best, last and mean are percents of finished tests; `learn scores list --class NAME` has every single test.
    """
    from learn.app.class_report import class_report

    report = class_report(app, name)
    if as_json:
        print_json(_as_json(report))
        return OK
    from learn.terminal.screens.classes import class_screen
    from learn.terminal.surroundings import size

    print_lines(class_screen(report, size(plain=app.config["plain"]), app.clock.offset()))
    return OK


def _as_json(report: "ClassReport") -> dict[str, Any]:
    return {
        "class": report.name,
        "title": report.title,
        "class_id": report.class_id,
        "school_id": report.school_id,
        "session_id": report.session_id,
        "evidence": "practice",
        "roster": report.has_roster,
        "students": [_student(one) for one in report.students],
        "lessons": [
            {"lesson": lesson, "n": count, **_recall(mean)} for lesson, (mean, count) in report.lessons.items()
        ],
        "findings": as_data(report.findings),
    }


def _student(one: "StudentReport") -> dict[str, Any]:
    return {
        "student": one.student.name or one.student.key,
        "number": one.student.number,
        "learner": one.student.key,
        "section": one.student.section,
        "on_roster": one.student.on_roster,
        "extra_time": one.student.extra_time,
        "excused": list(one.student.excused),
        "status": one.status,
        "tests": one.tests,
        "best": one.best,
        "last": one.last,
        "mean": one.mean,
        "practice": one.practice,
        "answers": one.answers,
        "recall": None if one.recall is None else one.recall.recall,
        "facts": 0 if one.recall is None else one.recall.facts,
        "lessons": {lesson: _recall(mean) for lesson, mean in one.lessons.items()},
        "hand_ins": one.hand_ins,
        "handed_in": None if one.handed_in is None else utc_text(one.handed_in),
        "findings": one.marks,
    }


def _recall(mean: "Recall") -> dict[str, Any]:
    return {"recall": mean.recall, "facts": mean.facts}
