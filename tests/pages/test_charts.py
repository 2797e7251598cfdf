"""Charts: whatever a label says, the drawing is well-formed SVG that runs nothing."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from learn.analysis.calibration import Calibration
from learn.pages.charts import Spec, drawn
from learn.pages.class_charts import Choice, Spot, choices, histogram, item_map
from learn.pages.drawings import Bar, bars, columns
from learn.pages.student_charts import Curve, Day, calendar, calibration, memory_curve, step_of
from tests.pages.simulated import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
HARMLESS = {f"{SVG}{name}" for name in ("svg", "g", "path", "line", "text", "rect", "circle", "defs", "clipPath")}

MAKERS: dict[str, Callable[[str], Spec]] = {
    "bars": lambda text: bars([Bar(text, 0.5, text, 0.7), Bar("plain", 0.2, "20 %")]),
    "columns": lambda text: columns([(text, 3), ("b", 0)]),
    "calibration": lambda text: calibration([Calibration(text, 4, 0.5, 0.75, 0.3, 0.95)]),
    "item_map": lambda text: item_map([Spot(0.2, -0.3, True, text), Spot(0.9, 0.4, False)]),
    "choices": lambda text: choices([Choice(text, text, 0.4, 0.2, None)]),
}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", MAKERS)
def test_a_label_stays_text(name: str, text: str) -> None:
    svg = drawn(MAKERS[name](text), f"About {text}")
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root.iter()} <= HARMLESS
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on") or key.endswith("href")]
    assert root.get("role") == "img"
    assert str(root.get("aria-label")).startswith("About ")
    assert "\x1b" not in svg
    assert "\u202e" not in svg


def test_bars_are_as_long_as_their_shares() -> None:
    root = ElementTree.fromstring(drawn(bars([Bar("a", 0.25, "25 %"), Bar("b", 0.5, "50 %")]), "two bars of shares"))
    lengths = [
        float(str(path.get("d")).split("h")[1].split("v")[0])
        for path in root.iter(f"{SVG}path")
        if path.get("fill") == "var(--blue)"
    ]
    assert len(lengths) == 2
    assert lengths[1] == pytest.approx(2 * lengths[0], rel=0.01)


def test_colours_are_left_to_the_page() -> None:
    """So that one drawing serves light, dark and paper."""
    for spec in (histogram([0, 2, 3, 0, 0, 0, 5, 1, 0, 0], 60.0), memory_curve(CURVE, 0.9), calendar(DAYS)):
        root = ElementTree.fromstring(drawn(spec, "a chart of something"))
        colours = {element.get(key) for element in root.iter() for key in ("fill", "stroke")} - {None}
        assert all(str(one) in {"none", "transparent"} or str(one).startswith("var(--") for one in colours), colours


CURVE = Curve("a fact", ((-9, 1.0), (-2, 0.7), (-2, 1.0), (0, 0.95), (0, 0.95), (30, 0.6)), ((-9, 1.0), (-2, 1.0)))
DAYS = [Day(f"2026-02-{day:02d}", day) for day in range(1, 29)]


def test_a_curve_has_a_dot_for_each_day_with_an_answer() -> None:
    root = ElementTree.fromstring(drawn(memory_curve(CURVE, 0.9), "memory of a fact"))
    dots = [path for path in root.iter(f"{SVG}path") if path.get("fill") == "var(--blue)"]
    assert len(dots) == 2


def test_a_calendar_has_a_square_for_each_day() -> None:
    root = ElementTree.fromstring(drawn(calendar(DAYS), "days of study"))
    squares = [path for path in root.iter(f"{SVG}path") if str(path.get("fill")).startswith("var(--h")]
    assert len(squares) == 28
    assert {path.get("fill") for path in squares} == {"var(--h1)", "var(--h2)", "var(--h3)"}
    assert [step_of(count) for count in (0, 1, 4, 5, 14, 15, 29, 30, 900)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_every_kind_is_named_once() -> None:
    rows = [Calibration("true_false", 4, 0.5, 0.75, 0.3, 0.95), Calibration("choice", 9, 0.6, 0.5, 0.2, 0.8)]
    root = ElementTree.fromstring(drawn(calibration(rows), "calibration by kind"))
    said = [text.text for text in root.iter(f"{SVG}text")]
    for words in ("true false", "choice", "n = 4", "n = 9"):
        assert said.count(words) == 1


def test_names_on_the_map_do_not_cover_each_other() -> None:
    spots = [Spot(0.5 + n / 200, 0.3, True, f"question-{n}") for n in range(6)]
    root = ElementTree.fromstring(drawn(item_map(spots), "map of items"))
    names = [text for text in root.iter(f"{SVG}text") if "question" in (text.text or "")]
    heights = {str(text.get("transform")) for text in names}
    assert len(heights) == len(names) == 6


@pytest.mark.parametrize("counts", [[0], [1], [0, 2], [1, 3], [4, 1], [1_000, 7]])
def test_an_axis_of_counts_has_whole_numbers_each_once(counts: list[int]) -> None:
    spec = columns([(f"day {n}", count) for n, count in enumerate(counts)])
    root = ElementTree.fromstring(drawn(spec, "how many there were"))
    numbers = [str(text.text) for text in root.iter(f"{SVG}text") if "day" not in str(text.text)]
    assert numbers
    assert all(number.replace(",", "").isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers)
