"""A teacher's first bank in a real terminal: `learn bank new`, a question with what goes wrong in it, what is kept."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from learn.content.bank import read_bank
from learn.kinds.base import Option
from learn.kinds.choice import Choice
from tests.terminal.conftest import Approved
from tests.terminal.screen import BACKSPACE, CTRL_C, CTRL_D, ENTER, Terminal

CUT = "\n\n--------\n\n"


@pytest.fixture
def teacher(tmp_path: Path) -> Iterator[Terminal]:
    """`learn bank new` on a fresh machine."""
    env = {"HOME": str(tmp_path), "LEARN_HOME": str(tmp_path / "learn"), "LEARN_LEARNER": "ada"}
    command = ("sh", "-c", f'cd "$HOME" && exec {sys.executable} -m learn bank new')
    with Terminal(command=command, env=env, rows=44) as terminal:
        yield terminal


def typed(terminal: Terminal, *steps: tuple[str, str]) -> None:
    """Wait for a prompt at the end of the screen, then type a line: for each step.

    What was typed must be gone from that line first: the same prompt may come twice running.
    """
    before = ""
    for prompt, line in steps:
        terminal.until(partial(_asks, prompt, before))
        terminal.send(line)
        if line and line.isprintable():  # shown before it is entered, as a person sees it
            terminal.until(partial(_shows, line))
        terminal.send(ENTER)
        before = line


def _asks(prompt: str, before: str, screen: str) -> bool:
    last = screen.rpartition("\n")[2]
    return prompt in last and not (before and last.endswith(before))


def _shows(line: str, screen: str) -> bool:
    return screen.replace("\n", "").endswith(line.strip())


BEGUN = (("The bank's title", "The planets!"), ("Its name in commands", BACKSPACE * 30 + "planets"))


def begin(terminal: Terminal) -> None:
    """A bank of that name, and on to its first question, a choice."""
    typed(terminal, *BEGUN)
    terminal.until("(Y/n)")
    terminal.send("y")
    terminal.until("? keys")
    terminal.send("1", ENTER)


def test_a_first_bank(teacher: Terminal, approved: Approved, tmp_path: Path) -> None:
    shots = []
    begin(teacher)
    typed(teacher, ("The question", "Which planet has the largest mass?"), ("The right answer", "Jupiter"))
    typed(teacher, ("A wrong answer", "Saturn: It has the rings."), ("Another one", "Jupiter"), ("Another one", ""))
    typed(teacher, ("The explanation", "It has more mass than all others together."))
    teacher.until("(y/N)")
    teacher.send("n")
    shots.append(teacher.until(lambda text: "What shall be typed again?" in text and text.endswith("keys")))
    teacher.send("3")
    typed(teacher, ("A wrong answer", "Saturn: It has the rings."), ("Another one", "Neptune"), ("Another one", ""))
    shots.append(teacher.until(lambda text: "how students" in text and text.endswith("keys")))
    teacher.send("1")
    teacher.until("enter go on")
    teacher.send(ENTER)
    teacher.until(lambda text: "as you want it" in text and text.endswith("keys"))
    teacher.send("1")
    shots.append(teacher.until("Another question?"))
    teacher.send("n")
    assert teacher.ended() == 0
    approved("first-bank-80", CUT.join((*shots, teacher.text)))
    bank = read_bank(tmp_path / "learn" / "question_banks" / "planets.yaml").value
    assert bank is not None
    assert (bank.id, bank.title) == ("planets", "The planets!")
    assert bank.questions == (
        Choice(
            id="which-planet-has-the-largest-mass",
            ask="Which planet has the largest mass?",
            answer="Jupiter",
            distractors=(Option("Saturn", "It has the rings."), Option("Neptune")),
            explain="It has more mass than all others together.",
        ),
    )


def test_a_name_that_is_none_is_asked_again(teacher: Terminal) -> None:
    typed(teacher, ("The bank's title", "The planets!"), ("Its name in commands", " x"))
    teacher.until("write it as the-planets-x")
    typed(teacher, ("Its name in commands", ""))
    teacher.until("the-planets.yaml is made")


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_a_bank_is_there_when_its_teacher_leaves(teacher: Terminal, key: str, tmp_path: Path) -> None:
    begin(teacher)
    teacher.until("The question")
    teacher.send(key)
    assert teacher.ended() == 130
    assert "Traceback" not in teacher.text
    assert read_bank(tmp_path / "learn" / "question_banks" / "planets.yaml").value is not None


def test_one_line_is_mended_where_it_is_wrong(teacher: Terminal, tmp_path: Path) -> None:
    typed(teacher, *BEGUN)
    teacher.until("(Y/n)")
    teacher.send("y")
    teacher.until("? keys")
    teacher.send("9")
    typed(teacher, ("The text", "Two moons has {{Mars}"), ("What to do", ""), ("The explanation", ""))
    teacher.until("(y/N)")
    teacher.send("n")
    teacher.until(lambda text: "What shall be typed again?" in text and text.endswith("keys"))
    teacher.send("1")
    typed(teacher, ("other answer}}: Two moons has {{Mars}", "}."))
    teacher.until("how students will meet it")
    teacher.until(lambda text: text.endswith("keys"))
    teacher.send("Mars", ENTER)
    teacher.until("enter go on")
    teacher.send(ENTER)
    teacher.until(lambda text: "as you want it" in text and text.endswith("keys"))
    teacher.send("1")
    teacher.until("Another question?")
    teacher.send("n")
    assert teacher.ended() == 0
    bank = read_bank(tmp_path / "learn" / "question_banks" / "planets.yaml").value
    assert bank is not None
    assert [(one.id, one.kind) for one in bank.questions] == [("two-moons-has-mars", "cloze")]
