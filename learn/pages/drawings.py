"""The charts that pages share: bars with a mark, a strip of columns, predicted beside observed, a calendar of days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from learn.analysis.calibration import Calibration
from learn.pages.charts import BLUE, GREY, HEAT, INK, ORANGE, PAPER, SHARE, SOFT, TRACK, WIDTH, Spec, share_axis, values

STEPS = (1, 5, 15, 30)
"""From how many answers a day on the calendar is a shade darker and a size larger."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ROW = 38
_OUTLINED = ((PAPER, 7), (INK, 3))
"""A stroke that is seen on any colour: the ink with a rim of paper."""
_LABEL = {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -3, "x": 0, "limit": WIDTH - 90}
_FIGURE = {"type": "text", "align": "right", "baseline": "bottom", "yOffset": -3, "x": "width"}


class Bar(Struct, frozen=True):
    """A share (0–1) under its label, with a number in words; `tick` is a second share, drawn across the bar."""

    label: str
    share: float
    words: str
    tick: float | None = None


class Day(Struct, frozen=True):
    """A day (YYYY-MM-DD) and a count."""

    day: str
    count: int


def bars(rows: Sequence[Bar]) -> Spec:
    """A bar for each row, its label above it."""
    data = [
        {"row": n, "label": one.label, "words": one.words, "share": one.share, "tick": one.tick, "whole": 1}
        for n, one in enumerate(rows)
    ]
    y = {"field": "row", "type": "ordinal", "sort": None, "axis": None}
    return {
        "data": values(data),
        "height": {"step": _ROW},
        "encoding": {"y": y},
        "layer": [
            {"mark": _LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": _FIGURE, "encoding": {"text": {"field": "words"}}},
            {"mark": _bar(TRACK), "encoding": {"x": _share("whole")}},
            {"mark": _bar(BLUE), "encoding": {"x": _share("share")}},
            *({"mark": {"type": "tick", "color": colour, "opacity": 1, "thickness": thick, "size": 17, "yOffset": 6},
               "transform": [{"filter": "isValid(datum.tick)"}],
               "encoding": {"x": _share("tick")}} for colour, thick in _OUTLINED),
        ],
    }  # fmt: skip


def _bar(colour: str) -> Spec:
    return {"type": "bar", "color": colour, "height": 11, "yOffset": 6}


def _share(field: str) -> Spec:
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
                "axis": _count_axis(max((count for _, count in labelled), default=0)),
            },
        },
    }


def calibration(rows: Sequence[Calibration]) -> Spec:
    """Predicted and observed share of right answers by kind, the latter with its interval."""
    kinds = [
        {"row": n, "label": row.kind.replace("_", " "), "n": f"n = {row.n}", "low": row.low, "high": row.high}
        for n, row in enumerate(rows)
    ]
    points = [
        {"row": n, "what": what, "share": share}
        for n, row in enumerate(rows)
        for what, share in (("predicted", row.predicted), ("right, with 95 % interval", row.observed))
    ]
    domain = ["predicted", "right, with 95 % interval"]
    return {
        "data": values(kinds),
        "height": {"step": _ROW},
        "encoding": {"y": {"field": "row", "type": "ordinal", "sort": None, "axis": None}},
        "layer": [
            {"mark": _LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": _FIGURE, "encoding": {"text": {"field": "n"}}},
            {
                "mark": {"type": "rule", "color": ORANGE, "strokeWidth": 2, "yOffset": 8},
                "encoding": {"x": _share("low"), "x2": {"field": "high"}},
            },
            {
                "data": values(points),
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "yOffset": 8},
                "encoding": {
                    "x": _share("share"),
                    "color": {
                        "field": "what",
                        "type": "nominal",
                        "scale": {"domain": domain},
                        "legend": {"title": None},
                    },
                    "shape": {
                        "field": "what",
                        "type": "nominal",
                        "scale": {"domain": domain, "range": ["diamond", "circle"]},
                    },
                },
            },
        ],
    }  # fmt: skip


def calendar(days: Sequence[Day]) -> Spec:
    """A column for each week; a day with more answers is darker and larger."""
    first = date.fromisoformat(days[0].day).toordinal()
    start = first - date.fromordinal(first).weekday()
    squares = []
    for one in days:
        day = date.fromisoformat(one.day)
        squares.append({"week": (day.toordinal() - start) // 7, "weekday": day.weekday(), "step": step_of(one.count)})
    weeks = max(row["week"] for row in squares) + 1
    side = (WIDTH - 40) // weeks
    return {
        "height": 7 * side,
        "layer": [
            {
                "data": values(squares),
                "mark": {"type": "square", "opacity": 1},
                "encoding": {
                    "color": _steps(HEAT),
                    "size": _steps([(side * part) ** 2 for part in (0.35, 0.5, 0.65, 0.78, 0.9)]),
                },
            },
            {
                "data": values(_months(days, start)),
                "mark": {"type": "text", "align": "left", "baseline": "bottom", "y": -2, "color": SOFT},
                "encoding": {"text": {"field": "month"}},
            },
        ],
        "encoding": {
            "x": {"field": "week", "type": "ordinal", "axis": None},
            "y": {
                "field": "weekday",
                "type": "ordinal",
                "axis": {
                    "title": None, "domain": False, "ticks": False, "values": [0, 2, 4],
                    "labelExpr": "{0: 'Mon', 2: 'Wed', 4: 'Fri'}[datum.value]",
                },
            },
        },
    }  # fmt: skip


def _steps(shown: Sequence[str] | Sequence[float]) -> Spec:
    return {"field": "step", "type": "ordinal", "scale": {"domain": [0, 1, 2, 3, 4], "range": shown}, "legend": None}


def _months(days: Sequence[Day], start: int) -> list[dict[str, str | int]]:
    """The name of each month above the week in which it begins, unless there is too little room behind it."""
    begun = [date.fromisoformat(one.day) for one in days if one.day.endswith("-01")]
    last = date.fromisoformat(days[-1].day).toordinal()
    return [
        {"week": (day.toordinal() - start) // 7, "month": MONTHS[day.month - 1]}
        for day in begun
        if last - day.toordinal() >= 14
    ]


def step_of(count: int) -> int:
    """Which shade a day gets, 0 to 4."""
    return sum(count >= step for step in STEPS)


def short_day(day: str) -> str:
    """`2026-03-02` as `2 Mar`."""
    _, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]}"


class Curve(Struct, frozen=True):
    """Memory of one fact: `(day, recall 0–1)` along the way, and after each answer; days count from today."""

    name: str
    line: tuple[tuple[float, float], ...]
    answers: tuple[tuple[float, float], ...]


def memory_curve(curve: Curve, target: float) -> Spec:
    """Recall over days: what was up to today, what is to come without another answer, and the level of a review."""
    line = [{"n": n, "day": day, "recall": recall, "part": _part(day)} for n, (day, recall) in enumerate(curve.line)]
    today = [{**row, "part": "ahead"} for row in line if row["day"] == 0][-1:]  # where what lies ahead sets out from
    answers = [{"day": day, "recall": recall} for day, recall in curve.answers]
    x = {"field": "day", "type": "quantitative", "scale": {"nice": False},
         "axis": {"title": "days from today", "grid": False, "tickCount": 6, "tickMinStep": 1}}  # fmt: skip
    y = {"field": "recall", "type": "quantitative", "scale": SHARE, "axis": share_axis(None)}
    return {
        "height": 130,
        "encoding": {"x": x, "y": y},
        "layer": [
            {"data": values([{"day": 0}]), "mark": {"type": "rule", "color": GREY, "strokeDash": [2, 3]},
             "encoding": {"y": {"value": 0}, "y2": {"value": 130}}},
            {"data": values([{"recall": target}]), "mark": {"type": "rule", "color": ORANGE, "strokeDash": [6, 3]},
             "encoding": {"x": {"value": 0}, "x2": {"value": "width"}}},
            {"data": values([*line, *today]), "mark": {"type": "line", "color": BLUE, "strokeWidth": 2},
             "encoding": {"order": {"field": "n"},
                          "strokeDash": {"field": "part", "type": "nominal", "legend": None,
                                         "scale": {"domain": ["past", "ahead"], "range": [[1, 0], [4, 3]]}}}},
            {"data": values(answers),
             "mark": {"type": "point", "filled": True, "color": BLUE, "size": 45, "opacity": 1}},
        ],
    }  # fmt: skip


def _part(day: float) -> str:
    return "past" if day <= 0 else "ahead"


BINS = 10


def _count_axis(highest: int) -> Spec:
    """An axis of whole numbers: a few of them, none between."""
    few: Spec = {"values": list(range(highest + 1))} if highest < 4 else {"tickCount": 4}
    return {"title": None, "format": ",d", **few}


def histogram(counts: Sequence[int], mark: float | None) -> Spec:
    """How many reached each tenth of the percentages; `mark` (percent) is drawn as a line across."""
    width = 100 / BINS
    rows = [{"from": n * width, "to": (n + 1) * width, "count": count} for n, count in enumerate(counts)]
    x = {"type": "quantitative", "scale": {"domain": [0, 100], "nice": False},
         "axis": {"title": "percent", "values": [0, 25, 50, 75, 100], "grid": False}}  # fmt: skip
    layers: list[Spec] = [
        {"data": values(rows), "mark": {"type": "bar", "color": BLUE, "binSpacing": 2, "tooltip": False},
         "encoding": {"x": {**x, "field": "from", "bin": {"binned": True, "step": width}}, "x2": {"field": "to"},
                      "y": {"field": "count", "type": "quantitative",
                            "axis": _count_axis(max(counts, default=0))}}},
    ]  # fmt: skip
    if mark is not None:
        layers += [
            {"data": values([{"mark": mark}]),
             "mark": {"type": "rule", "color": colour, "strokeWidth": thick - 1, "strokeDash": [6, 3]},
             "encoding": {"x": {**x, "field": "mark"}}}
            for colour, thick in _OUTLINED
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
    domain = ["no finding", "flagged"]
    rows = [
        {"facility": one.facility, "discrimination": one.discrimination, "what": domain[one.flagged]} for one in spots
    ]
    low = min(-0.25, min((one.discrimination for one in spots), default=0.0))
    x = {"type": "quantitative", "scale": SHARE, "axis": {**share_axis("facility: share of the marks earned")}}
    y = {"type": "quantitative", "scale": {"domain": [low, 1], "nice": True},
         "axis": {"title": "discrimination", "format": ".1f", "tickCount": 6}}  # fmt: skip
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
    domain = ["weakest third", "best third"]
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
        "height": {"step": _ROW},
        "encoding": {"y": {"field": "row", "type": "ordinal", "sort": None, "axis": None}},
        "layer": [
            {"mark": _LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": _FIGURE, "encoding": {"text": {"field": "words"}}},
            {"mark": _bar(TRACK), "encoding": {"x": _share("whole")}},
            {"mark": _bar(HEAT[2]), "encoding": {"x": _share("share")}},
            {"data": values(thirds),
             "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1, "yOffset": 6},
             "encoding": {
                 "x": _share("third"),
                 "color": {"field": "what", "type": "nominal", "legend": {"title": None},
                           "scale": {"domain": domain, "range": [ORANGE, BLUE]}},
                 "shape": {"field": "what", "type": "nominal",
                           "scale": {"domain": domain, "range": ["triangle-down", "triangle-up"]}}}},
        ],
    }  # fmt: skip
