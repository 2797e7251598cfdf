"""`learn backup`: a copy of the log."""

from datetime import UTC, datetime
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.language import tr
from learn.problems import OK, NotFound


@make_command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_app
def command(app: App, file: Path | None, force: bool) -> int:
    """Copy the log to FILE while it is in use; without FILE, into the home's backups folder."""
    from learn.store.backup import backup

    if not app.store.exists:
        raise NotFound(tr("there is no log to copy yet"), hint=tr("it begins with the first answer: learn quiz"))
    moment = datetime.fromtimestamp(app.clock.now() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    target = file or app.home / "backups" / f"learn-{moment}.db"
    backup(app.store, target, force=force)
    print_lines([tr("Copied to {file}", file=target)])
    return OK
