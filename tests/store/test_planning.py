"""What planning asks of the store: what is due, new, counted, and how renamed content keeps its progress."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from learn.events import BuryBody, ParamsBody, RetractBody, SuspendBody
from learn.memory.evidence import due_day
from learn.problems import StoreError
from learn.store.derive import derive_all
from learn.store.digest import digest
from learn.store.doctor import examine
from learn.store.index_schema import TABLES
from learn.store.log import Store
from learn.store.planning import Use
from learn.store.tally import Counts
from tests.store.histories import DAY, SEOUL, START, TODAY, answer, opened

LESSONS = {"shifts": ("alliance", "dispatch", "drone"), "precedent": ("vietnam", "hedging")}


def library(
    path: Path,
    lessons: Mapping[str, tuple[str, ...]] = LESSONS,
    renamed: Mapping[tuple[str, str], str] | None = None,
    unasked: tuple[str, ...] = (),
) -> Path:
    """An index of content as the store attaches it: facts by lesson, each with one question unless `unasked`."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    for statement in filter(str.strip, TABLES.split(";")):
        db.execute(statement)
    facts = [(fact, lesson) for lesson, names in lessons.items() for fact in names]
    for position, (fact, lesson) in enumerate(facts):
        row = (fact, lesson, position, fact not in unasked)
        db.execute("INSERT INTO fact (id, lesson, position, questions, bank) VALUES (?, ?, ?, ?, '')", row)
    for (kind, old), new in (renamed or {}).items():
        db.execute("INSERT INTO rename VALUES (?, ?, ?)", (kind, old, new))
    db.commit()
    db.close()
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "home") as store:
        yield store


@pytest.fixture
def minji(store: Store) -> str:
    return store.make_learner("Minji")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return library(tmp_path / "index.db")


def test_the_longest_due_comes_first(store: Store, minji: str) -> None:
    for n, fact in enumerate(("drone", "alliance", "vietnam")):
        store.record(minji, answer(fact), START + n * DAY, SEOUL)
    states = store.all_states(minji)
    assert [state.fact for state in states] == ["drone", "alliance", "vietnam"]
    assert [state.due_day for state in states] == sorted(state.due_day for state in states)
    assert store.due_facts(minji, TODAY + 100, 2) == ["drone", "alliance"]
    assert store.due_facts(minji, TODAY, 10) == []
    assert store.next_due(minji, TODAY) == (states[0].due_day, 1)
    assert store.next_due(minji, TODAY + 100) is None


def test_only_facts_that_still_have_a_question_are_asked(store: Store, minji: str, tmp_path: Path) -> None:
    for fact in ("alliance", "drone", "gone"):
        store.record(minji, answer(fact), START, SEOUL)
    index = library(tmp_path / "index.db", unasked=("drone", "hedging"))
    assert store.due_facts(minji, TODAY + 100, 10, index) == ["alliance"]
    assert store.due_facts(minji, TODAY + 100, 10) == ["alliance", "drone", "gone"]
    assert store.new_facts(minji, 10, index) == ["dispatch", "vietnam"]
    assert store.counts(minji, TODAY + 100, index) == Counts(due=1, new=2, answered=1)
    assert store.counts(minji, TODAY + 100) == Counts(due=3, new=0, answered=3)


def test_new_facts_come_in_the_order_of_the_library(store: Store, minji: str, index: Path) -> None:
    assert store.new_facts(minji, 3, index) == ["alliance", "dispatch", "drone"]
    assert store.new_facts(minji, 3, index, lesson="precedent") == ["vietnam", "hedging"]
    store.record(minji, answer("alliance"), START, SEOUL)
    assert store.new_facts(minji, 1, index) == ["dispatch"]
    assert store.new_facts(store.make_learner("Jisu"), 1, index) == ["alliance"]


def test_an_answer_taken_back_makes_its_fact_new_again(store: Store, minji: str, index: Path) -> None:
    event = store.record(minji, answer("alliance"), START, SEOUL)
    store.record(minji, RetractBody(target=event.id), START + 1, SEOUL)
    assert store.new_facts(minji, 1, index) == ["alliance"]
    assert store.counts(minji, TODAY, index) == Counts(due=0, new=5, answered=0)


def test_suspended_and_buried_facts_are_left_alone(store: Store, minji: str, index: Path) -> None:
    for fact in ("alliance", "drone"):
        store.record(minji, answer(fact), START, SEOUL)
    store.record(minji, SuspendBody(fact="alliance"), START + 1, SEOUL)
    store.record(minji, SuspendBody(fact="vietnam"), START + 1, SEOUL)
    store.record(minji, BuryBody(fact="drone", until=TODAY + 9), START + 1, SEOUL)
    assert store.due_facts(minji, TODAY + 8, 9, index) == []
    assert store.due_facts(minji, TODAY + 9, 9, index) == ["drone"]
    assert store.new_facts(minji, 9, index) == ["dispatch", "hedging"]
    assert store.counts(minji, TODAY + 8, index) == Counts(due=0, new=2, answered=2)
    store.record(minji, BuryBody(fact="dispatch", until=TODAY + 3), START + 1, SEOUL)
    assert store.new_facts(minji, 9, index, day=TODAY + 2) == ["hedging"]
    assert store.new_facts(minji, 9, index, day=TODAY + 3) == ["dispatch", "hedging"]
    assert store.suspended(minji) == {"alliance", "vietnam"}
    assert store.suspended(minji, TODAY) == {"alliance", "vietnam", "drone", "dispatch"}
    store.record(minji, SuspendBody(fact="alliance", on=False), START + 2, SEOUL)
    assert store.suspended(minji) == {"vietnam"}
    assert store.due_facts(minji, TODAY + 9, 9, index) == ["alliance", "drone"]


def test_limits_count_facts_met_and_seen_again_today(store: Store, minji: str) -> None:
    store.record(minji, answer("alliance"), START, SEOUL)
    for fact in ("alliance", "alliance", "drone", "vietnam"):
        store.record(minji, answer(fact), START + DAY, SEOUL)
    undone = store.record(minji, answer("hedging"), START + DAY, SEOUL)
    store.record(minji, RetractBody(target=undone.id), START + DAY, SEOUL)
    assert store.answered_today(minji, TODAY) == (0, 0)
    assert store.answered_today(minji, TODAY + 1) == (2, 1)
    assert store.answered_today(minji, TODAY + 2) == (0, 0)


def test_uses_count_every_time_a_question_was_put(store: Store, minji: str) -> None:
    event = store.record(minji, answer("alliance", question="q1"), START + 5, SEOUL)
    store.record(minji, answer("alliance", question="q1"), START, SEOUL)
    store.record(minji, RetractBody(target=event.id), START + 9, SEOUL)
    uses = store.question_uses(minji, ["shifts/q1", "shifts/q2"])
    assert uses == {"shifts/q1": Use(times=2, last_ms=START + 5)}
    assert len(store.question_uses(minji, [f"shifts/q{n}" for n in range(2000)])) == 1


def test_an_index_that_is_not_there_or_damaged_is_named(store: Store, minji: str, tmp_path: Path) -> None:
    damaged = tmp_path / "index.db"
    damaged.write_bytes(b"nonsense" * 200)
    for path in (tmp_path / "none.db", damaged):
        with pytest.raises(StoreError, match=path.name):
            store.counts(minji, TODAY, path)
    assert store.counts(minji, TODAY, library(tmp_path / "good.db")).new == 5


# -- renamed content ---------------------------------------------------------------------------------------------


def test_progress_follows_a_renamed_fact(store: Store, minji: str, index: Path) -> None:
    store.record(minji, answer("treaty"), START, SEOUL)
    store.record(minji, SuspendBody(fact="treaty"), START, SEOUL)
    before = store.states(minji, ["treaty"])["treaty"]
    library(index, renamed={("fact", "treaty"): "alliance"})
    assert store.counts(minji, TODAY, index) == Counts(due=0, new=4, answered=1)
    after = store.states(minji, ["alliance", "treaty"])
    assert after["alliance"].memory == after["treaty"].memory == before.memory
    assert after["alliance"].suspended
    assert store.suspended(minji) == {"alliance", "treaty"}
    assert examine(store).findings == []


def test_answers_under_both_names_are_one_history(store: Store, minji: str, index: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "plain") as plain:
        same = plain.make_learner("Minji")
        for day in range(6):
            store.record(minji, answer(("treaty", "alliance")[day % 2]), START + day * DAY, SEOUL)
            plain.record(same, answer("alliance"), START + day * DAY, SEOUL)
        library(index, renamed={("fact", "treaty"): "pact", ("fact", "pact"): "alliance"})
        store.counts(minji, TODAY, index)
        assert store.states(minji, ["alliance"])["alliance"].memory == plain.all_states(same)[0].memory
        store.record(minji, answer("treaty"), START + 9 * DAY, SEOUL)
        plain.record(same, answer("alliance"), START + 9 * DAY, SEOUL)
        assert store.states(minji, ["alliance"])["alliance"].memory == plain.all_states(same)[0].memory
        assert examine(store).findings == []


def test_a_rename_taken_back_gives_each_fact_its_own_again(store: Store, minji: str, index: Path) -> None:
    for day, fact in enumerate(("treaty", "alliance", "treaty", "drone")):
        store.record(minji, answer(fact), START + day * DAY, SEOUL)
    before = digest(store)
    for renamed in ({("fact", "treaty"): "alliance"}, {("fact", "treaty"): "drone"}, {}):
        library(index, renamed=renamed)
        store.close()
        store.__dict__.update(opened(store.path.parent).__dict__)
        store.counts(minji, TODAY, index)
        assert examine(store).findings == []
    assert digest(store) == before


def test_renames_in_a_circle_end(store: Store, minji: str, index: Path) -> None:
    for fact in ("a", "b", "c"):
        store.record(minji, answer(fact), START, SEOUL)
    library(index, renamed={("fact", "a"): "b", ("fact", "b"): "c", ("fact", "c"): "a"})
    store.counts(minji, TODAY, index)
    assert store.states(minji, ["a", "b", "c"])["c"].memory.reviews == 3
    assert [state.fact for state in store.all_states(minji)] == ["a"]


def test_uses_and_the_last_question_follow_renamed_questions(store: Store, minji: str, index: Path) -> None:
    store.record(minji, answer("alliance", question="old"), START, SEOUL)
    store.record(minji, answer("drone", question="new"), START + 5, SEOUL)
    library(index, renamed={("question", "shifts/old"): "shifts/new"})
    store.counts(minji, TODAY, index)
    assert store.question_uses(minji, ["shifts/new"]) == {"shifts/new": Use(times=2, last_ms=START + 5)}
    assert {state.last_question for state in store.all_states(minji)} == {"shifts/new"}


def test_a_lesson_may_have_a_retention_of_its_own(store: Store, minji: str, index: Path) -> None:
    for day in range(3):
        for fact in ("alliance", "vietnam"):
            store.record(minji, answer(fact, guess=0.0), START + day * DAY, SEOUL)
    before = store.states(minji, ["alliance", "vietnam"])
    store.record(minji, ParamsBody(lesson_retention={"shifts": 0.97}), START + 3 * DAY, SEOUL)
    store.counts(minji, TODAY, index)
    after = store.states(minji, ["alliance", "vietnam"])
    model = store.settings(minji).model
    assert after["vietnam"] == before["vietnam"]
    assert after["alliance"].due_day == due_day(before["alliance"].memory, 0.97, model) < before["alliance"].due_day
    assert examine(store).findings == []
    store.record(minji, answer("alliance", guess=0.0), START + 4 * DAY, SEOUL)
    store.follow()
    (further,) = [state for state in store.all_states(minji) if state.fact == "alliance"]
    assert further.due_day == due_day(further.memory, 0.97, model)
    assert examine(store).findings == []
    with store.writing() as projector:
        derive_all(projector)
    assert further in store.all_states(minji)
