"""`learn sync`: two machines, one memory."""

from pathlib import Path

import click

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import FINDINGS, OK


@make_command(
    "sync",
    epilog="""\b
Examples:
  learn sync ~/Dropbox/learn       on each of your machines
  learn sync                       once more, the same folder
  learn sync --mine /media/stick   the answers there are yours, from another machine""",
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--mine", is_flag=True, help="The answers in the folder are yours: count them as your own.")
@click.option("--names", is_flag=True, help="Let your name travel along; else only random ids do.")
@json_option
@with_app
def command(app: App, folder: Path | None, mine: bool, names: bool, as_json: bool) -> int:
    """Exchange answers with your other machines through FOLDER, which a cloud, a share or a stick carries.

    Each machine keeps one file there. Half-copied files and conflict copies do no harm; run it again any time.
    """
    from learn.app.syncing import again, sync

    where, with_names = again(app, folder, names)
    done = sync(app, where.expanduser(), names=with_names, mine=mine)
    if as_json:
        print_json(done)
    else:
        print_lines(_lines(done.folder, done.files, done.added, done.written, done.waiting, done.troubles))
    return FINDINGS if done.troubles else OK


def _lines(folder: str, files: int, added: int, written: bool, waiting: list[str], troubles: list[str]) -> list[str]:
    events, of = trn("{n} new event", "{n} new events", added), trn("{n} file", "{n} files", files)
    said = [tr("{folder}: {events} from {files}", folder=folder, events=events, files=of)]
    said.append(tr("your file there was brought up to date") if written else tr("your file there is up to date"))
    said += [tr("{file} has not arrived in full: the rest comes with the next sync", file=name) for name in waiting]
    return said + troubles
