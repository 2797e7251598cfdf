"""`learn bank publish`: banks as one page for a browser."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.options import FiniteRange, make_command, minutes_option, with_app
from learn.cli.output import print_lines
from learn.cli.quiz import open_bank
from learn.language import tr, trn
from learn.problems import OK, UsageError

if TYPE_CHECKING:
    from learn.app.publishing import Page


def _language(_: click.Context, __: click.Parameter, value: str) -> str:
    """A language tag (BCP 47), as far as its shape goes; "" for none."""
    if not value or all(part.isascii() and part.isalnum() and len(part) <= 8 for part in value.split("-")):
        return value
    raise click.BadParameter(tr("{value} is no language tag, as en, ko or de-CH are", value=value))


@make_command(
    "publish",
    epilog="""\b
Examples:
  learn bank publish vietnam-precedent -o vietnam.html
  learn bank publish final-test --test --minutes 30 -o test.html
  learn bank publish final-test --test --roster 10b.csv -o test.html
  learn bank publish my-bank.yaml --lang ko --title "복습" -o review.html""",
)
@click.argument("banks", nargs=-1, required=True, metavar="BANK...", shell_complete=complete_banks)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The .html file.")
@click.option("--test", is_flag=True, help="A test: feedback at the end. Default: practice.")
@click.option("-n", "--questions", "count", type=click.IntRange(1, 1000), help="So many questions, drawn at random.")
@click.option("--seed", type=int, help="Make the drawing repeatable.")
@click.option("--title", default="", help="The page's title; default: the banks' titles.")
@click.option("--lang", default="", callback=_language, help="The page's language. Default: that of the interface.")
@minutes_option("Time limit; in practice it ends after the open question.")
@click.option("--require", type=FiniteRange(0, 100), metavar="PERCENT", help="Pass mark.")
@click.option("--roster", type=click.Path(path_type=Path), help="Extra time: one more page for each in this roster.")
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
    roster: Path | None,
    force: bool,
) -> int:
    """Write banks as one page that works offline in any browser; its results are handed in as .learnlog files.

    Keys are in the page, packed but not protected. With --roster a test's time is that of the page: everyone's, and one
    more page for each extra time, to be given to those who have it.
    """
    from learn.app.publishing import Wanted, published, roster_at

    if output.suffix not in (".html", ".htm"):
        raise UsageError(tr("{file} does not end in .html", file=output))
    names = tuple(dict.fromkeys(open_bank(app, bank) for bank in banks))
    chosen = seed if seed is not None else secrets.randbelow(10**6)
    wanted = Wanted(test, count, chosen, title, lang, minutes, require)
    pages = published(app, names, wanted, roster_at(roster))
    _write(output, pages, chosen, force)
    return OK


def _write(output: Path, pages: "list[Page]", seed: int, force: bool) -> None:
    """Every page under a name that says its time and no more."""
    from learn.app.files import new_file

    for page in pages:
        path = output.with_stem(f"{output.stem}-{page.minutes:g}-minutes") if page.extra else output
        new_file(path, page.data, force)
        size = len(page.data) // 1024
        said = trn("1 question", "{n} questions", page.questions)
        lines = [tr("{path}: {said}, {size} KB (seed {seed})", path=path, said=said, size=size, seed=seed)]
        if page.extra:
            who = ", ".join(f"{one.name} ({one.number})" for one in page.students)
            lines.append(tr("  with {percent:g}% extra time, for {who}", percent=page.extra, who=who))
        print_lines(lines)
