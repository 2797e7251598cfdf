"""The loss report of an import or export, on stderr."""

import sys
from collections import Counter
from collections.abc import Sequence

import click
import msgspec

from learn.exchange.report import Item
from learn.language import tr, translatable, trn
from learn.text import clean, inert, padded

STATUSES = {"exact": translatable("exact"), "degraded": translatable("degraded"), "skipped": translatable("skipped")}
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
        place = tr("line {n}:", n=one.line) + " " if one.line else ""
        status = padded(tr(STATUSES[one.status]), 9)
        print(f"{status} {clean(one.id, '')}  {place}{clean('; '.join(one.notes), '')}", file=sys.stderr)
    if len(lossy) > SHOWN:
        print(tr("… and {n} more; --report json lists them", n=len(lossy) - SHOWN), file=sys.stderr)
    counts = Counter(one.status for one in items)
    said = tr(
        "{questions}, {exact} exact, {degraded} degraded, {skipped} skipped",
        questions=trn("{n} question", "{n} questions", len(items)),
        exact=counts["exact"],
        degraded=counts["degraded"],
        skipped=counts["skipped"],
    )
    print(f"{form}: {said}", file=sys.stderr)
