"""`learn log`: the events themselves, as JSON lines."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from learn.app import App
from learn.cli.log_import import command as import_history
from learn.cli.options import Group, say, with_app
from learn.cli.output import print_lines
from learn.language import tr, trn
from learn.problems import FINDINGS, OK, NotFound, UsageError


@click.group("log", cls=Group)
def command() -> None:
    """Export, import, merge, verify and forget events.

    A log is a set of events: merging the logs of several machines, in any order and any number of times, gives the
    same result everywhere.
    """


@command.command("export")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of stdout.")
@click.option("--names", is_flag=True, help="Also hand on the learners' names.")
@click.option("--everyone", is_flag=True, help="All learners of this log, not only you.")
@click.option("--fsrs", type=click.Path(dir_okay=False, path_type=Path), help="Your reviews as a CSV for FSRS's tools.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_app
def export_log(app: App, output: Path | None, names: bool, everyone: bool, fsrs: Path | None, force: bool) -> int:
    """Write events as JSON lines."""
    if fsrs is not None:
        return _export_reviews(app, fsrs, force, other=bool(output or names or everyone))
    from learn.store.export import export

    lines = export(app.store, learner=None if everyone else app.learner, names=names)
    if output is None:
        for line in lines:
            click.echo(line)
        return OK
    from learn.app.files import new_file

    numbers = itertools.count(-1)  # the first line is the header
    new_file(output, (f"{line}\n".encode() for line, _ in zip(lines, numbers, strict=False)), force)
    count = next(numbers)
    say(trn("{n} event written to {file}", "{n} events written to {file}", count, file=output))
    return OK


@command.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--mine", is_flag=True, help="These are your own answers: count them as yours whatever their name.")
@with_app
def merge_logs(app: App, files: tuple[Path, ...], mine: bool) -> int:
    """Take in the events of other machines. FILE may be - for stdin."""
    from learn.app.merging import merge_log

    found = OK
    for file in files:
        report, notice = merge_log(app, _lines(file), mine)
        print_lines([f"{file}: {line}" for line in (*report.lines(), *([notice] if notice else []))])
        if report.trouble:
            found = FINDINGS
    return found


@command.command("verify")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@with_app
def verify_log(app: App, file: Path | None) -> int:
    """Check every event of the log, or of an exported FILE."""
    from learn.store.verify import verify, verify_lines

    report = verify(app.store) if file is None else verify_lines(_lines(file))
    print_lines(report.lines())
    return FINDINGS if report.trouble else OK


@command.command("forget")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_app
def forget_log(app: App, yes: bool) -> int:
    """Remove your name and all your events for good: the only deletion there is."""
    from learn.app import NOBODY, bank_news
    from learn.store.forget import forget

    if app.learner == NOBODY:
        raise NotFound(
            tr("there is no answer of {name!r} to remove", name=app.learner_name),
            hint=tr("someone else's: --learner NAME"),
        )
    if not yes:
        click.confirm(
            tr("Remove {name!r} and every answer for good?", name=app.learner_name),
            abort=True,
            err=True,
        )
    count = forget(app.store, app.learner)
    bank_news.forget(app)
    print_lines(
        [
            trn(
                "{n} event of {name!r} is removed; merges will not bring it back.",
                "{n} events of {name!r} are removed; merges will not bring them back.",
                count,
                name=app.learner_name,
            )
        ]
    )
    return OK


command.add_command(import_history)


def _export_reviews(app: App, path: Path, force: bool, other: bool) -> int:
    if other:
        raise UsageError(
            tr("--fsrs writes your own reviews to one file"), hint=tr("leave --output, --names and --everyone out")
        )
    from learn.app.lab_history import export_reviews

    count, guessable = export_reviews(app, path, force)
    say(trn("{n} review written to {path}", "{n} reviews written to {path}", count, path=path))
    if guessable:
        click.echo(tr("{n} of them could be guessed, which this format cannot say", n=guessable), err=True)
    return OK


def _lines(file: Path) -> Iterator[str]:
    if str(file) == "-":
        yield from sys.stdin
        return
    if not file.is_file():
        raise NotFound(tr("no such file: {path}", path=file))
    with file.open(encoding="utf-8", errors="surrogateescape") as opened:
        yield from opened
