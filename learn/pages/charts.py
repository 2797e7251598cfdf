"""Charts as SVG that stands in the page: Vega-Lite's grammar, drawn by vl-convert without a browser or a network.

Colours are names that the page's style fills in, so that one drawing serves light, dark and paper. Every chart is
drawn for a width that a phone can show; nothing in it is told by colour alone.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import htpy as h
import vl_convert
from htpy import Element, Node
from markupsafe import Markup

from learn.pages.page import Table, folded, text
from learn.text import clean

Spec = dict[str, Any]
Row = Mapping[str, Any]

WIDTH = 340
"""Units of a drawing's width: it is shown at about 290 pixels on the narrowest phone, 460 on a desk."""

BLUE, ORANGE, GREY, INK, SOFT, LINE, TRACK, PAPER = (
    f"var(--{name})" for name in ("blue", "orange", "grey", "ink", "soft", "line", "track", "paper")
)
HEAT = [f"var(--h{step})" for step in range(5)]

_CONFIG: Spec = {
    "background": None,
    "aria": False,
    "mark": {"aria": False},
    "font": "system-ui, 'DejaVu Sans', sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "gridOpacity": 0.6,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelOverlap": "greedy",
    },
    "legend": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "orient": "top",
        "direction": "horizontal",
        "symbolStrokeWidth": 2,
    },
    "text": {"color": INK, "fontSize": 12},
    "range": {"category": [BLUE, ORANGE, GREY]},
}


def drawn(spec: Spec, label: str) -> Markup:
    """The chart as an SVG element that a screen reader calls `label`."""
    framed = {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}, "padding": 2, **spec}
    svg = vl_convert.vegalite_to_svg({**framed, "config": _CONFIG}, show_warnings=False)
    named = f'<svg role="img" aria-label="{escape(clean(label, keep=""))}" '
    whole = svg.replace("<svg ", named, 1).replace("<g ", '<g aria-hidden="true" ', 1)
    return Markup(whole)  # noqa: S704 - Vega escapes what it draws, tests/pages holds it to that


def chart(spec: Spec, label: str, caption: str, table: Table) -> Node:
    """A chart with its caption, and the same numbers as a table."""
    return [figure(spec, label, caption), folded(table)]


def figure(spec: Spec, label: str, caption: str = "") -> Element:
    """A chart alone, for a page that has its numbers nearby."""
    return h.figure[drawn(spec, label), h.figcaption[text(caption)] if caption else None]


def values(rows: Sequence[Row]) -> Spec:
    """Rows as Vega-Lite's data, their texts cleaned."""
    return {
        "values": [
            {name: clean(value, keep="") if isinstance(value, str) else value for name, value in row.items()}
            for row in rows
        ]
    }


def share_axis(title: str | None) -> Spec:
    """An axis from 0 to 100 %."""
    return {"title": title, "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]}


SHARE = {"domain": [0, 1], "nice": False}
