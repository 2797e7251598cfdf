"""`learn scores regrade` and `learn bank flags` as a teacher runs them; what a student is told of a corrected bank."""

import json
from pathlib import Path
from random import Random

import pytest

from learn.store.log import Store
from learn.store.merge import merge
from tests.cli.program import Program, Ran
from tests.endtoend.dialogue import Dialogue

BANK = """\
bank: seas
title: Seas
test: {questions: 3, minutes: 10, pass: 60}
questions:
  - id: pulls
    kind: choice
    ask: What pulls at the sea?
    answer: The wind
    distractors: [The Moon, The fish]
    shuffle: false
  - id: who
    kind: short
    ask: Which body raises the tides?
    accept: [The Moon]
  - id: many
    kind: number
    ask: How many high tides a day?
    value: 2
"""
RIGHT = BANK.replace("answer: The wind", "answer: The Moon").replace("[The Moon, The fish]", "[The wind, The fish]")
GIVEN = {"seas/pulls": 1, "seas/who": "Luna", "seas/many": "2"}


class Seas(Program):
    """A home whose content is one bank that can be corrected."""

    def write(self, text: str = BANK) -> "Seas":
        assert self.content is not None
        path = self.content / "question_banks" / "seas.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return self

    def take(self, *options: str, flag: str = "") -> None:
        """Answer all of the bank as `GIVEN` says."""
        with Dialogue(self, "quiz", "seas", *options) as dialogue:
            line = dialogue.until("question")
            while line["event"] == "question":
                if flag and line["question"] == "seas/pulls":
                    dialogue.say(command="flag", remark=flag)
                    flag = ""
                line = dialogue.ask("question", "finished", answer=GIVEN[line["question"]])
            dialogue.leave()

    def regrade(self, *options: str) -> Ran:
        return self.run("scores", "regrade", "seas", *options)

    def changes(self, *options: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.regrade("--json", *options).out)["changes"]
        return found

    def points(self, *options: str) -> list[tuple[float, float]]:
        return [(one["points"], one["max"]) for one in self.run("scores", "list", "--json", *options).json]


@pytest.fixture
def seas(tmp_path: Path) -> Seas:
    return Seas(tmp_path / "home", tmp_path / "content").write()


@pytest.fixture
def tested(seas: Seas) -> Seas:
    """After a test with one right answer of three, and one that was marked wrong by a wrong key."""
    seas.take("--test")
    return seas


def in_class(seas: Seas, name: str = "10b") -> None:
    """Everything of this home as the log of a class."""
    lines = seas.run("log", "export", "--names").out.splitlines()
    with Store.open(seas.home / "classes" / name / "learn.db", Random(1).getrandbits) as store:
        merge(store, lines)


def test_a_corrected_key_is_shown_first_and_recorded_when_agreed_to(tested: Seas) -> None:
    assert tested.points() == [(1.0, 3.0)]
    tested.write(RIGHT)
    shown = tested.regrade("--dry-run")
    assert (shown.code, shown.err) == (0, "")
    assert "ada      seas  pulls     0/1  1/1  the key was corrected" in shown.out
    assert "Nothing was changed." in shown.out
    refused = tested.regrade()
    assert (refused.code, "--yes records it" in refused.err) == (2, True)
    assert tested.points() == [(1.0, 3.0)]
    assert "Recorded: 1." in tested.regrade("--yes").out
    assert tested.points() == [(2.0, 3.0)]
    again = tested.regrade()
    assert (again.code, again.out) == (0, "Nothing in seas is to be regraded.\n")
    assert tested.run("doctor").code == 0
    assert tested.run("log", "verify").out.endswith("whole\n")


def test_void_and_accept_and_back(tested: Seas) -> None:
    tested.regrade("--void", "pulls", "--accept", "who=Luna", "--reason", "misprint", "--yes")
    assert tested.points() == [(2.0, 2.0)]
    assert {one["void"] for one in tested.history()} == {True, False}
    (change,) = tested.changes("--again", "who", "--dry-run")
    assert (change["old"], change["new"], change["why"]) == (1.0, 0.0, "as it was graded on the day")
    tested.regrade("--again", "who", "--again", "pulls", "--yes")
    assert tested.points() == [(1.0, 3.0)]
    events = [json.loads(line) for line in tested.run("log", "export").out.splitlines()[1:]]
    regrades = [event["body"] for event in events if event["type"] == "regrade"]
    assert [body["reason"] for body in regrades[:2]] == ["misprint", "misprint"]
    assert len(regrades) == 4


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--void", "pull"), 4, "did you mean 'pulls'"),
        (("--accept", "who"), 2, "QUESTION=TEXT"),
        (("--accept", "pulls=The whale"), 2, "no option 'The whale'"),
        (("--accept", "who=*"), 2, "takes every answer"),
        (("--void", "who", "--accept", "who=Luna"), 2, "void and graded at once"),
        (("--class", "10x"), 4, "10x"),
        (("--reason", "x" * 501), 2, "500"),
    ],
)
def test_what_cannot_be_done_is_refused(tested: Seas, options: tuple[str, ...], code: int, said: str) -> None:
    ran = tested.regrade(*options, "--yes")
    assert ran.code == code
    assert said in ran.err
    assert tested.points() == [(1.0, 3.0)]


def test_a_broken_bank_changes_nothing(tested: Seas) -> None:
    tested.write(RIGHT.replace("answer: The Moon", "anser: The Moon"))
    assert tested.regrade("--yes").code == 3
    tested.write()
    assert tested.points() == [(1.0, 3.0)]


def test_a_class_is_regraded_in_its_own_log(tested: Seas) -> None:
    in_class(tested)
    tested.write(RIGHT)
    shown = tested.regrade("--class", "10b", "--yes")
    assert shown.code == 0, shown.err
    assert tested.points("--class", "10b") == [(2.0, 3.0)]
    assert tested.points() == [(1.0, 3.0)]


def test_what_students_regraded_at_home_does_not_count_in_class(tested: Seas) -> None:
    tested.regrade("--accept", "who=Luna", "--yes")
    in_class(tested)
    assert tested.points() == [(2.0, 3.0)]
    assert tested.points("--class", "10b") == [(1.0, 3.0)]


def test_a_student_is_told_once_what_a_corrected_bank_changed(seas: Seas) -> None:
    seas.take()
    before = {fact["fact"]: fact["stability"] for fact in seas.due()["facts"]}
    seas.write(RIGHT)
    quiz = ("quiz", "seas", "--kind", "number", "-n", "1", "--plain")
    told = seas.run(*quiz, stdin="2\n")
    assert told.err == "A bank was corrected. 1 of your answers is right after all:\n  What pulls at the sea?\n"
    assert seas.run(*quiz, stdin="2\n").err == ""
    after = {fact["fact"]: fact["stability"] for fact in seas.due()["facts"]}
    assert after["seas/pulls"] > before["seas/pulls"]
    assert "regraded" in seas.run("history").out
    seas.write()
    assert "1 of your answers is not as right as you were told:\n  What pulls" in seas.run(*quiz, stdin="2\n").err
    assert {fact["fact"]: fact["stability"] for fact in seas.due()["facts"]}["seas/pulls"] == before["seas/pulls"]


KEPT = [
    None,
    b"",
    b"\xff garbage",
    b"\x81\xa6reader\x01",
    b"\x81\xa6reader\xa1\xff",
    b'{"learners":{"\xff":{}}}',
    b'{"learners":' + b"[" * 100_000,
    b"\x81\xa8learners" + b"\x91" * 100_000,
]


@pytest.mark.parametrize("kept", KEPT)
def test_what_was_compared_is_only_a_cache(seas: Seas, kept: bytes | None) -> None:
    quiz = ("quiz", "seas", "--kind", "number", "-n", "1", "--plain")
    seas.take()
    compared = seas.home / "cache" / "compared.msgpack"
    assert compared.stat().st_mode & 0o777 == 0o600
    for path in (compared, compared.with_name("graded.json")):
        if kept is None:
            path.unlink()
        else:
            path.write_bytes(kept)
    seas.write(RIGHT)
    assert "1 of your answers is right after all:\n  What pulls" in seas.run(*quiz, stdin="2\n").err
    seas.write(RIGHT.replace("accept: [The Moon]", "accept: [The Moon, Luna]"))
    assert "1 of your answers is right after all:\n  Which body" in seas.run(*quiz, stdin="2\n").err
    assert seas.run(*quiz, stdin="2\n").err == ""


def test_a_preview_tells_and_records_nothing(seas: Seas) -> None:
    seas.take()
    seas.write(RIGHT)
    assert seas.run("bank", "preview", "seas", "--plain", stdin="1\n").err == ""
    assert "regraded" not in seas.run("history").out


def test_nobody_is_told_the_verdicts_of_a_test_that_goes_on(seas: Seas) -> None:
    with Dialogue(seas, "quiz", "seas", "--test", "--seed", "1") as dialogue:
        assert dialogue.until("question")["question"] == "seas/pulls"
        dialogue.ask("question", answer=GIVEN["seas/pulls"])
        dialogue.leave()
    seas.write(RIGHT)
    assert seas.run("quiz", "seas", "--kind", "number", "-n", "1", "--plain", stdin="2\n").err == ""
    assert "tests that are not finished" in seas.regrade("--dry-run").out


# -- flags ---------------------------------------------------------------------------------------------------------


def test_flags_stand_beside_the_question(seas: Seas) -> None:
    assert seas.run("bank", "flags").out.startswith("No question is flagged.")
    seas.take("--test", flag="the \x1b[31mMoon\nis right")
    shown = seas.run("bank", "flags", "seas")
    assert shown.out.splitlines() == [
        "seas/pulls  (choice)",
        "  What pulls at the sea?",
        "  Key: The wind",
        "  2026-03-02 ada: the Moon is right",
        "  1 × The Moon (wrong)",
    ]
    seas.write(RIGHT)
    seas.regrade("--yes")
    assert "ada, changed since: the Moon" in seas.run("bank", "flags").out
    assert "1 × The Moon (right)" in seas.run("bank", "flags").out
    in_class(seas)
    (one,) = seas.run("bank", "flags", "--class", "10b", "--json").json
    assert (one["question"], one["key"], one["flags"][0]["changed_since"]) == ("seas/pulls", "The Moon", True)
    assert one["answers"] == [{"answer": "The Moon", "count": 1, "score": 0.0}]
    assert seas.run("bank", "flags", "tides").code == 4
