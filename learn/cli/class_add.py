"""`learn class add`: hand-ins into a class."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from learn.app import App
from learn.cli.class_options import as_data, name_argument
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import FINDINGS, INTERRUPTED, NOT_FOUND, OK, UsageError

if TYPE_CHECKING:
    from learn.app.class_adding import Added
    from learn.classroom.adding import Taken

_LISTED = 20
"""Up to so many files are listed one by one; of more, only those with something to tell."""

_MANY = 5
_EXAMPLE = "Example: learn class add 10b hand-ins/*.learnlog --roster 10b.csv"


@make_command("add", epilog=_EXAMPLE)
@name_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--roster", type=click.Path(path_type=Path), help="Who is in the class: CSV or YAML.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is anything to look at.")
@json_option
@with_app
def command(app: App, name: str, files: tuple[Path, ...], roster: Path | None, strict: bool, as_json: bool) -> int:
    """Take hand-ins (files of `learn scores submit`) into the class NAME, which is made if it is new.

    The same file again changes nothing. Whatever does not fit is told with file and line, and what was done with it.
    """
    from learn.app.class_adding import add
    from learn.content.report import render

    if not files and roster is None:
        raise UsageError(tr("nothing to add"), hint=tr("learn class add NAME FILE…, or --roster FILE"))
    try:
        with _progress(len(files)) as done:
            added = add(app, name, files, roster, done)
    except KeyboardInterrupt:
        say("\n" + tr("Interrupted. The same command again takes what is missing; nothing is taken twice."))
        return INTERRUPTED
    for warning in added.warnings:
        say(render(warning))
    if added.rosterless:
        say("learn: " + tr("no roster, so names and ids are the students' own; --roster FILE adds one"))
    if as_json:
        print_json(_as_json(added))
    else:
        print_lines(_as_text(added))
    if added.missing:
        return NOT_FOUND
    return FINDINGS if strict and added.findings else OK


@contextmanager
def _progress(files: int) -> Iterator[Callable[[int], None]]:
    """A bar on stderr for many files, where that is a terminal."""
    if files < _MANY or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=files, label=tr("Reading hand-ins"), file=sys.stderr) as bar:
        yield bar.update


def _as_json(added: "Added") -> dict[str, Any]:
    return {
        "class": added.name,
        "new": added.is_new,
        "files": [
            {"file": one.file, "taken": one.taken, "added": one.added, "known": one.known} for one in added.files
        ],
        "students": added.students,
        "missing": added.silent,
        "roster": not added.rosterless,
        "findings": as_data(added.findings),
    }


def _as_text(added: "Added") -> list[str]:
    files = added.files
    lines = [tr("New class: {name}", name=added.name)] if added.is_new else []
    if len(files) <= _LISTED:
        lines += [f"{one.file}: {_became(one)}" for one in files]
    new = sum(one.taken and one.added > 0 for one in files)
    known = sum(one.taken and not one.added for one in files)
    refused = sum(not one.taken for one in files)
    told = [tr("{n} taken", n=new), tr("{n} known already", n=known)]
    told += [tr("{n} not taken", n=refused)] if refused else []
    lines += [str(one) for one in added.findings]
    if files:
        lines.append(trn("{n} file", "{n} files", len(files)) + f": {', '.join(told)}.")
    command = f"learn class report {_quoted(added)}"
    lines.append(tr("{name}: {students}. See: {command}", name=added.name, students=_students(added), command=command))
    return lines


def _students(added: "Added") -> str:
    if not added.silent:
        return trn("{n} student", "{n} students", added.students)
    return trn(
        "{n} student, {silent} of them without a hand-in",
        "{n} students, {silent} of them without a hand-in",
        added.students,
        silent=added.silent,
    )


def _quoted(added: "Added") -> str:
    import shlex

    return shlex.quote(added.name)


def _became(one: "Taken") -> str:
    if not one.taken:
        return tr("not taken")
    if not one.added:
        return tr("known already")
    taken = trn("taken, {n} event", "taken, {n} events", one.added)
    return taken + (" (" + tr("{n} known already", n=one.known) + ")" if one.known else "")
