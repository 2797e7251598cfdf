"""`learn review`: what memory says is due."""

import click

from learn.app import App
from learn.cli.front import converse, jsonl_option
from learn.cli.options import make_command, minutes_option, with_app
from learn.problems import OK


@make_command(
    "review",
    epilog="""\b
Examples:
  learn review               all that is due, within the daily limit
  learn review --minutes 5   as many as fit""",
)
@click.option("-n", "--questions", "count", type=click.IntRange(1, 1000), help="How many questions at most.")
@minutes_option("Stop after so many minutes.")
@click.option("--seed", type=int, help="Make the choice and the shuffling repeatable.")
@jsonl_option
@with_app
def command(app: App, count: int | None, minutes: float | None, seed: int | None, jsonl: bool) -> int:
    """Answer what memory says is due, lessons interleaved."""
    from learn.app.overview import nothing_due
    from learn.app.sessions import Wish, begin

    idle = nothing_due(app, count is not None)
    if idle:
        click.echo(idle, err=jsonl)
        return OK
    wish = Wish(mode="review", count=count, minutes=minutes, seed=seed)
    return converse(app, lambda asker: begin(app, wish, asker), jsonl)
