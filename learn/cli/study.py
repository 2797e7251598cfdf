"""`learn study`: read a lesson, then answer its questions."""

import click

from learn.app import App
from learn.cli.completing import complete_lessons
from learn.cli.front import converse, jsonl_option
from learn.cli.options import make_command, minutes_option, with_app
from learn.language import tr
from learn.problems import OK


@make_command(
    "study",
    epilog="""\b
Examples:
  learn study                    the next lesson you have not finished
  learn study alliance-shifts    this one""",
)
@click.argument("lesson", required=False, shell_complete=complete_lessons)
@click.option("-n", "--questions", "count", type=click.IntRange(1, 1000), help="How many questions.")
@minutes_option("Stop asking after so many minutes.")
@click.option("--seed", type=int, help="Make the choice and the shuffling repeatable.")
@jsonl_option
@with_app
def command(
    app: App, lesson: str | None, count: int | None, minutes: float | None, seed: int | None, jsonl: bool
) -> int:
    """Read a lesson, then answer one question on each of its facts. A lesson you have read is not shown again."""
    from learn.app.overview import next_lesson
    from learn.app.sessions import Wish, begin
    from learn.app.study import new_today

    name = app.library.lesson(lesson).id if lesson else next_lesson(app)
    if not name:
        idle = tr("Every lesson is read and every fact met. `learn review` keeps them; `learn quiz BANK` practises.")
        click.echo(idle, err=jsonl)
        return OK
    allowed = len(app.library.lesson(name).facts) if lesson else new_today(app, name)
    if not jsonl:
        _read_first(app, name)
    if count is None and allowed == 0:
        idle = tr("You have met enough new facts for today; `learn study LESSON` goes on all the same.")
        click.echo(idle, err=jsonl)
        return OK
    wish = Wish(lesson=name, study=name, count=count or allowed, minutes=minutes, seed=seed)
    return converse(app, lambda asker: begin(app, wish, asker), jsonl)


def _read_first(app: App, lesson: str) -> None:
    from learn.cli.reading import read_lesson

    if lesson in app.store.reads(app.learner):
        click.echo(tr("You have read this lesson; `learn read {lesson}` shows it again.", lesson=lesson) + "\n")
    else:
        read_lesson(app, lesson, then=tr("go on to the questions"))
