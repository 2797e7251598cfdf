"""`learn scores list`: who scored what."""

from typing import TYPE_CHECKING, Any

import click

from learn.analysis.grades import Grade, grades
from learn.app import App
from learn.cli.options import FiniteRange, json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.scores_options import attempts_option, chosen_results, whose_options
from learn.events import utc_text
from learn.language import tr, translatable
from learn.problems import OK

if TYPE_CHECKING:
    from learn.analysis.results import Results
    from learn.app.mastery import Masteries

WHY = {
    "missing": translatable("nothing was handed in"),
    "excused": translatable("excused"),
    "unfinished": translatable("the attempt is not finished"),
    "graded": translatable("every question was voided"),
}


@make_command("list")
@whose_options
@attempts_option()
@click.option(
    "--passing",
    type=FiniteRange(0, 100),
    metavar="PERCENT",
    help="Judge by this pass mark instead of the tests' own.",
)
@json_option
@with_app
def command(
    app: App,
    class_name: str | None,
    banks: tuple[str, ...],
    practice: bool,
    attempts: Any,
    passing: float | None,
    as_json: bool,
) -> int:
    """List who scored what in which test: points, percent, whether the pass mark was met, and mastery of its lessons.

    Missing (nothing was handed in), excused and 0 points are three different things. Mastery is the mean predicted
    recall today over all facts of a lesson: what is still known, beside what was earned on the day.
    """
    from learn.app.mastery import masteries

    results = _judged_by(passing, chosen_results(app, class_name, banks, practice))
    found, known = grades(results, attempts), masteries(app, class_name, results)
    if as_json:
        print_json([_as_json(grade, known) for grade in found])
        return OK
    from learn.terminal.screens.scores import scores_screen
    from learn.terminal.surroundings import size

    print_lines(
        scores_screen(found, size(plain=app.config["plain"]), lambda one: known.of(one.student.key, one.test.name))
    )
    return OK


def _judged_by(passing: float | None, results: "Results") -> "Results":
    from msgspec import structs

    if passing is None:
        return results
    judged = tuple(structs.replace(one, require=passing) for one in results.attempts)
    return structs.replace(results, attempts=judged)


def _as_json(grade: Grade, known: "Masteries") -> dict[str, Any]:
    taken, mastery = grade.attempt, known.of(grade.student.key, grade.test.name)
    return {
        "student": grade.student.name or grade.student.key,
        "number": grade.student.number,
        "learner": grade.student.key,
        "section": grade.student.section,
        "test": grade.test.name,
        "title": grade.test.title,
        "status": grade.status,
        "points": grade.points,
        "max": grade.max,
        "percent": grade.percent,
        "passed": grade.passed,
        "require": taken.require if taken else None,
        "corrected": grade.corrected,
        "n": sum(not one.void for one in taken.counted) if taken else 0,
        "attempt": taken.number if taken else None,
        "attempts": grade.attempts,
        "session": taken.session if taken else None,
        "at": utc_text(taken.begun) if taken else None,
        "mastery": [
            {"lesson": one.lesson, "mastery": one.mastery, "facts": one.facts, "seen": one.seen} for one in mastery
        ]
        or None,
        "reasons": _reasons(grade, known),
    }


def _reasons(grade: Grade, known: "Masteries") -> dict[str, str]:
    """Why a number is null, for each that is."""
    found = {}
    if grade.percent is None:
        found["percent"] = tr(WHY[grade.status])
    if grade.passed is None:
        found["passed"] = found.get("percent") or tr("the test has no pass mark")
    if grade.corrected is None:
        unknown = tr("what blind guessing earns is not known for every question")
        found["corrected"] = tr(WHY[grade.status]) if grade.graded is None else unknown
    if not known.of(grade.student.key, grade.test.name):
        of_none = tr("the test belongs to no lesson")
        found["mastery"] = tr("nothing was handed in") if known.has_lesson(grade.test.name) else of_none
    return found
