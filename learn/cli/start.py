"""`learn` alone: where you stand, and the one next thing to do."""

import click

from learn.app import App
from learn.cli.front import plain_wanted
from learn.cli.options import with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr
from learn.problems import OK


def show(as_json: bool) -> int:
    """Show where the learner stands; on a terminal, offer to start what comes next."""
    command = _show(as_json)
    return _offer(command) if command else OK


@with_app
def _show(app: App, as_json: bool) -> list[str]:
    """Show it and return the command to offer; an empty one where there is nothing, or nobody, to offer it to."""
    from learn.app.standing import standing

    now = standing(app)
    if as_json:
        print_json(now)
        return []
    from learn.terminal.screens import start_screen
    from learn.terminal.surroundings import size

    print_lines(start_screen(now, size(plain=app.config["plain"])))
    return [] if plain_wanted(app) else now.command


def _offer(arguments: list[str]) -> int:
    """Ask whether to start it; Enter does."""
    from learn.terminal.menus import confirm

    if not confirm(tr("Start now?")):
        return OK
    from learn.cli.root import root

    code = root.main(arguments, prog_name="learn", standalone_mode=False, obj=click.get_current_context().obj)
    return code if isinstance(code, int) else OK
