"""Charts of a class's page: the distribution of scores, the map of items, what was chosen."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from learn.language import tr
from learn.pages.charts import BLUE, GREY, HEAT, ORANGE, SHARE, TRACK, Spec, share_axis, values
from learn.pages.drawings import FIGURE, LABEL, OUTLINED, ROW, bar_mark, count_axis, share

BINS = 10


def histogram(counts: Sequence[int], mark: float | None) -> Spec:
    """How many reached each tenth of the percentages; `mark` (percent) is drawn as a line across."""
    width = 100 / BINS
    rows = [{"from": n * width, "to": (n + 1) * width, "count": count} for n, count in enumerate(counts)]
    x = {"type": "quantitative", "scale": {"domain": [0, 100], "nice": False},
         "axis": {"title": tr("percent"), "values": [0, 25, 50, 75, 100], "grid": False}}  # fmt: skip
    layers: list[Spec] = [
        {"data": values(rows), "mark": {"type": "bar", "color": BLUE, "binSpacing": 2, "tooltip": False},
         "encoding": {"x": {**x, "field": "from", "bin": {"binned": True, "step": width}}, "x2": {"field": "to"},
                      "y": {"field": "count", "type": "quantitative",
                            "axis": count_axis(max(counts, default=0))}}},
    ]  # fmt: skip
    if mark is not None:
        layers += [
            {"data": values([{"mark": mark}]),
             "mark": {"type": "rule", "color": colour, "strokeWidth": thick - 1, "strokeDash": [6, 3]},
             "encoding": {"x": {**x, "field": "mark"}}}
            for colour, thick in OUTLINED
        ]  # fmt: skip
    return {"height": 140, "layer": layers}


class Spot(Struct, frozen=True):
    """An item on the map: facility (0–1), discrimination (-1 to 1), whether it was flagged, and its name if shown."""

    facility: float
    discrimination: float
    flagged: bool
    name: str = ""


MAP_HEIGHT = 260
_LETTERS = 22


def item_map(spots: Sequence[Spot]) -> Spec:
    """Facility against discrimination; flagged items have a shape of their own, and some a name."""
    domain = [tr("no finding"), tr("flagged")]
    rows = [
        {"facility": one.facility, "discrimination": one.discrimination, "what": domain[one.flagged]} for one in spots
    ]
    low = min(-0.25, min((one.discrimination for one in spots), default=0.0))
    x = {"type": "quantitative", "scale": SHARE, "axis": {**share_axis(tr("facility: share of the marks earned"))}}
    y = {"type": "quantitative", "scale": {"domain": [low, 1], "nice": True},
         "axis": {"title": tr("discrimination"), "format": ".1f", "tickCount": 6}}  # fmt: skip
    return {
        "height": MAP_HEIGHT,
        "layer": [
            {"data": values([{"zero": 0}]), "mark": {"type": "rule", "color": GREY},
             "encoding": {"y": {**y, "field": "zero"}}},
            {"data": values(rows), "mark": {"type": "point", "filled": True, "size": 70, "opacity": 0.85},
             "encoding": {
                 "x": {**x, "field": "facility"},
                 "y": {**y, "field": "discrimination"},
                 "color": {"field": "what", "type": "nominal", "scale": {"domain": domain}, "legend": {"title": None}},
                 "shape": {"field": "what", "type": "nominal",
                           "scale": {"domain": domain, "range": ["circle", "triangle-up"]}}}},
            *({"data": values([row for row in _names(spots, 1 - low) if row["side"] == side]),
               "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11},
               "encoding": {"x": {**x, "field": "facility"}, "y": {**y, "field": "discrimination"},
                            "text": {"field": "name"}}}
              for side, align, shift in (("right", "left", 7), ("left", "right", -7))),
        ],
    }  # fmt: skip


def _names(spots: Sequence[Spot], height: float) -> list[dict[str, Any]]:
    """Where each name stands: beside its point, on the side with more room, moved where another is in the way."""
    placed: list[dict[str, Any]] = []
    line = 13 / MAP_HEIGHT * height
    for one in sorted((spot for spot in spots if spot.name), key=lambda spot: spot.discrimination):
        name = one.name if len(one.name) <= _LETTERS else one.name[: _LETTERS - 1] + "…"
        sides = ("right", "left") if one.facility < 0.5 else ("left", "right")
        places = [
            {"facility": one.facility, "discrimination": one.discrimination + lines * line, "name": name, "side": side}
            for lines in (0, 1, -1, 2, -2)
            for side in sides
        ]
        placed.append(next((place for place in places if _is_free(place, placed, line)), places[0]))
    return placed


def _is_free(place: dict[str, Any], placed: Sequence[dict[str, Any]], line: float) -> bool:
    begin, end = _reach(place)
    near = (other for other in placed if abs(other["discrimination"] - place["discrimination"]) < 0.99 * line)
    return (
        begin >= -0.15
        and end <= 1.05
        and not any(begin < _reach(other)[1] and _reach(other)[0] < end for other in near)
    )


def _reach(place: dict[str, Any]) -> tuple[float, float]:
    """From where to where a name goes along the axis of facility."""
    length = len(place["name"]) * 6.2 / 270 + 0.03
    at: float = place["facility"]
    return (at, at + length) if place["side"] == "right" else (at - length, at)


class Choice(Struct, frozen=True):
    """An option: how many of all chose it (0–1), and of the weakest and of the best third."""

    label: str
    words: str
    share: float
    lower: float | None
    upper: float | None


def choices(rows: Sequence[Choice]) -> Spec:
    """A bar for each option, with what the weakest and the best third chose on it."""
    domain = [tr("weakest third"), tr("best third")]
    data = [
        {"row": n, "label": one.label, "words": one.words, "share": one.share, "whole": 1} for n, one in enumerate(rows)
    ]
    thirds = [
        {"row": n, "what": what, "third": share}
        for n, one in enumerate(rows)
        for what, share in zip(domain, (one.lower, one.upper), strict=True)
        if share is not None
    ]
    return {
        "data": values(data),
        "height": {"step": ROW},
        "encoding": {"y": {"field": "row", "type": "ordinal", "sort": None, "axis": None}},
        "layer": [
            {"mark": LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": FIGURE, "encoding": {"text": {"field": "words"}}},
            {"mark": bar_mark(TRACK), "encoding": {"x": share("whole")}},
            {"mark": bar_mark(HEAT[2]), "encoding": {"x": share("share")}},
            {"data": values(thirds),
             "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "yOffset": 6},
             "encoding": {
                 "x": share("third"),
                 "color": {"field": "what", "type": "nominal", "legend": {"title": None},
                           "scale": {"domain": domain, "range": [ORANGE, BLUE]}},
                 "shape": {"field": "what", "type": "nominal",
                           "scale": {"domain": domain, "range": ["triangle-down", "triangle-up"]}}}},
        ],
    }  # fmt: skip
