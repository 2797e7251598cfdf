"""What the charts of both pages are made of: rows with a label above a bar, columns of counts, axes."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from learn.dates import day_and_month
from learn.pages.charts import BLUE, INK, PAPER, SHARE, TRACK, WIDTH, Spec, share_axis, values

ROW = 38
"""The height of a row: a label, and a bar under it."""
OUTLINED = ((PAPER, 7), (INK, 3))
"""A stroke that is seen on any colour: the ink with a rim of paper."""
LABEL = {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -3, "x": 0, "limit": WIDTH - 90}
FIGURE = {"type": "text", "align": "right", "baseline": "bottom", "yOffset": -3, "x": "width"}


class Bar(Struct, frozen=True):
    """A share (0–1) under its label, with a number in words; `tick` is a second share, drawn across the bar."""

    label: str
    share: float
    words: str
    tick: float | None = None


def bars(rows: Sequence[Bar]) -> Spec:
    """A bar for each row, its label above it."""
    data = [
        {"row": n, "label": one.label, "words": one.words, "share": one.share, "tick": one.tick, "whole": 1}
        for n, one in enumerate(rows)
    ]
    y = {"field": "row", "type": "ordinal", "sort": None, "axis": None}
    return {
        "data": values(data),
        "height": {"step": ROW},
        "encoding": {"y": y},
        "layer": [
            {"mark": LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": FIGURE, "encoding": {"text": {"field": "words"}}},
            {"mark": bar_mark(TRACK), "encoding": {"x": share("whole")}},
            {"mark": bar_mark(BLUE), "encoding": {"x": share("share")}},
            *({"mark": {"type": "tick", "color": colour, "opacity": 1, "thickness": thick, "size": 17, "yOffset": 6},
               "transform": [{"filter": "isValid(datum.tick)"}],
               "encoding": {"x": share("tick")}} for colour, thick in OUTLINED),
        ],
    }  # fmt: skip


def bar_mark(colour: str) -> Spec:
    """A bar under the label of its row."""
    return {"type": "bar", "color": colour, "height": 11, "yOffset": 6}


def share(field: str) -> Spec:
    """A field on the axis from 0 to 100 %."""
    return {"field": field, "type": "quantitative", "scale": SHARE, "axis": share_axis(None)}


def columns(labelled: Sequence[tuple[str, int]]) -> Spec:
    """A column for each label and its count; of many labels about five are shown."""
    rows = [{"label": label, "count": count} for label, count in labelled]
    every = max(1, len(rows) // 4) if len(rows) > 6 else 1
    return {
        "data": values(rows),
        "height": 130,
        "mark": {"type": "bar", "color": BLUE},
        "encoding": {
            "x": {
                "field": "label",
                "type": "ordinal",
                "sort": None,
                "axis": {"title": None, "values": [row["label"] for row in rows[::every]], "labelAngle": 0},
            },
            "y": {
                "field": "count",
                "type": "quantitative",
                "axis": count_axis(max((count for _, count in labelled), default=0)),
            },
        },
    }


def count_axis(highest: int) -> Spec:
    """An axis of whole numbers: a few of them, none between."""
    few: Spec = {"values": list(range(highest + 1))} if highest < 4 else {"tickCount": 4}
    return {"title": None, "format": ",d", **few}


def short_day(day: str) -> str:
    """`2026-03-02` as `2 Mar`."""
    return day_and_month(date.fromisoformat(day))
