"""`learn bank import`: banks of other systems."""

from pathlib import Path

import click

from learn.cli.loss import print_report, report_option
from learn.cli.options import make_command, say
from learn.exchange import FORMATS
from learn.language import tr
from learn.problems import FINDINGS, OK


@make_command(
    "import",
    epilog="""\b
Examples:
  learn bank import quiz.gift -o question_banks/quiz.yaml
  learn bank import export.zip --from qti12 -o quiz.yaml --strict
  learn bank import quiz.xml               the bank on stdout, the report on stderr

Importing the same file into the same OUT again updates its questions in place.""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "form", type=click.Choice(list(FORMATS)), help="The format, where it is not recognised.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The bank to write or update.")
@click.option("--strict", is_flag=True, help="Exit with 1 unless every question is exact.")
@report_option
def command(files: tuple[Path, ...], form: str | None, output: Path | None, strict: bool, report: str) -> int:
    """Read FILEs of other systems into a bank, with a report of what was lost of each question."""
    from learn.app.exchanging import merged, read_file, read_ours, write_bank
    from learn.content.report import render
    from learn.content.writer import bank_text

    imported = [read_file(file, form) for file in files]
    problems = [problem for one in imported for problem in one.problems]
    for problem in problems:
        click.echo(render(problem), err=True)
    before = read_ours(output) if output is not None else None
    written = merged(before, imported)
    if output is None:
        click.echo(bank_text(written.bank), nl=False)
    elif written.bank.questions:
        write_bank(output, written, imported)
        say(
            tr(
                "{file}: {added} added, {updated} updated, {kept} kept",
                file=output,
                added=written.added,
                updated=written.updated,
                kept=written.kept,
            )
        )
    print_report(imported[0].format, written.items, report)
    lossy = any(item.status != "exact" for item in written.items)
    errors = any(problem.severity == "error" for problem in problems)
    return FINDINGS if errors or (strict and lossy) else OK
