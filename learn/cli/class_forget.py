"""`learn class forget`: a student or a class, for good."""

import click

from learn.app import App
from learn.cli.class_options import name_argument
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.problems import OK
from learn.text import counted


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
    called = f"{member.student.name or member.student.key} ({member.student.number or 'no number'})"
    if not (yes or _is_sure(f"Remove {called} and every answer from {name} for good?")):
        return OK
    gone = forget_student(app, name, student)
    also = " and the line of the roster" if gone.from_roster else ""
    lines = [f"Removed {called}: {counted(gone.events, 'event')}, {counted(gone.hand_ins, 'hand-in')}{also}."]
    if gone.events:
        lines.append("Adding the same files again brings nothing back; the files themselves are yours to delete.")
    print_lines(lines)
    return OK


def _is_sure(question: str) -> bool:
    """Whether the answer is yes; without anyone to ask, the command is interrupted."""
    from learn.text import clean

    sure = click.confirm(clean(question, ""), err=True)
    if not sure:
        click.echo("Nothing was removed.", err=True)
    return sure


def _whole_class(app: App, name: str, yes: bool) -> int:
    from learn.app.class_forgetting import forget_class
    from learn.classroom.classes import existing

    existing(app.home, name)
    if not (yes or _is_sure(f"Remove the class {name} with everything that was handed in, for good?")):
        return OK
    forget_class(app, name)
    print_lines([f"Removed the class {name}. The files that were handed in are yours to delete."])
    return OK
