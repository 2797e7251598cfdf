"""The main job by pipe, by JSON lines and by keys in a terminal: each leaves its answers and the facts behind them."""

import pytest

from tests.cli.program import Program
from tests.endtoend.dialogue import Dialogue
from tests.endtoend.screens import in_terminal
from tests.terminal.screen import ENTER, Terminal

QUIZ = ("quiz", "vietnam-precedent", "--kind", "choice", "-n", "3")


def assert_three_answers(program: Program) -> None:
    """History has them, newest last, and due has their facts."""
    answers = [answer for answer in program.history() if not answer["comeback"]]
    assert len(answers) == 3
    assert {answer["kind"] for answer in answers} == {"choice"}
    assert all(answer["question"].startswith("vietnam-precedent/") for answer in answers)
    due = program.due()
    assert {fact["fact"] for fact in due["facts"]} == {fact for answer in answers for fact in answer["facts"]}
    assert all(fact["lesson"] == "vietnam-precedent" for fact in due["facts"])
    assert program.run("doctor").code == 0


@pytest.mark.parametrize("line", ["printf '1\\n1\\n1\\n' | learn {} --plain", "printf '1\\n1\\n1\\n' | learn {}"])
def test_by_pipe(fresh: Program, line: str) -> None:
    """Without a terminal no option is needed."""
    ran = fresh.shell(line.format(" ".join(QUIZ)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("Question ") == 3
    assert_three_answers(fresh)


def test_by_json_lines(fresh: Program) -> None:
    ran = fresh.process(*QUIZ, "--jsonl", stdin='{"answer":0}\n' * 3)
    assert (ran.code, ran.err) == (0, "")
    assert [line["questions"] for line in ran.events("session")] == [3]
    assert [line["n"] for line in ran.events("verdict")] == [1, 2, 3]
    assert_three_answers(fresh)
    assert [line["recorded"] for line in ran.events("verdict")] == [one["event"] for one in fresh.history()]


def test_by_keys_in_a_terminal(fresh: Program) -> None:
    """Digits to the end, comebacks too: who asked for choices is asked choices."""
    with in_terminal(fresh, *QUIZ) as terminal:
        while True:
            shown = terminal.until(lambda text: "q quit" in text or "enter leave" in text)
            if "enter leave" in shown:
                break
            terminal.send("1")
            terminal.until("enter go on")
            terminal.send(ENTER)
            terminal.until(lambda text: "enter go on" not in text)
        terminal.send(ENTER)
        assert terminal.ended() == 0
    assert_three_answers(fresh)
    assert fresh.run("resume").code == 4


def test_learn_alone_offers_the_first_lesson_and_enter_starts_it(fresh: Program) -> None:
    with in_terminal(fresh) as terminal:
        terminal.until("Start now?")
        terminal.send(ENTER)
        terminal.until("Why the sea rises and falls.")
    assert not fresh.has_log


def test_what_learn_alone_starts_has_its_options(fresh: Program) -> None:
    elsewhere = fresh.home.with_name("elsewhere")
    with in_terminal(fresh, "--home", str(elsewhere), "--learner", "grace") as terminal:
        terminal.until("Start now?")
        terminal.send(ENTER)
        read_through(terminal)
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("enter go on")
    assert not fresh.home.exists()
    program = Program(elsewhere, fresh.content, "grace")
    assert [answer["learner"] for answer in program.history()] == ["grace"]


def read_through(terminal: Terminal) -> None:
    """Page by page, until the first question stands there."""
    shown = ""
    while "q quit" not in shown:
        before = shown
        shown = terminal.until(lambda text: text != before and ("q stop" in text or "q quit" in text))  # noqa: B023
        terminal.send(*([] if "q quit" in shown else [ENTER]))


def test_ctrl_c_pauses_and_keeps_the_answers(fresh: Program) -> None:
    with in_terminal(fresh, *QUIZ) as terminal:
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("enter go on")
        terminal.send("\x03")
        assert terminal.ended() == 130
        assert "learn resume" in terminal.text
    assert len(fresh.history()) == 1
    assert "Question 2 of 3" in fresh.run("resume").out


def test_the_order_of_things_is_the_same(fresh: Program) -> None:
    """A seed fixes what is asked and how it is shuffled, whoever asks."""
    other = Program(fresh.home.with_name("other"), fresh.content)
    fresh.run(*QUIZ, "--seed", "5", "--plain", stdin="1\n1\n1\n")
    with Dialogue(other, *QUIZ, "--seed", "5") as dialogue:
        for _ in range(3):
            dialogue.until("question")
            dialogue.say(answer=0)
        dialogue.leave()
    first, second = fresh.history()[:3], other.history()[:3]
    assert [(a["question"], a["chosen"]) for a in first] == [(a["question"], a["chosen"]) for a in second]
