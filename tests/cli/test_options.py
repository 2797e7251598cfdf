"""Global options, wherever they stand; the clock; streams that close early."""

from pathlib import Path

import pytest

from tests.cli.content import BANK
from tests.cli.program import Program

ONE_ANSWER = ("quiz", "tides", "-n", "1", "--plain")


def other_bank(folder: Path, name: str) -> Path:
    """A content folder with a bank of that name."""
    path = folder / name / "question_banks" / f"{name}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(BANK.replace("bank: tides", f"bank: {name}").replace("lesson: tides\n", ""), encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("before", [True, False])
def test_home_stands_before_or_after_the_command(learn: Program, tmp_path: Path, before: bool) -> None:
    option = ("--home", str(tmp_path / "elsewhere"))
    arguments = (*option, *ONE_ANSWER) if before else (*ONE_ANSWER, *option)
    assert learn.run(*arguments, stdin="1\n").code == 0
    assert (tmp_path / "elsewhere" / "learn.db").exists()
    assert not learn.has_log


@pytest.mark.parametrize("before", [True, False])
def test_learner_stands_before_or_after_the_command(learn: Program, before: bool) -> None:
    option = ("--learner", "grace")
    arguments = (*option, *ONE_ANSWER) if before else (*ONE_ANSWER, *option)
    assert learn.run(*arguments, stdin="1\n").code == 0
    assert learn.history() == []
    assert [one["learner"] for one in learn.run("history", "--json", *option).lines] == ["grace"]
    assert [one["learner"] for one in learn.run("history", "--json", "--everyone").lines] == ["grace"]


@pytest.mark.parametrize("line", ["bank {} list", "{} bank list", "bank list {}"])
def test_content_stands_anywhere(learn: Program, tmp_path: Path, line: str) -> None:
    ran = learn.run(*line.format(f"--content {other_bank(tmp_path, 'rivers')}").split())
    assert ran.code == 0
    assert "rivers" in ran.out


def test_each_content_counts(learn: Program, tmp_path: Path) -> None:
    first, second = (str(other_bank(tmp_path, name)) for name in ("rivers", "lakes"))
    for arguments in (
        ("bank", "list", "--content", first, "--content", second),
        ("--content", first, "bank", "list", "--content", second),
    ):
        ran = learn.run(*arguments)
        assert ("rivers" in ran.out, "lakes" in ran.out) == (True, True)


@pytest.mark.parametrize("line", ["log {} export", "{} log export", "log export {}"])
def test_groups_take_them_too(after: Program, tmp_path: Path, line: str) -> None:
    ran = after.run(*line.format(f"--home {tmp_path / 'empty'}").split())
    assert (ran.code, len(ran.lines)) == (0, 1)


@pytest.mark.parametrize("line", ["config --learner grace --json", "--learner grace config --json"])
def test_the_nearest_value_holds_and_is_named(learn: Program, line: str) -> None:
    assert learn.run(*line.split()).json["learner"] == {"value": "grace", "origin": "command line"}


def test_the_nearer_of_two_holds(learn: Program) -> None:
    ran = learn.run("--learner", "grace", "config", "--json", "--learner", "hedy")
    assert ran.json["learner"]["value"] == "hedy"


def test_every_global_option_has_a_variable(learn: Program, tmp_path: Path) -> None:
    folder = str(other_bank(tmp_path, "rivers"))
    values = learn.run("config", "--json", LEARN_PLAIN="1", LEARN_COLOR="never", LEARN_CONTENT=folder).json
    assert [values[key]["value"] for key in ("plain", "color", "content")] == [True, "never", [folder]]
    assert [values[key]["origin"] for key in ("plain", "color", "content")] == [
        "LEARN_PLAIN",
        "LEARN_COLOR",
        "LEARN_CONTENT",
    ]


@pytest.mark.parametrize("line", ["", "due", "lessons", "history", "stats", "review", "config", "quiz tides -n 1"])
def test_a_set_clock_is_announced_once_on_stderr(after: Program, line: str) -> None:
    ran = after.run(*line.split(), LEARN_NOW="2026-03-09T10:00:00+01:00")
    said = "learn: the clock is set to 2026-03-09T10:00:00+01:00 (LEARN_NOW)\n"
    assert ran.code == 0
    assert ran.whole_err.count(said) == 1
    assert "LEARN_NOW" not in ran.out


def test_the_running_clock_is_not_announced(after: Program) -> None:
    assert after.run("due", LEARN_NOW="").whole_err == ""


def test_help_needs_neither_clock_nor_home(learn: Program) -> None:
    ran = learn.run("quiz", "--help", LEARN_NOW="nonsense", LEARN_HOME="/proc/learn")
    assert ran.code == 0
    assert "Examples:" in ran.out


@pytest.mark.parametrize("line", ["history", "stats --json", "bank list", "--help", "log export", "read tides --plain"])
def test_a_reader_that_leaves_is_no_failure(after: Program, line: str) -> None:
    """As in `learn history | head -1`."""
    ran = after.shell(f"learn {line} | true")
    assert (ran.code, ran.err) == (0, "")
    ran = after.shell(f"learn {line} | head -1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_a_session_whose_reader_leaves_is_paused(after: Program) -> None:
    ran = after.shell("yes 1 | learn quiz tides -n 3 --plain | head -1")
    assert "Traceback" not in ran.err
    assert "BrokenPipe" not in ran.err


def test_a_full_disk_is_no_traceback(after: Program) -> None:
    ran = after.shell("learn stats --json > /dev/full")
    assert ran.code != 0
    assert "Traceback" not in ran.err
    assert "No space left" in ran.err


def test_version(learn: Program) -> None:
    ran = learn.run("--version")
    assert (ran.code, ran.out.split()[0]) == (0, "learn")
