"""Merging is a set union: any order, any number of times, the same log and the same state."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from learn.events import Event, OverrideBody, RetractBody
from learn.problems import StoreError, UsageError
from learn.store.digest import Digest, digest
from learn.store.doctor import examine
from learn.store.log import Store
from learn.store.merge import MergeReport, export, forget, merge, verify, verify_lines
from tests.store.histories import (
    DAY,
    FACTS,
    SEOUL,
    START,
    TODAY,
    Life,
    answer,
    begun,
    machines,
    opened,
    scratch,
    session_id,
)

Change = Callable[[Event], Event]


def changed(line: str, **fields: object) -> str:
    event = msgspec.json.decode(line, type=Event)
    return msgspec.json.encode(msgspec.structs.replace(event, **fields)).decode()


def rescored(line: str, score: float) -> str:
    event = msgspec.json.decode(line, type=Event)
    return changed(line, body=event.body | {"score": score})


def unlearned(line: str) -> str:
    """The answer as if it had been wrong, also on its facts."""
    event = msgspec.json.decode(line, type=Event)
    wrong = [piece | {"score": 0.0} for piece in event.body["evidence"]]
    return changed(line, body=event.body | {"score": 0.0, "evidence": wrong})


@pytest.fixture
def log(tmp_path: Path) -> list[str]:
    """Three answers of one learner, as lines behind a header."""
    with opened(tmp_path / "origin", 9) as store:
        minji = store.make_learner("Minji")
        for n, fact in enumerate(FACTS[:3]):
            store.record(minji, answer(fact), START + n * DAY, SEOUL)
        return list(export(store))


def test_an_export_is_merged_once(tmp_path: Path, log: list[str]) -> None:
    with opened(tmp_path / "other") as store:
        first = merge(store, log)
        assert (first.added, first.known, first.trouble) == (3, 0, False)
        again = merge(store, log)
        assert (again.added, again.known, again.trouble) == (0, 3, False)
        assert list(export(store)) == log
        assert examine(store).findings == []
        (learner,) = store.learners()
        assert set(store.states(learner, FACTS)) == set(FACTS[:3])


def test_what_happened_at_one_moment_is_told_in_one_order(tmp_path: Path) -> None:
    with machines(tmp_path, 4, 6) as (one, other, first, second):
        minji = one.make_learner("Minji")
        for n in range(4):
            one.record(minji, answer(FACTS[n]), START, SEOUL)
            other.record(minji, answer(FACTS[n], 0.0), START, SEOUL)
        for store, logs in ((first, (one, other)), (second, (other, one))):
            for log in logs:
                merge(store, export(log))
        told = [
            [row.event for row in store.history(*learner)] for store in (first, second) for learner in ((), (minji,))
        ]
        assert len(told[0]) == 8
        assert told == [told[0]] * 4
        assert [state.memory for state in first.all_states(minji)] == [
            state.memory for state in second.all_states(minji)
        ]


def test_names_travel_only_when_asked(tmp_path: Path) -> None:
    with machines(tmp_path, 3, 1) as (origin, bare, named):
        minji = origin.make_learner("Minji")
        origin.record(minji, answer(), START, SEOUL)
        assert "Minji" not in "".join(export(origin))
        head = next(iter(export(origin, names=True)))
        assert msgspec.json.decode(head) == {"format": "learn-log", "version": 1, "names": {minji: "Minji"}}
        merge(bare, export(origin))
        merge(named, export(origin, names=True))
        assert (bare.learners(), named.learners()) == ({minji: minji}, {minji: "Minji"})


def test_one_name_on_two_machines_is_one_learner(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as stores:
        ids = [store.make_learner("Minji") for store in stores]
        for store, learner, fact in zip(stores, ids, FACTS, strict=False):
            wrong = store.record(learner, answer(fact, 0.0), START, SEOUL)
            store.record(learner, answer("vietnam", session=session_id(1)), START + 1, SEOUL)
        exports = [list(export(store, names=True)) for store in stores]
        for store, lines in zip(stores, reversed(exports), strict=True):
            merge(store, lines)
            assert store.learners() == {min(ids): "Minji"}
            for learner in ids:
                assert {state.fact for state in store.all_states(learner)} == {*FACTS[:2], "vietnam"}
                assert store.states(learner, ["vietnam"])["vietnam"].memory.reviews == 2
        assert digest(stores[0]) == digest(stores[1])
        stores[0].record(ids[0], OverrideBody(target=wrong.id), START + 2, SEOUL)
        assert [row.score for row in stores[0].history(ids[1])].count(0.0) == 1
        assert {row.learner for row in stores[0].history()} == {min(ids)}
        assert all(examine(store).findings == [] for store in stores)
        assert forget(stores[0], ids[1]) == 5
        assert list(stores[0].history()) == []


def test_a_log_without_names_may_be_said_to_be_mine(tmp_path: Path, log: list[str]) -> None:
    with opened(tmp_path / "other") as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        store.record(minji, answer("drone"), START, SEOUL)
        store.record(jisu, answer("drone"), START, SEOUL)
        merge(store, log, mine=minji)
        assert {state.fact for state in store.all_states(minji)} == {"drone", *FACTS[:3]}
        assert {state.fact for state in store.all_states(jisu)} == {"drone"}
        assert len(list(export(store, minji))) == 5
        assert sorted(store.learners().values()) == ["Jisu", "Minji"]
        assert examine(store).findings == []
        with pytest.raises(UsageError, match="2 learners"):
            merge(store, [*log, *export(store, jisu)], mine=minji)


def test_a_name_that_could_move_the_cursor_is_left_out(tmp_path: Path, log: list[str]) -> None:
    learner = msgspec.json.decode(log[1], type=Event).learner
    header = msgspec.json.encode({"format": "learn-log", "version": 1, "names": {learner: "\x1b[2J"}}).decode()
    with opened(tmp_path / "other") as store:
        merge(store, [header, *log[1:]])
        assert store.learners() == {learner: learner}


def test_one_learner_is_exported_alone(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as (origin, other):
        minji, jisu = origin.make_learner("Minji"), origin.make_learner("Jisu")
        origin.record(minji, answer(), START, SEOUL)
        origin.record(jisu, answer(), START, SEOUL)
        merge(other, export(origin, minji, names=True))
        assert other.learners() == {minji: "Minji"}
        report = verify(other)
        assert not report.trouble


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_three_machines_agree_in_any_order_and_repeatedly(seed: int) -> None:
    rng = Random(seed)
    with scratch() as folder, machines(folder, 3, seed) as stores:
        for store in stores:
            store.db.execute("PRAGMA synchronous = OFF")
        shared = stores[0].make_learner("Minji")
        lives = [Life(store, shared, seed + n) for n, store in enumerate(stores)]
        lives.append(Life(stores[1], stores[1].make_learner("Jisu"), seed + 7))
        for _ in range(3):
            for life in lives:
                life.live(rng.randrange(12), [event for each in lives for event in each.seen])
            source, target = rng.sample(stores, 2)
            merge(target, list(export(source)))
        exports = [list(export(store)) for store in stores]
        for store in stores:
            order = [0, 1, 2, rng.randrange(3)]
            rng.shuffle(order)
            for source_n in order:
                lines = exports[source_n][1:]
                rng.shuffle(lines)
                assert not merge(store, lines).trouble
        assert len({digest(store) for store in stores}) == 1
        assert all(examine(store).findings == [] for store in stores)
        assert len({tuple(export(store)) for store in stores}) == 1


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_changed_copies_and_forgotten_learners_leave_the_same_everywhere(seed: int) -> None:
    """Altered, foreign and genuine copies of the same ids, and a tombstone, in every order."""
    rng = Random(seed)
    with scratch() as folder, machines(folder, 4, seed) as (origin, *stores):
        minji, jisu = origin.make_learner("Minji"), origin.make_learner("Jisu")
        lives = [Life(origin, minji, seed), Life(origin, jisu, seed + 1)]
        for life in lives:
            life.live(8)
        genuine = list(export(origin))[1:]
        altered = [changed(line, ms=START + rng.randrange(DAY)) for line in genuine if rng.random() < 0.5]
        altered += [changed(line, learner=jisu) for line in genuine if rng.random() < 0.2]
        altered += [changed(line, id=session_id(n)) for n in range(3) for line in rng.sample(genuine, 2)]
        gone = [f'{{"forgotten":"{rng.choice((minji, jisu))}"}}'] if rng.random() < 0.5 else []
        for store in stores:
            for _ in range(2):
                lines = [*genuine, *altered, *gone]
                rng.shuffle(lines)
                merge(store, lines, follow_forgetting=True)
        assert len({digest(store) for store in stores}) == 1
        assert all(not [each for each in examine(store).findings if each.where != "log"] for store in stores)


def test_a_changed_line_never_takes_the_place_of_the_genuine_one(tmp_path: Path, log: list[str]) -> None:
    forged = [log[0], rescored(log[1], 0.0), *log[2:]]
    with machines(tmp_path, 2, 3) as (genuine_first, forged_first):
        merge(genuine_first, log)
        before = digest(genuine_first).state
        report = merge(genuine_first, forged)
        event = msgspec.json.decode(log[1], type=Event).id
        assert (report.known, report.quarantined, report.trouble) == (2, [event], True)
        assert digest(genuine_first).state == before
        assert [row.score for row in genuine_first.history()] == [1.0, 1.0, 1.0]
        assert merge(forged_first, forged).added == 3
        assert [row.score for row in forged_first.history()] == [0.0, 1.0, 1.0]
        assert merge(forged_first, log).quarantined == [event]
        assert [row.score for row in forged_first.history()] == [1.0, 1.0, 1.0]
        assert digest(forged_first) == digest(genuine_first)
        assert any(event in line for line in report.lines())


def test_copies_in_quarantine_travel_along(tmp_path: Path, log: list[str]) -> None:
    with machines(tmp_path, 2, 3) as (origin, other):
        merge(origin, [*log, rescored(log[1], 0.0)])
        lines = list(export(origin))
        assert len(lines) == len(log) + 1
        assert len(merge(other, lines).quarantined) == 1
        assert digest(other) == digest(origin)
        assert list(export(other)) == lines
        (learner,) = origin.learners()
        assert list(export(origin, learner)) == lines


def test_a_copy_by_another_learner_stays_when_the_first_is_forgotten(tmp_path: Path, log: list[str]) -> None:
    with machines(tmp_path, 2, 3) as (store, other):
        minji = msgspec.json.decode(log[1], type=Event).learner
        jisu = store.make_learner("Jisu")
        claimed = changed(log[1], learner=jisu)
        assert len(merge(store, [*log, claimed]).quarantined) == 1
        assert forget(store, minji) == 3
        assert [row.learner for row in store.history()] == [jisu]
        merge(other, [*log, f'{{"forgotten":"{minji}"}}', claimed], follow_forgetting=True)
        assert digest(other) == digest(store)
        assert [each for each in examine(store).findings if each.where != "log"] == []


def test_everything_is_counted_that_a_merge_finds_twice(tmp_path: Path, log: list[str]) -> None:
    forged = [log[0], *(rescored(line, 0.0) for line in log[1:3]), log[3]]
    with machines(tmp_path, 2, 3) as (store, other):
        merge(store, forged)
        report = merge(store, [*log, *log[1:3], *log[1:3]])
        assert (report.added, report.known, len(report.quarantined)) == (0, 5, 2)
        assert [row.score for row in store.history()] == [1.0, 1.0, 1.0]
        merge(other, log)
        assert digest(other).state == digest(store).state
        assert [each for each in examine(store).findings if each.where != "log"] == []


def test_swaps_for_several_learners_leave_the_states_of_each(tmp_path: Path) -> None:
    with machines(tmp_path, 3, 4) as (origin, store, other):
        learners = [origin.make_learner(name) for name in ("Minji", "Jisu", "Haneul")]
        for n, learner in enumerate(learners):
            origin.record(learner, answer(FACTS[n]), START + n, SEOUL)
        log = list(export(origin))
        merge(store, [log[0], *map(unlearned, log[1:])])
        before = [store.states(learner, FACTS) for learner in learners]
        assert len(merge(store, log).quarantined) == 3
        assert before != [store.states(learner, FACTS) for learner in learners]
        merge(other, log)
        for n, learner in enumerate(learners):
            assert store.states(learner, FACTS) == other.states(learner, FACTS) != {}
            assert list(store.states(learner, FACTS)) == [FACTS[n]]


def test_a_copy_by_another_learner_is_kept_when_the_first_is_forgotten_after_it(tmp_path: Path, log: list[str]) -> None:
    with machines(tmp_path, 2, 3) as (store, other):
        minji = msgspec.json.decode(log[1], type=Event).learner
        jisu = store.make_learner("Jisu")
        claimed = changed(log[1], learner=jisu)
        merge(store, [*log, claimed, f'{{"forgotten":"{minji}"}}'], follow_forgetting=True)
        merge(other, [claimed, f'{{"forgotten":"{minji}"}}'], follow_forgetting=True)
        assert [row.learner for row in store.history()] == [jisu]
        assert store.states(jisu, FACTS) == other.states(jisu, FACTS) != {}


def test_several_are_forgotten_with_all_that_was_theirs(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 5) as (store, other):
        learners = [store.make_learner(name) for name in ("Minji", "Jisu", "Haneul")]
        for n, learner in enumerate([*learners, *learners]):
            store.record(learner, answer(FACTS[n % 5]), START + n, SEOUL)
        merge(other, export(store))
        for learner in learners[:2]:
            forget(store, learner)
        report = merge(other, export(store), follow_forgetting=True)
        assert (report.forgotten, report.removed, report.known) == (2, 4, 2)
        assert digest(other) == digest(store)


def test_what_was_refused_says_why(tmp_path: Path, log: list[str]) -> None:
    with opened(tmp_path / "there") as store:
        report = merge(store, [*log, changed(log[1], seq=0), "[]"])
    assert all(refused.reason for refused in report.refused)
    assert [refused.line for refused in report.refused] == [5, 6]


def test_a_large_log_is_merged_as_a_small_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with machines(tmp_path, 3, 4) as (origin, large, small):
        life = Life(origin, origin.make_learner("Minji"), 4)
        life.live(60)
        merge(small, export(origin))
        monkeypatch.setattr("learn.store.merge._MANY", 7)
        merge(large, export(origin))
        assert digest(origin) == digest(large) == digest(small)


def test_what_verify_found_is_said(log: list[str]) -> None:
    assert verify_lines(log).lines() == ["3 events of 1 learners from 1 devices", "whole"]
    forged = [rescored(line, 0.0) for line in log[1:]]
    text = "\n".join(verify_lines([*forged[1:], "{", *["[]"] * 30]).lines())
    assert "changed later" in text
    assert "line 3:" in text
    assert "… and 11 more" in text
    assert "1 sequence numbers are not here" in text


def test_a_changed_line_is_noticed_without_the_genuine_one(log: list[str]) -> None:
    assert not verify_lines(log).trouble
    forged = verify_lines([log[0], rescored(log[1], 0.0), *log[2:]])
    assert forged.unsealed == [msgspec.json.decode(log[1], type=Event).id]
    assert forged.trouble


def test_a_missing_and_a_repeated_number_are_noticed(log: list[str]) -> None:
    device = msgspec.json.decode(log[1], type=Event).device
    assert verify_lines([log[0], log[1], log[3]]).missing == {device: 1}
    twice = verify_lines([*log, changed(log[1], id=session_id(4))])
    assert any("twice" in fault for fault in twice.faults)


def test_what_is_said_about_an_answer_may_arrive_before_it(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as (origin, other):
        minji = origin.make_learner("Minji")
        right = origin.record(minji, answer("drone", 0.0), START, SEOUL)
        wrong = origin.record(minji, answer("vietnam"), START, SEOUL)
        origin.record(minji, OverrideBody(target=right.id), START + 1, SEOUL)
        origin.record(minji, RetractBody(target=wrong.id), START + 1, SEOUL)
        header, *lines = export(origin)
        for line in (header, *reversed(lines)):
            merge(other, [line])
        assert digest(other) == digest(origin)
        assert set(other.states(minji, FACTS)) == {"drone"}
        assert examine(other).findings == []


def test_numbers_go_on_after_foreign_events_were_merged(tmp_path: Path, log: list[str]) -> None:
    with opened(tmp_path / "other") as store:
        minji = store.make_learner("Minji")
        store.record(minji, answer(), START, SEOUL)
        merge(store, log)
        assert store.record(minji, answer(), START, SEOUL).seq == 2
        assert not verify(store).trouble


def test_a_copied_home_becomes_another_device_when_it_meets_the_original(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one:
        minji = one.make_learner("Minji")
        one.record(minji, answer(), START, SEOUL)
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "learn.db").write_bytes((tmp_path / "one" / "learn.db").read_bytes())
    with opened(tmp_path / "one", 3) as one, opened(tmp_path / "two", 4) as two:
        first = one.record(minji, answer(), START + 1, SEOUL)
        second = two.record(minji, answer(), START + 2, SEOUL)
        assert (first.device, first.seq) == (second.device, second.seq)
        merge(one, export(two))
        merge(two, export(one))
        assert digest(one) == digest(two)
        devices = {store.record(minji, answer(), START + 3, SEOUL).device for store in (one, two)}
        assert len({*devices, first.device}) == 3


BAD_LINES = {
    "not JSON": "{",
    "half a line": '{"id":"018cc251-f400-7000-8000-000000000001","dev',
    "no object": "[1, 2]",
    "deep": "[" * 100_000,
    "a key missing": '{"id":"018cc251-f400-7000-8000-000000000001"}',
    "not UTF-8": b'{"id":"\xff"}',
    "long": '{"x":"' + "y" * (5 << 20) + '"}',
}
BAD_FIELDS: dict[str, dict[str, object]] = {
    "no UUID": {"id": "1"},
    "upper case": {"id": "018CC251-F400-7000-8000-000000000001"},
    "learner": {"learner": "Minji"},
    "device": {"device": ""},
    "before 1970": {"ms": -1},
    "after 9999": {"ms": 1 << 60},
    "offset": {"offset": 100_000},
    "sequence": {"seq": 0},
    "huge sequence": {"seq": 1 << 70},
    "no type": {"type": ""},
    "escape in type": {"type": "\x1b[31m"},
    "not its body": {"body": {"session": 5}},
    "no session": {"body": {"session": "x"}},
}
BAD_BODIES: dict[str, dict[str, object]] = {
    "score": {"score": 3.0},
    "guess": {"evidence": [{"fact": "a", "score": 1, "guess": -1}]},
    "fact": {"evidence": [{"fact": "\x1b[2J", "score": 1, "guess": 0}]},
    "long fact": {"evidence": [{"fact": "f" * 5000, "score": 1, "guess": 0}]},
    "empty fact": {"evidence": [{"fact": "", "score": 1, "guess": 0}]},
    "question": {"question": "a\nb"},
    "session": {"session": "../../etc"},
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES)
def test_a_line_that_is_no_event_is_refused_by_its_number(tmp_path: Path, log: list[str], line: str | bytes) -> None:
    with opened(tmp_path / "other") as store:
        report = merge(store, [log[0], log[1], line, *log[2:]])
        assert (report.added, [each.line for each in report.refused]) == (3, [3])
        assert report.refused[0].reason
        assert examine(store).findings == []


@pytest.mark.parametrize("fields", BAD_FIELDS.values(), ids=BAD_FIELDS)
def test_an_envelope_that_cannot_be_is_refused(tmp_path: Path, log: list[str], fields: dict[str, object]) -> None:
    _refused(tmp_path, changed(log[1], **fields))


@pytest.mark.parametrize("fields", BAD_BODIES.values(), ids=BAD_BODIES)
def test_a_body_that_cannot_be_is_refused(tmp_path: Path, log: list[str], fields: dict[str, object]) -> None:
    body = msgspec.json.decode(log[1], type=Event).body
    _refused(tmp_path, changed(log[1], body=body | fields))


def _refused(folder: Path, line: str) -> None:
    with opened(folder / "other") as store:
        report = merge(store, [line])
        assert (report.added, len(report.refused)) == (0, 1)
        assert all(text.isprintable() for text in report.lines())


def test_events_of_a_newer_program_are_kept(tmp_path: Path, log: list[str]) -> None:
    """A type and a key that this program does not know travel on unchanged."""
    body = msgspec.json.decode(log[1], type=Event).body | {"mood": "fine"}
    lines = [changed(log[1], id=session_id(1), seq=7, type="dream", body={"of": "Hanoi"}), changed(log[2], body=body)]
    with opened(tmp_path / "other") as store:
        assert merge(store, lines).added == 2
        assert {msgspec.json.decode(line)["type"] for line in list(export(store))[1:]} == {"dream", "answer"}
        assert '"mood":"fine"' in "".join(export(store))


def test_a_newer_format_is_refused_whole(tmp_path: Path, log: list[str]) -> None:
    with opened(tmp_path / "other") as store:
        with pytest.raises(StoreError, match="newer"):
            merge(store, ['{"format":"learn-log","version":99}', *log[1:]])
        assert not list(store.history())


@settings(max_examples=300, deadline=None)
@given(line=st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_no_line_whatever_is_more_than_refused(line: str | bytes) -> None:
    report = verify_lines([line])
    assert report.events == 0


# -- forgetting --------------------------------------------------------------------------------------------------


def test_a_forgotten_learner_is_gone_and_stays_gone(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 1) as (store, other):
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        for learner in (minji, jisu, minji):
            store.record(learner, answer(session=session_id(1)), START, SEOUL)
        store.record(minji, begun(session_id(1)), START, SEOUL)
        lines = list(export(store, names=True))
        merge(other, lines)
        assert forget(store, minji) == 3
        assert store.learners() == {jisu: "Jisu"}
        assert {row.learner for row in store.history()} == {jisu}
        assert examine(store).findings == []
        report = merge(store, lines)
        assert (report.added, report.known, report.tombstoned) == (0, 1, 3)
        assert store.learners() == {jisu: "Jisu"}
        refused = merge(other, export(store))
        assert (refused.forgotten, refused.removed) == (1, 0)
        assert merge(other, export(store), follow_forgetting=True).removed == 3
        assert digest(other) == digest(store)


def test_nothing_of_a_forgotten_learner_is_left_in_the_files(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        minji, jisu = store.make_learner("Minji Kim-Sonder"), store.make_learner("Jisu")
        for n in range(40):
            store.record(minji, answer(f"secret-fact-{n}", question="secret-question"), START + n, SEOUL)
            store.record(jisu, answer(), START + n, SEOUL)
        store.counts(minji, TODAY)
        forget(store, minji)
        for path in (tmp_path / "home").iterdir():
            data = path.read_bytes()
            assert not any(word in data for word in (b"Sonder", b"secret-fact", b"secret-question"))


def test_numbers_are_not_given_twice_after_forgetting(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        store.record(jisu, answer(), START, SEOUL)
        store.record(minji, answer(), START, SEOUL)
        forget(store, minji)
        assert store.record(jisu, answer(), START, SEOUL).seq == 3


def test_reports_say_what_happened() -> None:
    report = MergeReport(added=2, tombstoned=1, forgotten=1, removed=0, quarantined=[f"id-{n}" for n in range(30)])
    text = "\n".join(report.lines())
    assert "2 events added" in text
    assert "10 more" in text
    assert Digest("a", "b") != Digest("a", "c")


def test_a_store_of_its_own_kind(tmp_path: Path) -> None:
    with Store.open(tmp_path / "learn.db", Random(1).getrandbits, create=False) as store:
        assert list(export(store)) == ['{"format":"learn-log","version":1}']


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
@example(931564541)  # the smallest id has no events
def test_machines_of_one_learner_agree_whenever_they_learn_that_it_is_one(seed: int) -> None:
    """Each machine gave her an id of its own; names come with some merges and not with others."""
    rng = Random(seed)
    with scratch() as folder, machines(folder, 3, seed) as stores:
        lives = [Life(store, store.make_learner("Minji"), seed + n) for n, store in enumerate(stores)]
        for store in stores:
            store.db.execute("PRAGMA synchronous = OFF")
        for _ in range(3):
            for life in lives:
                life.live(rng.randrange(8), [event for each in lives for event in each.seen])
            source, target = rng.sample(stores, 2)
            merge(target, list(export(source, names=rng.random() < 0.5)))
        if rng.random() < 0.3:
            forget(stores[0], lives[0].learner)
        exports = [list(export(store, names=True)) for store in stores]
        for store in stores:
            for lines in (*exports, *rng.sample(exports, 3)):
                merge(store, lines, follow_forgetting=True)
        assert len({digest(store) for store in stores}) == 1
        assert all(examine(store).findings == [] for store in stores)
        assert all(len(store.learners()) <= 1 for store in stores)
