"""The first screen: where you stand, and the one thing to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learn.terminal.screens.charts import flowed, paragraph
from learn.terminal.surroundings import Size
from learn.text import counted

if TYPE_CHECKING:
    from learn.app.standing import Standing


OLD_SYNC = 7
"""After more days than these the screen says when the last sync was."""


def start_screen(standing: Standing, size: Size) -> list[str]:
    """How much is due and new, and the next thing with its command."""
    lines = flowed(_figures(standing), size.cells, size.signs.between)
    if standing.away:
        lines += paragraph(_back(standing), size.cells)
    if standing.next_due and not standing.due:
        lines += paragraph(f"Next review {standing.next_due}: {counted(standing.next_due_count, 'fact')}.", size.cells)
    lines += ["", *paragraph(standing.next, size.cells)]
    if standing.command:
        lines += paragraph(" ".join(["learn", *standing.command]), size.cells, "  ")
    if standing.synced is not None and standing.synced > OLD_SYNC:
        lines += ["", *paragraph(f"Last synced {standing.synced} days ago: learn sync", size.cells)]
    return lines


def _back(standing: Standing) -> str:
    """Welcome back: what is still there, before what has to be done."""
    held = f"about {standing.held} of {counted(standing.held_of, 'fact')}"
    return f"Welcome back after {standing.away} days. You still hold {held}."


def _figures(standing: Standing) -> list[str]:
    """The counts, or a welcome where there is nothing to count yet."""
    if not standing.answered:
        return ["Welcome to learn.", f"{counted(standing.new, 'fact')} to learn"]
    return [f"{standing.due} due today", f"{standing.new} new", f"{standing.answered} answered so far"]
