"""Who is who: the roster and the hand-ins decide, whatever their order, and what does not fit is told."""

from random import Random

import pytest

from benchmarks.class_of import Paper, hand_in
from learn.analysis.results import Student
from learn.classroom.identity import Members, members
from learn.classroom.reading import read
from learn.classroom.records import Record, record_of
from learn.classroom.roster import Pupil, Roster
from tests.classroom.hand_ins import examinee, forged


def pupil(name: str, number: str, code: str = "") -> Pupil:
    return Pupil(Student(key="", name=name, number=number, on_roster=True), code)


ADA, BOB = pupil("Ada Lovelace", "4711"), pupil("Bob Brown", "4712")
NONE = Roster()
CLASS = Roster((ADA, BOB), given=True)
WITH_CODE = Roster((pupil("Ada Lovelace", "4711", "sesame"), BOB), given=True)


@pytest.fixture
def record(exam: Paper) -> "type[Handed]":
    Handed.exam = exam
    return Handed


class Handed:
    """Makes records."""

    exam: Paper

    @classmethod
    def by(cls, name: str = "Ada Lovelace", number: str = "4711", seed: int = 1, code: str = "") -> Record:
        return record_of(read(f"{name}-{seed}", hand_in(examinee(name, number, seed, code), cls.exam).encode()), 0)


def codes(found: Members) -> list[str]:
    return sorted(one.code for some in found.findings.values() for one in some)


def people(found: Members) -> list[tuple[str, str, int, bool]]:
    """Name, number, hand-ins, on the roster."""
    return [(one.student.name, one.student.number, len(one.records), one.student.on_roster) for one in found.members]


def test_one_on_the_roster_and_one_who_handed_nothing_in(record: type[Handed]) -> None:
    found = members([record.by()], CLASS)
    assert people(found) == [("Ada Lovelace", "4711", 1, True), ("Bob Brown", "4712", 0, True)]
    assert found.members[0].student.key == record.by().learner
    assert found.members[1].student.key == "roster:4712"
    assert codes(found) == []


@pytest.mark.parametrize("name", ["ADA LOVELACE", "Lovelace, Ada", "Ádá  lovelace"])
def test_spellings_of_a_name(record: type[Handed], name: str) -> None:
    assert codes(members([record.by(name)], CLASS)) == []


def test_another_name_for_a_number_counts_and_is_told(record: type[Handed]) -> None:
    found = members([record.by("Countess")], CLASS)
    assert people(found)[0] == ("Ada Lovelace", "4711", 1, True)
    assert codes(found) == ["name-differs"]


def test_another_name_does_not_count_beside_the_right_one(record: type[Handed]) -> None:
    found = members([record.by(), record.by("Eve", seed=2)], CLASS)
    assert people(found) == [
        ("Ada Lovelace", "4711", 1, True),
        ("Bob Brown", "4712", 0, True),
        ("Eve", "", 1, False),
    ]
    assert codes(found) == ["name-differs", "number-shared", "number-shared"]


def test_two_other_names_count_for_nobody(record: type[Handed]) -> None:
    found = members([record.by("Eve", seed=2), record.by("Mallory", seed=3)], CLASS)
    assert people(found)[0] == ("Ada Lovelace", "4711", 0, True)
    assert codes(found) == ["name-differs", "name-differs", "number-shared", "number-shared"]


def test_a_number_that_is_not_on_the_roster(record: type[Handed]) -> None:
    assert codes(members([record.by(number="4811")], CLASS)) == ["number-not-on-roster"]
    assert codes(members([record.by("Zoe", "9")], CLASS)) == ["name-not-on-roster"]


def test_without_a_number_a_name_that_stands_once_will_do(record: type[Handed]) -> None:
    found = members([record.by(number="")], CLASS)
    assert people(found)[0][2] == 1
    assert codes(found) == ["no-number"]
    assert codes(members([record.by(number="")], NONE)) == ["no-number"]


def test_two_machines_are_one_student_and_told(record: type[Handed]) -> None:
    found = members([record.by(), record.by(seed=2)], CLASS)
    assert people(found)[0][2] == 2
    assert len(found.members[0].learners) == 2
    assert codes(found) == ["two-machines", "two-machines"]


def test_two_learners_under_one_number_without_a_roster(record: type[Handed]) -> None:
    found = members([record.by(), record.by("Bob", seed=2)], NONE)
    assert [one[0] for one in people(found)] == ["Ada Lovelace", "Bob"]
    assert codes(found) == ["number-shared", "number-shared"]


def test_one_learner_under_two_numbers(record: type[Handed]) -> None:
    found = members([record.by(), record.by(number="4712")], NONE)
    assert len(found.members) == 1
    assert codes(found) == ["two-numbers", "two-numbers"]


def test_the_code_of_the_roster(record: type[Handed]) -> None:
    assert codes(members([record.by(code="sesame")], WITH_CODE)) == []
    for code, told in (("", "code-missing"), ("open", "code-wrong")):
        found = members([record.by(code=code)], WITH_CODE)
        assert codes(found) == [told]
        assert people(found)[0] == ("Ada Lovelace", "4711", 0, True)
        assert people(found)[2] == ("Ada Lovelace", "", 1, False)


def test_a_learner_who_proved_the_code_once_is_known(record: type[Handed]) -> None:
    found = members([record.by(code="sesame"), record.by()], WITH_CODE)
    assert people(found)[0][2] == 2
    assert len(found.members) == 2
    assert codes(found) == ["code-missing"]


def test_answers_of_another_count_for_her(record: type[Handed], exam: Paper) -> None:
    """Eve puts Ada's events into a file of her own."""
    ada = record.by()
    stolen = forged(
        hand_in(examinee(), exam),
        '"name":"Ada Lovelace","student_id":"4711"',
        '"name":"Bob Brown","student_id":"4712"',
        0,
    )
    own = hand_in(examinee("Bob Brown", "4712", 2), exam)
    stolen = forged(stolen, f'"learner":"{ada.learner}"', f'"learner":"{record.by(seed=2).learner}"', 0)
    bob = [record_of(read("stolen", stolen.encode()), 0), record_of(read("own", own.encode()), 0)]
    found = members([ada, *bob], CLASS)
    assert found.members[0].learners == (ada.learner,)
    assert ada.learner not in found.members[1].learners
    assert codes(found) == ["answers-of-another"]


def test_whoever_is_in_the_log_is_in_the_class() -> None:
    found = members([], CLASS, ["00000000-0000-4000-8000-000000000001"])
    assert [one.student.key for one in found.members][2:] == ["00000000-0000-4000-8000-000000000001"]


def test_the_order_of_hand_ins_does_not_matter(record: type[Handed]) -> None:
    rng = Random(3)
    some = [
        record.by(
            rng.choice(["Ada Lovelace", "Bob Brown", "Eve"]), rng.choice(["4711", "4712", "9", ""]), seed % 5, code
        )
        for seed in range(14)
        for code in [rng.choice(["", "sesame", "open"])]
    ]
    for roster in (NONE, CLASS, WITH_CODE):
        first = members(some, roster)
        for _ in range(20):
            rng.shuffle(some)
            again = members(some, roster)
            assert [one.learners for one in again.members] == [one.learners for one in first.members]
            assert again.findings == first.findings
