"""`learn bank list`."""

import os
from typing import TYPE_CHECKING

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import OK

if TYPE_CHECKING:
    from learn.store.index_rows import BankRow


@make_command("list")
@json_option
@with_app
def command(app: App, as_json: bool) -> int:
    """List the banks, the nearest copy of each."""
    banks = app.library.banks()
    if as_json:
        print_json(banks)
        return OK
    from learn.terminal.surroundings import is_heard

    if is_heard(app.config["plain"], os.environ):
        print_lines([_said(app, bank) for bank in banks] or [tr("No banks.")])
        return OK
    widest = max((len(bank.id) for bank in banks), default=0)
    print_lines([f"{bank.id:<{widest}}  {_asked(app, bank)}  {bank.title}" for bank in banks] or [tr("No banks.")])
    return OK


def _said(app: App, bank: "BankRow") -> str:
    """For those who listen: what it is called, then how large it is and the name that commands take."""
    drawn = _drawn(app, bank)
    count = tr("draws {n}", n=drawn) if drawn else trn("{n} question", "{n} questions", bank.questions)
    return f"{bank.title}: {count}; {bank.id}."


def _asked(app: App, bank: "BankRow") -> str:
    drawn = _drawn(app, bank)
    return tr("{n:>4} drawn    ", n=drawn) if drawn else trn("{n:>4} question ", "{n:>4} questions", bank.questions)


def _drawn(app: App, bank: "BankRow") -> int:
    """How many questions a bank that has none draws from others for its test."""
    terms = None if bank.questions else app.library.test_spec(bank.id)
    return sum(pool.count for pool in terms.draw) if terms else 0
