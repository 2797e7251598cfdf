"""The quick looks at all answers and all facts say what the whole history and the whole schedule say."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.events import Evidence, OverrideBody, RetractBody
from learn.store.glances import Piece
from learn.store.lines import in_replay_order
from tests.store.histories import SEOUL, START, Life, answer, opened


def piece_of(one: Evidence) -> Piece:
    return Piece(one.fact, one.score, one.guess, one.slip, one.recall)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 3), st.integers(0, 3))))
def test_rows_by_time_are_put_into_the_order_of_replay(rows: list[tuple[int, int, int, int]]) -> None:
    assert list(in_replay_order(sorted(rows, key=lambda row: row[0]), 0, tuple)) == sorted(rows)


@pytest.mark.parametrize("seed", range(8))
def test_the_same_as_the_history_says(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path, seed) as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        first, second = Life(store, minji, seed), Life(store, jisu, seed + 100)
        first.live(120)
        second.live(60, first.seen)
        for learner in (minji, jisu):
            expected = [
                (row.ms, row.offset, row.body.kind, () if row.overridden else tuple(map(piece_of, row.evidence)))
                for row in store.history(learner)
                if not row.retracted
            ]
            found = [(ms, offset, one.kind, one.evidence) for ms, offset, one in store.glances(learner)]
            assert found == expected
            assert found


def test_what_was_taken_back_is_not_seen_and_what_was_overridden_says_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji = store.make_learner("Minji")
        kept, gone, claimed = (store.record(minji, answer(n=n), START + n, SEOUL) for n in (1, 2, 3))
        store.record(minji, RetractBody(target=gone.id), START + 4, SEOUL)
        store.record(minji, OverrideBody(target=claimed.id), START + 5, SEOUL)
        assert [(ms, len(one.evidence)) for ms, _, one in store.glances(minji)] == [(kept.ms, 1), (claimed.ms, 0)]


def test_nobody_has_answered(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert list(store.glances(store.make_learner("Minji"))) == []


@pytest.mark.parametrize("seed", range(4))
def test_days_and_the_soonest_are_those_of_the_schedule(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path, seed) as store:
        minji = store.make_learner("Minji")
        Life(store, minji, seed).live(60)
        schedule = store.schedule(minji)
        assert store.tally(minji, 0)[0] == sorted(Counter(day for _, day in schedule).items())
        middle = schedule[len(schedule) // 2][1]
        assert store.soonest(minji, middle, 3) == [fact for fact, day in schedule if day <= middle][:3]
