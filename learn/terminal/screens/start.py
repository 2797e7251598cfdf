"""The first screen: where you stand, and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learn.language import tr, trn
from learn.terminal.screens.charts import flowed, paragraph
from learn.terminal.surroundings import Size

if TYPE_CHECKING:
    from learn.app.standing import Standing


OLD_SYNC = 7
"""After more days than these the screen says when the last sync was."""


def start_screen(standing: Standing, size: Size) -> list[str]:
    """How much is due and new, and the next thing with its command."""
    between = " " if size.plain and not standing.answered else size.signs.between  # the welcome is a sentence
    lines = flowed(_figures(standing), size.cells, between)
    if standing.away:
        lines += paragraph(_back(standing), size.cells)
    if standing.next_due and not standing.due:
        lines += paragraph(_next_review(standing), size.cells)
    lines += ["", *paragraph(standing.next, size.cells)]
    if standing.command:
        lines += paragraph(" ".join(["learn", *standing.command]), size.cells, "  ")
    if standing.synced is not None and standing.synced > OLD_SYNC:
        said = trn("Last synced {n} day ago: learn sync", "Last synced {n} days ago: learn sync", standing.synced)
        lines += ["", *paragraph(said, size.cells)]
    return lines


def _next_review(standing: Standing) -> str:
    return trn(
        "Next review {day}: {n} fact.",
        "Next review {day}: {n} facts.",
        standing.next_due_count,
        day=standing.next_due,
    )


def _back(standing: Standing) -> str:
    """Welcome back: what is still there, before what has to be done."""
    return trn(
        "Welcome back after {away} days. You still hold about {held} of {n} fact.",
        "Welcome back after {away} days. You still hold about {held} of {n} facts.",
        standing.held_of,
        away=standing.away,
        held=standing.held,
    )


def _figures(standing: Standing) -> list[str]:
    """The counts, or a welcome where there is nothing to count yet."""
    if not standing.answered:
        return [tr("Welcome to learn."), trn("{n} fact to learn", "{n} facts to learn", standing.new)]
    return [
        tr("{n} due today", n=standing.due),
        tr("{n} new", n=standing.new),
        tr("{n} answered so far", n=standing.answered),
    ]
