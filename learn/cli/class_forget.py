"""`learn class forget`: a student or a class, for good."""

import click

from learn.app import App
from learn.cli.class_options import name_argument
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.language import tr, trn
from learn.problems import OK


@make_command("forget")
@name_argument
@click.option("--student", metavar="NUMBER|NAME", help="Only this student.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_app
def command(app: App, name: str, student: str | None, yes: bool) -> int:
    """Remove the class NAME, or one student of it, for good: answers, names, hand-ins and the line of the roster.

    Files that you were given, and copies of the folder, are yours to delete.
    """
    if student is None:
        return _whole_class(app, name, yes)
    from learn.app.class_forgetting import forget_student, the_student

    member = the_student(app, name, student)
    number = member.student.number or tr("no number")
    called = f"{member.student.name or member.student.key} ({number})"
    if not (yes or _is_sure(tr("Remove {called} and every answer from {name} for good?", called=called, name=name))):
        return OK
    gone = forget_student(app, name, student)
    removed = {
        "called": called,
        "events": trn("{n} event", "{n} events", gone.events),
        "hand_ins": trn("{n} hand-in", "{n} hand-ins", gone.hand_ins),
    }
    if gone.from_roster:
        lines = [tr("Removed {called}: {events}, {hand_ins} and the line of the roster.", **removed)]
    else:
        lines = [tr("Removed {called}: {events}, {hand_ins}.", **removed)]
    if gone.events:
        lines.append(tr("Adding the same files again brings nothing back; the files themselves are yours to delete."))
    print_lines(lines)
    return OK


def _is_sure(question: str) -> bool:
    """Whether the answer is yes; without anyone to ask, the command is interrupted."""
    from learn.text import clean

    sure = click.confirm(clean(question, ""), err=True)
    if not sure:
        click.echo(tr("Nothing was removed."), err=True)
    return sure


def _whole_class(app: App, name: str, yes: bool) -> int:
    from learn.app.class_forgetting import forget_class
    from learn.classroom.classes import existing

    existing(app.home, name)
    if not (yes or _is_sure(tr("Remove the class {name} with everything that was handed in, for good?", name=name))):
        return OK
    forget_class(app, name)
    print_lines([tr("Removed the class {name}. The files that were handed in are yours to delete.", name=name)])
    return OK
