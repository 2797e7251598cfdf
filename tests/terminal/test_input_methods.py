"""Hangul as input methods bring it to a terminal: bytes in pieces, syllables written over, jamo, in the whole program.

A terminal shows what is being composed by itself and sends only what was composed. Some send each step, and a
backspace before the next one; some send decomposed jamo (NFD), as files of macOS have them.
"""

import os
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.terminal.screen import BACKSPACE, ENTER, TAB, Terminal

BANK = """
bank: hangul
title: 한글
lang: ko
questions:
  - {id: who, kind: short, ask: 국가안보실장은 누구입니까?, accept: [조태용]}
  - {id: where, kind: cloze, ask: 빈칸을 채우세요., text: "{{서울}}은 {{대한민국}}의 수도이다."}
"""
LEFT, HOME, END = "\x1b[D", "\x1b[H", "\x1b[F"
DONE = "enter go on"


class Learner:
    """`learn quiz` with one question in a terminal of 40 columns, and what is in the log afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bank = folder / "hangul.yaml"
        self.bank.write_text(BANK, encoding="utf-8")

    def quiz(self, kind: str, cells: int = 40) -> Terminal:
        env = {"HOME": str(self.folder), "LEARN_HOME": str(self.folder / "home"), "LEARN_LEARNER": "ada"}
        command = (sys.executable, "-m", "learn", "quiz", str(self.bank), "--kind", kind)
        return Terminal(command=command, env=env, cells=cells, rows=40)

    def answered(self) -> tuple[list[object], float]:
        """Response and score of the last answer."""
        last = Program(self.folder / "home", learner="ada").at(20_000).history()[-1]
        return last["chosen"], last["score"]


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """One on a fresh machine."""
    return Learner(tmp_path)


def shown(text: str) -> Callable[[str], bool]:
    """Whether a text is on the screen; a wide character may take a blank cell beside it."""
    return lambda screen: text in screen.replace(" ", "").replace("\n", "")


def raw(terminal: Terminal, data: bytes) -> None:
    os.write(terminal.master, data)


def answer(terminal: Terminal) -> None:
    """Enter, and read the verdict."""
    terminal.send(ENTER)
    terminal.until(DONE)
    terminal.send("q")
    terminal.ended()


@pytest.mark.parametrize("cells", [80, 40, 24])
def test_syllables_whose_bytes_come_one_by_one(learner: Learner, cells: int) -> None:
    with learner.quiz("short", cells) as terminal:
        terminal.until("/? keys")
        for byte in "조태용".encode():
            raw(terminal, bytes([byte]))
            time.sleep(0.03)
        terminal.until(shown("조태용"))
        assert "�" not in terminal.text
        answer(terminal)
    assert learner.answered() == (["조태용"], 1.0)


def test_a_syllable_cut_off_in_its_middle_is_no_half_character(learner: Learner) -> None:
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        raw(terminal, "조태용".encode()[:-1])
        terminal.until(shown("조태"))
        time.sleep(0.3)
        raw(terminal, "용".encode()[-1:])
        terminal.until(shown("조태용"))
        answer(terminal)
    assert learner.answered() == (["조태용"], 1.0)


def test_each_step_of_composing_written_over_the_one_before(learner: Learner) -> None:
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        for steps in ("ㅈ조좉조", "ㅌ타태", "ㅇ요용"):
            for place, step in enumerate(steps):
                terminal.send(BACKSPACE if place else "", step)
        terminal.until(shown("조태용"))
        answer(terminal)
    assert learner.answered() == (["조태용"], 1.0)


def test_backspace_takes_a_whole_syllable_and_both_its_cells(learner: Learner) -> None:
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        terminal.send("조태용용용")
        terminal.until(shown("조태용용용"))
        terminal.send(BACKSPACE)
        terminal.until(lambda screen: shown("조태용용")(screen) and not shown("조태용용용")(screen))
        terminal.send(LEFT, BACKSPACE, END)
        terminal.until(lambda screen: shown("조태용")(screen) and not shown("용용")(screen))
        column = terminal.screen.cursor.x
        terminal.send(LEFT)
        terminal.until(lambda _: terminal.screen.cursor.x == column - 2)
        terminal.send(HOME, BACKSPACE, "x", BACKSPACE, END)
        answer(terminal)
    assert learner.answered() == (["조태용"], 1.0)


def test_decomposed_jamo_are_the_same_answer(learner: Learner) -> None:
    jamo = unicodedata.normalize("NFD", "조태용")
    assert len(jamo) == 7
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        terminal.send(jamo + "!" + BACKSPACE)
        terminal.written("\u110b\u116d\u11bc")  # pyte draws no vowel of its own: what is written is looked at instead
        answer(terminal)
        assert "spelled" not in terminal.text, "the same, not a near miss"
    chosen, score = learner.answered()
    assert score == 1.0
    assert [unicodedata.normalize("NFC", str(one)) for one in chosen] == ["조태용"]


def test_the_last_syllable_and_enter_in_one_piece(learner: Learner) -> None:
    """An input method that is composing sends what it has when Enter is pressed, and Enter behind it."""
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        terminal.send("조태")
        terminal.until(shown("조태"))
        raw(terminal, ("용" + ENTER).encode())
        terminal.until(DONE)
        terminal.send("q")
        terminal.ended()
    assert learner.answered() == (["조태용"], 1.0)


def test_hangul_in_gaps_moves_the_text_behind_it_by_two_cells(learner: Learner) -> None:
    with learner.quiz("cloze") as terminal:
        terminal.until("/? keys")
        for byte in "서울".encode():
            raw(terminal, bytes([byte]))
        terminal.until(shown("서울"))
        terminal.send(TAB, "대한미국", LEFT, LEFT, BACKSPACE, "한")
        terminal.until(shown("대한미국"))
        terminal.send("민", END, BACKSPACE, BACKSPACE, "국")
        terminal.until(shown("대한민국"))
        assert all(len(line) <= 40 for line in terminal.lines)
        answer(terminal)
    assert learner.answered() == (["서울", "대한민국"], 1.0)


def test_a_remark_is_composed_too(learner: Learner) -> None:
    with learner.quiz("short") as terminal:
        terminal.until("/? keys")
        terminal.send("/flag", ENTER)
        terminal.until("What is wrong")
        for steps in ("ㅌ트틀", "ㄹ려", "ㅆ쓰", "ㅇ어", "ㅇ요"):
            for place, step in enumerate(steps):
                terminal.send(BACKSPACE if place else "", step)
        raw(terminal, ENTER.encode())
        terminal.until("Flagged")
        terminal.send("조태용")
        answer(terminal)
    flags = Program(learner.folder / "home", learner="ada").at(20_000).run("bank", "flags", str(learner.bank), "--json")
    assert flags.json[0]["flags"][0]["remark"] == "틀려쓰어요"
