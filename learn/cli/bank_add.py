"""`learn bank add`: one more question."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from learn.app import App
from learn.cli.bank_edit import path_of
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.kinds import KINDS
from learn.kinds.base import Question
from learn.language import tr
from learn.problems import OK, UsageError


@make_command(
    "add",
    epilog="""\b
Examples:
  learn bank add planets                          asks for everything, with a preview
  learn bank add planets --kind choice --id largest --set ask="Which planet is largest?" \\
    --set answer=Jupiter --set distractors="Saturn: It has the rings." --set distractors=Neptune

A field that holds several takes one --set each. Distractors: text, or text: feedback; pairs: left = right;
categories: Name: item; item.""",
)
@click.argument("bank")
@click.option("--kind", type=click.Choice(list(KINDS)), help="The kind of question.")
@click.option("--id", "name", help="Its id; made from the question if left out.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=TEXT", help="A field; see docs/kinds.md.")
@with_app
def command(app: App, bank: str, kind: str | None, name: str | None, fields: tuple[str, ...]) -> int:
    """Add a question to BANK (a name or a file), by options or guided step by step."""
    path = path_of(app, bank)
    if kind is None or not fields:
        if not sys.stdin.isatty():
            raise UsageError(
                tr("what to add is missing"), hint=tr("learn bank add BANK --kind KIND --set ask=… (see --help)")
            )
        return guided(app, path, kind, name)
    _write(path, _drafted(path, kind, name, _lines(fields)))
    return OK


def _lines(fields: Sequence[str]) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for field in fields:
        key, sign, text = field.partition("=")
        if not sign:
            raise UsageError(tr("--set {field!r} has no `=`", field=field), hint=tr('write it as --set ask="What?"'))
        lines.setdefault(key.strip(), []).append(text)
    return lines


def guided(app: App, path: Path, kind: str | None = None, name: str | None = None) -> int:
    """Ask for questions until there are enough; `kind` and `name` are those of the first."""
    from learn.cli.bank_guided import ask_question
    from learn.store.index_places import display
    from learn.terminal.menus import confirm

    _check_free(path, name)
    while True:
        found = ask_question(app, kind)
        if found is None:
            click.echo(tr("Nothing was added."))
        else:
            _write(path, _drafted(path, found[0], name, found[1]))
        if not confirm(tr("Another question?"), default=found is not None):
            name = path.stem if path.parent == app.home / "question_banks" else display(str(path))
            print_lines([tr("Take the bank as a student: {command}", command=f"learn bank preview {name}")])
            return OK
        kind = name = None


def _check_free(path: Path, name: str | None) -> None:
    """UsageError where the bank has a question of that id."""
    if name is not None and name in _taken(path):
        raise UsageError(
            tr("{path} has a question {name!r} already", path=path, name=name), hint=f"learn bank edit {path} {name}"
        )


def _taken(path: Path) -> set[str]:
    from learn.content.bank import read_bank

    bank = read_bank(path).value
    return {question.id for question in bank.questions} if bank else set()


def _drafted(path: Path, kind: str, name: str | None, lines: dict[str, list[str]]) -> Question:
    from learn.authoring.drafting import drafted
    from learn.content.reading import slugged

    _check_free(path, name)
    taken = _taken(path)
    words = (lines.get("ask") or lines.get("front") or lines.get("text") or [""])[0]
    return drafted(kind, name or _free(slugged(" ".join(words.split()[:6])) or kind.replace("_", "-"), taken), lines)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)


def _write(path: Path, question: Question) -> None:
    from learn.app.files import replace_file
    from learn.authoring.surgery import with_questions
    from learn.store.index_places import display

    text = with_questions(str(path), path.read_text(encoding="utf-8"), [question])
    replace_file(path, text.encode())
    print_lines([tr("{file}: {question} is added.", file=display(str(path)), question=question.id)])
