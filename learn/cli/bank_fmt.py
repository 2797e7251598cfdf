"""`learn bank fmt`: banks and lessons in canonical form."""

from collections.abc import Iterator
from pathlib import Path

import click

from learn.cli.options import make_command
from learn.cli.output import print_lines
from learn.language import tr
from learn.problems import FINDINGS, OK, NotFound


@make_command(
    "fmt",
    epilog="""\b
Examples:
  learn bank fmt my-bank.yaml
  learn bank fmt --check question_banks   exit code 1 where something would change""",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; say what would change.")
def command(paths: tuple[Path, ...], check: bool) -> int:
    """Write banks and lessons (files, or folders of them) in canonical form. Comments stay."""
    from learn.app.files import replace_file
    from learn.authoring.formatting import formatted

    changed = 0
    for path in _files(paths):
        before = path.read_bytes().decode("utf-8", "replace")
        after = formatted(str(path), before)
        if after != before:
            changed += 1
            print_lines([tr("would change: {path}", path=path) if check else tr("formatted: {path}", path=path)])
            if not check:
                replace_file(path, after.encode())
    if not changed:
        click.echo(tr("Everything is in canonical form."))
    return FINDINGS if check and changed else OK


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*.y*ml") if one.is_file())
        elif path.is_file():
            yield path
        else:
            raise NotFound(tr("no such file or folder: {path}", path=path))
