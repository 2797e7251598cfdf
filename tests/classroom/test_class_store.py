"""A class's log: any order and any number of times gives the same, and nothing is dropped without a word."""

import json
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from benchmarks.class_of import Paper, hand_in, roster_text
from learn.app import App
from learn.app.class_adding import Added, add
from learn.classroom.classes import opened
from learn.events import Draw, FinishBody, FlagBody, OverrideBody, ReadBody, RegradeBody, RetractBody, SessionBody
from learn.store.digest import Digest, digest
from learn.store.doctor import examine
from learn.store.excerpt import excerpt
from learn.store.log import Store
from learn.store.merge import merge
from learn.store.partition import count_as
from learn.store.verify import verify_lines
from tests.classroom.hand_ins import examinee, forged, handed_in
from tests.store.histories import START, answer, session_id


def app_of(home: Path, content: Path) -> App:
    return App({"home": str(home), "content": (str(content),)}, env={"LEARN_NOW": "2026-03-02T10:00:00+00:00"})


def added(home: Path, content: Path, *files: Path, roster: Path | None = None) -> Added:
    with app_of(home, content) as app:
        return add(app, "10b", files, roster)


def looks(home: Path) -> tuple[Digest, list[str], dict[str, list[str]]]:
    """The log, the students, and what there is to look at."""
    with opened(home, "10b") as room:
        told = {one: sorted(map(str, some)) for one, some in room.members.findings.items()}
        return digest(room.store), [f"{one.key} {one.name} {one.number}" for one in room.students()], told


@pytest.fixture
def files(tmp_path: Path, exam: Paper) -> list[Path]:
    """Ada on two machines, Bob, Eve as Ada, and a copy of Bob's in which he changed an answer."""
    some = [
        handed_in(tmp_path, exam, examinee()),
        handed_in(tmp_path, exam, examinee(seed=2)),
        handed_in(tmp_path, exam, examinee("Bob Brown", "4712", 3)),
        handed_in(tmp_path, exam, examinee("Eve", "4711", 4)),
    ]
    better = forged(some[2].read_text(), '"score":0.0', '"score":1.0', 3) if '"score":0.0' in line(some[2], 3) else ""
    forged_path = tmp_path / "better.learnlog"
    forged_path.write_text(better or forged(some[2].read_text(), '"score":1.0', '"score":0.5', 3))
    return [*some, forged_path]


def line(path: Path, place: int) -> str:
    return path.read_text().splitlines()[place]


def test_any_order_gives_the_same_class(tmp_path: Path, exam_content: Path, files: list[Path]) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(roster_text([examinee(), examinee("Bob Brown", "4712", 3)]))
    first = None
    for n, order in enumerate(Random(5).sample(list(permutations(files)), 12)):
        home = tmp_path / str(n)
        for path in order[:2]:
            added(home, exam_content, path)
        added(home, exam_content, *order[2:], roster=roster)
        first = first or looks(home)
        assert looks(home) == first


def test_the_same_again_changes_nothing(tmp_path: Path, exam_content: Path, files: list[Path]) -> None:
    home = tmp_path / "home"
    once = added(home, exam_content, *files)
    before, disk = looks(home), sorted((home / "classes").rglob("*.json"))
    texts = [path.read_bytes() for path in disk]
    again = added(home, exam_content, *reversed(files))
    assert looks(home) == before
    assert [path.read_bytes() for path in sorted((home / "classes").rglob("*.json"))] == texts
    assert {(one.code, one.file, one.text) for one in again.findings} == {
        (one.code, one.file, one.text) for one in once.findings
    }
    assert all(one.added == 0 for one in again.files)


def test_another_body_under_an_id_is_told_and_the_genuine_one_counts(
    tmp_path: Path, exam_content: Path, files: list[Path]
) -> None:
    for name, order in (("a", (files[2], files[4])), ("b", (files[4], files[2]))):
        home = tmp_path / name
        found = added(home, exam_content, *order)
        assert {one.code for one in found.findings if one.file.endswith("better.learnlog")} >= {"not-sealed"}
        assert [(one.file, one.line) for one in found.findings if one.code == "other-body"] == [(str(order[1]), 4)]
        with opened(home, "10b") as room:
            truth = line(files[2], 3)
            scores = [row.body.score for row in room.store.history() if row.body.n == 2 and row.event in truth]
            assert scores == [1.0 if '"score":1.0' in truth else 0.0]


def test_two_machines_count_as_one_and_go_apart_when_the_roster_says_so(
    tmp_path: Path, exam: Paper, exam_content: Path, files: list[Path]
) -> None:
    home = tmp_path / "home"
    added(home, exam_content, *files[:2])
    with opened(home, "10b") as room:
        (student,) = room.students()
        assert len(room.store.sessions(student.key)) == 2
        assert examine(room.store).findings == []
    roster = tmp_path / "roster.csv"
    roster.write_text("name,number,code\nAda Lovelace,4711,sesame\n")
    proved = handed_in(tmp_path, exam, examinee(code="sesame"), "proved")
    added(home, exam_content, proved, roster=roster)
    with opened(home, "10b") as room:
        ada, other = room.students()
        assert (ada.on_roster, other.on_roster) == (True, False)
        assert [len(room.store.sessions(one.key)) for one in (ada, other)] == [1, 1]


def test_banks_that_are_not_here_or_were_changed(tmp_path: Path, exam: Paper, exam_content: Path) -> None:
    path = handed_in(tmp_path, exam, examinee())
    nowhere = added(tmp_path / "a", tmp_path, path)
    assert [one.code for one in nowhere.findings] == ["bank-unknown"]
    text = (exam_content / "question_banks" / "exam.yaml").read_text()
    banks = tmp_path / "question_banks"
    banks.mkdir()
    (banks / "exam.yaml").write_text(text.replace("Which of these is number 3", "Which is the number 3"))
    changed = added(tmp_path / "b", tmp_path, path)
    assert [(one.code, one.line) for one in changed.findings] == [("bank-version", 1)]
    assert "1 of 6 answers to questions not as here: question-3" in changed.findings[0].text
    assert added(tmp_path / "c", exam_content, path).findings == ()


def test_groups_of_learners_are_what_is_said_last(tmp_path: Path, exam: Paper, exam_content: Path) -> None:
    home = tmp_path / "home"
    added(home, exam_content, *(handed_in(tmp_path, exam, examinee(f"S{n}", f"{n}", n)) for n in range(5)))
    rng = Random(2)
    with opened(home, "10b") as room:
        alone, ids = digest(room.store), sorted(room.store.learners())
        for _ in range(25):
            rng.shuffle(ids)
            cut = rng.randrange(6)
            count_as(room.store, [ids[:cut], ids[cut:]])
            counted = sorted(len(room.store.sessions(one)) for one in room.store.learners())
            assert counted == sorted(size for size in (cut, 5 - cut) if size)
        count_as(room.store, [[one] for one in ids])
        assert digest(room.store) == alone


def test_hand_in_is_the_same_for_the_log_itself(tmp_path: Path, exam: Paper, exam_content: Path) -> None:
    """`learn log merge` reads the very file."""
    text = hand_in(examinee(code="x"), exam)
    assert verify_lines(text.splitlines()).lines() == ["8 events of 1 learners from 1 devices", "whole"]
    with Store.open(tmp_path / "learn.db", Random(1).getrandbits) as store:
        assert merge(store, text.splitlines()).added == 8
        assert list(store.learners().values()) == ["Ada Lovelace (4711)"]


def test_broken_copies_are_taken_as_far_as_they_go_and_each_is_told(
    tmp_path: Path, exam: Paper, exam_content: Path
) -> None:
    rng = Random(11)
    whole = hand_in(examinee(), exam).encode()
    paths = []
    for n in range(60):
        raw = bytearray(whole)
        for _ in range(rng.randrange(1, 30)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        paths.append(tmp_path / f"{n}.learnlog")
        paths[-1].write_bytes(raw[: rng.choice([len(raw), rng.randrange(len(raw))])])
    found = added(tmp_path / "home", exam_content, *paths)
    assert {one.file for one in found.findings} == set(map(str, paths))
    with opened(tmp_path / "home", "10b") as room:
        told = [one.message for one in examine(room.store).findings]
        assert all("in quarantine" in message for message in told)
        assert room.students()


def test_an_excerpt_has_all_that_was_said_about_its_answers_and_nothing_of_others(tmp_path: Path) -> None:
    with Store.open(tmp_path / "learn.db", Random(1).getrandbits) as store:
        ada, bob = store.make_learner("ada"), store.make_learner("bob")
        wanted, other = session_id(1), session_id(2)
        for n, session in enumerate((wanted, other)):
            plan = (Draw("bank", f"q{n}", 1),)
            store.record(ada, SessionBody("practice", plan, session), START, 0)
            given = store.record(ada, answer(session=session), START + 1, 0)
            again = store.record(ada, RegradeBody(given.id, 0.0, ()), START + 2, 0)
            store.record(ada, RetractBody(again.id), START + 3, 0)
            store.record(ada, OverrideBody(given.id), START + 4, 0)
            store.record(bob, OverrideBody(given.id), START + 4, 0)
            store.record(ada, FinishBody(session, 1, 1, 100), START + 5, 0)
            store.record(ada, FlagBody("bank", f"q{n}"), START + 6, 0)
            store.record(ada, ReadBody("lesson"), START + 7, 0)
        found = excerpt(store, ada, [wanted])
    kinds = [json.loads(line)["type"] for line in found.lines]
    assert kinds == ["session", "answer", "regrade", "retract", "override", "finish", "flag"]
    assert (found.answers, found.authors, found.first, found.last) == (1, (ada,), START, START + 6)
    assert other not in "".join(found.lines)


def test_a_roster_that_was_edited_by_hand_holds_at_once(
    tmp_path: Path, exam: Paper, exam_content: Path, files: list[Path]
) -> None:
    home, roster = tmp_path / "home", tmp_path / "roster.csv"
    roster.write_text("name,number\nAda Lovelace,4711\n")
    added(home, exam_content, *files[:2], roster=roster)
    (home / "classes" / "10b" / "roster.csv").write_text("name,number,code\nAda Lovelace,4711,sesame\n")
    with opened(home, "10b") as room:
        assert [room.store.has_learner(one.key) for one in room.students()] == [False, True]
    (home / "classes" / "10b" / "roster.csv").write_text("name,number\nAda,4711\n")
    with opened(home, "10b") as room:
        (ada,) = room.students()
        assert len(room.store.sessions(ada.key)) == 2
