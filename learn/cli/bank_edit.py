"""`learn bank edit`: a bank in the author's editor."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.cli.quiz import open_bank
from learn.language import tr
from learn.problems import OK, BrokenContent, NotFound, Problem


@make_command(
    "edit",
    epilog="""\b
Examples:
  learn bank edit my-bank.yaml
  EDITOR="code --wait" learn bank edit my-bank.yaml largest-planet""",
)
@click.argument("bank")
@click.argument("question", required=False)
@with_app
def command(app: App, bank: str, question: str | None) -> int:
    """Open BANK in $EDITOR, at QUESTION if one is named. The file is replaced only by one without errors."""
    from learn.app.editing import edited, put_in_place

    path = path_of(app, bank)
    draft = edited(path, app.env, _line(path, question), _check)
    while not draft.sound:
        _show(draft.problems)
        if not _again():
            raise BrokenContent(tr("{path} was not changed: the draft has errors", path=path))
        first = next(problem for problem in draft.problems if problem.severity == "error")
        draft = edited(path, app.env, first.span.line, _check, draft.text)
    if draft.text == path.read_text(encoding="utf-8"):
        click.echo(tr("Nothing was changed."))
        return OK
    put_in_place(path, draft)
    _show(draft.problems)
    print_lines([tr("{path} is changed.", path=path)])
    return OK


def path_of(app: App, bank: str) -> Path:
    """The file of a bank: as named, even if it is broken, else where the library has it."""
    named = Path(bank)
    if named.is_file():
        return named
    row = next((one for one in app.library.banks() if one.id == bank), None)
    if row is None:
        open_bank(app, bank)
        raise NotFound(tr("there is no bank {bank!r}", bank=bank))
    return Path(row.path)


def _line(path: Path, question: str | None) -> int:
    from learn.authoring.surgery import question_line
    from learn.content.bank import read_bank

    return question_line(read_bank(path), question) if question else 1


def _check(path: str, text: str) -> Sequence[Problem]:
    from learn.content.bank import read_bank

    return read_bank(path, text).problems


def _show(problems: Sequence[Problem]) -> None:
    from learn.content.report import render

    for problem in problems:
        click.echo(render(problem), err=True)


def _again() -> bool:
    if not sys.stdin.isatty():
        return False
    return click.confirm(tr("Open the draft again? (No throws it away)"), default=True, err=True)
