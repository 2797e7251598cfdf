"""`learn bank new`: an empty bank."""

import sys
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.problems import OK, UsageError


@make_command(
    "new",
    epilog="""\b
Examples:
  learn bank new planets --title "The planets"
  learn bank new                      asks for everything""",
)
@click.argument("name", required=False)
@click.option("--title", help="What students see above its questions.")
@click.option("--lesson", help="The lesson it belongs to.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where; else your home's banks.")
@with_app
def command(app: App, name: str | None, title: str | None, lesson: str | None, output: Path | None) -> int:
    """Make a new bank called NAME (a-z, 0-9 and hyphens), ready for `learn bank add`."""
    from learn.app.files import new_file, replace_file
    from learn.content.reading import id_fault, slugged
    from learn.content.schema import bank_schema, schema_text
    from learn.content.values import Bank
    from learn.content.writer import bank_text

    name = name or _asked("What is the bank called in commands (a-z, 0-9 and hyphens)?")
    if id_fault(name, ()) is not None:
        raise UsageError(f"{name!r} cannot name a bank", hint=f"write it as {slugged(name)}" if slugged(name) else "")
    if title is None and sys.stdin.isatty():
        title = _asked("Its title, as students read it:", name.replace("-", " ").capitalize())
    path = output or app.home / "question_banks" / f"{name}.yaml"
    bank = Bank(id=name, title=title or name.replace("-", " ").capitalize(), lesson=lesson or "")
    new_file(path, bank_text(bank, schema=True).encode(), force=False)
    replace_file(path.with_name("bank.schema.json"), schema_text(bank_schema()).encode())
    click.echo(f"{path} is made. The first question: learn bank add {output or name}")
    return OK


def _asked(message: str, default: str = "") -> str:
    if not sys.stdin.isatty():
        raise UsageError("the bank's NAME is missing", hint="learn bank new NAME")
    from learn.terminal.menus import text

    return text(message, default)
