"""`learn read`: one lesson."""

import sys

import click

from learn.app import App
from learn.cli.front import announce_clock, plain_wanted
from learn.cli.options import command, json_option, with_app
from learn.cli.output import print_json
from learn.problems import OK


@command("read")
@click.argument("lesson")
@json_option
@with_app
def command(app: App, lesson: str, as_json: bool) -> int:
    """Read a lesson: its text, and its facts with who says so and where."""
    from learn.app.study import mark_read, reading_of

    name = app.library.lesson(lesson).id
    reading = reading_of(app, name)
    if as_json:
        print_json(reading)
        return OK
    from learn.terminal.reading import show

    announce_clock(app)
    show(reading, sys.stdin, sys.stdout, plain=plain_wanted(app), color=app.config["color"])
    mark_read(app, name)
    return OK
