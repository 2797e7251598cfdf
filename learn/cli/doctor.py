"""`learn doctor`: whether everything is as it should be."""

import click

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.language import ENGLISH, use
from learn.problems import FINDINGS, OK, LearnError


@make_command("doctor")
@click.option("--repair", is_flag=True, help="Derive everything again from the events.")
@click.option("--redact", is_flag=True, help="Leave out names, ids and paths, for showing to others.")
@json_option
@with_app
def command(app: App, repair: bool, redact: bool, as_json: bool) -> int:
    """Check the log, re-derive memory and scores from it and compare; look at content, permissions and versions."""
    from learn.app.health import examine

    if redact:
        use(ENGLISH)  # what is left out is known by its English words, and who is shown the report may read no other
    app.tell = lambda _: None  # the report has it
    try:
        report = examine(app, repair=repair, redact=redact)
    except LearnError as error:
        if not redact:
            raise
        from learn.app.redaction import error_without_names, hidden

        raise error_without_names(error, hidden(app)) from None
    if as_json:
        print_json(report)
    else:
        print_lines(report.lines())
    return FINDINGS if report.findings else OK
