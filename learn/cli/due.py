"""`learn due`: what is due."""

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK


@make_command("due")
@json_option
@with_app
def command(app: App, as_json: bool) -> int:
    """Show how much is due today, how much is new, and when the rest comes back."""
    from learn.app.overview import due_glance, due_overview

    if as_json:
        print_json(due_overview(app))
        return OK
    from learn.terminal.screens import due_screen
    from learn.terminal.surroundings import size

    print_lines(due_screen(due_glance(app), size()))
    return OK
