"""`learn stats`: how well it is going."""

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK


@make_command("stats")
@json_option
@with_app
def command(app: App, as_json: bool) -> int:
    """Show mastery by lesson, the forecast of reviews, true retention, calibration by kind and a study calendar."""
    from learn.app.statistics import statistics

    figures = statistics(app)
    if as_json:
        print_json(figures)
        return OK
    from learn.terminal.screens import stats_screen
    from learn.terminal.surroundings import size

    print_lines(stats_screen(figures, size()))
    return OK
