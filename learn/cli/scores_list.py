"""`learn scores list`: who scored what."""

from typing import Any

from learn.analysis.grades import Grade, grades
from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.scores_options import attempts_option, chosen_results, whose_options
from learn.events import utc_text
from learn.problems import OK


@make_command("list")
@whose_options
@attempts_option
@json_option
@with_app
def command(
    app: App, class_name: str | None, banks: tuple[str, ...], practice: bool, attempts: Any, as_json: bool
) -> int:
    """List who scored what in which test: points, percent, and whether the pass mark was met.

    Missing (nothing was handed in), excused and 0 points are three different things.
    """
    found = grades(chosen_results(app, class_name, banks, practice), attempts)
    if as_json:
        print_json([_as_json(grade) for grade in found])
        return OK
    from learn.terminal.screens.scores import scores_screen
    from learn.terminal.surroundings import size

    print_lines(scores_screen(found, size()))
    return OK


def _as_json(grade: Grade) -> dict[str, Any]:
    taken = grade.attempt
    return {
        "student": grade.student.name or grade.student.key,
        "number": grade.student.number,
        "learner": grade.student.key,
        "test": grade.test.name,
        "status": grade.status,
        "points": grade.points,
        "max": grade.max,
        "percent": grade.percent,
        "passed": grade.passed,
        "corrected": grade.corrected,
        "attempt": taken.number if taken else None,
        "attempts": grade.attempts,
        "session": taken.session if taken else None,
        "at": utc_text(taken.begun) if taken else None,
    }
