"""`learn scores export` and `learn scores list`, run as a teacher would run them."""

import json
import os
import pty
import stat
import subprocess
from pathlib import Path

import pytest

from learn.gradebook import FORMATS
from tests.cli.conftest import content, indexed  # noqa: F401 - fixtures
from tests.cli.program import COMMAND, Program
from tests.gradebook import readers

IDS = "sourced,class_id,school_id,session_id"


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory, indexed: Path, content: Path) -> Program:  # noqa: F811
    """A class of four: Ada took the test, Zed got nothing right, Mia handed nothing in, Eve was excused."""
    folder = tmp_path_factory.mktemp("class")
    papers = []
    for name, number, answers in (("ada", "1001", "1\n1\n1\n"), ("zed", "1002", "2\n2\n2\n")):
        student = Program(indexed, content, learner=name).copy(folder / name)
        choices = ("quiz", "tides", "--test", "--kind", "choice", "-n", "3", "--plain", "--seed", "1")
        assert student.run(*choices, stdin=answers).code in (0, 1)
        paper = folder / f"{name}.learnlog"
        handed = student.run("scores", "submit", "-o", str(paper), LEARN_STUDENT_ID=number, LEARN_NAME=name)
        assert handed.code == 0, handed.err
        papers.append(str(paper))
    lines = [f"{name},{number},{excused},src-{number},class-1,school-1,term-1" for name, number, excused in ROSTER]
    (folder / "roster.csv").write_text("\n".join([f"name,number,excused,{IDS}", *lines]) + "\n", encoding="utf-8")
    program = Program(indexed, content, learner="teacher").copy(folder / "teacher")
    added = program.run("class", "add", "8b", *papers, "--roster", str(folder / "roster.csv"))
    assert added.code == 0, added.err
    return program


ROSTER = (("ada", "1001", ""), ("zed", "1002", ""), ("Mia", "1003", ""), ("Eve", "1004", "tides"))


def export(teacher: Program, file: Path, form: str, *more: str) -> bytes:
    ran = teacher.run("scores", "export", "--class", "8b", "--format", form, "-o", str(file), *more)
    assert ran.code == 0, ran.err
    return file.read_bytes()


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_format_is_written_private_and_whole(teacher: Program, tmp_path: Path, form: str) -> None:
    file = tmp_path / "out"
    assert export(teacher, file, form)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_from_the_answers_to_the_gradebook(teacher: Program, tmp_path: Path) -> None:
    cells, points = readers.canvas(export(teacher, tmp_path / "canvas.csv", "canvas"))
    assert cells == {"Tides": {"1001": "3", "1002": "0", "1003": "", "1004": "EX"}}
    assert points == {"Tides": 3.0}
    rows = readers.oneroster(export(teacher, tmp_path / "roster.zip", "oneroster"))["results.csv"]
    assert [(row["studentSourcedId"], row["scoreStatus"], row["score"]) for row in rows] == [
        ("src-1001", "fully graded", "3"),
        ("src-1002", "fully graded", "0"),
        ("src-1003", "not submitted", ""),
        ("src-1004", "exempt", ""),
    ]


def test_a_file_that_is_there_is_replaced_with_force_alone(teacher: Program, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine")
    again = ("scores", "export", "--class", "8b", "--format", "csv", "-o", str(file))
    refused = teacher.run(*again)
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert teacher.run(*again, "--force").code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfstudent,")


def test_a_file_that_cannot_be_made_leaves_nothing(
    teacher: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learn.gradebook.answers.rows_of", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        teacher.run("scores", "export", "--class", "8b", "--format", "jsonl", "-o", str(tmp_path / "out"))
    assert not list(tmp_path.iterdir())


def test_what_is_found_is_told_on_stderr_in_json_and_by_strict(teacher: Program, tmp_path: Path) -> None:
    arguments = ("scores", "export", "--class", "8b", "--format", "moodle", "-o", str(tmp_path / "out"), "--force")
    ran = teacher.run(*arguments)
    assert "excused from Tides: Eve" in ran.err
    assert not ran.out
    found = teacher.run(*arguments, "--json").json
    assert (found["format"], found["students"], found["tests"]) == ("moodle", 4, 1)
    assert [one["message"] for one in found["findings"]] == ["excused from Tides: Eve"]
    assert teacher.run(*arguments, "--strict").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--format", "canvas", "--attempts", "all"), 2, "--attempts first, last or best"),
        (("--format", "canvas", "--heading", "tides"), 2, "not of the form TEST=TEXT"),
        (("--format", "canvas", "--heading", "tide=Exam"), 2, "did you mean 'tides'"),
        (("--format", "xapi", "--account-home", "school"), 2, "begins with https://"),
        (("--format", "oneroter"), 2, "oneroster"),
        (("--format", "canvas", "--practice"), 4, "there are no results to export"),
        (("--format", "canvas", "--bank", "tidse"), 4, "tides"),
    ],
)
def test_refusals_name_the_remedy(
    teacher: Program, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    ran = teacher.run("scores", "export", "--class", "8b", "-o", str(tmp_path / "out"), *arguments)
    assert ran.code == code
    assert told in ran.err
    assert not list(tmp_path.iterdir())


def test_there_is_a_bar_on_a_terminal_alone(teacher: Program, tmp_path: Path) -> None:
    quiet = teacher.run("scores", "export", "--class", "8b", "--format", "jsonl", "-o", str(tmp_path / "one"))
    assert "Writing" not in quiet.err
    command = [*COMMAND, "scores", "export", "--class", "8b", "--format", "jsonl", "-o", str(tmp_path / "two")]
    ours, theirs = pty.openpty()
    subprocess.run(command, stderr=theirs, env=teacher.environment(TERM="xterm"), timeout=60, check=True)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert "Writing" in shown
    assert "100%" in shown
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


# --------------------------------------------------------------------------------------------------- scores list


def test_the_list_has_marks_mastery_and_reasons(teacher: Program) -> None:
    weeks_later = "2026-04-02T10:00:00+00:00"
    found = teacher.run("scores", "list", "--class", "8b", "--json", LEARN_NOW=weeks_later).json
    by = {one["number"]: one for one in found}
    assert {number: (one["status"], one["points"]) for number, one in by.items()} == {
        "1001": ("graded", 3.0),
        "1002": ("graded", 0.0),
        "1003": ("missing", None),
        "1004": ("excused", None),
    }
    [ada], [zed] = by["1001"]["mastery"], by["1002"]["mastery"]
    assert (ada["lesson"], ada["facts"], ada["seen"]) == ("tides", 3, 3)
    assert 0 < zed["mastery"] < ada["mastery"] <= 1
    assert by["1001"]["reasons"] == {}
    assert by["1001"]["n"] == 3
    assert by["1003"]["reasons"]["percent"] == "nothing was handed in"
    assert by["1004"]["reasons"]["percent"] == "excused"
    assert by["1003"]["mastery"] is None


def test_another_pass_mark_can_be_laid_on(teacher: Program) -> None:
    passed = {
        mark: [
            one["passed"] for one in teacher.run("scores", "list", "--class", "8b", "--passing", mark, "--json").json
        ]
        for mark in ("0", "100")
    }
    assert passed == {"0": [True, True, None, None], "100": [True, False, None, None]}
    assert teacher.run("scores", "list", "--passing", "101").code == 2


@pytest.mark.parametrize("cells", [80, 40, 24])
def test_the_list_fits_the_screen(teacher: Program, cells: int) -> None:
    ran = teacher.run("scores", "list", "--class", "8b", COLUMNS=str(cells))
    assert ran.code == 0
    assert "missing" in ran.out
    assert "excused" in ran.out
    assert all(len(line) <= cells for line in ran.out.splitlines())


def test_without_results_the_list_says_so(fresh_home: Program) -> None:
    assert "No results yet" in fresh_home.run("scores", "list").out
    assert json.loads(fresh_home.run("scores", "list", "--json").out) == []
    ran = fresh_home.run("scores", "export", "--format", "csv", "-o", "x.csv")
    assert (ran.code, "no results to export" in ran.err) == (4, True)


@pytest.fixture
def fresh_home(tmp_path: Path, content: Path) -> Program:  # noqa: F811
    """Where nothing was done yet."""
    return Program(tmp_path / "fresh", content)
