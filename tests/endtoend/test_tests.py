"""Tests: verdicts at the end, a time limit that keeps all answers, a pass mark that makes the exit code."""

import time
from random import Random

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue, Line, some_answer

TEST = ("quiz", "tides", "--test")


def right_to(question: str) -> object:
    """The right answer to a question on the tides."""
    typed = {"tides/what-pulls-typed": "Moon", "tides/how-often-typed": "2", "tides/in-line-typed": "spring"}
    return typed.get(question, 0)


def answer_all(dialogue: Dialogue, right: int) -> Line:
    """Answer so many questions right and the rest wrong; the last line."""
    line = dialogue.until("question", "finished")
    while line["event"] == "question":
        wrong = "7" if line["interaction"]["type"] == "line" else 1
        line = dialogue.ask("question", "finished", answer=right_to(line["question"]) if right > 0 else wrong)
        right -= 1
    return line


def test_verdicts_come_together_before_the_end(learn: Program) -> None:
    with Dialogue(learn, *TEST) as dialogue:
        end = answer_all(dialogue, right=2)
        dialogue.leave()
    assert [line["event"] for line in dialogue.heard] == [
        "session", "question", "recorded", "question", "recorded", "question", "recorded",
        "verdict", "verdict", "verdict", "finished",
    ]  # fmt: skip
    assert [line["correct"] for line in dialogue.said("verdict")] == [True, True, False]
    assert [line["recorded"] for line in dialogue.said("verdict")] == [
        line["recorded"] for line in dialogue.said("recorded")
    ]
    assert (end["percent"], end["passed"], end["reason"]) == (66.67, False, "done")


@pytest.mark.parametrize(
    ("options", "right", "passed", "code"),
    [
        ((), 3, True, 0),
        ((), 2, False, 0),
        (("--require", "60"), 2, True, 0),
        (("--require", "70"), 2, False, 1),
        (("--require", "66.67"), 2, True, 0),
        (("--require", "0"), 0, True, 0),
        (("--require", "100"), 3, True, 0),
    ],
)
def test_the_pass_mark_of_the_bank_says_it_and_a_required_one_makes_the_exit_code(
    learn: Program, options: tuple[str, ...], right: int, passed: bool, code: int
) -> None:
    with Dialogue(learn, *TEST, *options) as dialogue:
        end = answer_all(dialogue, right)
        assert end["passed"] is passed
        assert dialogue.leave() == code


def test_require_works_for_practice_too(learn: Program) -> None:
    quiz = ("quiz", "tides", "--kind", "choice", "-n", "2", "--require", "75", "--plain")
    assert learn.run(*quiz, stdin="1\n1\n").code == 0
    assert learn.run(*quiz, stdin="1\n2\n2\n").code == 1
    assert learn.run(*quiz, stdin="1\n").code == 0  # paused: there is no score yet


def test_a_test_that_was_left_claims_no_points(learn: Program) -> None:
    said = learn.run(*TEST[:3], "--plain", stdin="1\n").out
    assert "1 question answered." in said
    assert "points" not in said
    assert "Next review" not in said
    with Dialogue(learn, *TEST) as dialogue:
        question = dialogue.until("question")
        dialogue.ask("recorded", answer=right_to(question["question"]))
        paused = dialogue.ask("paused", command="quit")
        assert paused == {"event": "paused", "max": 3, "answered": 1}


def test_time_ends_the_test_with_all_given_answers_kept(learn: Program) -> None:
    with Dialogue(learn, *TEST, "--minutes", "0.05") as dialogue:
        first = dialogue.until("question")
        assert 0 < first["seconds_left"] <= 3
        assert dialogue.ask("recorded", answer=right_to(first["question"]))
        start = time.monotonic()
        end = dialogue.until("finished")
        assert time.monotonic() - start < 5
    assert (end["reason"], end["answered"], end["max"]) == ("time", 1, 3.0)
    assert len(dialogue.said("verdict")) == 1
    assert len(learn.history()) == 1
    assert learn.run("resume").code == 4


def test_an_answer_that_comes_after_the_end_of_the_time_is_not_taken(learn: Program) -> None:
    with Dialogue(learn, *TEST, "--minutes", "0.02") as dialogue:
        dialogue.until("question")
        dialogue.until("finished")
        dialogue.say(answer=0)
    assert not learn.has_log


def test_a_test_goes_on_after_the_end_of_input_with_its_clock_running(learn: Program) -> None:
    with Dialogue(learn, *TEST, "--seed", "4") as dialogue:
        opened = dialogue.ask("question", answer=right_to(dialogue.until("question")["question"]))
        dialogue.leave()
    assert dialogue.said("verdict") == []
    with Dialogue(learn, "resume") as dialogue:
        again = dialogue.until("question")
        assert {key: again[key] for key in ("n", "question", "interaction")} == {
            key: opened[key] for key in ("n", "question", "interaction")
        }
        assert again["seconds_left"] < 600 - 59  # the program's clock is a minute further with each run
        assert answer_all_from(dialogue, again)["percent"] == 100.0


def test_a_test_resumed_after_its_time_closes_with_the_answers_given(learn: Program) -> None:
    with Dialogue(learn, *TEST) as dialogue:
        dialogue.ask("recorded", answer=right_to(dialogue.until("question")["question"]))
        dialogue.leave()
    learn.at(1)
    with Dialogue(learn, "resume") as dialogue:
        assert dialogue.until("question", "finished")["reason"] == "time"
    assert learn.run("resume").code == 4


def test_nothing_is_given_away_before_the_end(learn: Program) -> None:
    ran = learn.run(*TEST, "--plain", "--kind", "choice", stdin="1\n2\n")
    assert ran.out.count("Recorded.") == 2
    for word in ("Right", "Wrong", "The nearer body wins"):
        assert word not in ran.out


def test_a_finished_test_stands(learn: Program) -> None:
    with Dialogue(learn, *TEST) as dialogue:
        answer_all(dialogue, right=1)
        dialogue.leave()
    assert learn.run("undo").code == 2
    assert len(learn.history()) == 3


def test_an_answer_of_a_running_test_can_be_taken_back(learn: Program) -> None:
    with Dialogue(learn, *TEST) as dialogue:
        first = dialogue.until("question")
        dialogue.ask("question", answer=some_wrong(first))
        assert dialogue.ask("question", command="undo")["question"] == first["question"]
        assert answer_all_from(dialogue, first)["percent"] == 100.0


def some_wrong(line: Line) -> object:
    return "7" if line["kind"] in ("short", "number") else 1


def answer_all_from(dialogue: Dialogue, line: Line) -> Line:
    while line["event"] == "question":
        line = dialogue.ask("question", "finished", answer=right_to(str(line["question"])))
    return line


def test_the_final_test_draws_from_its_pools(learn: Program) -> None:
    with Dialogue(learn, "quiz", "final-test", "--test", "--seed", "1") as dialogue:
        assert dialogue.until("session")["questions"] == 30
        line = dialogue.until("question")
        while line.get("event") == "question":
            line = dialogue.ask("question", "finished", answer=some_answer(line["interaction"], Random(1)))
        dialogue.leave()
    asked = [line["question"] for line in dialogue.said("question")]
    assert len(set(asked)) == len(asked) == 30
    assert len({question.split("/")[0] for question in asked}) == 9


def test_the_history_does_not_tell_what_the_test_keeps_for_its_end(learn: Program) -> None:
    learn.run("quiz", "tides", "--test", "--plain", stdin="1\n")
    (row,) = learn.history()
    assert (row["score"], row["correct"]) == (None, None)
    assert "in test" in learn.run("history").out
    learn.run("resume", "--plain", stdin="1\n1\n1\n")
    assert all(row["score"] is not None for row in learn.history())
