"""`learn bank lint`, `learn lesson lint`: every fault with its place."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr, trn
from learn.problems import FINDINGS, OK, NotFound, Problem, UsageError, did_you_mean


@make_command(
    "lint",
    epilog="""\b
Examples:
  learn bank lint                    everything: shipped, home and --content
  learn bank lint my-bank.yaml       one file
  learn bank lint . --format json    a folder, for programs
  learn bank lint --select E         errors only, no advice on writing
  learn bank lint --ignore W118      all but one rule; docs/lint explains each""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github", "sarif"]), default="text", help="How to print."
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these: E, W104, W1 …")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these.")
@click.option("--strict", is_flag=True, help="Warnings, too, make the exit code 1.")
@with_app
def command(
    app: App, paths: tuple[Path, ...], form: str, select: tuple[str, ...], ignore: tuple[str, ...], strict: bool
) -> int:
    """Check lessons and banks. Without PATHS: all content there is."""
    from learn.app.linting import lint
    from learn.terminal.surroundings import is_heard

    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise NotFound(tr("no such file or folder: {path}", path=missing))
    chosen, left_out = _codes(select), _codes(ignore)
    report = lint(app, paths, lambda code: _wanted(code, chosen, left_out))
    _print(report.problems, report.files, form, is_heard(app.config["plain"], os.environ))
    errors = any(one.severity == "error" for one in report.problems)
    return FINDINGS if errors or (strict and report.problems) else OK


def _codes(given: Sequence[str]) -> list[str]:
    """The codes, beginnings of codes and names of rules that an option was given, all as (beginnings of) codes."""
    from learn.content.lint.formats import EVERY

    names = {known.rule: code for code, known in EVERY.items()}
    found = []
    for one in filter(None, (part.strip() for text in given for part in text.split(","))):
        code = names.get(one, one.upper())
        if not any(known.startswith(code) for known in EVERY):
            raise UsageError(tr("there is no rule {name!r}", name=one), hint=did_you_mean(one, [*names, *EVERY]))
        found.append(code)
    return found


def _wanted(code: str, chosen: Sequence[str], left_out: Sequence[str]) -> bool:
    return (not chosen or code.startswith(tuple(chosen))) and not code.startswith(tuple(left_out))


def _print(problems: Sequence[Problem], files: int, form: str, plain: bool) -> None:
    if form == "text":
        _print_text(problems, files, plain)
        return
    from learn import __version__
    from learn.content.lint.formats import as_github, as_json, as_sarif

    if form == "github":
        print_lines([as_github(one) for one in problems])
    else:
        print_json(as_json(problems, files) if form == "json" else as_sarif(problems, __version__))


def _print_text(problems: Sequence[Problem], files: int, plain: bool) -> None:
    from learn.content.report import render, said

    told = said if plain else render
    for problem in problems:
        print_lines([*told(problem).splitlines(), ""])
    errors = sum(one.severity == "error" for one in problems)
    counts = (
        trn("{n} file", "{n} files", files),
        trn("{n} error", "{n} errors", errors),
        trn("{n} warning", "{n} warnings", len(problems) - errors),
    )
    print_lines([", ".join(counts)])
