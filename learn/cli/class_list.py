"""`learn class list`: the classes of this home."""

from typing import Any

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.events import utc_text
from learn.problems import OK


@make_command("list")
@json_option
@with_app
def command(app: App, as_json: bool) -> int:
    """List the classes: how many students each has, how many of them handed in, and when last."""
    from learn.app.class_report import class_rows

    rows = class_rows(app)
    if as_json:
        print_json([_as_json(one) for one in rows])
        return OK
    from learn.terminal.screens.classes import classes_screen
    from learn.terminal.surroundings import size

    print_lines(classes_screen(rows, size(plain=app.config["plain"]), app.clock.offset()))
    return OK


def _as_json(one: Any) -> dict[str, Any]:
    return {
        "class": one.name,
        "title": one.title,
        "students": one.students,
        "handed_in": one.handed_in,
        "hand_ins": one.hand_ins,
        "last": None if one.last is None else utc_text(one.last),
        "problem": one.problem or None,
    }
