"""`learn next`: one question."""

import click

from learn.app import App
from learn.cli.front import converse, jsonl_option
from learn.cli.options import make_command, with_app
from learn.language import tr
from learn.problems import OK


@make_command("next")
@click.option("--seed", type=int, help="Make the choice and the shuffling repeatable.")
@jsonl_option
@with_app
def command(app: App, seed: int | None, jsonl: bool) -> int:
    """Ask one question: on what is due for longest, else on the next new fact."""
    from learn.app.overview import next_lesson, nothing_due
    from learn.app.sessions import Wish, begin

    if not nothing_due(app, at_will=True):
        wish = Wish(mode="review", count=1, seed=seed)
    else:
        lesson = next_lesson(app)
        if not lesson:
            click.echo(tr("Nothing is due and nothing new. `learn quiz BANK` practises all the same."), err=jsonl)
            return OK
        wish = Wish(lesson=lesson, count=1, seed=seed)
    return converse(app, lambda asker: begin(app, wish, asker), jsonl)
