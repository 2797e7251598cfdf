"""The real thing: a session in a pseudo-terminal, key by key, and all that can happen to a terminal."""

import shutil
import signal
import sys

import pytest

from tests.terminal.conftest import Approved
from tests.terminal.scenes import INTERACTIONS
from tests.terminal.screen import (
    BACKSPACE,
    CTRL_C,
    CTRL_D,
    CTRL_L,
    CTRL_Z,
    DOWN,
    ENTER,
    ESC,
    TAB,
    UP,
    Terminal,
)

TYPED = ("line", "gaps")
GO_ON = "enter go on"


def replies(terminal: Terminal) -> str:
    """What the session replied, printed at its end."""
    terminal.until("REPLIES")
    return terminal.text.replace("\n", "").split("REPLIES ")[-1].strip()


@pytest.mark.parametrize("cells", [80, 40, 24])
def test_every_question_fits_the_screen(cells: int, approved: Approved) -> None:
    with Terminal(cells=cells, rows=40) as terminal:
        shots = []
        for name in INTERACTIONS:
            footer = "/? keys" if name in TYPED else "? keys"
            terminal.until(footer)
            terminal.send(CTRL_L)
            shots.append(terminal.until(lambda text: text.count("Question ") == 1 and text.endswith("keys")))
            terminal.send(*(("/skip", ENTER) if name in TYPED else ("s",)))
            terminal.until(f"Question {len(shots) + 1} of 8" if len(shots) < 8 else "enter leave")
        approved(f"questions-{cells}", "\n\n--------\n\n".join(shots))
        assert all(len(line) <= cells for line in terminal.lines)


@pytest.mark.parametrize("cells", [80, 40, 24])
def test_feedback_and_the_end_fit_the_screen(cells: int, approved: Approved) -> None:
    with Terminal("pick-one", "match", cells=cells, rows=60) as terminal:
        terminal.until("q quit")
        terminal.send("3")
        terminal.until("I was right")
        terminal.send("?")
        first = terminal.until(lambda text: text.endswith("kept"))
        terminal.send("?", ENTER)
        terminal.until("Question 2 of 2")
        terminal.send("123", ENTER)
        terminal.until(lambda text: GO_ON in text and "Right" in text)
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send(CTRL_L)
        last = terminal.until(lambda text: text.strip().startswith("85%") and text.endswith("keys"))
        approved(f"feedback-{cells}", f"{first}\n\n--------\n\n{last}")


def test_digits_answer_everything() -> None:
    with Terminal() as terminal:
        for keys in ("2", "125" + ENTER, "10,000" + ENTER, "1234" + ENTER, "123" + ENTER):
            terminal.until("keys")
            terminal.send(keys)
            terminal.until(GO_ON)
            terminal.send(ENTER)
            terminal.until(lambda text: GO_ON not in text and "keys" in text)
        terminal.send("10,000", ENTER, "Russia", ENTER)
        terminal.until(GO_ON)
        terminal.send(" ")
        terminal.until("1-3 choose")
        terminal.send("13", ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("show the answer")
        terminal.send(ENTER)
        terminal.until("knew it")
        terminal.send("y")
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send(ENTER)
        assert replies(terminal) == (
            "1 (0,1,4) 10,000 (0,1,2,3) (0,1,2) ('10,000','Russia') ('Seoul','Washington') True"
        )
        assert terminal.ended() == 0


def test_arrows_and_enter_answer_too() -> None:
    with Terminal("pick-one", "pick-many", "order", "match", "gaps") as terminal:
        terminal.until("q quit")
        terminal.send(DOWN, DOWN, UP, ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("Mark all that apply")
        terminal.send(ENTER)
        terminal.until("Mark at least one")
        terminal.send(" ", UP, " ", "j", ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("comes next")
        terminal.send("2", BACKSPACE, DOWN, ENTER, "1", "3")
        terminal.until(lambda text: "4. Troops" in text and "enter answer" in text)
        terminal.send(UP, UP, " ", UP, ENTER, ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("1-4 choose")
        terminal.send(DOWN, ENTER, DOWN, ENTER, "4", BACKSPACE, "1", ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("other gap")
        terminal.send(TAB, "Russia", UP, "10,000", ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send("q")
        assert replies(terminal) == "1 (0,4) (0,1,2,3) (1,1,0) ('10,000','Russia')"


def test_all_keys_typed_ahead_are_kept_and_not_echoed() -> None:
    with Terminal("pick-one", "pick-many", "line") as terminal:
        terminal.until("Question 1 of 3")
        assert "1-4 answer" not in terminal.text
        terminal.send("2", ENTER, "125", ENTER, ENTER, "10000", ENTER, ENTER, ENTER)
        assert replies(terminal) == "1 (0,1,4) 10000"
        assert b"2\r\n125" not in terminal.raw


def test_a_digit_too_many_answers_nothing() -> None:
    with Terminal("pick-one", "pick-one") as terminal:
        terminal.until("q quit")
        terminal.send("2233")
        terminal.until(GO_ON)
        terminal.send("4", ENTER)
        terminal.until("Question 2 of 2")
        terminal.until("1-4 answer")
        terminal.send("q")
        assert replies(terminal) == "1 /quit"


def test_commands_by_letters_and_by_slashes() -> None:
    with Terminal("pick-one", "line", "pick-one") as terminal:
        terminal.until("q quit")
        terminal.send("?")
        terminal.until("take the last answer back")
        terminal.send("?", "g")
        terminal.until("You are guessing")
        terminal.send("h")
        terminal.until(lambda text: "Look south" in text and "1-4 answer" in text and "h hint" not in text)
        terminal.send("f")
        terminal.until("never mind")
        terminal.send("wrong key", ENTER)
        terminal.until(lambda text: "Flagged" in text and "1-4 answer" in text)
        terminal.send("2")
        terminal.until(GO_ON)
        terminal.send("f")
        terminal.until("never mind")
        terminal.send(ESC)
        terminal.until(GO_ON, gone="never mind")
        terminal.send(ENTER)
        terminal.until("/? keys")
        terminal.send("/?", ENTER)
        terminal.until("begins a text with a slash")
        terminal.send("/nonsense", ENTER)
        terminal.until("no command /nonsense")
        terminal.send("\x15", "//usr", ENTER)
        terminal.until("I was right")
        terminal.send("o")
        terminal.until(lambda text: "Question 3" in text and "1-4 answer" in text)
        terminal.send("u")
        terminal.until("enter leave")
        terminal.send("u")
        assert replies(terminal) == "/hint /flag=wrong_key 1? /usr /override /undo /undo"


def test_ctrl_c_interrupts_at_every_prompt_and_gives_the_terminal_back() -> None:
    with Terminal("--each", *INTERACTIONS, "pick-one", "pick-one", "pick-one") as terminal:
        for count in range(1, len(INTERACTIONS) + 1):
            terminal.until("keys")
            terminal.send(CTRL_C)
            next_prompt(terminal, "INTERRUPTED", count)
        terminal.send("2")
        terminal.until(GO_ON)
        terminal.send(CTRL_C)
        next_prompt(terminal, "INTERRUPTED", 9)
        terminal.send("2", ENTER)
        terminal.until("enter leave")
        terminal.send(CTRL_C)
        next_prompt(terminal, "INTERRUPTED", 10)
        terminal.send("f")
        terminal.until("never mind")
        terminal.send(CTRL_C)
        terminal.written("INTERRUPTED", 11)
        assert terminal.echoes
        assert terminal.ended() == 0


def next_prompt(terminal: Terminal, said: str, times: int) -> None:
    """Wait until something was said so many times in all, and for a fresh prompt after it."""
    terminal.written(said, times)
    terminal.until("keys")
    terminal.send(CTRL_L)
    terminal.until(lambda text: said not in text and "keys" in text)


def test_ctrl_d_quits_at_every_prompt() -> None:
    with Terminal("--each", *INTERACTIONS, "pick-one", "pick-one", "line", rows=50) as terminal:
        for count in range(1, len(INTERACTIONS) + 1):
            terminal.until("keys")
            terminal.send(CTRL_D)
            next_prompt(terminal, "REPLIES /quit", count)
        terminal.send("2")
        terminal.until(GO_ON)
        terminal.send(CTRL_D)
        next_prompt(terminal, "REPLIES 1 /quit", 1)
        terminal.send("f")
        terminal.until("never mind")
        terminal.send(CTRL_D)
        terminal.until("/? keys")
        terminal.send("half an answer", CTRL_D)
        terminal.written("REPLIES /quit", len(INTERACTIONS) + 2)
        assert terminal.ended() == 0


def test_escape_and_enter_is_no_answer() -> None:
    with Terminal("pick-one", "line") as terminal:
        terminal.until("q quit")
        terminal.send(ESC, ENTER, "2")
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("/? keys")
        terminal.send("half", ESC, ENTER, " more", ENTER)
        terminal.until(GO_ON)
        terminal.send("q")
        assert replies(terminal) == "1 halfmore /quit"


def test_a_paste_into_a_list_answers_nothing_and_into_a_field_is_one_text() -> None:
    pasted = "\x1b[200~3\r1\rq\r\x1b[201~"
    with Terminal("pick-one", "pick-many", "line") as terminal:
        terminal.until("q quit")
        terminal.send(pasted, "2")
        terminal.until(GO_ON)
        terminal.send(pasted, ENTER)
        terminal.until("Mark all")
        terminal.send(pasted, "1", ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("/? keys")
        terminal.send("\x1b[200~two\r\nlines \x1b[31m\x07red\x1b[201~", ENTER)
        terminal.until(GO_ON)
        terminal.send("q")
        assert replies(terminal) == "1 (0,) twolinesred /quit"


def test_the_time_limit_ends_a_list_and_a_half_typed_text() -> None:
    with Terminal("--each", "--seconds", "1.5", "pick-one", "line", "gaps") as terminal:
        terminal.until("0:01 left")
        terminal.until("REPLIES /expired")
        terminal.until("/? keys")
        terminal.send("half an ans")
        terminal.written("REPLIES /expired", 2)
        assert terminal.ended() == 0


def test_a_resized_screen_is_drawn_anew_and_goes_on() -> None:
    with Terminal("pick-one", "gaps") as terminal:
        terminal.until("q quit")
        terminal.send(DOWN)
        terminal.resize(40, 24)
        terminal.until(lambda text: "q quit" in text and "(홍민), whose\nalliance" in text.replace("홍 민 ", "홍민"))
        assert terminal.text.count("Question 1 of 2") == 1
        terminal.resize(80, 24)
        terminal.until(lambda text: "f flag · q quit · ? keys" in text)
        assert terminal.text.count("NATO") == 1
        terminal.send(ENTER)
        terminal.until(GO_ON)
        terminal.resize(24, 24)
        terminal.until(lambda text: "u undo\nf flag" in text)
        terminal.send(ENTER)
        terminal.until("/? keys")
        terminal.send("10,000")
        terminal.resize(60, 24)
        terminal.until(lambda text: "10,000 of its" in text and "/? keys" in text)
        terminal.send(ENTER, "Russia", ENTER)
        terminal.until(GO_ON)
        terminal.send("q")
        assert replies(terminal) == "1 ('10,000','Russia') /quit"


@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell with job control")
def test_suspended_and_called_back() -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    with Terminal(command=shell, env={"PS1": "READY "}) as terminal:
        terminal.until("READY")
        terminal.send(f"{sys.executable} -m tests.terminal.play pick-one line", "\n")
        terminal.until("q quit")
        terminal.send(DOWN, CTRL_Z)
        terminal.until("Stopped")
        terminal.send("clear; echo SH''ELL\n")
        terminal.until("SHELL")
        terminal.send("fg\n")
        terminal.until(lambda text: "Question 1" in text and "q quit" in text)
        terminal.send(ENTER)
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("/? keys")
        terminal.send("ten", CTRL_Z)
        terminal.written("Stopped", 2)
        terminal.send("clear; fg\n")
        terminal.until(lambda text: "Question 2" in text and "/? keys" in text)
        terminal.send(ENTER)
        terminal.until(GO_ON)
        terminal.send("q")
        assert replies(terminal).startswith("1 ten /quit")


@pytest.mark.parametrize("name", ["pick-one", "line"])
def test_a_terminal_that_was_closed_ends_the_session(name: str) -> None:
    with Terminal(name, ignore_hangup=True) as terminal:
        terminal.until("keys")
        terminal.close()
        assert terminal.process.wait(10) in {0, 1, 120}


def test_sigint_from_outside_interrupts() -> None:
    with Terminal("pick-one") as terminal:
        terminal.until("q quit")
        terminal.process.send_signal(signal.SIGINT)
        assert replies(terminal) == "INTERRUPTED"


@pytest.mark.parametrize("name", ["pick-one", "line"])
def test_sigterm_gives_the_terminal_back(name: str) -> None:
    with Terminal(name) as terminal:
        terminal.until("keys")
        terminal.process.send_signal(signal.SIGTERM)
        assert replies(terminal) == "INTERRUPTED"
        assert terminal.echoes


def test_hangul_is_typed_edited_and_kept() -> None:
    with Terminal("line", cells=24) as terminal:
        terminal.until("/? keys")
        terminal.send("조태", "용용", BACKSPACE)
        terminal.until(lambda text: "조 태 용" in text or "조태용" in text)
        terminal.send(ENTER)
        terminal.until(GO_ON)
        terminal.send("q")
        assert replies(terminal) == "조태용 /quit" or "조" in terminal.text


def test_keys_mean_the_same_while_an_input_method_is_on() -> None:
    with Terminal("pick-one", "pick-one") as terminal:
        terminal.until("q quit")
        terminal.send("ㅎ")
        terminal.until("You are guessing")
        terminal.send("２")
        terminal.until(GO_ON)
        terminal.send("ㅂ")
        assert replies(terminal) == "1? /quit"


def test_without_colour_no_colour_and_with_it_some() -> None:
    with Terminal("pick-one") as terminal:
        terminal.until("q quit")
        terminal.send("3")
        terminal.until(GO_ON)
        terminal.send("q")
        terminal.ended()
        assert b"\x1b[1" not in terminal.raw
        assert b"\x1b[38" not in terminal.raw
        assert b"\x1b[0;38" not in terminal.raw
    with Terminal("pick-one", env={"NO_COLOR": ""}) as terminal:
        terminal.until("q quit")
        terminal.send("3")
        terminal.until(GO_ON)
        terminal.send("q")
        terminal.ended()
        assert b"\x1b[1;38;5;166m" in terminal.raw
        assert b"38;5;32" in terminal.raw


def test_spacious_reading_has_short_lines_wide_apart_and_nothing_faint() -> None:
    with Terminal("--spacious", "pick-one", cells=100, rows=50, env={"FORCE_COLOR": "1"}) as terminal:
        terminal.until("q quit")
        terminal.send("3")
        text = terminal.until("I was right")
        assert all(len(line.rstrip()) <= 60 for line in terminal.lines)
        said = text[text.index("Right answer") :].splitlines()
        assert said[1] == ""
        assert b"38;5;244" not in terminal.raw
    with Terminal("pick-one", cells=100, rows=50, env={"FORCE_COLOR": "1"}) as terminal:
        terminal.until("q quit")
        assert b"38;5;244" in terminal.raw


def test_ascii_terminals_get_ascii_signs() -> None:
    with Terminal("pick-one", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}) as terminal:
        terminal.until(" | q quit")
        terminal.send("3")
        assert "x Wrong" in terminal.until(GO_ON)
        assert terminal.raw.isascii()


def test_nothing_asks_the_terminal_where_its_cursor_is() -> None:
    with Terminal("pick-one") as terminal:
        terminal.until("q quit")
        assert b"\x1b[6n" not in terminal.raw


PLAIN = """
import sys
from learn.terminal.plain import PlainAsker
from tests.terminal.play import words
from tests.terminal.scripted import play
print("REPLIES", words(play(PlainAsker(sys.stdin, sys.stdout), sys.argv[1:])))
"""


def test_plain_prompts_on_a_terminal() -> None:
    with Terminal("pick-one", "line", "pick-one", command=(sys.executable, "-c", PLAIN), rows=60) as terminal:
        terminal.until("One number from 1 to 4:")
        terminal.send("2\n")
        terminal.until("Your answer, in soldiers:")
        terminal.send("10000\n")
        terminal.until("Question 3 of 3")
        terminal.send(CTRL_D)
        assert replies(terminal) == "1 10000 /quit"
        assert b"\x1b" not in terminal.raw
    with Terminal("pick-one", command=(sys.executable, "-c", PLAIN)) as terminal:
        terminal.until("One number from 1 to 4:")
        terminal.send(CTRL_C)
        terminal.until("KeyboardInterrupt")


def test_a_long_list_on_a_low_screen() -> None:
    with Terminal("pick-one", "pick-one", cells=24, rows=14) as terminal:
        terminal.until(lambda text: "the list" in text and text.endswith("keys"))
        terminal.send(UP)
        terminal.until(lambda text: "United States\n\nup and down" in text)
        terminal.send(ENTER)
        terminal.until(GO_ON)
        assert "✗ Wrong" in terminal.text
        terminal.send(ENTER)
        terminal.until(lambda text: "the list" in text and text.endswith("keys"))
        terminal.resize(24, 5)
        terminal.until(lambda text: "1  The one" in text)
        assert "too small" not in terminal.text
        terminal.send("2")
        terminal.until(lambda text: "Right" in text)
        terminal.send("q")
        terminal.ended()
        assert b"REPLIES 3 1 /quit" in terminal.raw
