"""What each model predicts, on histories worked out by hand."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.lab.baselines import average, constant, moving_average
from learn.lab.models import fsrs6, leitner, ours, sm2
from learn.lab.reviews import placed
from learn.memory import fsrs
from learn.memory.evidence import predicted
from tests.lab.logs import card, pick

HISTORY = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 30), st.integers(1, 4)), max_size=30)


class TestPlaces:
    def test_elapsed_days_reviews_and_lapses(self) -> None:
        trials = placed([card("a", 5, 1), card("a", 0, 1), card("b", 1, 3), card("a", 5, 3, 9), card("a", 9, 3)])
        assert [(one.review.item, one.elapsed, one.before, one.lapses) for one in trials] == [
            ("a", -1, 0, 0),
            ("b", -1, 0, 0),
            ("a", 5, 1, 0),
            ("a", 0, 2, 1),
            ("a", 4, 3, 1),
        ]

    def test_only_later_days_are_scored_and_closed_kinds_apart(self) -> None:
        log = [
            card("a", 0, 3),
            card("a", 0, 3, 5),
            pick("a", 2, True),
            card("a", 4, 1),
            pick("a", 9, True, judged=False),
        ]
        trials = placed(log)
        assert [one.is_first for one in trials] == [True, False, False, False, False]
        assert [one.is_plain for one in trials] == [False, False, False, True, False]
        assert [one.is_closed for one in trials] == [False, False, True, False, False]

    def test_days_that_go_back_are_the_same_day(self) -> None:
        first = card("a", 3, 3)
        west = pick("a", 2, True)
        trials = placed([first, type(west)(west.item, first.ms + 1, west.rating, west.seen), card("a", 4, 3)])
        assert [one.elapsed for one in trials] == [-1, 0, 1]


class TestFsrs:
    def test_recall_by_the_formulas(self) -> None:
        stability, difficulty = fsrs.first(2)
        after = fsrs.after(stability, difficulty, 3, 4)
        found = fsrs6(placed([card("a", 0, 2), card("a", 3, 4), card("a", 10, 3)]))
        assert found[1:] == [fsrs.recall(stability, 3), fsrs.recall(after[0], 7)]

    @given(HISTORY)
    def test_ours_is_the_same_where_nothing_can_be_guessed(self, log: list[tuple[str, int, int]]) -> None:
        """Ratings 1 and 3 only, since this program gives no others."""
        trials = placed([card(item, day, 3 if rating > 1 else 1) for item, day, rating in log])
        scored = [place for place, trial in enumerate(trials) if trial.is_plain]
        own, plain = ours(trials), fsrs6(trials)
        assert [own[place] for place in scored] == pytest.approx([plain[place] for place in scored], rel=1e-12)

    def test_ours_reckons_with_guesses(self) -> None:
        trials = placed([pick("a", 0, True), pick("a", 2, True)])
        assert ours(trials)[0] == predicted(0.3, 0.25, 0.03)
        assert ours(trials)[1] > 0.25


class TestSm2:
    def test_intervals_of_one_and_six_days_then_by_ease(self) -> None:
        # Good is quality 4 and leaves the ease at 2.5: intervals 1, 6, 15
        days = [0, 1, 7, 22]
        found = sm2(placed([card("a", day, 3) for day in days]))
        assert found[1:] == pytest.approx([0.9, 0.9, 0.9])

    def test_a_failure_begins_again_with_less_ease(self) -> None:
        # Again is quality 2: ease 2.5 - 0.32 = 2.18; then 1, 6 and 6·2.18
        found = sm2(placed([card("a", day, rating) for day, rating in ((0, 3), (1, 1), (2, 3), (3, 3), (9, 3))]))
        assert found[4] == pytest.approx(0.9 ** (6 / 6))
        last = sm2(placed([card("a", d, r) for d, r in ((0, 3), (1, 1), (2, 3), (3, 3), (9, 3), (20, 3))]))[5]
        assert last == pytest.approx(0.9 ** (11 / (6 * 2.18)))


class TestLeitner:
    def test_boxes_double_and_fall_to_the_first(self) -> None:
        found = leitner(placed([card("a", day, rating) for day, rating in ((0, 3), (2, 3), (6, 1), (7, 3))]))
        assert found[1:] == pytest.approx([0.9 ** (2 / 2), 0.9 ** (4 / 4), 0.9 ** (1 / 1)])

    def test_a_right_answer_of_the_same_day_moves_nothing(self) -> None:
        found = leitner(placed([card("a", 0, 1), card("a", 0, 3, 1), card("a", 1, 3)]))
        assert found[2] == pytest.approx(0.9)

    def test_there_are_seven_boxes(self) -> None:
        found = leitner(placed([card("a", 100 * day, 3) for day in range(10)]))
        assert found[9] == pytest.approx(0.9 ** (100 / 64))


class TestBaselines:
    def test_average_is_the_share_in_training(self) -> None:
        assert average([True, True, False, True], 2) == [0.75, 0.75]

    def test_moving_average_by_hand(self) -> None:
        first = 1 / (1 + exp(-1.2))
        second = 1 / (1 + exp(-(1.2 + 0.3 * (0 - first))))
        assert moving_average([False, True]) == pytest.approx([first, second])

    def test_constant(self) -> None:
        assert constant(2) == [0.9, 0.9]


@given(HISTORY, HISTORY)
def test_no_model_looks_ahead(log: list[tuple[str, int, int]], later: list[tuple[str, int, int]]) -> None:
    """What comes afterwards changes nothing of what was predicted before."""
    before = [card(*one) for one in log]
    after = [card(item, day + 40, rating) for item, day, rating in later]
    for predict in (fsrs6, ours, sm2, leitner):
        assert predict(placed([*before, *after]))[: len(before)] == predict(placed(before))
