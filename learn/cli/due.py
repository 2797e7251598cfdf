"""`learn due`: what is due."""

from pathlib import Path

import click

from learn.app import App
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import OK, UsageError


@make_command("due")
@click.option(
    "--ics", type=click.Path(dir_okay=False, path_type=Path), help="Write the coming reviews as a calendar file."
)
@json_option
@with_app
def command(app: App, ics: Path | None, as_json: bool) -> int:
    """Show how much is due today, how much is new, and when the rest comes back."""
    from learn.app.overview import due_glance, due_overview

    if ics is not None:
        return _write_calendar(app, ics)
    if as_json:
        print_json(due_overview(app))
        return OK
    from learn.terminal.screens import due_screen
    from learn.terminal.surroundings import size

    print_lines(due_screen(due_glance(app), size(plain=app.config["plain"])))
    return OK


def _write_calendar(app: App, path: Path) -> int:
    """A calendar of before is replaced: that is how it is kept up to date. Any other file stays."""
    from learn.app.files import replace_file
    from learn.app.reminders import is_ours, reminders

    if path.exists() and not is_ours(path.read_bytes()):
        raise UsageError(
            tr("{path} is there already and no calendar of learn", path=path), hint=tr("choose another name")
        )
    text = reminders(app)
    replace_file(path, text.encode())
    days = text.count("BEGIN:VEVENT")
    say(trn("{n} day with reviews written to {path}", "{n} days with reviews written to {path}", days, path=path))
    return OK
