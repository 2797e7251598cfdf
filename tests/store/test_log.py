"""Recording and reading: what was said comes back, in order, and stays."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from learn.events import (
    FinishBody,
    FlagBody,
    OverrideBody,
    ParamsBody,
    ReadBody,
    RegradeBody,
    RetractBody,
)
from learn.problems import StoreError
from learn.store.log import Store
from tests.store.histories import DAY, SEOUL, START, TODAY, answer, begun, evidence, opened, session_id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "home") as store:
        yield store


@pytest.fixture
def minji(store: Store) -> str:
    return store.make_learner("Minji")


def test_an_event_comes_back_as_it_was_recorded(store: Store, minji: str) -> None:
    body = answer("alliance", 0.5, n=3, hint=True)
    event = store.record(minji, body, START, SEOUL)
    (row,) = store.history(minji)
    assert (row.event, row.ms, row.offset, row.learner, row.body) == (event.id, START, SEOUL, minji, body)
    assert (row.score, row.retracted, row.overridden, row.regraded) == (0.5, False, False, False)


def test_sequence_numbers_count_the_events_of_the_device(store: Store, minji: str) -> None:
    events = [store.record(minji, answer(n=n), START + n, SEOUL) for n in range(3)]
    assert [event.seq for event in events] == [1, 2, 3]
    assert len({event.device for event in events}) == 1
    assert len({event.id for event in events}) == 3


def test_ids_are_version_7_and_hold_the_time(store: Store, minji: str) -> None:
    event = store.record(minji, answer(), START, SEOUL)
    assert event.id[14] == "7"
    assert event.id[19] in "89ab"
    assert int(event.id.replace("-", "")[:12], 16) == START


def test_several_events_are_recorded_together_or_not_at_all(store: Store, minji: str) -> None:
    with pytest.raises(KeyError):
        store.record_all(minji, [answer(), None], START, SEOUL)  # type: ignore[list-item]
    assert not list(store.history())
    recorded = store.record_all(minji, [begun(session_id(0)), answer()], START, SEOUL)
    assert [event.seq for event in recorded] == [1, 2]


def test_names_are_not_in_the_log(store: Store, minji: str) -> None:
    store.record(minji, answer(), START, SEOUL)
    assert store.learner_id("Minji") == minji
    assert store.learner_id("Jisu") is None
    assert store.make_learner("Minji") == minji
    assert store.learners() == {minji: "Minji"}
    rows = store.db.execute("SELECT body FROM event").fetchall()
    assert not any("Minji" in body for (body,) in rows)


def test_a_name_in_a_strange_encoding_is_a_name(store: Store) -> None:
    made = store.make_learner("Min\udce4ji")
    assert store.learner_id("Min\udce4ji") == made


def test_half_a_surrogate_pair_in_an_answer_is_replaced(store: Store, minji: str) -> None:
    body = answer(question="q\udce4")
    store.record(minji, body, START, SEOUL)
    (row,) = store.history()
    assert row.body.question == "q\ufffd"


def test_a_clock_that_no_calendar_knows_is_refused(store: Store, minji: str) -> None:
    with pytest.raises(StoreError, match="clock"):
        store.record(minji, answer(), -1, SEOUL)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET ms = 0",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT n, id, device, seq, 0, offset, learner, type, '{}' FROM event",
        "INSERT OR REPLACE INTO event SELECT n, randomblob(16), device, seq, 0, offset, learner, type, '{}' FROM event",
        "UPDATE OR REPLACE event SET body = '{}'",
    ],
)
def test_events_are_guarded_even_from_other_programs(store: Store, minji: str, statement: str) -> None:
    store.record(minji, answer(), START, SEOUL)
    other = sqlite3.connect(store.path)
    before = other.execute("SELECT * FROM event").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(statement)
    assert other.execute("SELECT * FROM event").fetchall() == before
    other.close()


def test_history_is_in_replay_order_and_can_be_cut(store: Store, minji: str) -> None:
    for ms in (START + 5, START, START + DAY):
        store.record(minji, answer(), ms, SEOUL)
    assert [row.ms for row in store.history(minji)] == [START, START + 5, START + DAY]
    assert [row.ms for row in store.history(minji, limit=2)] == [START + 5, START + DAY]
    assert [row.ms for row in store.history(minji, since=START + 5)] == [START + 5, START + DAY]
    assert [row.ms for row in store.history(limit=1)] == [START + DAY]


def test_override_and_regrade_the_newest_counts(store: Store, minji: str) -> None:
    wrong = store.record(minji, answer(score=0.0), START, SEOUL)
    store.record(minji, OverrideBody(target=wrong.id), START + 1, SEOUL)
    (row,) = store.history()
    assert (row.score, row.overridden) == (1.0, True)
    regrade = RegradeBody(target=wrong.id, score=0.5, evidence=(evidence("alliance", 0.5),), points=2.0)
    store.record(minji, regrade, START + 2, SEOUL)
    (row,) = store.history()
    assert (row.score, row.points, row.overridden, row.regraded) == (0.5, 2.0, False, True)
    assert row.body.score == 0.0


def test_an_override_can_be_taken_back(store: Store, minji: str) -> None:
    wrong = store.record(minji, answer(score=0.0), START, SEOUL)
    override = store.record(minji, OverrideBody(target=wrong.id), START + 1, SEOUL)
    believed = store.states(minji, ["alliance"])["alliance"].memory
    store.record(minji, RetractBody(target=override.id), START + 2, SEOUL)
    (row,) = store.history()
    assert (row.score, row.overridden) == (0.0, False)
    assert store.states(minji, ["alliance"])["alliance"].memory.stability < believed.stability


def test_what_another_learner_says_about_an_answer_does_not_count(store: Store, minji: str) -> None:
    jisu = store.make_learner("Jisu")
    wrong = store.record(minji, answer(score=0.0), START, SEOUL)
    store.record(jisu, OverrideBody(target=wrong.id), START + 1, SEOUL)
    (row,) = store.history(minji)
    assert row.score == 0.0


def test_the_last_answer_is_the_newest_that_stands(store: Store, minji: str) -> None:
    assert store.last_answer(minji) is None
    first = store.record(minji, answer("alliance"), START, SEOUL)
    second = store.record(minji, answer("drone"), START + 1, SEOUL)
    last = store.last_answer(minji)
    assert last is not None
    assert last.event == second.id
    store.record(minji, RetractBody(target=second.id), START + 2, SEOUL)
    last = store.last_answer(minji)
    assert last is not None
    assert last.event == first.id
    assert "drone" not in store.states(minji, ["drone"])


def test_a_session_is_gone_on_with(store: Store, minji: str) -> None:
    session = session_id(5)
    assert store.open_session(minji) is None
    store.record_all(minji, [begun(session), answer(session=session, n=1)], START, SEOUL)
    wrong = store.record(minji, answer("drone", 0.0, session=session, n=2), START + 1, SEOUL)
    undone = store.record(minji, answer("vietnam", session=session, n=3), START + 2, SEOUL)
    store.record(minji, RetractBody(target=undone.id), START + 3, SEOUL)
    store.record(minji, OverrideBody(target=wrong.id), START + 4, SEOUL)
    record = store.open_session(minji)
    assert record is not None
    assert (record.id, record.body.session, record.finished) == (session, session, False)
    assert [event.body["n"] for event in record.answers] == [1, 2]
    assert record.scores == (1.0, 1.0)
    assert record.session.ms == START


def test_a_finished_session_is_open_again_after_an_undo(store: Store, minji: str) -> None:
    session = session_id(5)
    store.record(minji, begun(session), START, SEOUL)
    only = store.record(minji, answer(session=session), START + 1, SEOUL)
    store.record(minji, FinishBody(session=session, points=1, max=1, percent=100), START + 2, SEOUL)
    assert store.open_session(minji) is None
    finished = store.open_session(minji, session)
    assert finished is not None
    assert finished.finished
    store.record(minji, RetractBody(target=only.id), START + 3, SEOUL)
    record = store.open_session(minji)
    assert record is not None
    assert (record.answers, record.finished) == ((), False)


def test_a_session_whose_clock_was_set_back_keeps_its_answers(store: Store, minji: str) -> None:
    session = session_id(5)
    store.record_all(minji, [begun(session), answer(session=session, n=1)], START, SEOUL)
    store.record(minji, answer(session=session, n=2), START - DAY, SEOUL)
    record = store.open_session(minji, session)
    assert record is not None
    assert sorted(event.body["n"] for event in record.answers) == [1, 2]


def test_the_newest_unfinished_session_is_offered(store: Store, minji: str) -> None:
    for seed in (1, 2):
        store.record(minji, begun(session_id(seed)), START + seed, SEOUL)
    record = store.open_session(minji)
    assert record is not None
    assert record.id == session_id(2)
    assert [each.id for each in store.sessions(minji)] == [session_id(2), session_id(1)]
    assert store.open_session(minji, "no such id") is None
    assert store.open_session(store.make_learner("Jisu"), session_id(1)) is None


def test_comebacks_do_not_count_as_answered(store: Store, minji: str) -> None:
    session = session_id(5)
    store.record_all(minji, [begun(session), answer(session=session, n=1)], START, SEOUL)
    store.record(minji, answer(session=session, n=4, comeback=True), START + 1, SEOUL)
    (summary,) = store.sessions(minji)
    assert (summary.answered, summary.questions, summary.finished) == (1, 3, False)


def test_lessons_read_and_questions_flagged(store: Store, minji: str) -> None:
    store.record(minji, ReadBody(lesson="shifts"), START, SEOUL)
    assert store.reads(minji) == {"shifts": START}
    store.record(minji, ReadBody(lesson="shifts"), START + 9, SEOUL)
    assert store.reads(minji) == {"shifts": START + 9}
    store.record(minji, FlagBody(bank="shifts", question="q1", remark="two right answers"), START, SEOUL)
    (flag,) = store.flags()
    assert flag.body["remark"] == "two right answers"
    assert store.flags(store.make_learner("Jisu")) == []


def test_settings_are_the_newest_value_of_each(store: Store, minji: str) -> None:
    assert (store.settings(minji).retention, store.settings(minji).new_per_day) == (0.9, 20)
    store.record(minji, ParamsBody(retention=0.8, lesson_retention={"shifts": 0.95}), START, SEOUL)
    store.record(minji, ParamsBody(new_per_day=5, parameters=(0.0,) * 3), START + 1, SEOUL)
    settings = store.settings(minji)
    assert (settings.retention, settings.new_per_day, settings.reviews_per_day) == (0.8, 5, 200)
    assert settings.lesson_retention == {"shifts": 0.95}
    assert len(settings.model.parameters) == 21


def test_a_store_that_is_not_there_reads_as_empty_and_is_made_by_the_first_event(tmp_path: Path) -> None:
    path = tmp_path / "home" / "learn.db"
    with Store.open(path, lambda bits: 1 << (bits - 1), create=False) as store:
        before = store.exists
        assert store.counts("00000000-0000-4000-8000-000000000000", TODAY).answered == 0
        assert not path.parent.exists()
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        assert (before, store.exists, path.exists()) == (False, True, True)
        assert store.states(minji, ["alliance"])


def test_what_a_process_left_unapplied_the_next_one_applies(store: Store, minji: str) -> None:
    store.states(minji, [])
    store.record(minji, answer(), START, SEOUL)
    assert store.db.execute("SELECT count(*) FROM state").fetchone() == (0,)
    held = store.states(minji, ["alliance"])
    with Store.open(store.path, store.random_bits) as other:
        assert other.states(minji, ["alliance"]) == held
        assert other.db.execute("SELECT count(*) FROM state").fetchone() == (1,)
    assert store.states(minji, ["alliance"]) == held
