"""`learn bank preview`: a bank as students meet it."""

import click

from learn.app import App
from learn.cli.front import converse, jsonl_option
from learn.cli.options import make_command, with_app
from learn.cli.quiz import open_bank
from learn.language import tr
from learn.problems import NotFound, did_you_mean


@make_command(
    "preview",
    epilog="""\b
Examples:
  learn bank preview my-bank.yaml
  learn bank preview my-bank.yaml largest-planet""",
)
@click.argument("bank")
@click.argument("questions", nargs=-1, metavar="[QUESTION]...")
@click.option("--seed", type=int, help="Make the shuffling repeatable.")
@jsonl_option
@with_app
def command(app: App, bank: str, questions: tuple[str, ...], seed: int | None, jsonl: bool) -> int:
    """Take BANK (a name or a file) as a student would; nothing is recorded."""
    from learn.app.exchanging import whole_bank
    from learn.app.preview import preview

    name = open_bank(app, bank)
    whole = whole_bank(app, bank)
    known = {question.id: question for question in whole.questions}
    missing = next((one for one in questions if one not in known), None)
    if missing is not None:
        raise NotFound(
            tr("there is no question {question!r} in {bank}", question=missing, bank=name),
            hint=did_you_mean(missing, known),
        )
    chosen = [known[one] for one in questions] or list(whole.questions)
    return converse(app, lambda asker: preview(app, asker, name, whole.title or name, chosen, seed), jsonl)
