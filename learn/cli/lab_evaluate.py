"""`learn lab evaluate`: memory models compared on a log."""

from pathlib import Path

import click

from learn.app import App
from learn.cli.options import FiniteRange, json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import OK


@make_command(
    "evaluate",
    epilog="""\b
Examples:
  learn lab evaluate                       your own answers
  learn lab evaluate reviews.csv --json    a CSV as the tools of FSRS write it
  learn lab evaluate collection.anki2      an Anki collection, which is only read""",
)
@click.argument("log", required=False, type=click.Path(path_type=Path))
@click.option(
    "--resamples", type=click.IntRange(20, 100_000), default=1000, show_default=True, help="Draws for the intervals."
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the draws.")
@click.option(
    "--rollover",
    type=FiniteRange(0, 23.75),
    default=0.0,
    show_default=True,
    help="Hour at which a day begins, for a CSV.",
)
@json_option
@with_app
def command(app: App, log: Path | None, resamples: int, seed: int, rollover: float, as_json: bool) -> int:
    """Replay a log of answers by every model and compare what each predicted with what happened.

    LOG is a CSV with card_id, review_rating (1-4), review_time and review_duration, a learn log (learn.db, or what
    `learn log export` writes), or an Anki collection or package; without it your own log is taken.
    """
    from learn.app.lab_logs import log_in, own_log
    from learn.lab.evaluation import evaluate
    from learn.lab.evaluation_report import evaluation_lines
    from learn.lab.measuring import Drawing

    read = own_log(app) if log is None else log_in(log, rollover)
    found = evaluate(read.reviews, Drawing(resamples, seed))
    for notice in (*read.notices, *found.notices):
        say(f"learn: {notice}")
    if as_json:
        print_json(found)
        return OK
    print_lines(evaluation_lines(found))
    return OK
