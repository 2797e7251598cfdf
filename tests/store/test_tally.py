"""Facts due, new and answered, counted from what was kept: the same as by a look at every fact, whatever happened."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.events import BuryBody, SuspendBody
from learn.store import tally
from learn.store.log import Store
from learn.store.merge import export, forget, merge
from learn.store.tally import Counts
from tests.store.histories import DAY, FACTS, SEOUL, START, TODAY, Life, answer, opened, scratch
from tests.store.test_planning import library


def index_of(path: Path, asked: int) -> Path:
    """An index that says what it is an index of, in which only so many of the facts are asked."""
    index = library(path, {"all": tuple(FACTS)}, unasked=tuple(FACTS[asked:]))
    db = sqlite3.connect(index)
    db.executemany("INSERT INTO meta VALUES (?, ?)", [("content", f"the first {asked}"), ("asked", str(asked))])
    db.commit()
    db.close()
    return index


def looked_at(store: Store, learner: str, day: int, index: Path) -> Counts:
    """The same by the long way."""
    with store._reading(learner, index) as number:
        row = store.db.execute(tally._LOOKED_AT, (day, day, day, number)).fetchone()
    return Counts(*(number or 0 for number in row))


def noted(store: Store) -> list[str]:
    return [value for (value,) in store.db.execute("SELECT value FROM meta WHERE key LIKE 'unasked %'")]


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    asked=st.lists(st.integers(0, len(FACTS)), min_size=1, max_size=4),
    what=st.lists(st.sampled_from(["live", "merge", "forget", "repair"]), min_size=1, max_size=8),
)
def test_counts_are_those_of_a_look_at_every_fact(seed: int, asked: list[int], what: list[str]) -> None:
    with scratch() as folder, opened(folder / "home", seed) as store, opened(folder / "other", seed + 1) as other:
        store.db.execute("PRAGMA synchronous = OFF")
        other.db.execute("PRAGMA synchronous = OFF")
        lives = [Life(one, one.make_learner(name), seed + n) for n, (one, name) in enumerate(
            ((store, "Minji"), (store, "Jisu"), (other, "Minji")))]  # fmt: skip
        for step, act in enumerate(what):
            if act == "merge":
                merge(store, list(export(other)))
            elif act == "forget" and step:
                forget(store, lives[1].learner)
                lives[1] = Life(store, store.make_learner(f"Jisu {step}"), seed)
            elif act == "repair":
                with store.writing() as projector:
                    projector.stale.learners.add(1)
            for life in lives:
                life.live(4)
            index = index_of(folder / f"index-{step}.db", asked[step % len(asked)])
            for learner in (lives[0].learner, lives[1].learner):
                for day in (TODAY, TODAY + 5, TODAY + 400):
                    found = looked_at(store, learner, day, index)
                    assert store.counts(learner, day, index) == found
                    content = (f"the first {asked[step % len(asked)]}", asked[step % len(asked)])
                    assert store.tally(learner, day, index, content)[1] == found


def test_what_was_looked_at_is_noted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = index_of(tmp_path / "index.db", 2)
    with opened(tmp_path / "home") as store:
        minji = store.make_learner("Minji")
        for n in range(3):
            store.record(minji, answer(FACTS[n]), START + n, SEOUL)
        assert store.counts(minji, TODAY + 99, index) == Counts(2, 0, 2)
        first = noted(store)
        assert first == ['["the first 2",0,3,[3]]']
        store.record(minji, answer(FACTS[3]), START + 9, SEOUL)
        assert store.counts(minji, TODAY + 99, index) == Counts(2, 0, 2)
        assert noted(store) == first
        monkeypatch.setattr(tally, "_LEFT_OPEN", 0)
        assert store.counts(minji, TODAY + 99, index) == Counts(2, 0, 2)
        assert noted(store) == ['["the first 2",0,4,[3,4]]']
        assert store.counts(minji, TODAY + 99, index_of(tmp_path / "other.db", 4)) == Counts(4, 0, 4)
        assert noted(store) == ['["the first 4",0,4,[]]']


def test_many_facts_without_questions_are_counted_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_MOST", 0)
    index = index_of(tmp_path / "index.db", 1)
    with opened(tmp_path / "home") as store:
        minji = store.make_learner("Minji")
        for n in range(3):
            store.record(minji, answer(FACTS[n]), START + n, SEOUL)
        store.record(minji, SuspendBody(FACTS[0]), START + 9, SEOUL)
        assert store.counts(minji, TODAY + 99, index) == Counts(0, 0, 1)
        store.record(minji, SuspendBody(FACTS[0], on=False), START + 10, SEOUL)
        store.record(minji, BuryBody(FACTS[0], TODAY + 100), START + 11, SEOUL)
        assert store.counts(minji, TODAY + 99, index) == Counts(0, 0, 1)
        assert store.counts(minji, TODAY + 100, index) == Counts(1, 0, 1)
        assert noted(store) == []


def test_where_nothing_can_be_noted_counting_goes_on(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index.db", 2)
    with opened(tmp_path / "home") as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(FACTS[0]), START + DAY, SEOUL)
        store.follow()
        store.db.execute("PRAGMA query_only = ON")
        assert store.counts(minji, TODAY + 99, index) == Counts(1, 1, 1)
        assert noted(store) == []
