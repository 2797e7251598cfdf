"""`learn bank lint`, as it is typed."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from learn.cli.bank_lint import command

GOOD = "bank: good\nquestions:\n  - {id: one, kind: short, ask: Which town lies on the Tagus?, accept: [Lisbon]}\n"
WARNED = """\
bank: warned
questions:
  - {id: one, kind: choice, ask: Which of these is not red?, answer: Snow, distractors: [Blood]}
"""
BROKEN = "bank: broken\nquestions:\n  - {id: one, kind: short, aks: Why?}\n"
LESSON = """\
lesson: tides
title: Tides
sections: [{heading: All, text: All., facts: [moon]}]
facts: [{id: moon, statement: The moon pulls.}]
"""
FACTS = """\
bank: tides
lesson: tides
questions:
  - {id: one, fact: FACT, kind: short, ask: Who pulls at the sea?, accept: [the moon]}
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in an empty folder, with a home of its own. `exit_code` is what it returned."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("LEARN_")]:
        monkeypatch.delenv(name)

    def called(*arguments: str) -> Result:
        result = CliRunner().invoke(command, ["--home", str(tmp_path / "home"), *arguments], standalone_mode=False)
        if result.exception is None:
            result.exit_code = result.return_value
        return result

    return called


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def found(result: Result) -> list[tuple[str, str]]:
    """(file, code) of what `--format json` printed."""
    said: dict[str, Any] = json.loads(result.stdout)
    return [(one["path"], one["code"]) for one in said["problems"]]


def test_the_shipped_content_has_no_errors(run: Run) -> None:
    result = run("--select", "E")
    assert result.exit_code == 0
    assert result.stdout.endswith(" files, 0 errors, 0 warnings\n")


def test_warnings_are_shown_and_fail_only_when_strict(run: Run) -> None:
    write("warned.yaml", WARNED)
    result = run("warned.yaml")
    assert result.exit_code == 0
    assert "warned.yaml:3:34: W105 " in result.stdout
    assert result.stdout.endswith("1 file, 0 errors, 2 warnings\n")
    assert run("warned.yaml", "--strict").exit_code == 1


def test_errors_fail(run: Run) -> None:
    write("broken.yaml", BROKEN)
    result = run("broken.yaml", "--format", "json")
    assert result.exit_code == 1
    assert found(result) == [("broken.yaml", "E114"), ("broken.yaml", "E113")]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "W105"], ["W105"]),
        (["--select", "W"], ["W105", "W115"]),
        (["--select", "W105,two-options"], ["W105", "W115"]),
        (["--select", "w1", "--ignore", "negative-stem"], ["W115"]),
        (["--ignore", "W105", "--ignore", "W115"], []),
        (["--select", "E"], []),
    ],
)
def test_rules_are_chosen_by_code_or_name(run: Run, options: list[str], codes: list[str]) -> None:
    write("warned.yaml", WARNED)
    result = run("warned.yaml", "--format", "json", *options)
    assert [code for _, code in found(result)] == codes


def test_a_rule_that_is_not_there(run: Run) -> None:
    write("good.yaml", GOOD)
    result = run("good.yaml", "--ignore", "negatve-stem")
    assert "there is no rule 'negatve-stem'" in str(result.exception)
    assert "negative-stem" in result.exception.hint  # type: ignore[union-attr]


def test_what_is_neither_bank_nor_lesson_nor_sources(run: Run) -> None:
    write("other.yaml", "services: {web: {image: nginx}}\n")
    result = run("other.yaml", "--format", "json")
    assert (result.exit_code, found(result)) == (1, [("other.yaml", "E155")])
    assert "no such file" in str(run("gone.yaml").exception)


def test_a_folder_gives_its_content_and_passes_over_the_rest(run: Run) -> None:
    write("all/good.yaml", GOOD)
    write("all/deep/warned.yml", WARNED)
    write("all/compose.yaml", "services: {web: !reset {image: nginx}}\n")
    write("all/list.yaml", "- one\n- two\n")
    write("all/empty.yaml", "")
    write("all/.hidden/broken.yaml", BROKEN)
    result = run("all", "--format", "json", "--select", "E,W115")
    assert found(result) == [("all/deep/warned.yml", "W115"), ("all/empty.yaml", "E106")]
    assert json.loads(result.stdout)["files"] == 3


def test_a_folder_of_content_is_looked_at_where_content_lies(run: Run) -> None:
    write("question_banks/good.yaml", GOOD)
    write("lessons/tides.yaml", LESSON)
    write("tests/broken.yaml", BROKEN)
    result = run(".", "--format", "json", "--select", "E")
    assert (result.exit_code, json.loads(result.stdout)["files"]) == (0, 2)


def test_a_file_is_looked_at_once(run: Run) -> None:
    write("all/broken.yaml", BROKEN)
    result = run("all", "all/broken.yaml", "./all/broken.yaml", "--format", "json", "--select", "E113")
    assert found(result) == [("all/broken.yaml", "E113")]


def test_a_bank_is_judged_with_the_lessons_beside_it(run: Run) -> None:
    write("lessons/tides.yaml", LESSON)
    write("question_banks/tides.yaml", FACTS.replace("FACT", "moon"))
    write("question_banks/more.yaml", FACTS.replace("FACT", "mon").replace("bank: tides", "bank: more"))
    assert found(run("question_banks/tides.yaml", "--format", "json", "--select", "E")) == []
    assert found(run("question_banks/more.yaml", "--format", "json", "--select", "E")) == [
        ("question_banks/more.yaml", "E160")
    ]


def test_a_copy_of_a_shipped_bank_is_no_second_one_until_it_lies_in_the_library(run: Run) -> None:
    write("mine/question_banks/copy.yaml", GOOD.replace("good", "alliance-shifts"))
    assert found(run("mine/question_banks/copy.yaml", "--format", "json", "--select", "E168")) == []
    write("mine/question_banks/twin.yaml", GOOD.replace("good", "alliance-shifts"))
    assert found(run("mine/question_banks/twin.yaml", "--format", "json", "--select", "E168")) == [
        ("mine/question_banks/twin.yaml", "E168")
    ]
    both = run("--content", "mine", "--format", "json", "--select", "E168")
    assert {Path(path).name for path, _ in found(both)} == {"copy.yaml", "twin.yaml"}


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_other_programs_read_it(run: Run, form: str) -> None:
    write("warned.yaml", WARNED)
    result = run("warned.yaml", "--format", form)
    assert result.exit_code == 0
    if form == "github":
        assert result.stdout.startswith("::warning file=warned.yaml,line=3,")
    else:
        assert json.loads(result.stdout)["runs"][0]["results"][0]["ruleId"] == "W105"
