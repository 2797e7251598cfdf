"""Every question that the store answers, asked once with what must not be mixed up: learners, names, days, paths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from learn.events import FlagBody, OverrideBody, ParamsBody, ReadBody, RegradeBody
from learn.problems import StoreError
from learn.store import log
from learn.store.append import become_another_device, insert
from learn.store.codec import Copy, hash_of, id_bytes
from learn.store.database import Transaction
from learn.store.lines import line_at
from learn.store.log import Store
from learn.store.merge import verify
from learn.store.partition import count_as
from learn.store.renames import Names
from learn.store.tally import Counts
from tests.store.histories import DAY, FACTS, SEOUL, START, TODAY, answer, evidence, opened
from tests.store.test_planning import library
from tests.store.test_tally import index_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two learners with answers to the same facts, the second a day later and wrong."""
    with opened(tmp_path / "home") as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        for n, fact in enumerate(FACTS[:3]):
            store.record(minji, answer(fact), START + n, SEOUL)
            store.record(jisu, answer(fact, 0.0), START + DAY + n, SEOUL)
        yield store


def called(store: Store, name: str) -> str:
    found = store.learner_id(name)
    assert found is not None
    return found


def practised(store: Store) -> str:
    """The first learner, after some days more of right answers that no guess explains."""
    minji = called(store, "Minji")
    for day in (2, 5, 9):
        for n, fact in enumerate(FACTS[:3]):
            store.record(minji, answer(fact, guess=0.0), START + day * DAY + n, SEOUL)
    return minji


def test_states_of_many_facts_are_those_of_few(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    few = {name: store.states(called(store, name), FACTS) for name in ("Minji", "Jisu")}
    assert few["Minji"] != few["Jisu"]
    monkeypatch.setattr(log, "_KEPT", 2)
    store.follow()
    for name, states in few.items():
        assert store.states(called(store, name), FACTS) == states
        assert store.states(called(store, name), FACTS[:1]) == {FACTS[0]: states[FACTS[0]]}


def test_states_hold_what_is_not_yet_in_the_projections(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    minji = called(store, "Minji")
    before = store.states(minji, FACTS)
    monkeypatch.setattr(log, "_KEPT", 2)
    store.record(minji, answer(FACTS[0], 0.0), START + 2 * DAY, SEOUL)
    now = store.states(minji, FACTS)
    assert now[FACTS[0]].memory.reviews == before[FACTS[0]].memory.reviews + 1
    assert {fact: now[fact] for fact in FACTS[1:3]} == {fact: before[fact] for fact in FACTS[1:3]}


def test_what_is_known_before_an_answer_is_what_each_part_says(store: Store) -> None:
    minji, jisu = called(store, "Minji"), called(store, "Jisu")
    store.record(jisu, ReadBody("shifts"), START + 2 * DAY, SEOUL)
    store.record(jisu, ParamsBody(retention=0.8), START + 2 * DAY, SEOUL)
    for learner, retention, reads in ((minji, 0.9, {}), (jisu, 0.8, {"shifts": START + 2 * DAY})):
        states, read, settings = store.before_answer(learner, FACTS)
        assert states == store.states(learner, FACTS)
        assert (dict(read), store.reads(learner)) == (reads, reads)
        assert settings == store.settings(learner)
        assert settings.retention == retention


def test_the_path_of_a_memory_ends_where_it_stands(store: Store) -> None:
    for name, day in (("Minji", TODAY), ("Jisu", TODAY + 1)):
        learner = called(store, name)
        path = store.memory_path(learner, FACTS[0])
        assert path == [(day, store.states(learner, FACTS[:1])[FACTS[0]].memory)]


def test_what_was_said_later_is_told_of_one_learner_or_of_all(store: Store) -> None:
    minji, jisu = called(store, "Minji"), called(store, "Jisu")
    of = {row.learner: row.event for row in store.history()}
    store.record(jisu, OverrideBody(target=of[jisu]), START + 2 * DAY, SEOUL)
    piece = evidence(FACTS[2], 0.5)
    store.record(minji, RegradeBody(target=of[minji], score=0.5, evidence=(piece,), old=1.0), START + 2 * DAY, SEOUL)
    assert {row.event for row in store.amended()} == set(of.values())
    assert [row.event for row in store.amended(jisu)] == [of[jisu]]
    assert [row.score for row in store.amended(minji)] == [0.5]
    assert [row.score for row in store.amended(minji, own_regrades=False)] == [
        row.score for row in store.history(minji, own_regrades=False) if row.event == of[minji]
    ]


def test_flags_are_of_one_learner_or_of_all(store: Store) -> None:
    minji, jisu = called(store, "Minji"), called(store, "Jisu")
    for n, learner in enumerate((minji, jisu, minji)):
        store.record(learner, FlagBody(bank="shifts", question=f"q{n}", remark=""), START + n, SEOUL)
    assert [flag.body["question"] for flag in store.flags(minji)] == ["q0", "q2"]
    assert [flag.body["question"] for flag in store.flags(jisu)] == ["q1"]
    assert len(store.flags()) == 3


def test_counts_that_were_noted_are_each_learners_own(store: Store, tmp_path: Path) -> None:
    index = index_of(tmp_path / "index.db", 2)
    content = ("the first 2", 2)
    jisu, newcomer = called(store, "Jisu"), store.make_learner("Newcomer")
    store.record(jisu, answer(FACTS[3]), START + DAY + 9, SEOUL)
    for learner in (called(store, "Minji"), jisu, newcomer):
        for _ in range(2):  # the second time it is read from what was noted
            assert store.tally(learner, TODAY + 9, index, content) == store.tally(learner, TODAY + 9, index)
    assert store.tally(newcomer, TODAY + 9, index, content) == ([], Counts(0, 2, 0))
    assert sum(count for _, count in store.tally(jisu, TODAY + 9, index, content)[0]) == 4


def test_a_lesson_with_its_own_retention_is_counted_with_the_library(store: Store, tmp_path: Path) -> None:
    index = index_of(tmp_path / "index.db", 5)
    minji = practised(store)
    before, _ = store.tally(minji, TODAY, index, ("the first 5", 5))
    store.record(minji, ParamsBody(lesson_retention={"all": 0.99}), START + 9 * DAY, SEOUL)
    after, _ = store.tally(minji, TODAY, index, ("the first 5", 5))
    assert sum(count for _, count in after) == sum(count for _, count in before) == 3
    assert max(after) < max(before)


def test_a_retention_follows_its_lesson_to_a_new_name(store: Store, tmp_path: Path) -> None:
    minji = practised(store)
    store.record(minji, ParamsBody(lesson_retention={"old": 0.99}), START + 9 * DAY, SEOUL)
    before = store.states(minji, FACTS[:1])[FACTS[0]].due_day
    index = library(tmp_path / "index.db", {"new": tuple(FACTS)}, {("lesson", "old"): "new"})
    store.counts(minji, TODAY, index)
    assert store.states(minji, FACTS[:1])[FACTS[0]].due_day < before
    names = Names({}, {}, {"old": "new", "older": "new"}, {"f": "new"})
    assert names.former("lesson") == {"new": ["old", "older"]}
    assert names.retention("f", store.settings(minji)) == 0.99
    assert names.retention("g", store.settings(minji)) == 0.9


def test_the_hash_of_an_event_takes_in_every_part_but_the_id(store: Store) -> None:
    one = Copy(bytes(16), b"d" * 16, 1, START, SEOUL, b"l" * 16, "answer", "{}")
    others = [
        one._replace(device=b"e" * 16),
        one._replace(seq=2),
        one._replace(ms=START + 1),
        one._replace(offset=0),
        one._replace(learner=b"m" * 16),
        one._replace(type="finish"),
        one._replace(body="{ }"),
    ]
    assert len({hash_of(each) for each in (one, *others)}) == 8


def test_a_line_names_its_author_also_where_she_counts_as_another(store: Store) -> None:
    minji, jisu = called(store, "Minji"), called(store, "Jisu")
    count_as(store, [[minji, jisu]])
    for n, learner in enumerate((minji, jisu)):
        copy = Copy(
            bytes([n + 1]) * 16, id_bytes(store.devices()[0]), 9 + n, START, SEOUL, id_bytes(learner), "x", "{}"
        )
        with Transaction(store.db, store.path):
            made = insert(store.db, copy)
        assert made == line_at(store.db, copy.id)
        assert made.author == id_bytes(learner)


def test_a_check_counts_the_learners(store: Store) -> None:
    assert verify(store).lines()[0] == "6 events of 2 learners from 1 devices"


@pytest.mark.parametrize("score", [1.5, 1e300])
def test_no_score_counts_for_more_than_right(store: Store, tmp_path: Path, score: float) -> None:
    states = []
    for given in (1.0, score):
        with opened(tmp_path / f"scored-{given}") as other:
            learner = other.make_learner("Minji")
            body = answer(FACTS[0])
            body = msgspec.structs.replace(body, evidence=(evidence(FACTS[0], given),))
            other.record(learner, body, START, SEOUL)
            states.append(other.states(learner, FACTS[:1])[FACTS[0]].memory)
    assert states[0] == states[1]


ASKED: dict[str, Callable[[Store, str], object]] = {
    "states": lambda store, learner: store.states(learner, FACTS),
    "before_answer": lambda store, learner: store.before_answer(learner, FACTS),
    "settings": lambda store, learner: store.settings(learner),
    "reads": lambda store, learner: store.reads(learner),
    "flags": lambda store, learner: store.flags(learner),
    "count_as": lambda store, learner: count_as(store, [[learner]]),
    "learners": lambda store, _: store.learners(),
    "history": lambda store, learner: list(store.history(learner)),
}


@pytest.mark.parametrize("what", list(ASKED))
def test_a_log_without_its_tables_is_named(what: str, tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        learner = store.make_learner("Minji")
        store.record(learner, answer(), START, SEOUL)
        for table in ("timeline", "state", "event", "learner"):
            store.db.execute(f"DROP TABLE IF EXISTS {table}")
        store._forget_cached()
        with pytest.raises(StoreError, match=str(store.path)):
            ASKED[what](store, learner)


def test_the_last_answer_is_each_learners_own(store: Store) -> None:
    for name in ("Minji", "Jisu"):
        last = store.last_answer(called(store, name))
        assert last is not None
        assert (last.learner, last.body.question) == (called(store, name), f"{FACTS[2]}-1")
    assert store.last_answer(store.make_learner("Newcomer")) is None


def test_learners_are_listed_by_name(store: Store) -> None:
    for name in ("Aram", "Zoe", "Bora"):
        store.make_learner(name)
    assert list(store.learners().values()) == ["Aram", "Bora", "Jisu", "Minji", "Zoe"]


def test_parts_are_those_of_the_last_grading(store: Store) -> None:
    minji = called(store, "Minji")
    first = next(store.history(minji))
    assert first.parts == ()
    body = RegradeBody(target=first.event, score=0.5, evidence=first.evidence, old=1.0, parts=(1.0, 0.0))
    store.record(minji, body, START + DAY, SEOUL)
    assert next(store.history(minji)).parts == (1.0, 0.0)


def test_a_file_knows_every_device_that_it_has_been(store: Store) -> None:
    devices = [store.devices()[-1]]
    for n in range(3):
        with store.writing():
            become_another_device(store.db)
        store.record(called(store, "Minji"), answer(), START + 9 * DAY + n, SEOUL)
        devices.append(store.devices()[-1])
    assert store.devices() == devices
    assert len(set(devices)) == 4
