"""Where numbers end: the first and the last that a log takes, and what is said of those beyond, word for word."""

import sqlite3
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from learn.events import (
    AnswerBody,
    BuryBody,
    Event,
    Evidence,
    FinishBody,
    OverrideBody,
    ParamsBody,
    RegradeBody,
    RetractBody,
    SessionBody,
    SuspendBody,
    body_data,
)
from learn.memory.fsrs import DEFAULT_PARAMETERS
from learn.problems import StoreError, UsageError
from learn.store.apart import copied, taken_in
from learn.store.codec import (
    Copy,
    body_json,
    copy_of,
    id_bytes,
    id_text,
    is_possible_time,
    is_sealed,
    random_id,
    sealed,
    whole,
)
from learn.store.digest import digest
from learn.store.doctor import examine
from learn.store.judgement import blame_of, judged_together
from learn.store.lines import learner_number, timeline
from learn.store.log import Store
from learn.store.merge import MergeReport, export, merge, verify, verify_lines
from learn.store.partition import count_as
from learn.store.taking_in import Taken, source_id, take_in
from learn.store.verify import VerifyReport
from learn.store.wire import LONGEST_LINE, Refused, event_line, fault_of, header_line, read_lines
from tests.store.histories import DAY, SEOUL, START, TODAY, answer, begun, evidence, machines, opened, session_id

LAST_MS = 253_370_764_800_000


def copy(body: Any = None, *, seq: int = 1, ms: int = START, offset: int = SEOUL, kind: str = "answer") -> Copy:
    data = body if isinstance(body, dict) else body_data(body or answer())
    ids = [id_bytes(session_id(n)) for n in (1, 2)]
    return sealed(ids[0], ids[1], seq, ms, offset, kind, body_json(data), Random(3).getrandbits)


class TestTimes:
    @pytest.mark.parametrize(
        ("ms", "offset", "possible"),
        [
            (0, 0, True),
            (-1, 0, False),
            (LAST_MS, 0, True),
            (LAST_MS + 1, 0, False),
            (START, 1440, True),
            (START, 1441, False),
            (START, -1440, True),
            (START, -1441, False),
        ],
    )
    def test_from_1970_to_9999_and_a_day_from_utc(self, ms: int, offset: int, possible: bool) -> None:
        assert is_possible_time(ms, offset) == possible
        said = f"no calendar has this time: {ms} ms, {offset} minutes from UTC"
        assert fault_of(copy(ms=max(ms, 0), offset=offset)._replace(ms=ms)) == (None if possible else said)

    def test_a_clock_beyond_them_is_told(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            with pytest.raises(StoreError) as caught:
                store.record(minji, answer(), LAST_MS + 1, SEOUL)
            assert str(caught.value) == f"The clock says {LAST_MS + 1} ms since 1970, 540 minutes from UTC."
            assert caught.value.hint == "Set the clock."
            assert store.record(minji, answer(), 0, -1440).seq == 1


class TestWhatALogTakes:
    @pytest.mark.parametrize(("seq", "taken"), [(0, False), (1, True), ((1 << 53) - 1, True), (1 << 53, False)])
    def test_sequence_numbers(self, seq: int, taken: bool) -> None:
        assert fault_of(copy(seq=seq)) == (None if taken else f"no sequence number: {seq}")

    @pytest.mark.parametrize(("kind", "taken"), [("", False), ("d" * 300, True), ("d" * 301, False), ("a\nb", False)])
    def test_types(self, kind: str, taken: bool) -> None:
        assert fault_of(copy({}, kind=kind)) == (None if taken else "no type")

    @pytest.mark.parametrize("name", ["fact", "bank", "question"])
    @pytest.mark.parametrize(
        ("text", "taken"), [("x", True), ("x" * 300, True), ("x" * 301, False), ("", False), ("a\x1bb", False)]
    )
    def test_names(self, name: str, text: str, taken: bool) -> None:
        body: dict[str, Any] = body_data(answer())
        if name == "fact":
            body["evidence"] = [{"fact": text, "score": 1, "guess": 0, "chance": 0, "slip": 0, "recall": 0, "prior": 0}]
        else:
            body[name] = text
        assert fault_of(copy(body)) == (None if taken else f"not a name: {text[:40]!r}")

    @pytest.mark.parametrize("name", ["score", "guess", "chance", "slip", "recall", "prior"])
    @pytest.mark.parametrize(("value", "taken"), [(0.0, True), (1.0, True), (-0.01, False), (1.01, False)])
    def test_probabilities_of_evidence(self, name: str, value: float, taken: bool) -> None:
        piece = msgspec.structs.replace(evidence("alliance", 1.0), **{name: value})
        body = msgspec.structs.replace(answer(), evidence=(evidence("drone", 1.0), piece))
        assert fault_of(copy(body)) == (None if taken else "a score or probability is not within 0 to 1")

    @pytest.mark.parametrize(("score", "taken"), [(0.0, True), (1.0, True), (-0.01, False), (1.01, False)])
    def test_scores_of_answers_and_regrades(self, score: float, taken: bool) -> None:
        wanted = None if taken else "a score or probability is not within 0 to 1"
        assert fault_of(copy(msgspec.structs.replace(answer(), score=score))) == wanted
        regrade = RegradeBody(target=session_id(1), score=score, evidence=())
        assert fault_of(copy(regrade, kind="regrade")) == wanted

    def test_ids_within_a_body(self) -> None:
        assert fault_of(copy(RetractBody(target="nobody"), kind="retract")) == "not an id: 'nobody'"
        assert fault_of(copy(RetractBody(target=session_id(4)), kind="retract")) is None
        assert fault_of(copy(SessionBody(mode="practice", plan=(), session=""), kind="session")) is None
        assert fault_of(copy(SessionBody(mode="practice", plan=(), session="x"), kind="session")) == "not an id: 'x'"

    def test_the_longest_line(self) -> None:
        line = b'{"format":"learn-log","version":1,"names":{}}'
        fits = line + b" " * (LONGEST_LINE - len(line))
        assert not isinstance(next(read_lines([fits]))[1], Refused)
        assert next(read_lines([fits + b" "]))[1] == Refused(1, "longer than 4 MiB")

    def test_empty_lines_are_counted_and_left_out(self) -> None:
        assert [number for number, _ in read_lines(["", "  \n", header_line({}), b"\n", "{"])] == [3, 5]

    def test_a_line_that_was_read_as_text_but_is_none(self) -> None:
        _, read = next(read_lines(['{"id":"\udcff"}']))
        assert isinstance(read, Refused)

    def test_a_header_with_names_that_are_no_ids_and_a_forgotten_nobody(self) -> None:
        bad = [
            '{"format":"learn-log","version":1,"names":{"Minji":"Minji"}}',
            '{"forgotten":"Minji"}',
            '{"forgotten":5}',
        ]
        found = [read for _, read in read_lines(bad)]
        assert found[:2] == [Refused(1, "not an id: 'Minji'"), Refused(2, "not an id: 'Minji'")]
        assert isinstance(found[2], Refused)

    def test_a_format_within_an_event_is_no_header(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            body = msgspec.structs.replace(answer(), response="format", chosen=('"format"',))
            store.record(store.make_learner("Minji"), body, START, SEOUL)
            assert verify_lines(export(store)).events == 1


class TestIds:
    def test_an_id_is_written_one_way(self) -> None:
        text = session_id(1)
        assert id_text(id_bytes(text)) == text
        for bad in (text.upper(), text.replace("-", ""), text + "0", text[:-1], "", "g" + text[1:], text[:-2] + " 0"):
            with pytest.raises(ValueError, match="not an id: "):
                id_bytes(bad)
        with pytest.raises(ValueError, match=f"^not an id: '{'x' * 60}'$"):
            id_bytes("x" * 99)

    def test_a_random_id_is_a_uuid_of_version_4(self) -> None:
        ones = random_id(lambda bits: (1 << bits) - 1)
        assert ones == "ffffffff-ffff-4fff-bfff-ffffffffffff"
        assert random_id(lambda bits: 0) == "00000000-0000-4000-8000-000000000000"

    def test_every_field_is_under_the_seal(self) -> None:
        genuine = copy()
        assert is_sealed(genuine)
        other = id_bytes(session_id(9))
        for changed in (
            {"device": other},
            {"learner": other},
            {"seq": 2},
            {"ms": START + 1},
            {"offset": 0},
            {"type": "flag"},
            {"body": "{}"},
            {"id": genuine.id[:7] + bytes([genuine.id[7] ^ 1]) + genuine.id[8:]},
            {"id": genuine.id[:-1] + bytes([genuine.id[-1] ^ 1])},
        ):
            assert not is_sealed(genuine._replace(**changed)), changed

    def test_seals_are_those_that_logs_hold(self) -> None:
        """Another hash would make every event of every log look like a forged one."""
        ids = [bytes(range(16)), bytes(range(16, 32))]
        made = sealed(ids[0], ids[1], 7, START, SEOUL, "read", '{"lesson":"shifts"}', lambda bits: 0x123)
        assert id_text(made.id) == SEAL

    def test_halves_of_surrogate_pairs_are_replaced_wherever_they_stand(self) -> None:
        assert whole("a\udce4") == "a\ufffd"
        data = {"k\udce4": ["\udce4", {"x": "\udce4"}, ("\udce4", 1)], "n": 1}
        assert msgspec.json.decode(body_json(data)) == {"k\ufffd": ["\ufffd", {"x": "\ufffd"}, ["\ufffd", 1]], "n": 1}

    def test_an_event_as_it_is_stored(self) -> None:
        made = copy()
        event = Event(
            id_text(made.id),
            id_text(made.device),
            1,
            START,
            SEOUL,
            id_text(made.learner),
            "answer",
            body_data(answer()),
        )
        assert copy_of(event) == made
        line = event_line(event.id, event.device, 1, START, SEOUL, event.learner, "answer", made.body)
        assert next(read_lines([line])) == (1, made)


SEAL = "018cc251-f400-7123-93a0-bc5038a5e9c5"


class TestReports:
    def test_a_merge_in_words(self) -> None:
        report = MergeReport(
            added=2,
            known=3,
            tombstoned=4,
            forgotten=5,
            removed=6,
            quarantined=[f"id-{n}" for n in range(21)],
            refused=[Refused(n, "why") for n in range(22)],
        )
        assert report.lines() == [
            "2 events added, 3 known already",
            "4 events of forgotten learners were left out",
            "5 learners were forgotten there; 6 events removed here",
            *[f"id-{n}: another content under the same id, put in quarantine" for n in range(20)],
            *[f"line {n}: refused: why" for n in range(20)],
            "… and 3 more",
        ]
        assert report.trouble
        assert MergeReport(added=1).lines() == ["1 events added, 0 known already"]
        assert not MergeReport(added=1, tombstoned=1, forgotten=1).trouble
        assert MergeReport(quarantined=["id"]).trouble
        assert MergeReport(refused=[Refused(1, "")]).trouble

    def test_a_check_in_words(self) -> None:
        report = VerifyReport(
            events=1,
            devices=2,
            learners=3,
            quarantined=4,
            unsealed=[f"id-{n}" for n in range(21)],
            missing={"device-1": 5},
            faults=[f"fault-{n}" for n in range(22)],
        )
        assert report.lines() == [
            "1 events of 3 learners from 2 devices",
            "4 events in quarantine: another content under the same id",
            "device device-1: 5 sequence numbers are not here",
            *[f"id-{n}: changed later, or made by another program" for n in range(20)],
            *[f"fault-{n}" for n in range(20)],
            "… and 3 more",
            "look at the lines above",
        ]
        assert [VerifyReport(**{name: value}).trouble for name, value in TROUBLES] == [True, True, True, False]

    def test_what_is_wrong_with_a_log_is_told_with_its_place(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            for n in range(3):
                store.record(minji, answer(), START + n, SEOUL)
            header, *lines = export(store)
            report = verify(store)
            assert (report.events, report.devices, report.learners, report.quarantined) == (3, 1, 1, 0)
        events = [msgspec.json.decode(line, type=Event) for line in lines]
        twice = msgspec.json.encode(msgspec.structs.replace(events[0], id=session_id(4))).decode()
        found = verify_lines([header, *lines, twice, "{"])
        assert found.faults[0] == f"line 5: device {events[0].device} gave the sequence number 1 twice"
        assert found.faults[1].startswith("line 6: ")
        assert found.unsealed == [session_id(4)]
        assert (found.events, found.missing) == (4, {})

    def test_what_is_wrong_in_the_store_is_told_by_its_event(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            event = store.record(minji, answer(), START, SEOUL)
            store.db.execute("DROP TRIGGER IF EXISTS event_is_immutable")
            for (name,) in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                store.db.execute(f"DROP TRIGGER {name}")
            store.db.execute("UPDATE event SET seq = 0")
            assert verify(store).faults == [f"event {event.id}: no sequence number: 0"]


TROUBLES: list[tuple[str, Any]] = [("faults", ["x"]), ("quarantined", 1), ("unsealed", ["x"]), ("missing", {"d": 1})]


class TestMerging:
    def test_a_newer_log_says_what_to_do(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store, pytest.raises(StoreError) as caught:
            merge(store, ['{"format":"learn-log","version":2}'])
        assert str(caught.value) == "This log was written by a newer learn (format 2)."
        assert caught.value.hint == "Update learn first."

    def test_several_learners_are_all_mine_only_if_that_is_said(self, tmp_path: Path) -> None:
        with machines(tmp_path, 2, 1) as (origin, mine):
            for name in ("Minji", "Jisu"):
                origin.record(origin.make_learner(name), answer(), START, SEOUL)
            me = mine.make_learner("Me")
            with pytest.raises(UsageError, match=r"^this log holds 2 learners: they cannot all be you$"):
                merge(mine, export(origin), mine=me)
            assert list(mine.history()) == []
            merge(mine, export(origin), mine=me, all_mine=True)
            assert len(list(mine.history(me))) == 2

    @pytest.mark.parametrize(("name", "taken"), [("n" * 200, True), ("n" * 201, False), ("", False), ("a\nb", False)])
    def test_names_that_come_along(self, tmp_path: Path, name: str, taken: bool) -> None:
        with machines(tmp_path, 2, 1) as (origin, other):
            minji = origin.make_learner("Minji")
            origin.record(minji, answer(), START, SEOUL)
            merge(other, [header_line({minji: name}), *list(export(origin))[1:]])
            assert other.learners() == {minji: name if taken else minji}

    def test_a_name_that_is_here_is_kept(self, tmp_path: Path) -> None:
        with machines(tmp_path, 2, 1) as (origin, other):
            minji = origin.make_learner("Minji")
            origin.record(minji, answer(), START, SEOUL)
            merge(other, export(origin, names=True))
            merge(other, [header_line({minji: "Somebody else"})])
            assert other.learners() == {minji: "Minji"}

    def test_so_many_events_that_all_is_derived_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with machines(tmp_path, 3, 1) as (origin, one_more, just):
            minji = origin.make_learner("Minji")
            for n in range(4):
                origin.record(minji, answer(), START + n * DAY, SEOUL)
            for store, many in ((one_more, 3), (just, 4)):
                monkeypatch.setattr("learn.store.merge._MANY", many)
                merge(store, export(origin))
            assert digest(origin) == digest(one_more) == digest(just)

    def test_numbers_go_on_behind_those_of_a_learner_forgotten_elsewhere(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
            for learner in (jisu, minji, minji):
                last = store.record(learner, answer(), START, SEOUL)
            report = merge(store, [f'{{"forgotten":"{minji}"}}'], follow_forgetting=True)
            assert (report.forgotten, report.removed) == (1, 2)
            assert store.record(jisu, answer(), START, SEOUL).seq == last.seq + 1
            assert merge(store, [f'{{"forgotten":"{minji}"}}'], follow_forgetting=True).forgotten == 0

    def test_settings_that_come_by_a_merge_move_what_is_due(self, tmp_path: Path) -> None:
        with machines(tmp_path, 2, 1) as (origin, other):
            minji = origin.make_learner("Minji")
            for n in range(3):
                origin.record(minji, answer(guess=0.0), START + n * DAY, SEOUL)
            merge(other, export(origin))
            assert other.settings(minji).retention == 0.9
            before = other.all_states(minji)[0].due_day
            origin.record(minji, ParamsBody(retention=0.75), START + 3 * DAY, SEOUL)
            origin.record(minji, answer("drone"), START + 4 * DAY, SEOUL)
            merge(other, export(origin))
            assert other.settings(minji).retention == 0.75
            after = {state.fact: state.due_day for state in other.all_states(minji)}
            assert after == {state.fact: state.due_day for state in origin.all_states(minji)}
            assert after["alliance"] > before
            assert examine(other).findings == []


class TestLookingOnly:
    def test_a_copy_of_another_store_leaves_it_alone(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            store.record(minji, answer(), START, SEOUL)
            lines = list(export(store))
        before = store.path.read_bytes()
        with copied(store.path, Random(2).getrandbits) as other:
            assert list(export(other)) == lines
            assert other.learners() == {minji: "Minji"}
            other.record(minji, answer(), START + 1, SEOUL)
            folder = other.path.parent
        assert store.path.read_bytes() == before
        assert not folder.exists()

    def test_what_is_no_store_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "learn.db").write_bytes(b"nonsense" * 200)
        with pytest.raises(StoreError), copied(tmp_path / "learn.db", Random(2).getrandbits):
            raise AssertionError
        other = sqlite3.connect(tmp_path / "other.db")
        other.executescript("PRAGMA application_id = 5; CREATE TABLE t (x)")
        other.close()
        with pytest.raises(StoreError) as opening:
            Store.open(tmp_path / "other.db", Random(2).getrandbits)
        with pytest.raises(StoreError) as copying, copied(tmp_path / "other.db", Random(2).getrandbits):
            raise AssertionError
        assert str(copying.value) == str(opening.value)

    def test_a_log_taken_in_says_what_was_wrong_with_it(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            store.record(store.make_learner("Minji"), answer(), START, SEOUL)
            lines = [line.encode() for line in export(store)]
        with taken_in(lines, Random(2).getrandbits) as (other, wrong):
            assert ([line.encode() for line in export(other)], wrong) == (lines, [])
        with taken_in([*lines, b"x" * (LONGEST_LINE + 1)], Random(2).getrandbits) as (other, wrong):
            assert wrong == ["line 3: refused: longer than 4 MiB"]
        with taken_in([*lines, f'{{"forgotten":"{session_id(8)}"}}'.encode()], Random(2).getrandbits) as (other, wrong):
            assert wrong == []


class TestPartition:
    def test_who_is_in_no_group_is_left_alone_unless_she_was_with_one_that_is(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            a, b, c, d = ids = [store.make_learner(name) for name in ("Ari", "Bo", "Cho", "Da")]
            for n, learner in enumerate(ids):
                store.record(learner, answer(), START + n * DAY, SEOUL)

            def ones() -> list[tuple[str, str]]:
                pairs = combinations(ids, 2)
                assert examine(store).findings == []
                return [pair for pair in pairs if store.are_one(*pair)]

            count_as(store, [[a, b], [c, d]])
            assert ones() == [(a, b), (c, d)]
            assert [state.memory.reviews for state in store.all_states(d)] == [2]
            count_as(store, [[a], [b]])
            assert ones() == [(c, d)]
            count_as(store, [[a, c]])
            assert ones() == [(a, c)]
            assert [len(list(store.history(learner))) for learner in ids] == [2, 1, 2, 1]
            count_as(store, [[b, d], [session_id(9)]])
            assert ones() == [(a, c), (b, d)]
            for chosen in ((a, c), (b, d)):  # whoever of a pair has the smaller id, under which both count
                count_as(store, [[a, b], [c, d]])
                count_as(store, [chosen])
                assert ones() == [chosen]


class TestSettings:
    @pytest.mark.parametrize(("value", "taken"), [(0.5, True), (0.499, False), (0.995, True), (0.996, False)])
    def test_retention_within_reason(self, tmp_path: Path, value: float, taken: bool) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            store.record(minji, ParamsBody(retention=0.8), START, SEOUL)
            store.record(minji, ParamsBody(retention=value, lesson_retention={"shifts": value}), START + 1, SEOUL)
            settings = store.settings(minji)
            assert settings.retention == (value if taken else 0.8)
            assert settings.lesson_retention == {"shifts": value if taken else 0.8}

    def test_limits_from_nothing_upwards(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            store.record(minji, ParamsBody(new_per_day=0, reviews_per_day=0), START, SEOUL)
            store.record(minji, ParamsBody(new_per_day=-1, reviews_per_day=-1), START + 1, SEOUL)
            assert (store.settings(minji).new_per_day, store.settings(minji).reviews_per_day) == (0, 0)

    def test_parameters_that_came_later(self, tmp_path: Path) -> None:
        slower = (*DEFAULT_PARAMETERS[:20], 0.2)
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            assert store.settings(minji).model.parameters == DEFAULT_PARAMETERS
            store.record(minji, ParamsBody(parameters=slower), START, SEOUL)
            assert store.settings(minji).model.parameters == slower
            assert store.settings(store.make_learner("Jisu")).model.parameters == DEFAULT_PARAMETERS


class TestJudgement:
    def test_blame_is_shared_by_those_that_one_verdict_was_on(self) -> None:
        together = [evidence("a", 0.0, recall=0.5), evidence("b", 0.0, recall=0.75)]
        apart = Evidence("c", 0.0, guess=0.5, chance=0.25, slip=0.03, recall=0.1, prior=0.3)
        pieces = [together[0], apart, together[1]]
        assert judged_together(pieces, 0) == judged_together(pieces, 2) == [0, 2]
        assert judged_together(pieces, 1) == [1]
        assert blame_of(pieces, 0) == pytest.approx(0.5 / 0.625)
        assert blame_of(pieces, 2) == pytest.approx(0.25 / 0.625)
        assert blame_of(pieces, 1) == 1.0
        assert blame_of([evidence("a", 1.0), evidence("b", 1.0)], 0) == 1.0
        assert blame_of(together[:1], 0) == 1.0

    @pytest.mark.parametrize("name", ["score", "guess", "chance", "slip"])
    def test_another_number_is_another_verdict(self, name: str) -> None:
        one = Evidence("a", 0.5, guess=0.1, chance=0.2, slip=0.3, recall=0.5, prior=0.3)
        other = msgspec.structs.replace(one, **{name: 0.9})
        assert judged_together([one, other], 0) == [0]
        assert judged_together([one, msgspec.structs.replace(one, fact="b", recall=0.9, prior=0.9)], 0) == [0, 1]

    def test_what_a_learner_claims_after_a_regrade_and_takes_back(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            wrong = store.record(minji, answer(score=0.0), START, SEOUL)
            regrade = RegradeBody(target=wrong.id, score=0.25, evidence=(evidence("alliance", 0.25),))
            store.record(minji, regrade, START + 1, SEOUL)
            claim = store.record(minji, OverrideBody(target=wrong.id), START + 2, SEOUL)
            (row,) = store.history()
            assert (row.score, row.points, row.overridden, row.regraded) == (1.0, 1.0, True, True)
            store.record(minji, RetractBody(target=claim.id), START + 3, SEOUL)
            (row,) = store.history()
            assert (row.score, row.overridden, row.regraded) == (0.25, False, True)
            assert examine(store).findings == []

    def test_what_a_learner_graded_herself_is_left_out_where_that_is_asked(self, tmp_path: Path) -> None:
        with machines(tmp_path, 2, 1) as (store, teacher):
            minji = store.make_learner("Minji")
            wrong = store.record(minji, answer(score=0.0), START, SEOUL)
            store.record(minji, RegradeBody(target=wrong.id, score=0.75, evidence=(), points=3.0), START + 5, SEOUL)
            for limit in (None, 1):
                (own,) = store.history(minji, limit=limit)
                assert (own.score, own.points, own.regraded, own.said_ms) == (0.75, 3.0, True, START + 5)
                (first,) = store.history(minji, limit=limit, own_regrades=False)
                assert (first.score, first.points, first.regraded, first.said_ms) == (0.0, 1.0, False, START + 5)
            merge(teacher, export(store))
            teacher.record(minji, RegradeBody(target=wrong.id, score=0.5, evidence=()), START + 6, SEOUL)
            (graded,) = teacher.history(minji, own_regrades=False)
            assert (graded.score, graded.said_ms) == (0.5, START + 6)
            (row,) = teacher.amended(minji)
            assert row.event == wrong.id


class TestReading:
    def test_a_timeline_is_cut_at_both_ends_and_from_behind(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            for n in range(5):
                store.record(minji, answer(), START + n, SEOUL)
            store.follow()
            number = learner_number(store.db, minji)

            def times(**cut: Any) -> list[int]:
                return [line.ms - START for line in timeline(store.db, number, "answer", **cut)]

            assert times() == [0, 1, 2, 3, 4]
            assert times(between=(START + 1, START + 3)) == [1, 2, 3]
            assert times(newest=2) == [4, 3]
            assert times(newest=-1) == [4, 3, 2, 1, 0]
            assert times(between=(START, START + 2), newest=1) == [2]

    def test_nobody_has_no_number(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            assert learner_number(store.db, session_id(3)) == -1
            assert not store.has_learner(session_id(3))
            assert not store.has_learner("Minji")
            minji = store.make_learner("Minji")
            assert store.has_learner(minji)
            assert store.are_one(minji, minji)
            assert not store.are_one(session_id(3), session_id(3))
            assert not store.are_one(minji, store.make_learner("Jisu"))

    def test_a_clock_set_back_between_two_looks(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            assert store.states(minji, ["alliance"]) == {}
            for ms in (START + DAY, START + 2 * DAY, START):
                store.record(minji, answer(score=float(ms > START)), ms, SEOUL)
                found = store.states(minji, ["alliance"])
            assert found["alliance"].memory.reviews == 3
            store.follow()
            assert store.states(minji, ["alliance"]) == found

    def test_marks_from_before_the_first_answer(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            store.record(minji, SuspendBody(fact="alliance"), START, SEOUL)
            store.record(minji, BuryBody(fact="drone", until=TODAY + 3), START, SEOUL)
            store.follow()
            for fact in ("alliance", "drone", "vietnam"):
                store.record(minji, answer(fact), START + 1, SEOUL)
            found = store.states(minji, ["alliance", "drone", "vietnam"])
            assert store.db.execute("SELECT count(*) FROM state WHERE memory IS NOT NULL").fetchone() == (0,)
            assert {name: (state.suspended, state.buried_until) for name, state in found.items()} == {
                "alliance": (True, 0),
                "drone": (False, TODAY + 3),
                "vietnam": (False, 0),
            }

    def test_devices_that_a_file_has_been(self, tmp_path: Path) -> None:
        with opened(tmp_path / "one") as one:
            assert one.devices() == []
            minji = one.make_learner("Minji")
            first = one.record(minji, answer(), START, SEOUL).device
            assert one.devices() == [first]
        (tmp_path / "two").mkdir()
        (tmp_path / "two" / "learn.db").write_bytes((tmp_path / "one" / "learn.db").read_bytes())
        with opened(tmp_path / "one", 3) as one, opened(tmp_path / "two", 4) as two:
            two.record(minji, answer(), START + 2, SEOUL)
            merge(one, export(two))
            assert one.devices() == [first]
            second = one.record(minji, answer(), START + 3, SEOUL)
            assert second.seq == 1
            assert one.devices() == [first, second.device]

    def test_sessions_as_they_are_listed(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            for n in (1, 2):
                store.record(minji, begun(session_id(n), n), START + n, SEOUL - n)
            newest, oldest = store.sessions(minji)
            assert (newest.id, newest.ms, newest.offset, newest.questions) == (session_id(2), START + 2, SEOUL - 2, 2)
            assert (oldest.id, oldest.ms, oldest.offset, oldest.questions) == (session_id(1), START + 1, SEOUL - 1, 1)
            assert newest.body == begun(session_id(2), 2)
            assert not newest.finished
            store.record(minji, FinishBody(session_id(2), points=0, max=2, percent=0), START + 5, SEOUL)
            assert [each.finished for each in store.sessions(minji)] == [True, False]

    def test_a_session_comes_back_with_the_events_that_were_recorded(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            recorded = store.record_all(minji, [begun(session_id(5)), answer(session=session_id(5))], START, SEOUL)
            found = store.open_session(minji)
            assert found is not None
            assert [each.learner for each in recorded] == [minji, minji]
            assert [found.session, *found.answers] == msgspec.json.decode(
                msgspec.json.encode(recorded), type=list[Event]
            )

    def test_a_file_that_was_replaced_is_told(self, tmp_path: Path) -> None:
        with opened(tmp_path) as store:
            minji = store.make_learner("Minji")
            store.path.rename(tmp_path / "elsewhere.db")
            with pytest.raises(StoreError) as caught:
                store.record(minji, answer(), START, SEOUL)
            said = f"{store.path} was moved, deleted or replaced while it was in use: nothing was recorded."
            assert str(caught.value) == said
            assert caught.value.hint == "Put the file back, or start again."
            (tmp_path / "elsewhere.db").rename(store.path)


TAKEN_IN = "018cc778-5000-7136-a550-fa4a246bcefc"


class Imported(msgspec.Struct, frozen=True):
    number: int
    ms: int
    offset: int
    body: AnswerBody


class TestTakingIn:
    def given(self, *numbers: int) -> list[Imported]:
        return [Imported(n, START + n * DAY, SEOUL, answer(question=f"q{n}")) for n in numbers]

    def test_each_answer_once(self, store: Store) -> None:
        minji = store.make_learner("Minji")
        assert take_in(store, minji, "deck", self.given(1, 2)) == Taken(2, 0)
        assert take_in(store, minji, "deck", self.given(1, 2, 3)) == Taken(1, 2)
        assert [(row.ms, row.offset, row.body) for row in store.history(minji)] == [
            (one.ms, one.offset, one.body) for one in self.given(1, 2, 3)
        ]
        assert not verify(store).trouble
        assert examine(store).findings == []

    def test_a_number_in_use_gives_way_to_a_free_one(self, store: Store) -> None:
        minji = store.make_learner("Minji")
        take_in(store, minji, "deck", self.given(1, 2))
        late = [Imported(2, START - DAY, SEOUL, answer(question="late")), *self.given(3)]
        assert take_in(store, minji, "deck", late) == Taken(2, 0)
        rows = store.db.execute("SELECT seq FROM event ORDER BY seq").fetchall()
        assert rows == [(1,), (2,), (3,), (4,)]

    def test_ids_depend_on_nothing_but_the_answers(self, tmp_path: Path) -> None:
        with machines(tmp_path, 2, 5) as (one, other):
            minji = one.make_learner("Minji")
            take_in(one, minji, "deck", self.given(1, 2))
            take_in(other, minji, "deck", self.given(1, 2))
            assert [*export(one)] == [*export(other)]
            merge(one, export(other))
            assert len(list(one.history())) == 2

    def test_the_ids_are_those_of_every_version(self, store: Store) -> None:
        take_in(store, session_id(1), "deck", self.given(1))
        assert [row.event for row in store.history()] == [TAKEN_IN]  # another would be the same answer twice

    def test_another_source_is_another_device(self) -> None:
        ids = {source_id(learner, source) for learner in (session_id(1), session_id(2)) for source in ("a", "b")}
        assert len(ids) == 4
        assert source_id(session_id(1), "a") == SOURCE


SOURCE = "d823e0a0-a2f1-4a12-a4a3-319d5935b074"


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with opened(tmp_path / "home") as store:
        yield store
