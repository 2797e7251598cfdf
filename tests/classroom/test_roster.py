"""Rosters: CSV and YAML say the same, other systems' tables are read, and every fault has its line."""

from pathlib import Path

import pytest

from learn.classroom.roster import Roster
from learn.classroom.roster_columns import extra_time
from learn.classroom.roster_reading import RULES, read_roster
from learn.classroom.roster_writing import as_csv
from learn.problems import BrokenContent

CSV = """\
name,number,email,login,sis,canvas,section,code,excused,extra_time,class_id,school_id,session_id,title
Ada Lovelace,0471,ada@school.test,ada,S1,17,A,sesame,quiz-1 quiz-2,25%,c1,s1,t1,History 10b
"Núñez, Ana",0472,,,,,B,,*,,c1,,,
"""

YAML = """\
title: History 10b
class_id: c1
school_id: s1
session_id: t1
students:
  - {name: Ada Lovelace, number: 0471, email: ada@school.test, login: ada, sis: S1, canvas: 17, section: A,
     code: sesame, excused: [quiz-1, quiz-2], extra_time: 1.25}
  - {name: "Núñez, Ana", number: 0472, section: B, excused: "*"}
"""


def roster(text: str, name: str = "roster.csv") -> Roster:
    return read_roster(Path(name), text.encode())[0]


def faults(text: str, name: str = "roster.csv") -> list[tuple[str, int]]:
    with pytest.raises(BrokenContent) as refused:
        roster(text, name)
    assert all(one.code in RULES or one.code.startswith("E3") for one in refused.value.problems)
    return [(one.code, one.span.line) for one in refused.value.problems]


def test_a_table_and_a_mapping_say_the_same() -> None:
    found = roster(CSV)
    assert found == roster(YAML, "roster.yaml")
    assert found.given
    assert (found.title, found.class_id, found.school_id, found.session_id) == ("History 10b", "c1", "s1", "t1")
    ada, ana = found.pupils
    assert (ada.student.name, ada.student.number, ada.code) == ("Ada Lovelace", "0471", "sesame")
    assert ada.student.ids == {"email": "ada@school.test", "login": "ada", "sis": "S1", "canvas": "17"}
    assert (ada.student.excused, ada.student.extra_time) == (("quiz-1", "quiz-2"), 0.25)
    assert ana.student.is_excused("anything")


def test_what_is_written_is_read_again() -> None:
    assert roster(as_csv(roster(CSV)).decode()) == roster(CSV)


def test_a_table_of_a_german_spreadsheet_with_first_and_last_names() -> None:
    found = roster("\ufeffVorname;Nachname;number\r\nAda;Lovelace;1\r\n")
    assert found.pupils[0].student.name == "Ada Lovelace"


def test_the_gradebook_of_canvas() -> None:
    """The second row holds maxima; the number is what the school's own system calls a student."""
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (12)\n"
        "    Points Possible,,,,,10\n"
        '"Lovelace, Ada",17,S1,ada,10b,\n'
    )
    student = roster(text).pupils[0].student
    assert len(roster(text).pupils) == 1
    assert (student.number, student.section) == ("S1", "10b")
    assert student.ids == {"canvas": "17", "sis": "S1", "login": "ada"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("E400", 1)]),
        ("name,phone\nAda,1\n", [("E400", 1)]),
        ("number\n1\n", [("E400", 1)]),
        ("name,number\n,1\n", [("E403", 2)]),
        ("name,number\n", [("E400", 1)]),
        ("name,number\nAda,1\nBob,\n", [("E401", 3)]),
        ("name,number\nAda,7a\nBob,7A\n", [("E402", 3)]),
        ("name,number,extra_time\nAda,1,25\nBob,2,soon\n", [("E404", 2), ("E404", 3)]),
        ("name,number,class_id\nAda,1,c1\nBob,2,c2\n", [("E405", 3)]),
        ('name,number\nAda,1\n"Bob,2\n', [("E340", 3)]),
    ],
)
def test_faults_of_a_table(text: str, found: list[tuple[str, int]]) -> None:
    assert faults(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("students: []\n", [("E400", 1)]),
        ("title: x\n", [("E400", 1)]),
        ("- a\n", [("E400", 1)]),
        ("students:\n  - name: Ada\n    number: 1\n  - Bob\n", [("E400", 4)]),
        ("students:\n  - {name: Ada, number: 1}\n  - {name: Bob, number: 1}\n", [("E402", 3)]),
        ("students:\n  - {name: Ada, number: [1]}\n", [("E400", 2)]),
        ("students: &x\n  - {name: Ada, number: 1}\n", [("E400", 1)]),
        ("students:\n  - {name: Ada,\n", [("E400", 2)]),
    ],
)
def test_faults_of_a_mapping(text: str, found: list[tuple[str, int]]) -> None:
    assert [code for code, _ in faults(text, "roster.yml")] == [code for code, _ in found]
    assert faults(text, "roster.yml")[0][1] in {found[0][1], found[0][1] + 1}


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(BrokenContent):
        read_roster(Path("r.csv"), b"name,number\n\xff\xfe\xfa,1\n")
    with pytest.raises(BrokenContent):
        read_roster(Path("r.yaml"), b"\xff\xfe\xfa")


def test_unknown_columns_are_told_and_do_no_harm() -> None:
    _, warnings = read_roster(Path("r.csv"), b"name,number,secton\nAda,1,B\n")
    assert [(one.code, one.hint) for one in warnings] == [("W400", "did you mean 'section'?")]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("25%", 0.25),
        ("12.5 %", 0.125),
        ("1.25", 0.25),
        ("x1,5", 0.5),
        ("×2", 1.0),
        ("", 0.0),
        ("0", 0.0),
        ("300%", 3.0),
    ],
)
def test_extra_time(text: str, share: float) -> None:
    assert extra_time(text) == share


@pytest.mark.parametrize("text", ["25", "0.25", "-5%", "301%", "yes", "1e9%", "nan", "inf"])
def test_extra_time_that_could_be_anything(text: str) -> None:
    with pytest.raises(ValueError, match=r"percentage|at most"):
        extra_time(text)
