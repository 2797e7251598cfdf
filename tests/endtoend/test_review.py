"""Reviews: what is due, no more, by another question than last time, and time limits that end after the open one."""

import time

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue


def test_what_is_due_is_asked_by_another_question(after: Program) -> None:
    last = {one["facts"][0]: one["question"] for one in after.history()}
    ran = after.at(9).process("review", "--jsonl", stdin='{"answer":0}\n{"answer":"moon"}\n' * 2)
    asked = [line["question"] for line in ran.events("question") if not line["comeback"]]
    assert len(asked) == 2
    assert not set(asked) & set(last.values())


def test_a_done_review_leaves_nothing_due(after: Program) -> None:
    after.at(9)
    assert after.due()["due"] == 2
    with Dialogue(after, "review") as dialogue:
        line = dialogue.until("question")
        while line.get("event") == "question":
            typed = {"tides/what-pulls-typed": "Moon", "tides/how-often-typed": "2"}
            line = dialogue.ask("question", "finished", answer=typed.get(line["question"], 0))
        assert line["percent"] == 100.0
        assert line["next_due"] > "2026-03-11"
    assert after.due()["due"] == 0
    assert after.run("review").out.startswith("Nothing is due. The next review is on 2026-")


def test_so_many_at_most(after: Program) -> None:
    assert "1 question" in after.at(9).run("review", "-n", "1").out


def test_a_suspended_session_of_yesterday_is_offered_first(after: Program) -> None:
    after.run("quiz", "tides", "--kind", "choice", "--plain", stdin="1\n")
    assert after.at(1).run("--json").json["command"] == ["resume"]
    assert "Go on with “Tides”." in after.run().out


@pytest.mark.parametrize("line", ["review", "study tides", "study"])
def test_nothing_but_json_on_stdout_also_where_there_is_nothing_to_do(after: Program, line: str) -> None:
    after.run("config", "set", "new_per_day", "0")
    ran = after.run(*line.split(), "--jsonl")
    assert ran.code == 0
    assert all("event" in said for said in ran.lines)


def test_practice_with_a_time_limit_ends_after_the_open_question(learn: Program) -> None:
    with Dialogue(learn, "quiz", "tides", "--kind", "choice", "--minutes", "0.01") as dialogue:
        assert "seconds_left" not in dialogue.until("question")
        time.sleep(0.8)
        end = dialogue.ask("question", "finished", answer=0)
    assert (end["event"], end["reason"], end["answered"]) == ("finished", "time", 1)
    assert learn.run("resume").code == 4


def test_resumed_it_has_its_time_anew(learn: Program) -> None:
    with Dialogue(learn, "quiz", "tides", "--kind", "choice", "--minutes", "5") as dialogue:
        dialogue.until("question")
        dialogue.ask("question", answer=0)
        dialogue.leave()
    learn.at(2)
    with Dialogue(learn, "resume") as dialogue:
        dialogue.until("question")
        dialogue.ask("question", answer=0)
        assert dialogue.ask("finished", answer=0)["reason"] == "done"
