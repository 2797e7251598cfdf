"""The frame of a page: head, style, landmarks, and what the parts of all pages are made of."""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Literal

import htpy as h
from htpy import Element, Node
from msgspec import Struct

from learn.language import current, tr
from learn.text import clean

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""Nothing is loaded and nothing is run, whatever a name or a question holds."""

Align = Literal["text", "n"]


class Column(Struct, frozen=True):
    """The head of a table's column; `align` is `n` for numbers."""

    title: str
    align: Align = "text"


class Table(Struct, frozen=True):
    """A table whose first column names the row. `caption` says what it shows."""

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]


def page(title: str, lead: Node, sections: Iterable[Node], foot: str) -> str:
    """The whole file."""
    document = h.html(lang=current())[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=POLICY),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="referrer", content="no-referrer"),
            h.title[text(title)],
            h.link(rel="icon", href="data:,"),
            h.style[_style()],
        ],
        h.body[
            h.header[h.h1[text(title)], lead],
            h.main[h.div(".cards")[sections]],
            h.footer[h.p[text(foot)]],
        ],
    ]
    return f"{document}\n"


def _style() -> Node:
    from markupsafe import Markup

    return Markup(files("learn.pages").joinpath("style.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file


def text(value: str) -> str:
    """A text without characters that steer or hide anything; htpy escapes it."""
    return clean(value, keep="\n")


def section(heading: str, *content: Node, shape: str = "", level: Literal[2, 3] = 2) -> Element:
    """A part of the page under its heading. `shape`: `wide` spans both columns, `long` may break over printed pages."""
    title = (h.h2 if level == 2 else h.h3)[text(heading)]
    return h.section(class_=shape or None)[title, content]


def figures(pairs: Iterable[tuple[str, str]]) -> Element:
    """A row of numbers, each under its name."""
    return h.dl(".figures")[(h.div[h.dt[text(name)], h.dd[text(value)]] for name, value in pairs)]


def folded(table: Table, summary: str = "") -> Element:
    """A table that opens on demand: what a chart shows, for those who read rather than look."""
    return h.details[h.summary[text(summary or tr("The numbers as a table"))], shown(table)]


def shown(table: Table) -> Element:
    """A table; what is too wide for a phone scrolls within its own frame."""
    head = h.tr[(h.th(class_=_align(column), scope="col")[text(column.title)] for column in table.columns)]
    return scrolling(
        table.caption,
        h.table[
            h.caption[text(table.caption)],
            h.thead[head],
            h.tbody[(_row(table, row) for row in table.rows)],
        ],
    )


def scrolling(label: str, content: Node) -> Element:
    """A frame that scrolls sideways, also by keyboard."""
    return h.div(".scroll", role="region", aria_label=text(label), tabindex="0")[content]


def _row(table: Table, row: Sequence[str]) -> Element:
    first, *others = zip(table.columns, row, strict=True)
    return h.tr[
        h.th(class_=_align(first[0]), scope="row")[text(first[1])],
        (h.td(class_=_align(column))[text(value)] for column, value in others),
    ]


def _align(column: Column) -> str:
    return column.align


def percent(share: float | None) -> str:
    """A share of 0–1 as `54 %`; a dash where there is none."""
    return "–" if share is None else f"{round(100 * share)} %"
