"""`learn quiz`: practice, or a test."""

from pathlib import Path

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.front import converse, jsonl_option
from learn.cli.options import FiniteRange, make_command, minutes_option, with_app
from learn.kinds import KINDS
from learn.language import tr
from learn.problems import UsageError


@make_command(
    "quiz",
    epilog="""\b
Examples:
  learn quiz                                  ten questions from the lesson that is next
  learn quiz vietnam-precedent -n 5 --kind short
  learn quiz final-test --test                feedback at the end, time limit, pass mark
  learn quiz my-bank.yaml --no-schedule       a file of your own, leaving memory alone""",
)
@click.argument("banks", nargs=-1, metavar="[BANK]...", shell_complete=complete_banks)
@click.option("-n", "--questions", "count", type=click.IntRange(1, 1000), help="How many questions.")
@click.option("--tag", "tags", multiple=True, help="Only questions with this tag.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only questions of this kind.")
@click.option("--seed", type=int, help="Make the choice and the shuffling repeatable.")
@click.option("--test", is_flag=True, help="A test: feedback at the end, no second chance.")
@minutes_option("Time limit.")
@click.option("--require", type=FiniteRange(0, 100), metavar="PERCENT", help="Exit with 1 below this score.")
@click.option("--no-schedule", is_flag=True, help="Leave memory and reviews alone.")
@jsonl_option
@with_app
def command(
    app: App,
    banks: tuple[str, ...],
    count: int | None,
    tags: tuple[str, ...],
    kinds: tuple[str, ...],
    seed: int | None,
    test: bool,
    minutes: float | None,
    require: float | None,
    no_schedule: bool,
    jsonl: bool,
) -> int:
    """Practise: by default ten questions from the lesson that is next. BANK is a bank's name or a file."""
    from learn.app.overview import next_lesson
    from learn.app.sessions import Wish, begin

    app.files = [Path(bank) for bank in banks if is_path(bank)]
    names = tuple(app.library.bank(bank).id for bank in banks)
    lesson = "" if names or test else next_lesson(app)
    if test and not names:
        raise UsageError(tr("a test needs a bank"), hint=tr("learn quiz BANK --test; learn bank list shows them"))
    wish = Wish(
        mode="test" if test else "practice",
        banks=names,
        lesson=lesson,
        count=count,
        tags=tags,
        kinds=kinds,
        seed=seed,
        minutes=minutes,
        require=require,
        schedule=not no_schedule,
    )
    return converse(app, lambda asker: begin(app, wish, asker), jsonl, require is not None)


def is_path(bank: str) -> bool:
    """A BANK is a path if it exists or ends in .yaml."""
    return bank.endswith((".yaml", ".yml")) or Path(bank).is_file()


def open_bank(app: App, bank: str) -> str:
    """The id of a bank that is named or lies at a path, the file of a path read first."""
    if is_path(bank):
        app.files = [*app.files, Path(bank)]
    return app.library.bank(bank).id
