"""Extra time in tests, from the student's setting to what a teacher is told beside the roster."""

from pathlib import Path

import pytest

from tests.cli.program import Program

ROSTER = "name,number,extra_time\nAda Lovelace,1,25%\nBob Brown,2,\nCai Deng,3,x1.5\n"


UNTIMED = """
bank: untimed
title: Without a limit
questions:
  - {id: a, kind: choice, ask: Is it?, answer: It is, distractors: [It is not, Who knows]}
  - {id: b, kind: choice, ask: Was it?, answer: It was, distractors: [It was not, Who knew]}
"""


def handed_in(home: Program, folder: Path, who: tuple[str, str, str], bank: str = "vietnam-precedent") -> str:
    """The hand-in of a student of this name, number and extra time, who takes a short test of the bank."""
    name, number, extra = who
    student = Program(folder / number, home.content, learner=name)
    for key, value in (("name", name), ("student_id", number), ("extra_time", extra)):
        assert student.run("config", "set", key, value).code == 0
    ran = student.run("quiz", bank, "--test", "-n", "2", "--kind", "choice", "--plain", stdin="1\n1\n")
    assert ran.code == 0, ran
    file = folder / f"{number}.learnlog"
    assert student.run("scores", "submit", "-o", str(file)).code == 0
    return str(file)


@pytest.fixture
def added(learn: Program, tmp_path: Path) -> Program:
    """A class in which Ada had what the roster gives, Bob more and Cai less."""
    (tmp_path / "10b.csv").write_text(ROSTER, encoding="utf-8")
    everyone = (("Ada Lovelace", "1", "25"), ("Bob Brown", "2", "50"), ("Cai Deng", "3", "0"))
    files = [handed_in(learn, tmp_path, who) for who in everyone]
    assert learn.run("class", "add", "10b", *files, "--roster", str(tmp_path / "10b.csv")).code == 0
    return learn


def test_a_test_says_how_much_time_was_on_top(added: Program, tmp_path: Path) -> None:
    assert '"extra_time":25.0,"kinds":["choice"],"minutes":15.0' in (tmp_path / "1.learnlog").read_text("utf-8")
    assert '"extra_time"' not in (tmp_path / "3.learnlog").read_text(encoding="utf-8")


def test_the_teacher_is_told_where_it_differs_from_the_roster(added: Program) -> None:
    told = [one for one in added.run("class", "report", "10b", "--json").json["findings"] if "extra" in one["code"]]
    assert [(one["code"], one["text"].split(" on ")[0]) for one in told] == [
        ("extra-time-more", "Bob Brown had 50% extra time in vietnam-precedent"),
        ("extra-time-less", "Cai Deng had 0% extra time in vietnam-precedent"),
    ]
    assert [one["text"].split(", ")[1] for one in told] == ["and the roster gives 0%", "and the roster gives 50%"]


def test_nothing_is_said_without_a_limit_or_without_a_roster(learn: Program, tmp_path: Path) -> None:
    (tmp_path / "10c.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "untimed.yaml").write_text(UNTIMED, encoding="utf-8")
    timed = handed_in(learn, tmp_path, ("Bob Brown", "2", "50"))
    untimed = handed_in(learn, tmp_path, ("Cai Deng", "3", "0"), str(tmp_path / "untimed.yaml"))
    assert "extra-time" not in learn.run("class", "add", "10c", timed).out
    told = learn.run("class", "add", "10c", untimed, "--roster", str(tmp_path / "10c.csv")).out
    assert told.count("extra-time") == 1
    assert "Bob Brown had 50%" in told
