"""Projections are what follows from the events: by one event after the other, and by all at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.events import OverrideBody, ParamsBody, RegradeBody, RetractBody, learner_day
from learn.memory.evidence import Observation, blames, due_day, update
from learn.memory.fsrs import DEFAULT_PARAMETERS
from learn.memory.model import Model
from learn.memory.state import MemoryState
from learn.store.derive import derive_all
from learn.store.digest import digest
from learn.store.doctor import examine
from learn.store.log import Store
from tests.store.histories import DAY, FACTS, SEOUL, START, TODAY, Life, answer, evidence, opened, scratch

MODEL = Model()


def seen(score: float = 1.0, day: int = TODAY, blame: float = 1.0, trust: float = 1.0) -> Observation:
    return Observation(
        day=day, score=score, guess=0.25, chance=0.25, slip=0.03, prior=0.3, trust=trust, blame=blame
    )  # fmt: skip


def remembered(*observations: Observation) -> MemoryState:
    state = None
    for observation in observations:
        state = update(state, observation, MODEL)
    assert state is not None
    return state


def memory(store: Store, learner: str, fact: str) -> MemoryState:
    return store.states(learner, [fact])[fact].memory


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_an_answer_becomes_an_observation_of_its_fact(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        state = store.states(minji, ["alliance"])["alliance"]
        assert state.memory == remembered(seen())
        assert state.due_day == due_day(state.memory, 0.9, MODEL)
        assert (state.first_day, state.last_answer_day, state.last_ms) == (TODAY, TODAY, START)
        assert state.last_question == "shifts/alliance-1"


def test_a_guess_and_a_hint_weigh_less(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer("alliance", guessed=True), START, SEOUL)
        store.record(minji, answer("drone", hint=True), START, SEOUL)
        assert memory(store, minji, "alliance") == remembered(seen(trust=0.0))
        assert memory(store, minji, "drone") == remembered(seen(trust=0.5))


def test_a_wrong_answer_to_several_facts_is_shared_by_recorded_recall(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        for fact in ("alliance", "drone"):
            store.record(minji, answer(fact), START, SEOUL)
        store.record(minji, answer(("alliance", "drone"), 0.0), START + DAY, SEOUL)
        first, second = blames((0.5, 0.6))
        assert memory(store, minji, "alliance") == remembered(seen(), seen(0.0, TODAY + 1, first))
        assert memory(store, minji, "drone") == remembered(seen(), seen(0.0, TODAY + 1, second))


def test_a_right_answer_to_several_facts_is_right_for_each(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(("alliance", "drone")), START, SEOUL)
        assert memory(store, minji, "alliance") == memory(store, minji, "drone") == remembered(seen())


def test_the_day_is_the_learners_own(home: Path) -> None:
    evening = START + 18 * 3_600_000  # 03:00 of the next day in Seoul, before the rollover at 04:00
    with opened(home) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), evening, SEOUL)
        assert store.states(minji, ["alliance"])["alliance"].last_answer_day == TODAY
        store.record(minji, answer(), evening + 3_600_000, SEOUL)
        assert store.states(minji, ["alliance"])["alliance"].last_answer_day == TODAY + 1


def test_an_answer_from_the_past_takes_its_place(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(score=1.0), START + 3 * DAY, SEOUL)
        store.record(minji, answer(score=0.0), START, SEOUL)
        assert memory(store, minji, "alliance") == remembered(seen(0.0), seen(1.0, TODAY + 3))


def test_taking_back_overriding_and_regrading_change_memory(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        first = store.record(minji, answer(score=1.0), START, SEOUL)
        second = store.record(minji, answer(score=0.0), START + DAY, SEOUL)
        store.record(minji, OverrideBody(target=second.id), START + DAY + 1, SEOUL)
        assert memory(store, minji, "alliance") == remembered(seen(), seen(1.0, TODAY + 1))
        moved = RegradeBody(target=second.id, score=0.5, evidence=(evidence("drone", 0.5),))
        store.record(minji, moved, START + DAY + 2, SEOUL)
        assert memory(store, minji, "alliance") == remembered(seen())
        assert memory(store, minji, "drone") == remembered(seen(0.5, TODAY + 1))
        store.record(minji, RetractBody(target=first.id), START + DAY + 3, SEOUL)
        assert store.states(minji, ["alliance"]) == {}


def test_retention_moves_due_days_and_parameters_move_memory(home: Path) -> None:
    with opened(home) as store:
        minji = store.make_learner("Minji")
        for day in range(3):
            store.record(minji, answer(guess=0.0), START + day * DAY, SEOUL)
        before = store.states(minji, ["alliance"])["alliance"]
        store.record(minji, ParamsBody(retention=0.7), START + 3 * DAY, SEOUL)
        after = store.states(minji, ["alliance"])["alliance"]
        assert after.memory == before.memory
        assert after.due_day == due_day(before.memory, 0.7, MODEL) > before.due_day
        slower = (DEFAULT_PARAMETERS[0], DEFAULT_PARAMETERS[1], 5.0, *DEFAULT_PARAMETERS[3:])
        store.record(minji, ParamsBody(parameters=slower), START + 3 * DAY, SEOUL)
        assert memory(store, minji, "alliance").stability > before.memory.stability


def test_reading_ahead_of_the_projections_gives_the_same(home: Path) -> None:
    """States are read through what is pending; written projections must say the same."""
    with opened(home, journal="rollback") as store:
        minji = store.make_learner("Minji")
        assert store.states(minji, FACTS) == {}
        for n in range(30):
            store.record(minji, answer(FACTS[n % 3 : n % 3 + 2], float(n % 4 > 0)), START + n * DAY // 3, SEOUL)
            ahead = store.states(minji, FACTS)
        assert store.db.execute("SELECT count(*) FROM state").fetchone() == (0,)
        store.follow()
        assert store.states(minji, FACTS) == ahead


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 80), pauses=st.integers(1, 9))
def test_projections_follow_from_the_events_whatever_happened(seed: int, size: int, pauses: int) -> None:
    with scratch() as folder, opened(folder / "home", seed) as store:
        store.db.execute("PRAGMA synchronous = OFF")
        lives = [Life(store, store.make_learner(name), seed + n) for n, name in enumerate(("Minji", "Jisu"))]
        for step in range(size):
            lives[step % 2].live(1, lives[0].seen)
            if step % pauses == 0:
                store.states(lives[step % 2].learner, FACTS)
                store.counts(lives[step % 2].learner, TODAY + step)
        health = examine(store)
        assert health.findings == []
        before = digest(store)
        with store.writing() as projector:
            derive_all(projector)
        assert digest(store) == before


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_two_processes_taking_turns_derive_the_same(seed: int) -> None:
    with scratch() as folder, opened(folder, seed) as one, opened(folder, seed + 1) as other:
        for store in (one, other):
            store.db.execute("PRAGMA synchronous = OFF")
        learner = one.make_learner("Minji")
        lives = [Life(one, learner, seed), Life(other, learner, seed + 1)]
        for step in range(40):
            life = lives[(step * seed >> 3) % 2]
            life.live(1, [event for each in lives for event in each.seen])
            if step % 3 == 0:
                states = [store.states(learner, FACTS) for store in (one, other)]
                assert states[0] == states[1]
        assert examine(one).findings == []
        assert sorted(event.seq for life in lives for event in life.seen) == list(range(1, 41))


def test_learner_day_is_where_the_tests_think_it_is() -> None:
    assert learner_day(START, SEOUL) == TODAY
