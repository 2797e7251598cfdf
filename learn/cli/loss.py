"""The loss report of an import or export, on stderr."""

import sys
from collections import Counter
from collections.abc import Sequence

import click
import msgspec

from learn.exchange.report import Item
from learn.text import clean, inert

SHOWN = 200
"""So many questions that are not exact are listed one by one; the JSON has them all."""

report_option = click.option(
    "--report", type=click.Choice(["text", "json"]), default="text", help="How to print the loss report (on stderr)."
)


def print_report(form: str, items: Sequence[Item], how: str) -> None:
    """What became of each question: a table of what is not exact, or JSON with everything."""
    if how == "json":
        questions = [{"id": one.id, "status": one.status, "notes": list(one.notes)} for one in items]
        print(inert(msgspec.json.encode({"format": form, "questions": questions})).decode(), file=sys.stderr)
        return
    lossy = [one for one in items if one.status != "exact"]
    for one in lossy[:SHOWN]:
        place = f"line {one.line}: " if one.line else ""
        print(f"{one.status:<9} {clean(one.id, '')}  {place}{clean('; '.join(one.notes), '')}", file=sys.stderr)
    if len(lossy) > SHOWN:
        print(f"… and {len(lossy) - SHOWN} more; --report json lists them", file=sys.stderr)
    counts = Counter(one.status for one in items)
    print(
        f"{form}: {len(items)} questions, {counts['exact']} exact, {counts['degraded']} degraded, "
        f"{counts['skipped']} skipped",
        file=sys.stderr,
    )
