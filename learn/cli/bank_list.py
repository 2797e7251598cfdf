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
        print_lines([_said(bank) for bank in banks] or [tr("No banks.")])
        return OK
    widest = max((len(bank.id) for bank in banks), default=0)
    print_lines([f"{bank.id:<{widest}}  {_asked(bank.questions)}  {bank.title}" for bank in banks] or [tr("No banks.")])
    return OK


def _said(bank: "BankRow") -> str:
    """For those who listen: what it is called, then how large it is and the name that commands take."""
    return f"{bank.title}: {trn('{n} question', '{n} questions', bank.questions)}; {bank.id}."


def _asked(count: int) -> str:
    return trn("{n:>4} question ", "{n:>4} questions", count)
