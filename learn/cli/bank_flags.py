"""`learn bank flags`: what learners say is wrong with questions."""

from typing import Any

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.quiz import open_bank
from learn.problems import OK


@make_command(
    "flags",
    epilog="""\b
Examples:
  learn bank flags
  learn bank flags final-test --class 11b""",
)
@click.argument("bank", required=False, shell_complete=complete_banks)
@click.option("--class", "class_name", metavar="NAME", help="Flags in the hand-ins of a class.")
@json_option
@with_app
def command(app: App, bank: str | None, class_name: str | None, as_json: bool) -> int:
    """Show the questions that learners flagged, the newest first: what they say, the key, who answered what.

    A key that is wrong is corrected in the bank; `learn scores regrade` then mends the marks.
    """
    from learn.app.regrading import whose
    from learn.classroom.flags import flagged
    from learn.classroom.items import Items
    from learn.events import day_text, learner_day

    wanted = None if bank is None else open_bank(app, bank)
    with whose(app, class_name) as (store, students):
        found = flagged(store, Items(app.library), wanted, own_regrades=class_name is None)
        names = {one.key: one.name or one.number for one in students}
    if as_json:
        print_json([_as_json(one, names) for one in found])
        return OK
    from learn.terminal.screens.flags import flags_screen
    from learn.terminal.surroundings import size

    days = {flag.ms: day_text(learner_day(flag.ms, flag.offset)) for one in found for flag in one.flags}
    print_lines(flags_screen(found, names, days, size(plain=app.config["plain"])))
    return OK


def _as_json(one: Any, names: dict[str, str]) -> dict[str, Any]:
    from learn.events import utc_text

    return {
        "question": one.item,
        "kind": one.kind,
        "ask": one.ask,
        "key": one.key,
        "gone": one.gone,
        "flags": [
            {
                "learner": names.get(flag.learner, flag.learner),
                "at": utc_text(flag.ms),
                "remark": flag.remark,
                "changed_since": flag.changed,
            }
            for flag in one.flags
        ],
        "answers": [{"answer": said.text, "count": said.count, "score": said.score} for said in one.answers],
    }
