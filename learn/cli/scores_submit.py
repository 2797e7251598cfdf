"""`learn scores submit`: a file for the teacher."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.events import day_text, learner_day, utc_text
from learn.language import tr, translatable, trc, trn
from learn.problems import OK, UsageError
from learn.text import padded

if TYPE_CHECKING:
    from learn.app.handing_in import Submission

_ASKED = {
    "name": translatable("Your name, as your teacher knows it"),
    "student_id": translatable("Your student number"),
}
_NEEDED = {
    "name": translatable("a hand-in needs your name"),
    "student_id": translatable("a hand-in needs your student number"),
}
_EXAMPLE = {"name": '"Ada Lovelace"', "student_id": "4711"}


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(tr("{value!r} is no day; write it like 2026-03-31", value=value), param, ctx)


@make_command("submit")
@click.argument("banks", nargs=-1, metavar="[BANK]...", shell_complete=complete_banks)
@click.option("--session", default="", metavar="ID", help="Only this session.")
@click.option("--since", type=Day(), metavar="DATE", help="Only from this day on (YYYY-MM-DD).")
@click.option("--until", type=Day(), metavar="DATE", help="Only up to this day.")
@click.option("--practice", is_flag=True, help="Practice and reviews too, not only finished tests.")
@click.option("--code", default="", help="The hand-in code that your teacher gave you.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file (.learnlog)."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@json_option
@with_app
def command(
    app: App,
    banks: tuple[str, ...],
    session: str,
    since: date | None,
    until: date | None,
    practice: bool,
    code: str,
    output: Path,
    force: bool,
    as_json: bool,
) -> int:
    """Write a file with your finished tests, to hand in to your teacher.

    It holds the answers of these tests, your name and your student number, and nothing else of your log. The name
    and the number are settings: `learn config set name "Ada Lovelace"`, `learn config set student_id 4711`.
    """
    from learn.app.files import new_file
    from learn.app.handing_in import Wanted, sessions_for, submission
    from learn.cli.quiz import open_bank

    wanted = Wanted(tuple(open_bank(app, bank) for bank in banks), session, since, until, practice)
    sessions = sessions_for(app, wanted)
    made = submission(app, _setting(app, "name"), _setting(app, "student_id"), wanted, sessions, code.strip())
    new_file(output, made.text.encode(), force)
    if as_json:
        print_json(_as_json(output, made))
    else:
        print_lines(_as_text(output, made, app.clock.offset()))
    return OK


def _setting(app: App, key: str) -> str:
    """A setting that a hand-in needs: asked for on a terminal, and kept. UsageError where nobody can be asked."""
    from learn.text import clean

    value = " ".join(clean(str(app.config[key]), "").split())
    if value:
        return value
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(tr(_NEEDED[key]), hint=f"learn config set {key} {_EXAMPLE[key]}")
    from learn.app.config import save

    while not value:
        value = " ".join(clean(click.prompt(tr(_ASKED[key]), err=True), "").split())
    save(app.config.path, key, value)
    say(tr("Kept for the next time: {command}", command=f"learn config set {key}"))
    return value


def _as_json(output: Path, made: "Submission") -> dict[str, object]:
    return {
        "file": str(output),
        "name": made.name,
        "student_id": made.student_id,
        "tests": made.tests,
        "practice": made.practice,
        "answers": made.answers,
        "events": made.events,
        "banks": list(made.banks),
        "first": utc_text(made.first),
        "last": utc_text(made.last),
        "code": made.code,
    }


def _as_text(output: Path, made: "Submission", offset: int) -> list[str]:
    held = [trn("{n} test", "{n} tests", made.tests)] if made.tests or not made.practice else []
    held += [trn("{n} practice session", "{n} practice sessions", made.practice)] if made.practice else []
    held += [trn("{n} answer", "{n} answers", made.answers)]
    who = tr("{name}, student number {number}", name=made.name, number=made.student_id)
    first, last = (day_text(learner_day(ms, offset)) for ms in (made.first, made.last))
    return [
        tr("Written: {file}", file=output),
        _line(tr("from"), who + (", " + tr("with your code") if made.code else "")),
        _line(tr("holds"), f"{', '.join(held)}: {', '.join(made.banks)}"),
        _line(trc("days", "of"), tr("{first} to {last}", first=first, last=last) if last != first else first),
        tr("Nothing else of your log is in it. Give the file to your teacher."),
    ]


def _line(name: str, what: str) -> str:
    return f"  {padded(name, 8)}  {what}"
