"""`learn bank export`: banks for other systems."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from learn.app import App
from learn.cli.loss import print_report, report_option
from learn.cli.options import make_command, say, with_app
from learn.cli.quiz import open_bank
from learn.exchange import FORMATS
from learn.kinds.base import Question
from learn.language import tr
from learn.problems import FINDINGS, OK

FEW = 500
"""Up to so many questions are written before a progress bar could be read."""


@make_command(
    "export",
    epilog="""\b
Examples:
  learn bank export vietnam-precedent --to moodle-xml -o vietnam.xml
  learn bank export my-bank.yaml --to apkg -o my-bank.apkg""",
)
@click.argument("bank")
@click.option("--to", "form", required=True, type=click.Choice(list(FORMATS)), help="The format.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@click.option("--strict", is_flag=True, help="Exit with 1 unless every question is exact.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@report_option
@with_app
def command(app: App, bank: str, form: str, output: Path, strict: bool, force: bool, report: str) -> int:
    """Write BANK (a name or a file) for another system, with a report of what was lost of each question."""
    from learn.app.exchanging import export
    from learn.app.files import new_file

    exported = export(app, open_bank(app, bank), form, _followed)
    new_file(output, exported.data, force)
    say(tr("written to {file}", file=output))
    print_report(form, exported.items, report)
    lossy = any(item.status != "exact" for item in exported.items)
    return FINDINGS if strict and lossy else OK


def _followed(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions, with a progress bar on stderr while they are written: only for a person, and only for many."""
    several = list(questions)
    if len(several) <= FEW or not sys.stderr.isatty():
        yield from several
        return
    with click.progressbar(several, label=tr("Writing"), file=sys.stderr, width=30) as shown:
        yield from shown
