"""Two programs of one learner at the same time: both finish, and everything is kept."""

import threading
from random import Random

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue, Line, play


def side_by_side(program: Program, *commands: tuple[str, ...]) -> list[tuple[Dialogue, Line, int]]:
    """Sessions played at once; of each the dialogue, its last line and its exit code."""
    ended: list[tuple[Dialogue, Line, int]] = []

    def run(command: tuple[str, ...], seed: int) -> None:
        with Dialogue(program, *command) as dialogue:
            last = play(dialogue, Random(seed))
            ended.append((dialogue, last, dialogue.leave()))

    threads = [threading.Thread(target=run, args=(command, seed)) for seed, command in enumerate(commands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ended


@pytest.mark.parametrize("begun", ["indexed", "fresh"])
def test_both_finish_and_all_answers_are_kept(learn: Program, fresh: Program, begun: str) -> None:
    """Also where both make the log, the learner and the index at the same moment."""
    program = fresh if begun == "fresh" else learn
    quizzes = (("quiz", "alliance-shifts", "-n", "12"), ("quiz", "vietnam-precedent", "-n", "12"))
    ended = side_by_side(program, *quizzes)
    assert [(last["event"], code) for _, last, code in ended] == [("finished", 0)] * 2
    recorded = {line["recorded"] for dialogue, _, _ in ended for line in dialogue.said("verdict")}
    history = program.history()
    assert {one["event"] for one in history} == recorded
    assert len({one["session"] for one in history}) == 2
    assert {one["learner"] for one in history} == {"ada"}
    assert program.run("doctor").code == 0
    assert program.run("log", "verify").code == 0


def test_both_on_the_same_facts(learn: Program) -> None:
    ended = side_by_side(learn, *[("quiz", "tides", "-n", "6")] * 3)
    assert [last["event"] for _, last, _ in ended] == ["finished"] * 3
    assert len(learn.history()) == sum(len(dialogue.said("verdict")) for dialogue, _, _ in ended)
    assert learn.run("doctor").code == 0


def test_reading_commands_beside_a_running_session(learn: Program) -> None:
    with Dialogue(learn, "quiz", "tides", "--kind", "choice") as dialogue:
        dialogue.until("question")
        dialogue.ask("question", answer=0)
        assert len(learn.history()) == 1
        assert len(learn.due()["facts"]) == 1
        assert learn.run("doctor").code == 0
        assert learn.run("stats").code == 0
        assert learn.run("backup").code == 0
        dialogue.ask("question", answer=0)
        assert dialogue.ask("finished", answer=0)["percent"] == 100.0


def test_an_answer_taken_back_by_another_process(learn: Program) -> None:
    """The session that runs does not know, and goes on; the log has what was said."""
    with Dialogue(learn, "quiz", "tides", "--kind", "choice") as dialogue:
        dialogue.until("question")
        dialogue.ask("question", answer=0)
        assert learn.run("undo").code == 0
        dialogue.ask("question", answer=0)
        dialogue.ask("finished", answer=0)
    assert [one["retracted"] for one in learn.history()] == [True, False, False]
    assert learn.run("doctor").code == 0
