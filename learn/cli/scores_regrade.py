"""`learn scores regrade`: grade old answers again by the bank as it is now."""

import sys
from typing import Any

import click

from learn.app import App
from learn.app.regrading import Plan, carry_out, planned, rulings_of
from learn.classroom.regrading import Change
from learn.cli.completing import complete_banks
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.quiz import open_bank
from learn.language import tr
from learn.problems import OK, UsageError

LONGEST_REASON = 500


@make_command(
    "regrade",
    epilog="""\b
Examples:
  learn scores regrade final-test --class 11b --dry-run
  learn scores regrade final-test --class 11b --void who-asked --reason "two answers are right"
  learn scores regrade final-test --accept "who-asked=The White House" --yes""",
)
@click.argument("bank", shell_complete=complete_banks)
@click.option("--class", "class_name", metavar="NAME", help="A class instead of the learners of this home.")
@click.option("--void", multiple=True, metavar="QUESTION", help="Let a question count for nothing.")
@click.option("--accept", multiple=True, metavar="QUESTION=TEXT", help="Take this for right as well.")
@click.option("--again", multiple=True, metavar="QUESTION", help="Forget --void and --accept of before.")
@click.option("--reason", default="", metavar="TEXT", help="Kept in the log with every change.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@with_app
def command(
    app: App,
    bank: str,
    class_name: str | None,
    void: tuple[str, ...],
    accept: tuple[str, ...],
    again: tuple[str, ...],
    reason: str,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> int:
    """Grade the answers to BANK again: to questions that were corrected since, and to those named.

    Shows whose marks change and how before anything is changed. Nothing is overwritten: what was said before stays in
    the log. An answer that a learner counted as right herself stays so unless the key now agrees, or the question is
    void.
    """
    if len(reason) > LONGEST_REASON:
        raise UsageError(tr("a reason has at most {most} characters", most=LONGEST_REASON))
    rulings = rulings_of(void, accept, again)
    with planned(app, open_bank(app, bank), class_name, rulings, reason) as plan:
        if not as_json:
            _show(plan, app.config["plain"])
        agreed = bool(plan.found.changes) and not dry_run and (yes or _agreed())
        recorded = carry_out(app, plan) if agreed else 0
        if as_json:
            print_json(_as_json(plan, dry_run, recorded))
        elif plan.found.changes:
            print_lines([tr("Recorded: {n}.", n=recorded) if recorded else tr("Nothing was changed.")])
        if plan.found.changes and not dry_run and not yes and not sys.stdin.isatty():
            raise UsageError(
                tr("nothing was changed: there is nobody to ask"), hint=tr("--yes records it, --dry-run only looks")
            )
    return OK


def _show(plan: Plan, plain: bool) -> None:
    from learn.terminal.screens.regrading import regrading_screen
    from learn.terminal.surroundings import size

    print_lines(regrading_screen(plan, size(plain=plain)))


def _agreed() -> bool:
    return sys.stdin.isatty() and click.confirm(tr("Record this?"), err=True)


def _as_json(plan: Plan, dry_run: bool, recorded: int) -> dict[str, Any]:
    return {
        "bank": plan.bank,
        "class": plan.class_name,
        "dry_run": dry_run,
        "recorded": recorded,
        "changes": [_change(plan, change) for change in plan.found.changes],
        "left": [
            {"student": plan.name(one.learner), "question": one.item, "answer": one.answer, "why": one.why}
            for one in plan.found.left
        ],
        "waiting": plan.found.waiting,
    }


def _change(plan: Plan, change: Change) -> dict[str, Any]:
    """One answer: `old` and `new` are points, null where the question is void."""
    before, after = change.before, change.after
    return {
        "student": plan.name(change.learner),
        "number": plan.number(change.learner),
        "learner": change.learner,
        "session": change.session,
        "test": change.test,
        "is_test": change.is_test,
        "question": change.item,
        "n": change.n,
        "comeback": change.comeback,
        "answer": change.answer,
        "old": before.mark,
        "new": after.mark,
        "old_score": before.score,
        "new_score": after.score,
        "points": after.points,
        "mark_changes": change.counts,
        "overridden": after.overridden,
        "why": change.why,
        "reason": change.body.reason,
    }
