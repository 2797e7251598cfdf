"""`learn lessons`: what there is to learn."""

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK


@make_command("lessons")
@json_option
@with_app
def command(app: App, as_json: bool) -> int:
    """List the lessons in teaching order, with how well you know each."""
    from learn.app.overview import lesson_standings

    standings = lesson_standings(app)
    if as_json:
        print_json(standings)
        return OK
    from learn.terminal.screens import lessons_screen
    from learn.terminal.surroundings import size

    print_lines(lessons_screen(standings, size(plain=app.config["plain"])))
    return OK
