"""Nothing is written before the first answer but that a lesson was read."""

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue

QUIZ = ("quiz", "tides", "--kind", "choice", "--seed", "1")


def types(learn: Program) -> list[str]:
    """The types of all events, in their order."""
    return [event["type"] for event in learn.run("log", "export", "--everyone").lines[1:]]


@pytest.mark.parametrize("commands", [[], ["hint"], ["skip", "skip", "hint"], ["undo"], ["override"], ["quit"]])
@pytest.mark.parametrize("mode", [(), ("--test",)])
def test_a_session_without_an_answer_leaves_no_log(fresh: Program, commands: list[str], mode: tuple[str, ...]) -> None:
    ran = fresh.run(*QUIZ, *mode, "--jsonl", stdin="".join(f'{{"command":"{one}"}}\n' for one in commands))
    assert ran.code == 0
    assert not fresh.has_log
    assert fresh.run("resume").code == 4


def test_a_session_in_which_everything_was_skipped_leaves_no_log(fresh: Program) -> None:
    ran = fresh.run(*QUIZ, "--jsonl", stdin='{"command":"skip"}\n' * 6)
    assert ran.events("finished")[0]["answered"] == 0
    assert not fresh.has_log


def test_the_session_is_written_with_its_first_answer(fresh: Program) -> None:
    with Dialogue(fresh, *QUIZ) as dialogue:
        dialogue.until("question")
        assert not fresh.has_log
        dialogue.ask("verdict", answer=0)
        assert types(fresh) == ["session", "answer"]
        dialogue.ask("verdict", answer=0)
        dialogue.ask("finished", answer=0)
    assert types(fresh) == ["session", "answer", "answer", "answer", "finish"]


def test_a_flag_before_the_first_answer_is_kept(fresh: Program) -> None:
    fresh.run(*QUIZ, "--jsonl", stdin='{"command":"flag","remark":"odd"}\n')
    assert "flag" in types(fresh)
    assert fresh.history() == []
    assert fresh.run("doctor").code == 0


def test_reading_is_noted_once(fresh: Program) -> None:
    for _ in range(3):
        fresh.run("read", "tides")
    assert types(fresh) == ["read"]
