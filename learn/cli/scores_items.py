"""`learn scores items`: what the answers say about the questions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from learn.app import App
from learn.cli.options import json_option, make_command, say, with_app
from learn.cli.output import print_json, print_lines
from learn.cli.scores_options import attempts_option, chosen_results, whose_options
from learn.language import tr
from learn.problems import OK, UsageError

if TYPE_CHECKING:
    from learn.analysis.judging import Judged, Judgement
    from learn.gradebook.reading_marks import Wanted


@make_command(
    "items",
    epilog="""\b
Examples:
  learn scores items --bank final-test
  learn scores items --class 7b --json
  learn scores items --from marks.csv --max 5 --drop age
""",
)
@whose_options
@click.option("--from", "matrix", type=click.Path(path_type=Path), metavar="FILE", help="Marks from elsewhere, as CSV.")
@click.option(
    "--max",
    "most",
    multiple=True,
    metavar="[ITEM=]N",
    help="With --from: the most that all items earn, or one of them; 1 unless told.",
)
@click.option(
    "--only", multiple=True, metavar="COLUMN", help="With --from: these columns alone (* stands for anything)."
)
@click.option("--drop", multiple=True, metavar="COLUMN", help="With --from: without these columns.")
@attempts_option("first")
@click.option("--with-overridden", is_flag=True, help="With answers that were counted as right after all.")
@click.option("--with-comebacks", is_flag=True, help="With questions that came back after a wrong answer.")
@json_option
@with_app
def command(
    app: App,
    class_name: str | None,
    banks: tuple[str, ...],
    practice: bool,
    matrix: Path | None,
    most: tuple[str, ...],
    only: tuple[str, ...],
    drop: tuple[str, ...],
    attempts: Any,
    with_overridden: bool,
    with_comebacks: bool,
    as_json: bool,
) -> int:
    """Find the questions that do not measure what they should: too easy, too hard, probably miskeyed, and so on.

    For each question: how many saw it, facility, discrimination, weights, what was chosen; for the test: mean, spread,
    reliability. All as Moodle defines them. --from takes a matrix (the first row names the items, each further row has
    the marks of a student; empty is not seen), Moodle's grades or responses report, or Canvas' student analysis.
    """
    from learn.app.item_report import judge_file, judge_results

    if matrix is None:
        _refuse_without_file(most, only, drop)
        results = chosen_results(app, class_name, banks, practice)
        found = judge_results(app, results, attempts, with_overridden, with_comebacks)
        notices: Sequence[str] = _several(results.tests)
    else:
        if class_name or banks or practice:
            raise UsageError(tr("--from reads a file; --class, --bank and --practice choose results kept here"))
        found, notices = judge_file(matrix, _wanted(most, only, drop, attempts))
    if as_json:
        print_json(as_json_value(found, notices))
        return OK
    for notice in notices:
        say(f"learn: {notice}")
    from learn.terminal.screens.items import items_screen
    from learn.terminal.surroundings import size

    print_lines(items_screen(found, size(plain=app.config["plain"])))
    return OK


def _refuse_without_file(*given: Sequence[str]) -> None:
    if any(given):
        raise UsageError(tr("--max, --only and --drop go with --from"))


def _several(tests: Sequence[Any]) -> list[str]:
    if len(tests) < 2:
        return []
    names = ", ".join(test.name for test in tests)
    return [tr("{n} tests are taken together ({names}); --bank judges one", n=len(tests), names=names)]


def _wanted(most: Sequence[str], only: Sequence[str], drop: Sequence[str], attempts: str) -> "Wanted":
    from learn.gradebook.reading_marks import Wanted

    told = [one.strip() for text in most for one in text.split(",")]
    single = dict(one.rpartition("=")[::2] for one in told if "=" in one)
    overall = [one for one in told if "=" not in one]
    if len(overall) > 1:
        raise UsageError(tr("--max takes one number for all items, and ITEM=N for single ones"))
    return Wanted(
        most=_number(overall[0]) if overall else None,
        most_of={item: _number(text) for item, text in single.items()},
        only=only,
        drop=drop,
        which=attempts,
    )


def _number(text: str) -> float:
    from learn.gradebook.reading_table import number

    found = number(text)
    if found is None or found <= 0:
        raise UsageError(tr("--max: {text!r} is no number above 0", text=text))
    return found


def as_json_value(found: "Judgement", notices: Sequence[str]) -> dict[str, Any]:
    """The judgement as the command prints it: figures first, then findings; `null` with its reason in `reasons`."""
    return {
        "n": found.n,
        "items": [_item(one) for one in found.items],
        "test": found.test,
        "notices": notices,
    }


def _item(one: "Judged") -> dict[str, Any]:
    import msgspec

    figures: dict[str, Any] = msgspec.to_builtins(one.statistics)
    reasons = figures.pop("reasons", {})
    return figures | {
        "random_guess_score": one.random_guess_score,
        "mean_ms": one.mean_ms,
        "median_ms": one.median_ms,
        "flags": list(dict.fromkeys(flag.flag for flag in one.flags)),
        "findings": one.flags,
        "distractors": one.distractors,
        "reasons": reasons | _unknown(one),
    }


def _unknown(one: "Judged") -> dict[str, str]:
    """Why figures that need more than marks are missing."""
    found = {}
    if one.random_guess_score is None:
        found["random_guess_score"] = tr("how many options there are is not known")
    if one.mean_ms is None:
        found["mean_ms"] = found["median_ms"] = tr("no time was measured")
    return found
