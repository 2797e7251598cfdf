"""`learn bank publish`: banks as one page for a browser."""

import secrets
from pathlib import Path

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.options import FiniteRange, make_command, minutes_option, with_app
from learn.cli.output import print_lines
from learn.cli.quiz import open_bank
from learn.problems import OK, UsageError


def _language(_: click.Context, __: click.Parameter, value: str) -> str:
    """A language tag (BCP 47), as far as its shape goes."""
    if all(part.isascii() and part.isalnum() and len(part) <= 8 for part in value.split("-")):
        return value
    raise click.BadParameter(f"{value} is no language tag, as en, ko or de-CH are")


@make_command(
    "publish",
    epilog="""\b
Examples:
  learn bank publish vietnam-precedent -o vietnam.html
  learn bank publish final-test --test --minutes 30 -o test.html
  learn bank publish my-bank.yaml --lang ko --title "복습" -o review.html""",
)
@click.argument("banks", nargs=-1, required=True, metavar="BANK...", shell_complete=complete_banks)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The .html file.")
@click.option("--test", is_flag=True, help="A test: feedback at the end. Default: practice.")
@click.option("-n", "--questions", "count", type=click.IntRange(1, 1000), help="So many questions, drawn at random.")
@click.option("--seed", type=int, help="Make the drawing repeatable.")
@click.option("--title", default="", help="The page's title; default: the banks' titles.")
@click.option("--lang", default="en", show_default=True, callback=_language, help="The language of the questions.")
@minutes_option("Time limit; in practice it ends after the open question.")
@click.option("--require", type=FiniteRange(0, 100), metavar="PERCENT", help="Pass mark.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_app
def command(
    app: App,
    banks: tuple[str, ...],
    output: Path,
    test: bool,
    count: int | None,
    seed: int | None,
    title: str,
    lang: str,
    minutes: float | None,
    require: float | None,
    force: bool,
) -> int:
    """Write banks as one page that works offline in any browser; its results are handed in as .learnlog files.

    Keys are in the page, packed but not protected.
    """
    from learn.app.files import new_file
    from learn.app.publishing import Wanted, published

    if output.suffix not in (".html", ".htm"):
        raise UsageError(f"{output} does not end in .html")
    names = tuple(dict.fromkeys(open_bank(app, bank) for bank in banks))
    chosen = seed if seed is not None else secrets.randbelow(10**6)
    wanted = Wanted(test, count, chosen, title, lang, minutes, require)
    data, questions = published(app, names, wanted)
    new_file(output, data, force)
    print_lines([f"{output}: {questions} questions, {len(data) // 1024} KB (seed {chosen})"])
    return OK
