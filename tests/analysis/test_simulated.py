"""Flags on a simulated class, and a class through the engine: the small sister of `python -m benchmarks.flags`."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from benchmarks.flags import Tally, drawn, judged, plain
from benchmarks.simulated_class import class_of, items_of
from benchmarks.simulated_exam import examined
from learn.app import App


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with App({"home": str(tmp_path / "home"), "learner": "bench"}) as opened:
        yield opened


def test_ten_classes_of_sixty(app: App) -> None:
    tally = Tally()
    for number in range(10):
        named = f"test {number}"
        items = items_of(drawn(app, Random(named)), Random(named))
        tally.add(items, judged(items, class_of(items, 60, named)))
    assert tally.share("miskeyed") >= 0.9
    assert tally.rate <= 0.02


def test_the_engine_gives_what_the_model_gives(app: App, tmp_path: Path) -> None:
    items = items_of(drawn(app, Random(5)), Random(5))
    assert plain(examined(items, 6, "six", tmp_path)) == plain(judged(items, class_of(items, 6, "six")))
