"""Tables of what was chosen, against figures worked out by hand."""

from random import Random

import pytest

from learn.analysis.distractors import Option, distractors

OPTIONS = (Option("key", True), Option("a", False), Option("b", False))


def test_counts_shares_thirds_and_the_point_biserial() -> None:
    """Rests 1 to 6: the lower third are students 0 and 1, the upper 4 and 5; r of `key` is 1.5 / 1.7078."""
    chosen = dict(enumerate([("a",), ("a",), ("b",), ("key",), ("key",), ("key",)]))
    key, a, b = distractors(OPTIONS, chosen, dict(enumerate([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])))
    assert (key.count, key.share, key.lower, key.upper, key.key) == (3, 0.5, 0.0, 1.0, True)
    assert (a.count, a.lower, a.upper, b.lower, b.upper) == (2, 1.0, 0.0, 0.0, 0.0)
    assert key.point_biserial == pytest.approx(1.5 / (35 / 12) ** 0.5)


def test_a_blank_counts_among_those_who_saw_it() -> None:
    key, *_ = distractors(OPTIONS, {0: ("key",), 1: ()}, {0: 1.0, 1: 0.0})
    assert key.share == 0.5


def test_students_with_equal_rests_share_a_border_whatever_their_order() -> None:
    rng = Random(1)
    chosen = {student: (rng.choice(["key", "a", "b"]),) for student in range(20)}
    rests = {student: float(rng.randrange(4)) for student in range(20)}
    before = distractors(OPTIONS, chosen, rests)
    order = rng.sample(range(20), 20)
    after = distractors(OPTIONS, {one: chosen[one] for one in order}, {one: rests[one] for one in order})
    for one, other in zip(before, after, strict=True):
        assert (one.lower, one.upper) == pytest.approx((other.lower, other.upper))
    assert sum(one.lower or 0 for one in before) == pytest.approx(1)


def test_what_is_gone_from_the_question_is_listed_behind_it() -> None:
    *_, last = distractors(OPTIONS, {0: ("old",), 1: ("key",)}, {0: 1.0, 1: 2.0})
    assert (last.option, last.gone, last.key, last.count) == ("old", True, False, 1)


def test_figures_that_are_undefined_are_none() -> None:
    key, a, _ = distractors(OPTIONS, {0: ("key",), 1: ("key",)}, {0: 1.0, 1: 2.0})
    assert (key.point_biserial, a.point_biserial) == (None, None)
    same, *_ = distractors(OPTIONS, {0: ("key",), 1: ("a",)}, {0: 1.0, 1: 1.0})
    assert same.point_biserial is None
    alone, *_ = distractors(OPTIONS, {0: ("key",)}, {})
    assert (alone.share, alone.lower, alone.upper) == (1.0, None, None)


def test_several_options_of_one_answer_count_each() -> None:
    key, a, _ = distractors(OPTIONS, {0: ("key", "a"), 1: ("key", "key")}, {0: 1.0, 1: 2.0})
    assert (key.count, a.count) == (2, 1)
