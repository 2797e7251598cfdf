"""`learn bank new`: an empty bank."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.language import tr
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
    from learn.store.index_places import display

    guided = name is None
    if name is None:
        title, name = _title_and_name(title)
    if id_fault(name, ()) is not None:
        raise UsageError(
            tr("{name!r} cannot name a bank", name=name),
            hint=tr("write it as {name}", name=slugged(name)) if slugged(name) else "",
        )
    if title is None and sys.stdin.isatty():
        title = _asked(tr("Its title, as students read it"), name.replace("-", " ").capitalize())
    path = output or app.home / "question_banks" / f"{name}.yaml"
    bank = Bank(id=name, title=title or name.replace("-", " ").capitalize(), lesson=lesson or "")
    new_file(path, bank_text(bank, schema=True).encode(), force=False)
    replace_file(path.with_name("bank.schema.json"), schema_text(bank_schema()).encode())
    if guided and _wants_a_question(path):
        from learn.cli.bank_add import guided as add

        return add(app, path)
    print_lines(
        [
            tr(
                "{file} is made. The first question: {command}",
                file=display(str(path)),
                command=f"learn bank add {output or name}",
            )
        ]
    )
    return OK


def _title_and_name(title: str | None) -> tuple[str, str]:
    """What the bank is called by students and in commands, asked for."""
    from learn.content.reading import id_fault, slugged

    if not sys.stdin.isatty():
        raise UsageError(tr("the bank's NAME is missing"), hint="learn bank new NAME")
    title = title or _asked(tr("The bank's title, as students read it"))

    def fault(line: str) -> str:
        return (
            ""
            if id_fault(line, ()) is None
            else tr("{line!r} cannot name a bank: write it as {name}", line=line, name=slugged(line) or "my-bank")
        )

    return title, _asked(tr("Its name in commands (a-z, 0-9 and hyphens)"), slugged(title), fault)


def _wants_a_question(path: Path) -> bool:
    from learn.store.index_places import display
    from learn.terminal.menus import confirm

    print_lines([tr("{file} is made.", file=display(str(path)))])
    return confirm(tr("Write its first question now?"))


def _asked(message: str, default: str = "", fault: Callable[[str], str] = lambda _: "") -> str:
    from learn.terminal.menus import text

    return text(message, default, fault=fault)
