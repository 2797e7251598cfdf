"""`learn` alone: where you stand, and the one next thing to do."""

import sys

import click

from learn.app import App
from learn.cli.front import announce_clock, plain_wanted
from learn.cli.options import with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK


@with_app
def show(app: App, as_json: bool) -> int:
    """Show where the learner stands; on a terminal, offer to start what comes next."""
    from learn.app.standing import standing

    announce_clock(app)
    now = standing(app)
    if as_json:
        print_json(now)
        return OK
    from learn.terminal.screens import start_screen
    from learn.terminal.surroundings import size

    print_lines(start_screen(now, size()))
    if plain_wanted(app) or not now.command:
        return OK
    return _offer(now.command)


def _offer(arguments: list[str]) -> int:
    """Ask whether to start it; Enter does."""
    from learn.terminal.menus import confirm

    if not confirm("Start now?"):
        return OK
    from learn.cli.root import root

    with click.get_current_context().scope(cleanup=False):
        code = root.main([*_globals(), *arguments], prog_name="learn", standalone_mode=False)
    return code if isinstance(code, int) else OK


def _globals() -> list[str]:
    """The global options this run was given, for the command that follows."""
    given = click.get_current_context().find_root().params
    return [f"--{key}={value}" for key, value in given.items() if isinstance(value, str) and value] + sys.argv[:0]
