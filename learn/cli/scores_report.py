"""`learn scores report`: a class's results as a page."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from learn.app import App
from learn.cli.options import make_command, with_app
from learn.cli.output import print_lines
from learn.cli.scores_options import attempts_option, chosen_results, whose_options
from learn.language import tr
from learn.problems import OK, UsageError

if TYPE_CHECKING:
    from learn.analysis.results import Results

SUFFIXES = (".html", ".htm")
_READ, _JUDGED, _WHOLE = 40, 80, 100
"""How far the bar is once the answers are read, the items judged, and the page is drawn."""


@make_command(
    "report",
    epilog="""\b
Examples:
  learn scores report -o results.html
  learn scores report --class 7b --bank final-test -o final.html""",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The page, a .html file."
)
@whose_options
@attempts_option()
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_app
def command(
    app: App,
    output: Path,
    class_name: str | None,
    banks: tuple[str, ...],
    practice: bool,
    attempts: Any,
    force: bool,
) -> int:
    """Write a page with charts: scores, items, who knows what, flagged questions, hand-ins.

    One file that opens in any browser without a network; it holds names and marks.
    """
    from learn.app.files import new_file

    if output.suffix.lower() not in SUFFIXES:
        raise UsageError(tr("{file} does not end in .html", file=output), hint=f"-o {output.with_suffix('.html')}")
    if output.exists() and not force:
        raise UsageError(tr("{path} is there already", path=output), hint=tr("choose another name, or add --force"))
    page = _page(app, class_name, banks, practice, attempts).encode()
    new_file(output, page, force)
    print_lines(
        [
            tr(
                "{file}: the results as a page that opens in any browser ({size} kB)",
                file=output,
                size=len(page) // 1000,
            )
        ]
    )
    return OK


def _page(app: App, class_name: str | None, banks: tuple[str, ...], practice: bool, attempts: Any) -> str:
    """The page, with a progress bar on stderr where that is a terminal."""
    from learn.app.pages_class import class_figures

    title = tr("Results of class {name}", name=class_name) if class_name else tr("Results of this home")
    with click.progressbar(length=_WHOLE, label=tr("Results"), file=sys.stderr) as bar:

        def step(done: int, whole: int) -> None:
            bar.update(_READ + (_JUDGED - _READ) * done // whole - bar.pos)

        def read() -> "Results":
            results = chosen_results(app, class_name, banks, practice)
            bar.update(_READ)
            return results

        figures = class_figures(app, read(), title, attempts, step)
        from learn.pages.class_page import class_page

        page = class_page(figures)
        bar.update(_WHOLE - bar.pos)
    return page
