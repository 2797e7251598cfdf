"""Arguments, names and files with what steers terminals: nothing of it comes back out, and nothing is raised."""

import json
from pathlib import Path

import pytest

from learn.text import clean
from tests.cli.program import Program

STEERING = "x\x1b[31m\x1b]0;t\x07\u202e\x9b2J"
UNDECODABLE = "\udcff\udcfe"
NAMED = (
    "{}",
    "quiz {}",
    "study {}",
    "read {}",
    "lessons {}",
    "quiz tides --kind {}",
    "quiz tides -n {}",
    "--home {} due",
    "--content {} lessons",
    "--learner {} due",
    "--learner {} stats",
    "--color {} due",
    "bank show {}",
    "bank new {}",
    "bank add {}",
    "bank edit {}",
    "bank flags {}",
    "bank preview {}",
    "bank import {}",
    "bank export tides --to {}",
    "bank export {} --to gift",
    "bank lint {}",
    "bank lint --select {}",
    "bank fmt {}",
    "bank print {}",
    "bank publish {}",
    "lesson lint {}",
    "log import {}",
    "log merge {}",
    "log verify {}",
    "log export -o {}",
    "class add {0} {0}",
    "class report {}",
    "class forget {}",
    "scores submit {}",
    "scores list {}",
    "scores list --class {}",
    "scores items {}",
    "scores export --to {}",
    "scores regrade {}",
    "sync {}",
    "lab evaluate {}",
    "lab simulate {}",
    "config set {} x",
    "config set name {}",
    "config set learner {}",
    "config set color {}",
    "exam {} --on friday",
    "exam tides --on {}",
    "backup {}",
    "doctor {}",
    "resume {}",
    "history --since {}",
)


@pytest.mark.parametrize("name", [STEERING, UNDECODABLE, "", "x" * 5000], ids=["steering", "bytes", "empty", "long"])
def test_no_argument_steers_the_terminal(
    learn: Program, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in NAMED:
        ran = learn.run(*(part.format(name) for part in line.split(" ")))
        assert ran.code in range(6), (line, ran)
        for text in (ran.out, ran.whole_err.replace(UNDECODABLE[0], "").replace(UNDECODABLE[1], "")):
            assert clean(text, "\n\t") == text, (line, text)


def test_a_name_that_is_no_utf_8_is_told(learn: Program) -> None:
    ran = learn.shell("learn quiz $'\\xff\\xfe'")
    assert ran.code == 2
    assert "not UTF-8" in ran.err


def test_json_holds_what_was_said_and_steers_nothing(learn: Program) -> None:
    learn.run("config", "set", "name", STEERING)
    ran = learn.run("config", "--json")
    assert clean(ran.out) == ran.out
    assert STEERING in _leaves(ran.json)


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


def test_an_answer_in_json_lines_comes_back_inert(learn: Program) -> None:
    answer = json.dumps({"answer": STEERING})
    ran = learn.run("quiz", "tides", "--jsonl", "--kind", "short", stdin=f"{answer}\n" * 3)
    assert ran.events("verdict")
    assert clean(ran.out) == ran.out
    shown = learn.run("history")
    assert clean(shown.out) == shown.out
