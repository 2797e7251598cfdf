"""Tables of text that fit the screen: narrow columns stay whole, wide ones are cut, and a phone's width gets blocks.

Who listens gets a sentence for each row: columns are told by their places, which cannot be heard.
"""

from collections.abc import Sequence

from learn.terminal.surroundings import Size
from learn.text import clean, cut, width, wrap

GAP = "  "
NARROWEST = 8
"""Cells below which a column of text is not cut any further."""


def table(head: Sequence[str], rows: Sequence[Sequence[str]], size: Size, right: Sequence[int] = ()) -> list[str]:
    """A heading, a line for each row; the columns `right` (by index) are set to the right.

    Where even cut columns do not fit, each row becomes a block of `heading: value` lines.
    """
    texts = [[clean(cell, keep="") for cell in row] for row in rows]
    if size.plain:
        return [_said(head, row) for row in texts]
    widths = _widths([list(head), *texts], size.cells, set(right))
    if widths is None:
        return _blocks(head, texts, size.cells)
    return [_line(row, widths, set(right)) for row in (list(head), *texts)]


def _widths(rows: Sequence[Sequence[str]], cells: int, right: set[int]) -> list[int] | None:
    """The cells of each column, widest texts cut until all fit; None where they cannot."""
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - cells
    while over > 0:
        widest = max((n for n in range(len(widths)) if n not in right), key=lambda n: widths[n], default=None)
        if widest is None or widths[widest] <= NARROWEST:
            return None
        widths[widest] -= 1
        over -= 1
    return widths


def _line(row: Sequence[str], widths: Sequence[int], right: set[int]) -> str:
    placed = [_cell(text, room, n in right) for n, (text, room) in enumerate(zip(row, widths, strict=True))]
    return GAP.join(placed).rstrip()


def _cell(text: str, room: int, right: bool) -> str:
    shown = cut(text, room)
    space = " " * (room - width(shown))
    return space + shown if right else shown + space


def _said(head: Sequence[str], row: Sequence[str]) -> str:
    """What the row is about, then each value behind its heading; what is empty is not said."""
    told = [f"{title} {cell}" for title, cell in zip(head[1:], row[1:], strict=True) if cell]
    return f"{row[0] or head[0]}: {'; '.join(told)}." if told else f"{row[0]}."


def _blocks(head: Sequence[str], rows: Sequence[Sequence[str]], cells: int) -> list[str]:
    blocks = [[f"{title}: {cell}" for title, cell in zip(head, row, strict=True) if cell] for row in rows]
    return [line for block in blocks for text in ("", *block) for line in wrap(text, cells, indent="  ", first="")][1:]
