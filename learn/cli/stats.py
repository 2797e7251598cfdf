"""`learn stats`: how well it is going."""

from pathlib import Path

import click

from learn.app import App
from learn.cli.options import json_option, make_command, with_app
from learn.cli.output import print_json, print_lines
from learn.language import tr
from learn.problems import OK, UsageError


@make_command(
    "stats",
    epilog="""\b
Examples:
  learn stats
  learn stats --html progress.html""",
)
@json_option
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with charts to this file.")
@click.option("--force", is_flag=True, help="Replace the page if it is there.")
@with_app
def command(app: App, as_json: bool, html: Path | None, force: bool) -> int:
    """Show mastery by lesson, the forecast of reviews, true retention, calibration by kind and a study calendar."""
    if html is not None:
        if as_json:
            raise UsageError(tr("--json and --html are two ways to write the figures"), hint=tr("choose one of them"))
        return _page(app, html, force)
    from learn.app.statistics import statistics

    figures = statistics(app)
    if as_json:
        print_json(figures)
        return OK
    from learn.terminal.screens import stats_screen
    from learn.terminal.surroundings import size

    print_lines(stats_screen(figures, size(plain=app.config["plain"])))
    return OK


def _page(app: App, path: Path, force: bool) -> int:
    from learn.app.files import new_file
    from learn.app.pages_student import student_html

    page = student_html(app).encode()
    new_file(path, page, force)
    print_lines(
        [
            tr(
                "{file}: your progress as a page that opens in any browser ({size} kB)",
                file=path,
                size=len(page) // 1000,
            )
        ]
    )
    return OK
