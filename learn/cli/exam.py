"""`learn exam`: a plan until the day, and what the day is likely to bring."""

from typing import TYPE_CHECKING

import click

from learn.app import App
from learn.cli.completing import complete_banks
from learn.cli.front import converse, jsonl_option, plain_wanted
from learn.cli.options import json_option, make_command, minutes_option, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr
from learn.problems import OK, NotFound, UsageError

if TYPE_CHECKING:
    from learn.app.exam import Exam


@make_command(
    "exam",
    epilog="""\b
Examples:
  learn exam final-test --on friday     plan by day, weakest facts first
  learn exam                            how the plan stands, and what the day is likely to bring
  learn exam --start                    today's part
  learn exam --drop                     forget the plan; what you learned stays""",
)
@click.argument("names", nargs=-1, metavar="[LESSON|BANK]...", shell_complete=complete_banks)
@click.option("--on", metavar="DATE", help="The day: YYYY-MM-DD, tomorrow, or a day of the week.")
@minutes_option("Minutes a day; else as many as the plan needs.")
@click.option("--start", is_flag=True, help="Do today's part now.")
@click.option("--drop", is_flag=True, help="Forget the plan.")
@click.option("--seed", type=int, help="With --start: make the shuffling repeatable.")
@jsonl_option
@json_option
@with_app
def command(
    app: App,
    names: tuple[str, ...],
    on: str | None,
    minutes: float | None,
    start: bool,
    drop: bool,
    seed: int | None,
    jsonl: bool,
    as_json: bool,
) -> int:
    """Plan for an exam by day: the weakest facts first, no daily limits, the last day light.

    What is expected on the day comes from the memory of each fact and from how your reviews came out so far.
    """
    from learn.app.exam_note import drop_plan, make_plan, planned

    if drop:
        drop_plan(app)
        click.echo(tr("The plan is forgotten; what you learned stays."), err=True)
        return OK
    if names and on is None:
        raise UsageError(tr("when is the exam?"), hint=tr("--on 2026-06-19, --on tomorrow or --on friday"))
    exam = make_plan(app, names, on, minutes) if names and on else planned(app)
    if exam is None:
        raise NotFound(tr("no exam is planned"), hint=tr("learn exam LESSON or BANK --on DATE"))
    return _begin(app, exam, seed, jsonl) if start else _show(app, exam, as_json)


def _show(app: App, exam: "Exam", as_json: bool) -> int:
    from learn.app.exam import standing

    now = standing(app, exam)
    if as_json:
        print_json(now)
        return OK
    from learn.terminal.screens.exam import exam_screen
    from learn.terminal.surroundings import size

    print_lines(exam_screen(now, size(plain=app.config["plain"])))
    if now.facts_today and not plain_wanted(app):
        from learn.terminal.menus import confirm

        return _begin(app, exam, None, False) if confirm(tr("Start today's part now?")) else OK
    return OK


def _begin(app: App, exam: "Exam", seed: int | None, jsonl: bool) -> int:
    from learn.app.exam import standing
    from learn.app.sessions import Wish, begin

    facts = standing(app, exam).facts_today
    if not facts:
        click.echo(tr("Today's part is done. `learn exam` shows how the plan stands."), err=jsonl)
        return OK
    wish = Wish(banks=exam.banks, facts=facts, seed=seed)
    return converse(app, lambda asker: begin(app, wish, asker), jsonl)
