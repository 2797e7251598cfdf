"""Charts of a student's page: predicted beside observed, a calendar of days, memory of one fact."""

import json
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from learn.analysis.calibration import Calibration
from learn.dates import month, weekdays
from learn.language import tr
from learn.pages.charts import BLUE, GREY, HEAT, ORANGE, SHARE, SOFT, WIDTH, Spec, share_axis, values
from learn.pages.drawings import FIGURE, LABEL, ROW, share

STEPS = (1, 5, 15, 30)
"""From how many answers a day on the calendar is a shade darker and a size larger."""


class Day(Struct, frozen=True):
    """A day (YYYY-MM-DD) and a count."""

    day: str
    count: int


def calibration(rows: Sequence[Calibration]) -> Spec:
    """Predicted and observed share of right answers by kind, the latter with its interval."""
    kinds = [
        {"row": n, "label": row.kind.replace("_", " "), "n": f"n = {row.n}", "low": row.low, "high": row.high}
        for n, row in enumerate(rows)
    ]
    points = [
        {"row": n, "what": what, "share": share}
        for n, row in enumerate(rows)
        for what, share in ((tr("predicted"), row.predicted), (tr("right, with 95 % interval"), row.observed))
    ]
    domain = [tr("predicted"), tr("right, with 95 % interval")]
    return {
        "data": values(kinds),
        "height": {"step": ROW},
        "encoding": {"y": {"field": "row", "type": "ordinal", "sort": None, "axis": None}},
        "layer": [
            {"mark": LABEL, "encoding": {"text": {"field": "label"}}},
            {"mark": FIGURE, "encoding": {"text": {"field": "n"}}},
            {
                "mark": {"type": "rule", "color": ORANGE, "strokeWidth": 2, "yOffset": 8},
                "encoding": {"x": share("low"), "x2": {"field": "high"}},
            },
            {
                "data": values(points),
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "yOffset": 8},
                "encoding": {
                    "x": share("share"),
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
                    "labelExpr": f"{_names(weekdays())}[datum.value]",
                },
            },
        },
    }  # fmt: skip


def _names(names: Sequence[str]) -> str:
    """The names as an array in Vega's expressions."""
    return json.dumps(names, ensure_ascii=False)


def _steps(shown: Sequence[str] | Sequence[float]) -> Spec:
    return {"field": "step", "type": "ordinal", "scale": {"domain": [0, 1, 2, 3, 4], "range": shown}, "legend": None}


def _months(days: Sequence[Day], start: int) -> list[dict[str, str | int]]:
    """The name of each month above the week in which it begins, unless there is too little room behind it."""
    begun = [date.fromisoformat(one.day) for one in days if one.day.endswith("-01")]
    last = date.fromisoformat(days[-1].day).toordinal()
    return [
        {"week": (day.toordinal() - start) // 7, "month": month(day)} for day in begun if last - day.toordinal() >= 14
    ]


def step_of(count: int) -> int:
    """Which shade a day gets, 0 to 4."""
    return sum(count >= step for step in STEPS)


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
         "axis": {"title": tr("days from today"), "grid": False, "tickCount": 6, "tickMinStep": 1}}  # fmt: skip
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
