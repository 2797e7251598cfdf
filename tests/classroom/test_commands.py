"""`learn scores submit` and `learn class`, from a student's test to a teacher's report."""

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.class_of import Paper
from tests.classroom.hand_ins import examinee, handed_in
from tests.cli.program import Program
from tests.endtoend.screens import in_terminal


@pytest.fixture
def student(learn: Program) -> Program:
    """A student who took a test, and practised afterwards."""
    learn.run("config", "set", "name", "Ada Lovelace")
    learn.run("config", "set", "student_id", "4711")
    assert learn.run("quiz", "tides", "--test", "-n", "3", "--kind", "choice", "--plain", stdin="1\n1\n1\n").code == 0
    assert learn.run("quiz", "tides", "-n", "2", "--kind", "choice", "--plain", stdin="1\n1\n").code == 0
    return learn


def teaching(student: Program, tmp_path: Path) -> Program:
    return Program(tmp_path / "teacher", student.content, "teacher")


# ------------------------------------------------------------------------------------------------------------- submit


def test_a_test_is_handed_in_and_nothing_else(student: Program, tmp_path: Path) -> None:
    file = tmp_path / "ada.learnlog"
    ran = student.run("scores", "submit", "-o", str(file))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"Written: {file}",
        "  from      Ada Lovelace, student number 4711",
        "  holds     1 test, 3 answers: tides",
        "  of        2026-03-02",
        "Nothing else of your log is in it. Give the file to your teacher.",
    ]
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["type"] for line in lines[1:-1]] == ["session", *["answer"] * 3, "finish"]
    header = lines[0]["hand_in"]
    assert (header["name"], header["student_id"]) == ("Ada Lovelace", "4711")
    assert header["made"].startswith("2026-03-02T10:0")
    assert list(header["banks"]) == ["tides"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_practice_is_handed_in_when_asked_for(student: Program, tmp_path: Path) -> None:
    made = student.run("scores", "submit", "--practice", "--json", "-o", str(tmp_path / "f")).json
    assert (made["tests"], made["practice"], made["answers"]) == (1, 1, 5)


def test_what_was_said_about_answers_goes_along(student: Program, tmp_path: Path) -> None:
    """An answer of practice that was taken back, and a flag on a question."""
    keyed = '{"answer":0}\n{"command":"flag"}\n{"command":"undo"}\n{"answer":0}\n'
    student.run("quiz", "tides", "-n", "1", "--kind", "choice", "--jsonl", stdin=keyed)
    file = tmp_path / "f"
    student.run("scores", "submit", "--practice", "-o", str(file))
    kinds = [json.loads(line).get("type") for line in file.read_text().splitlines()]
    whole = [json.loads(line).get("type") for line in student.run("log", "export").out.splitlines()]
    assert sorted(map(str, kinds[:-1])) == sorted(map(str, whole))


@pytest.mark.parametrize(
    ("more", "code", "told"),
    [
        (["--since", "2026-03-03"], 4, "nothing to hand in"),
        (["--until", "2026-03-01"], 4, "nothing to hand in"),
        (["--since", "2026-03-03", "--until", "2026-03-02"], 2, "--since is after --until"),
        (["--since", "tomorrow"], 2, "is no day"),
        (["vietnam-precedent"], 4, "nothing to hand in"),
        (["tide"], 4, "there is no bank 'tide'"),
        (["--session", "x"], 4, "you have no session x"),
    ],
)
def test_what_there_is_not(student: Program, tmp_path: Path, more: list[str], code: int, told: str) -> None:
    ran = student.run("scores", "submit", *more, "-o", str(tmp_path / "f"))
    assert ran.code == code
    assert told in ran.err
    assert not (tmp_path / "f").exists()


def test_nobody_hands_in_without_a_name(learn: Program, tmp_path: Path) -> None:
    learn.run("quiz", "tides", "--test", "-n", "1", "--kind", "choice", "--plain", stdin="1\n")
    ran = learn.run("scores", "submit", "-o", str(tmp_path / "f"))
    assert (ran.code, ran.err.splitlines()[1]) == (2, '  learn config set name "Ada Lovelace"')
    learn.run("config", "set", "name", "Ada")
    ran = learn.run("scores", "submit", "-o", str(tmp_path / "f"))
    assert (ran.code, ran.err.splitlines()[1]) == (2, "  learn config set student_id 4711")


def test_on_a_terminal_the_name_is_asked_for_and_kept(learn: Program, tmp_path: Path) -> None:
    learn.run("quiz", "tides", "--test", "-n", "1", "--kind", "choice", "--plain", stdin="1\n")
    with in_terminal(learn, "scores", "submit", "-o", str(tmp_path / "f")) as terminal:
        terminal.until("Your name")
        terminal.send("Ada Lovelace\r")
        terminal.until("Your student number")
        terminal.send("0471\r")
        terminal.until("Give the file to your teacher")
    assert learn.run("scores", "submit", "--json", "-o", str(tmp_path / "g")).json["student_id"] == "0471"


def test_a_file_that_is_there_stays(student: Program, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("mine")
    assert student.run("scores", "submit", "-o", str(tmp_path / "f")).code == 2
    assert (tmp_path / "f").read_text() == "mine"
    assert student.run("scores", "submit", "-o", str(tmp_path / "f"), "--force").code == 0


def test_an_unfinished_test_is_not_handed_in(learn: Program, tmp_path: Path) -> None:
    learn.run("config", "set", "name", "Ada")
    learn.run("config", "set", "student_id", "1")
    learn.run("quiz", "tides", "--test", "-n", "3", "--kind", "choice", "--plain", stdin="1\n")
    assert learn.run("scores", "submit", "-o", str(tmp_path / "f")).code == 4
    session = learn.run("scores", "list", "--json").json[0]["session"]
    ran = learn.run("scores", "submit", "--session", session, "-o", str(tmp_path / "f"))
    assert (ran.code, f"learn resume --session {session}" in ran.err) == (2, True)


# ------------------------------------------------------------------------------------------------------ from end to end


def test_from_a_test_to_the_report(student: Program, tmp_path: Path) -> None:
    file, roster = tmp_path / "ada.learnlog", tmp_path / "10b.csv"
    student.run("scores", "submit", "-o", str(file), "--code", "sesame")
    roster.write_text("name,number,code,excused,class_id\nAda Lovelace,4711,sesame,,c1\nBob,4712,,*,c1\nCai,4713,,,\n")
    teacher = teaching(student, tmp_path)
    ran = teacher.run("class", "add", "10b", str(file), "--roster", str(roster), "--strict")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "New class: 10b"
    found = teacher.run("class", "report", "10b", "--json").json
    assert [(one["student"], one["status"], one["best"], one["tests"]) for one in found["students"]] == [
        ("Ada Lovelace", "handed in", 100.0, 1),
        ("Bob", "excused", None, 0),
        ("Cai", "missing", None, 0),
    ]
    assert (found["evidence"], found["class_id"], found["findings"]) == ("practice", "c1", [])
    (lesson,) = found["lessons"]
    assert (lesson["lesson"], lesson["n"], lesson["facts"]) == ("tides", 1, 3)
    grades = teacher.run("scores", "list", "--class", "10b", "--json").json
    assert [(one["student"], one["status"], one["points"]) for one in grades] == [
        ("Ada Lovelace", "graded", 3.0),
        ("Bob", "excused", None),
        ("Cai", "missing", None),
    ]
    rows = teacher.run("class", "list", "--json").json
    assert [(one["class"], one["students"], one["handed_in"], one["hand_ins"]) for one in rows] == [("10b", 3, 1, 1)]


@pytest.mark.parametrize("columns", ["80", "40"])
def test_the_report_fits_the_screen(teacher: Program, exam: Paper, tmp_path: Path, columns: str) -> None:
    files = [handed_in(tmp_path, exam, examinee(f"A rather long name of student {n}", f"{n}", n)) for n in range(3)]
    teacher.run("class", "add", "History 10b", *map(str, files))
    ran = teacher.run("class", "report", "History 10b", COLUMNS=columns)
    assert all(len(line) <= int(columns) for line in ran.out.splitlines())
    assert "Practice evidence, not an examination" in ran.out
    assert "No roster" in ran.out


def test_everything_that_does_not_fit_is_told_with_its_line(teacher: Program, exam: Paper, tmp_path: Path) -> None:
    good = handed_in(tmp_path, exam, examinee())
    lines = good.read_text().splitlines(keepends=True)
    (tmp_path / "half").write_text("".join(lines[:5]))
    (tmp_path / "changed").write_text("".join([*lines[:2], lines[2].replace('"ms":', '"ms": '), *lines[3:]]))
    (tmp_path / "none").write_text("")
    names = [str(good), *(str(tmp_path / name) for name in ("half", "changed", "none"))]
    ran = teacher.run("class", "add", "10b", *names, str(tmp_path))
    assert ran.code == 0
    told = [line.removeprefix(f"{tmp_path}/") for line in ran.out.splitlines() if " — " in line]
    assert [(line.split(" ")[0], line.split("[")[1]) for line in told] == [
        ("half:5:", "end-missing] — taken and marked"),
        ("changed:3:", "chain-broken] — taken and marked"),
        ("none:", "empty-file] — not taken"),
        (f"{tmp_path}:", "not-a-file] — not taken"),
    ]
    assert "5 files: 1 taken, 2 known already, 2 not taken." in ran.out
    assert "no roster, so names and ids" in ran.err
    assert teacher.run("class", "add", "10b", *names, "--strict").code == 1
    assert teacher.run("class", "add", "10b", str(good), "--strict").code == 0
    found = teacher.run("class", "add", "10b", *names, "--json").json
    assert [one["code"] for one in found["findings"]] == ["end-missing", "chain-broken", "empty-file"]


def test_a_missing_file_is_told_and_the_others_are_taken(teacher: Program, exam: Paper, tmp_path: Path) -> None:
    good = handed_in(tmp_path, exam, examinee())
    ran = teacher.run("class", "add", "10b", str(good), str(tmp_path / "nowhere"))
    assert (ran.code, "no-file" in ran.out) == (4, True)
    assert teacher.run("class", "list", "--json").json[0]["handed_in"] == 1


def test_no_class_is_begun_with_nothing(teacher: Program, tmp_path: Path) -> None:
    assert teacher.run("class", "add", "10b").code == 2
    assert teacher.run("class", "add", "10b", str(tmp_path / "nowhere")).code == 4
    assert teacher.run("class", "add", "10b", "--roster", str(tmp_path / "nowhere")).code == 4
    assert teacher.run("class", "list", "--json").json == []
    assert not (teacher.home / "classes").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "-x", ".hidden", "x\ny", "a" * 65])
def test_names_that_no_class_can_have(teacher: Program, exam: Paper, tmp_path: Path, name: str) -> None:
    good = handed_in(tmp_path, exam, examinee())
    ran = teacher.run("class", "add", "--", name, str(good))
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_a_roster_with_faults_changes_nothing(teacher: Program, exam: Paper, tmp_path: Path) -> None:
    good, roster = handed_in(tmp_path, exam, examinee()), tmp_path / "r.csv"
    roster.write_text("name,number\nAda,1\nBob,1\n")
    ran = teacher.run("class", "add", "10b", str(good), "--roster", str(roster))
    assert (ran.code, ran.err.splitlines()[0]) == (
        3,
        f"{roster}:3:1: E402 the number 1 stands in line 2 already [roster-number-twice]",
    )
    assert teacher.run("class", "list", "--json").json == []


def test_a_roster_that_was_broken_by_hand(teacher: Program, tmp_path: Path) -> None:
    roster = tmp_path / "r.yaml"
    roster.write_text("students: [{name: Ada, number: 1}]\n")
    assert teacher.run("class", "add", "10b", "--roster", str(roster)).code == 0
    (teacher.home / "classes" / "10b" / "roster.yaml").write_text("students: [{name: Ada}]\n")
    assert teacher.run("class", "report", "10b").code == 3
    listed = teacher.run("class", "list", COLUMNS="400").out
    assert "cannot be read" in listed
    assert "is no roster yet" in listed


def test_unknown_classes(teacher: Program, exam: Paper, tmp_path: Path) -> None:
    teacher.run("class", "add", "10b", str(handed_in(tmp_path, exam, examinee())))
    for command in (("class", "report", "10c"), ("class", "forget", "10c"), ("scores", "list", "--class", "10c")):
        ran = teacher.run(*command)
        assert (ran.code, "did you mean '10b'?" in ran.err) == (4, True)


def test_hostile_names_do_not_steer_the_terminal(teacher: Program, exam: Paper, tmp_path: Path) -> None:
    teacher.run(
        "class", "add", "10b", str(handed_in(tmp_path, exam, examinee("\x1b]0;x\x07=cmd\u202e", "4\x1b[2J7"), "f"))
    )
    out = (
        teacher.run("class", "report", "10b").out
        + teacher.run("class", "forget", "10b", "--student", "47", "--yes").out
    )
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "=cmd" in out


# ------------------------------------------------------------------------------------------------------------- forget


@pytest.fixture
def two(teacher: Program, exam: Paper, tmp_path: Path) -> Program:
    """A class of two, both on the roster, who handed in."""
    roster = tmp_path / "r.yaml"
    roster.write_text("title: History\nstudents:\n- {name: Ada Lovelace, number: 4711}\n- {name: Bob, number: 4712}\n")
    files = [handed_in(tmp_path, exam, examinee()), handed_in(tmp_path, exam, examinee("Bob", "4712", 2))]
    assert teacher.run("class", "add", "10b", *map(str, files), "--roster", str(roster), "--strict").code == 0
    return teacher


@pytest.mark.parametrize("who", ["4711", "ada lovelace"])
def test_a_student_is_removed_from_everything(two: Program, tmp_path: Path, who: str) -> None:
    before = [path.read_bytes() for path in (two.home / "classes").rglob("*") if path.is_file()]
    assert any(b"Lovelace" in data for data in before)
    ran = two.run("class", "forget", "10b", "--student", who, "--yes")
    assert ran.code == 0
    assert "Removed Ada Lovelace (4711): 8 events, 1 hand-in and the line of the roster." in ran.out
    after = [path.read_bytes() for path in (two.home / "classes").rglob("*") if path.is_file()]
    assert not any(b"Lovelace" in data or b"4711" in data for data in after)
    found = two.run("class", "report", "10b", "--json").json
    assert [one["student"] for one in found["students"]] == ["Bob"]
    assert (found["title"], found["students"][0]["tests"]) == ("History", 1)
    again = two.run("class", "add", "10b", str(tmp_path / "4711-1.learnlog"), "--json").json
    assert [one["code"] for one in again["findings"]] == ["forgotten"]
    assert len(two.run("class", "report", "10b", "--json").json["students"]) == 1


def test_one_who_is_asked_first(two: Program) -> None:
    assert "Nothing was removed." in two.run("class", "forget", "10b", "--student", "4711", stdin="n\n").err
    assert two.run("class", "forget", "10b", stdin="n\n").code == 0
    assert two.run("class", "forget", "10b").code == 130
    assert len(two.run("class", "report", "10b", "--json").json["students"]) == 2
    assert two.run("class", "forget", "10b", "--student", "nobody").code == 4


def test_a_whole_class_is_removed(two: Program) -> None:
    assert two.run("class", "forget", "10b", stdin="y\n").code == 0
    assert list((two.home / "classes").iterdir()) == []


def test_what_a_class_leaves_on_disk_is_private(two: Program) -> None:
    for path in [two.home, *(two.home / "classes").rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_record_is_told(two: Program) -> None:
    record = next((two.home / "classes" / "10b" / "hand-ins").iterdir())
    record.write_text("{")
    ran = two.run("class", "report", "10b")
    assert (ran.code, str(record) in ran.err) == (5, True)


def test_a_class_without_its_log(two: Program) -> None:
    for path in (two.home / "classes" / "10b").glob("learn.db*"):
        path.unlink()
    found = two.run("class", "report", "10b", "--json").json
    assert [one["tests"] for one in found["students"]] == [0, 0]
    shutil.rmtree(two.home / "classes")
    assert two.run("class", "list").out.startswith("No classes yet")


def test_an_excusal_from_a_name_that_no_bank_has_is_told(teacher: Program, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,number,excused\nAda,1,exma\nBen,2,exam\nCai,3,*\n", encoding="utf-8")
    ran = teacher.run("class", "add", "10b", "--roster", str(roster), "--json")
    (told,) = ran.json["findings"]
    assert told["code"] == "excused-from-nothing"
    assert "excuses Ada from 'exma'" in told["text"]
    assert "exam" in told["text"].rpartition(";")[2]
    assert "excused-from-nothing" in teacher.run("class", "report", "10b").out


def test_ctrl_c_while_adding_says_what_to_do(teacher: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name,number\nAda,1\n", encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("learn.app.class_adding.read_file", interrupted)
    ran = teacher.run("class", "add", "10b", "any.learnlog", "--roster", str(roster))
    assert ran.code == 130
    assert "The same command again" in ran.err
    assert "learn resume" not in ran.err
