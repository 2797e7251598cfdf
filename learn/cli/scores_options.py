"""Options that the commands of `learn scores` share: whose results, and of what."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from learn.cli.completing import complete_banks
from learn.language import tr

if TYPE_CHECKING:
    from learn.analysis.results import Results, Student
    from learn.app import App

MANY = 100
"""Students from which on reading their answers takes long enough to be watched."""


def attempts_option(default: str = "last") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--attempts`: which of a student's attempts counts."""
    return click.option(
        "--attempts",
        type=click.Choice(["first", "last", "best", "all"]),
        default=default,
        show_default=True,
        help="Which of a student's attempts counts.",
    )


def whose_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--class`, `--bank` and `--practice`, given to the command as `class_name`, `banks` and `practice`."""
    for option in (
        click.option("--practice", is_flag=True, help="Practice and reviews instead of tests."),
        click.option("--bank", "banks", multiple=True, shell_complete=complete_banks, help="Only this bank's tests."),
        click.option("--class", "class_name", metavar="NAME", help="A class instead of the learners of this home."),
    ):
        command = option(command)
    return command


def chosen_results(app: "App", class_name: str | None, banks: tuple[str, ...], practice: bool) -> "Results":
    """The results that these options ask for; NotFound for a bank or class there is not."""
    from learn.app.results import results_of
    from learn.cli.quiz import open_bank

    names = tuple(open_bank(app, bank) for bank in banks)
    found = results_of(app, class_name, names, None if practice else "test", _watched)
    return found.practised() if practice else found


def _watched(students: "Sequence[Student]") -> "Iterator[Student]":
    """The students, with a bar on stderr while the answers of many are read, if that is a terminal."""
    if len(students) < MANY or not sys.stderr.isatty():
        yield from students
        return
    with click.progressbar(students, label=tr("Reading answers"), file=sys.stderr) as bar:
        yield from bar
