"""Wrong input: what is said, on stderr, and the exit code."""

from pathlib import Path

import pytest

from tests.cli.content import write_broken
from tests.cli.program import Program

NOT_FOUND = {
    "quiz tide": ("there is no bank 'tide'", "did you mean 'tides'?"),
    "quiz zzz": ("there is no bank 'zzz'", "see what there is: learn bank list"),
    "quiz nowhere.yaml": ("there is no file nowhere.yaml", ""),
    "read tide": ("there is no lesson 'tide'", "did you mean 'tides'?"),
    "study tide": ("there is no lesson 'tide'", "did you mean 'tides'?"),
    "bank show tide": ("there is no bank 'tide'", "did you mean 'tides'?"),
    "quiz tides --tag nonsense": ("no question fits", "leave out --tag or --kind"),
    "quiz tides --kind card": ("no question fits", "leave out --tag or --kind"),
    "log merge nowhere.jsonl": ("no such file: nowhere.jsonl", ""),
    "log verify nowhere.jsonl": ("no such file: nowhere.jsonl", ""),
    "resume": ("there is no unfinished session", "begin one"),
    "resume --session nonsense": ("no unfinished session 'nonsense'", "without --session"),
    "lessons --content nowhere": ("no such folder: nowhere", ""),
    "bank lint nowhere.yaml": ("no such file or folder: nowhere.yaml", ""),
}

USAGE = {
    "qiuz": "No such command 'qiuz'. Did you mean 'quiz'?",
    "nonsense": "No such command 'nonsense'.",
    "bank lsit": "No such command 'lsit'. Did you mean 'list'",
    "log exprot": "No such command 'exprot'. Did you mean 'export'?",
    "config sett x y": "No such command 'sett'. (Did you mean one of: 'set'",
    "quiz --mintues 3": "No such option '--mintues'. (Did you mean one of: '--minutes'",
    "quiz -n 0": "0 is not in the range 1<=x<=1000",
    "quiz -n many": "'many' is not a valid integer",
    "quiz --kind choices": "'choices' is not one of 'choice', 'multiple'",
    "quiz --minutes 0": "0.0 is not in the range 0<x<=525600",
    "quiz --minutes nan": "nan is not",
    "quiz --minutes inf": "inf is not",
    "quiz --require nan": "nan is not",
    "quiz --require 101": "101.0 is not in the range 0<=x<=100",
    "quiz --test": "a test needs a bank",
    "history -n 0": "0 is not in the range x>=1",
    "due --color blue": "'blue' is not one of 'auto', 'always', 'never'",
    "due now": "Got unexpected extra argument (now)",
    "read": "Missing argument 'LESSON'",
    "config set": "Missing argument 'KEY'",
    "config set question 5": "did you mean 'questions'?",
    "config set questions five": "a whole number from 0 to 10000",
    "config set questions -1": "No such option",
    "config unset question": "did you mean 'questions'?",
    "--home": "requires an argument",
}


@pytest.mark.parametrize("line", list(NOT_FOUND))
def test_what_is_not_there(learn: Program, line: str) -> None:
    ran = learn.run(*line.split())
    message, hint = NOT_FOUND[line]
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"learn: {message}")
    assert hint in ran.err


@pytest.mark.parametrize("line", list(USAGE))
def test_what_does_not_fit(learn: Program, line: str) -> None:
    ran = learn.run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert USAGE[line] in ran.err
    assert not learn.has_log


@pytest.mark.parametrize("command", ["quiz", "bank show"])
def test_a_broken_bank_that_is_asked_for(learn: Program, command: str, tmp_path: Path) -> None:
    """Every fault with its place, its line with a caret, and a remedy."""
    path = write_broken(tmp_path)
    ran = learn.run(*command.split(), str(path))
    assert (ran.code, ran.out) == (3, "")
    assert (
        f"{path}:8:5: E113 unknown key `distractor` [unknown-key]\n      distractor: [No]\n      ^~~~~~~~~~" in ran.err
    )
    assert f"{path}:4:5: E114 `distractors` is missing" in ran.err
    assert "hint: did you mean 'distractors'?" in ran.err
    assert ran.err.splitlines()[-1] == f"learn: {path} has errors"


def test_a_broken_bank_that_is_asked_for_by_name(learn: Program, tmp_path: Path) -> None:
    (tmp_path / "more" / "question_banks").mkdir(parents=True)
    write_broken(tmp_path / "more" / "question_banks")
    assert learn.run("quiz", "broken", "--content", str(tmp_path / "more")).code == 3


def test_a_broken_bank_that_is_not_asked_for_blocks_nothing(learn: Program, tmp_path: Path) -> None:
    (tmp_path / "more" / "question_banks").mkdir(parents=True)
    write_broken(tmp_path / "more" / "question_banks")
    ran = learn.run("quiz", "alliance-shifts", "-n", "1", "--content", str(tmp_path / "more"))
    assert ran.code == 0
    assert "Question 1 of 1" in ran.out
    place = tmp_path / "more" / "question_banks" / "broken.yaml"
    assert ran.err == f"learn: {place}:4: E114 `distractors` is missing (and 1 more)\n"


def test_a_lesson_is_no_bank(learn: Program, content: Path) -> None:
    ran = learn.run("quiz", str(content / "lessons" / "tides.yaml"))
    assert ran.code == 2
    assert "tides.yaml is no bank" in ran.err


def test_an_unfit_config_file_says_where(learn: Program) -> None:
    (learn.home / "config.toml").write_text("questions = [\n", encoding="utf-8")
    ran = learn.run("due")
    assert ran.code == 2
    assert str(learn.home / "config.toml") in ran.err


def test_a_setting_of_another_program_is_named(learn: Program) -> None:
    (learn.home / "config.toml").write_text('colour = "always"\n', encoding="utf-8")
    ran = learn.run("due")
    assert ran.code == 2
    assert "unknown setting 'colour'" in ran.err
    assert "did you mean 'color'?" in ran.err


@pytest.mark.parametrize("moment", ["yesterday", "2026-03-02", "2026-03-02T10:00:00"])
def test_a_clock_that_cannot_be_read(learn: Program, moment: str) -> None:
    ran = learn.run("due", LEARN_NOW=moment)
    assert ran.code == 2
    assert "LEARN_NOW is not a moment" in ran.err


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("command", ["due", "review", "stats", "quiz tides -n 1 --plain"])
def test_a_clock_far_from_today_is_no_traceback(learn: Program, moment: str, command: str) -> None:
    assert learn.run(*command.split(), stdin="1\n", LEARN_NOW=moment).code == 2


@pytest.mark.parametrize("moment", ["1971-01-01T00:00:00+14:00", "9000-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("command", ["due", "review", "stats", "history", "quiz tides -n 1 --plain"])
def test_a_strange_clock_is_followed(learn: Program, moment: str, command: str) -> None:
    assert learn.run(*command.split(), stdin="1\n", LEARN_NOW=moment).code == 0


def test_a_damaged_log_is_refused_and_left_alone(after: Program) -> None:
    log = after.home / "learn.db"
    log.write_bytes(b"not a database" * 100)
    ran = after.run("due")
    assert ran.code == 5
    assert ran.err.startswith("learn: ")
    assert log.read_bytes() == b"not a database" * 100


def test_an_unwritable_home_stops_the_answer_and_says_so(learn: Program) -> None:
    ran = learn.run("quiz", "tides", "-n", "1", "--plain", stdin="1\n", LEARN_HOME="/proc/learn")
    assert ran.code == 5
    assert "/proc/learn" in ran.err


def test_an_interruption_without_a_session_says_nothing_of_one(after: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("learn.app.exchanging.export", interrupted)
    ran = after.run("bank", "export", "tides", "--to", "gift", "-o", str(after.home / "tides.gift"))
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "\nInterrupted. What was not finished was not written.\n"
