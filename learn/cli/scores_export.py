"""`learn scores export`: results for the gradebook of a school, and for programs that analyse them."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from learn.app import App
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json
from learn.cli.scores_options import attempts_option, chosen_results, whose_options
from learn.gradebook import FORMATS
from learn.language import tr
from learn.problems import FINDINGS, OK

if TYPE_CHECKING:
    from learn.app.gradebooks import Exported


def _headings(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for value in values:
        test, mark, heading = value.partition("=")
        if not (mark and test and heading.strip()):
            raise click.BadParameter(tr("{value!r} is not of the form TEST=TEXT", value=value))
        found[test] = heading.strip()
    return found


def _home(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value is not None and not value.startswith(("http://", "https://")):
        raise click.BadParameter(tr("the address of a system begins with https:// or http://"))
    return value


@make_command(
    "export",
    epilog="""\b
Examples:
  learn scores export --class 8b --format canvas -o canvas.csv
  learn scores export --class 8b --format blackboard --heading final=5521 -o blackboard.csv
  learn scores export --bank final --attempts all --format jsonl -o answers.jsonl""",
)
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)), help="The format.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file.")
@whose_options
@attempts_option()
@click.option(
    "--heading",
    "headings",
    metavar="TEST=TEXT",
    multiple=True,
    callback=_headings,
    help="What a test's column is called in the school's system (Blackboard: its id).",
)
@click.option(
    "--account-home",
    metavar="URL",
    callback=_home,
    help="Where the students have their accounts (xapi).  [default: an address that is nobody's]",
)
@click.option("--raw", is_flag=True, help="Leave texts that a spreadsheet would run as formulas as they are.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there is anything to report.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@json_option
@with_app
def command(
    app: App,
    form: str,
    output: Path,
    class_name: str | None,
    banks: tuple[str, ...],
    practice: bool,
    attempts: Any,
    headings: dict[str, str],
    account_home: str | None,
    raw: bool,
    strict: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write scores for a school's gradebook, or every answer for a statistics program.

    Missing, excused and 0 points stay three different things. What a system cannot take in is reported.
    """
    from learn.app.gradebooks import Wish, export
    from learn.gradebook.book import NOBODYS_HOME

    wish = Wish(attempts, raw, headings, account_home or NOBODYS_HOME)
    results = chosen_results(app, class_name, banks, practice)
    exported = export(app, class_name, results, form, output, wish, force, _watched)
    if as_json:
        print_json(_as_json(form, output, exported))
    else:
        _tell(output, exported)
    return FINDINGS if strict and exported.findings else OK


def _watched(pieces: Iterator[bytes], steps: int) -> Iterable[bytes]:
    """The pieces, with a bar on stderr while they are made, if that is a terminal."""
    if not sys.stderr.isatty():
        yield from pieces
        return
    with click.progressbar(pieces, length=steps, label=tr("Writing"), file=sys.stderr) as bar:
        yield from bar


def _tell(output: Path, exported: "Exported") -> None:
    for finding in exported.findings:
        say(f"learn: {finding.message}")
        if finding.hint:
            say("  " + tr("hint: {hint}", hint=finding.hint))
    say(tr("written to {file}", file=output))
    if exported.next:
        say(exported.next)


def _as_json(form: str, output: Path, exported: "Exported") -> dict[str, Any]:
    return {
        "file": str(output),
        "format": form,
        "students": exported.students,
        "tests": exported.tests,
        "findings": [{"message": one.message, "hint": one.hint} for one in exported.findings],
        "next": exported.next,
    }
