"""`learn resume`: go on where a session was left."""

import click

from learn.app import App
from learn.cli.front import converse, jsonl_option
from learn.cli.options import make_command, with_app


@make_command("resume")
@click.option("--session", metavar="ID", help="A session of your own choice; the newest unfinished one without it.")
@jsonl_option
@with_app
def command(app: App, session: str | None, jsonl: bool) -> int:
    """Go on with the newest unfinished session: with the question that was open, all answers kept."""
    from learn.app.sessions import resume

    return converse(app, lambda asker: resume(app, session, asker), jsonl)
