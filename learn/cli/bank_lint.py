"""`learn bank lint`, `learn lesson lint`: every fault with its place."""

from collections.abc import Sequence
from pathlib import Path

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.problems import FINDINGS, OK, NotFound, Problem


@make_command(
    "lint",
    epilog="""\b
Examples:
  learn bank lint                    everything: shipped, home and --content
  learn bank lint my-bank.yaml       one file
  learn bank lint . --format json    a folder, for programs""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@click.option("--select", multiple=True, metavar="CODE", help="Only these codes (E, W1, W104 …).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not these codes.")
@click.option("--strict", is_flag=True, help="Warnings, too, make the exit code 1.")
@with_app
def command(
    app: App, paths: tuple[Path, ...], form: str, select: tuple[str, ...], ignore: tuple[str, ...], strict: bool
) -> int:
    """Check lessons and banks. Without PATHS: all content there is."""
    from learn.app.linting import lint

    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise NotFound(f"no such file or folder: {missing}")
    report = lint(app, paths)
    problems = [one for one in report.problems if _wanted(one.code, select, ignore)]
    if form == "json":
        print_json({"problems": [_as_json(one) for one in problems], "files": report.files})
    else:
        _print_text(problems, report.files)
    errors = any(one.severity == "error" for one in problems)
    return FINDINGS if errors or (strict and problems) else OK


def _wanted(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    chosen = not select or any(code.startswith(one) for one in select)
    return chosen and not any(code.startswith(one) for one in ignore)


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.span.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "code": problem.code,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _print_text(problems: Sequence[Problem], files: int) -> None:
    from learn.content.report import render

    for problem in problems:
        print_lines([*render(problem).splitlines(), ""])
    errors = sum(one.severity == "error" for one in problems)
    print_lines([f"{files} files, {errors} errors, {len(problems) - errors} warnings"])
