"""`learn bank show`."""

import click
import msgspec

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.quiz import open_bank
from learn.kinds.base import Question
from learn.kinds.words import said
from learn.language import tr
from learn.problems import OK


@make_command("show")
@click.argument("bank", shell_complete=complete_banks)
@json_option
@with_app
def command(app: App, bank: str, as_json: bool) -> int:
    """Show what a bank asks. BANK is a name or a file."""
    name = open_bank(app, bank)
    questions = [app.library.question(one.bank, one.question) for one in app.library.candidates(banks=[name])]
    if as_json:
        print_json([{"kind": question.kind, **msgspec.to_builtins(question)} for question in questions])
        return OK
    for question in questions:
        print_lines(_lines(question))
    return OK


def _lines(question: Question) -> list[str]:
    about = ", ".join(filter(None, (question.kind, question.difficulty, *question.tags)))
    return [
        f"{question.id}  ({about})",
        f"  {said(question.prompt, question.kind)}",
        "  " + tr("facts: {names}", names=", ".join(question.facts)),
        "",
    ]
