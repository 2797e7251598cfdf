"""Findings about items, each from the evidence it takes and none from less."""

from random import Random

import pytest

from learn.analysis.distractors import Distractor, Option, distractors
from learn.analysis.flags import FEWEST, flags
from learn.analysis.intervals import at_most, correlation_interval, deviate, proportion_interval
from learn.analysis.items import ItemStatistics


def item(n: int = 60, facility: float | None = 0.6, r: float | None = 0.4) -> ItemStatistics:
    return ItemStatistics("b/q", n, facility, 0.5, 10.0, 10.0, None if r is None else 100 * r, 50.0, r, 0.8)


def option(text: str, count: int, r: float | None, key: bool = False, n: int = 60, gone: bool = False) -> Distractor:
    return Distractor(text, key, count, count / n, None, None, r, gone)


def names(*found: object) -> list[str]:
    return [flag.flag for flag in flags(*found)]  # type: ignore[arg-type]


GOOD = (option("key", 40, 0.4, key=True), option("a", 8, -0.2), option("b", 6, -0.15), option("c", 6, -0.2))


def test_a_good_item_has_no_flag() -> None:
    assert names(item(), GOOD, 0.25) == []


def test_a_negative_discrimination_counts_only_where_its_interval_excludes_zero() -> None:
    assert names(item(r=-0.2)) == []
    assert names(item(n=120, r=-0.2)) == ["miskeyed"]


def test_a_swapped_key_is_told_by_two_signs_that_agree() -> None:
    """The key is chosen by few, a distractor by many and by the better ones: neither would do alone."""
    swapped = (option("key", 8, -0.1, key=True), option("right", 40, 0.22), option("b", 7, -0.1), option("c", 5, -0.1))
    found = flags(item(facility=0.13, r=-0.1), swapped, 0.25)
    assert (found[0].flag, found[0].option) == ("miskeyed", "right")
    popular = (option("key", 8, 0.2, key=True), option("trap", 40, -0.22), option("b", 7, -0.1), option("c", 5, 0.0))
    assert "miskeyed" not in names(item(facility=0.4, r=0.2), popular, 0.25)
    slightly = (option("key", 40, -0.05, key=True), option("a", 8, 0.1), option("b", 6, 0.0), option("c", 6, 0.0))
    assert names(item(r=-0.05), slightly, 0.25) == []


def test_a_distractor_that_better_students_choose_makes_an_item_ambiguous() -> None:
    second = (option("key", 25, 0.3, key=True), option("too", 25, 0.4), option("b", 5, -0.4), option("c", 5, -0.4))
    found = flags(item(facility=0.42, r=0.3), second, 0.25)
    assert [(flag.flag, flag.option) for flag in found] == [("ambiguous", "too"), ("better-distractor", "too")]


def test_an_option_that_is_gone_is_no_suspect() -> None:
    gone = (*GOOD, option("gone", 30, 0.6, gone=True))
    assert names(item(), gone, 0.25) == []


def test_easy_and_hard_are_told_by_the_whole_interval() -> None:
    assert names(item(facility=0.97, r=0.1)) == []
    assert names(item(n=200, facility=0.97, r=0.1)) == ["too-easy"]
    assert names(item(facility=0.02, r=0.1)) == ["too-hard"]
    assert names(item(n=200, facility=0.25, r=0.1), (), 0.25) == ["too-hard"]
    assert names(item(n=200, facility=0.25, r=0.1)) == []


def test_a_dead_distractor_had_its_chance_to_be_chosen() -> None:
    few = (option("key", 52, 0.4, key=True), option("a", 4, -0.2), option("b", 4, -0.3), option("dead", 0, None))
    assert names(item(facility=0.86), few, 0.25) == []
    many = (option("key", 30, 0.4, key=True), option("a", 15, -0.2), option("b", 15, -0.3), option("dead", 0, None))
    found = flags(item(facility=0.5), many, 0.25)
    assert [(flag.flag, flag.option) for flag in found] == [("dead-distractor", "dead")]


def test_too_few_answers_are_said_to_be_too_few() -> None:
    assert names(item(n=FEWEST - 1)) == ["too-few"]
    assert names(item(n=0, facility=None, r=None)) == ["too-few"]
    assert names(item(n=15, r=-0.9)) == ["miskeyed", "too-few"]


def test_chance_alone_is_seldom_taken_for_a_wrong_key() -> None:
    """2,000 items whose marks have nothing to do with ability, in classes of 30: the worst case of a sound key."""
    rng, found = Random(3), 0
    for _ in range(2_000):
        right = [rng.random() < 0.6 for _ in range(30)]
        ability = [rng.gauss(0, 1) for _ in range(30)]
        found += "miskeyed" in names(item(30, sum(right) / 30, correlation(right, ability)))
    assert found <= 0.04 * 2_000


def correlation(right: list[bool], ability: list[float]) -> float | None:
    table = distractors(
        [Option("x", True)], {n: ("x",) if yes else () for n, yes in enumerate(right)}, dict(enumerate(ability))
    )
    return table[0].point_biserial


def test_intervals_against_published_values() -> None:
    """Fisher: r = 0.5, n = 28 gives 0.156 to 0.736. Wilson: 5 of 10 gives 0.237 to 0.763; none of 20 up to 0.161."""
    assert correlation_interval(0.5, 28) == pytest.approx((0.156, 0.736), abs=1e-3)
    assert correlation_interval(0.9, 3) == (-1.0, 1.0)
    assert proportion_interval(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert proportion_interval(0.0, 20)[1] == pytest.approx(0.1611, abs=1e-4)
    assert proportion_interval(0.5, 0) == (0.0, 1.0)
    assert at_most(0, 17, 1 / 6) == pytest.approx((5 / 6) ** 17)
    assert at_most(3, 3, 0.4) == pytest.approx(1)
    assert deviate(0.95) == pytest.approx(1.959964, abs=1e-6)
