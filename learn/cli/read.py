"""`learn read`: one lesson."""

import click

from learn.app import App
from learn.cli.completing import complete_lessons
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json
from learn.problems import OK


@make_command("read")
@click.argument("lesson", shell_complete=complete_lessons)
@json_option
@with_app
def command(app: App, lesson: str, as_json: bool) -> int:
    """Read a lesson: its text, and its facts with who says so and where."""
    from learn.cli.reading import read_lesson, reading_of

    name = app.library.lesson(lesson).id
    if as_json:
        print_json(reading_of(app, name))
        return OK
    read_lesson(app, name)
    return OK
