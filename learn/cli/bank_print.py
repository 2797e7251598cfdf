"""`learn bank print`: a test on paper."""

import secrets
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.cli.quiz import open_bank
from learn.language import tr, trn
from learn.problems import OK, UsageError

SUFFIXES = (".pdf", ".html", ".md")


@make_command(
    "print",
    epilog="""\b
Examples:
  learn bank print final-test -o test.pdf --versions 2 --key
  learn bank print my-bank.yaml -n 12 --seed 7 -o test.html""",
)
@click.argument("bank")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help=".pdf, .html, .md")
@click.option("--key", is_flag=True, help="Add the key to each version, at the end.")
@click.option("--versions", type=click.IntRange(1, 26), default=1, show_default=True, help="Shuffled versions.")
@click.option("-n", "--questions", "count", type=click.IntRange(1), help="So many questions, drawn at random.")
@click.option("--seed", type=int, help="Make drawing and shuffling repeatable.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_app
def command(
    app: App, bank: str, output: Path, key: bool, versions: int, count: int | None, seed: int | None, force: bool
) -> int:
    """Lay BANK out for printing, with an answer sheet. A bank with a `draw` is drawn as its test would be."""
    from learn.app.files import new_file
    from learn.app.printing import printed

    if output.suffix not in SUFFIXES:
        raise UsageError(tr("{file} ends in none of {names}", file=output, names=", ".join(SUFFIXES)))
    chosen = seed if seed is not None else secrets.randbelow(10**6)
    data, questions = printed(app, open_bank(app, bank), output.suffix, versions, count, chosen, key)
    new_file(output, data, force)
    print_lines(
        [
            tr(
                "{file}: {questions}, {versions} (seed {seed})",
                file=output,
                questions=trn("{n} question", "{n} questions", questions),
                versions=trn("{n} version", "{n} versions", versions),
                seed=chosen,
            )
        ]
    )
    return OK
