"""The plain prompts: every interaction by lines, every command, and the ends of the input."""

import os
import subprocess
import sys
from io import StringIO
from itertools import count
from pathlib import Path

import pytest

from learn.interactions import PickMany
from learn.session.asker import Answer, Asker, Closing, Command
from learn.terminal.plain import PlainAsker
from tests.terminal.conftest import Approved
from tests.terminal.scenes import CLOSING, RIGHT, asked, feedback
from tests.terminal.scripted import play


def plain(*lines: str) -> tuple[PlainAsker, StringIO]:
    """A plain asker that will read these lines, and what it writes to."""
    out = StringIO()
    ticks = count()
    return PlainAsker(StringIO("".join(f"{line}\n" for line in lines)), out, clock=lambda: next(ticks) / 4), out


RIGHT_LINES = {
    "pick-one": ["2"],
    "pick-many": ["1 2 5"],
    "line": ["10000"],
    "order": ["1 2 3 4"],
    "match": ["1 2 3"],
    "gaps": ["10,000", "Russia"],
    "bank": ["Seoul", "3"],
    "reveal": ["", "y"],
}


def test_the_plain_prompts_are_an_asker() -> None:
    asker: Asker = plain()[0]
    assert asker


@pytest.mark.parametrize("name", RIGHT_LINES)
def test_each_interaction_is_answered_in_lines(name: str) -> None:
    asker, _ = plain(*RIGHT_LINES[name])
    reply = asker.ask(asked(name))
    assert isinstance(reply, Answer)
    assert reply.response == RIGHT[name][0]
    assert not reply.guessed


@pytest.mark.parametrize(
    ("name", "line", "response"),
    [
        ("pick-many", "125", (0, 1, 4)),
        ("pick-many", "5,1", (4, 0)),
        ("order", "3124", (2, 0, 1, 3)),
        ("match", "1 1 1", (0, 0, 0)),
        ("line", "//usr/bin", "/usr/bin"),
        ("line", "  two words ", "two words"),
    ],
)
def test_lines_are_read_kindly(name: str, line: str, response: object) -> None:
    reply = plain(line)[0].ask(asked(name))
    assert isinstance(reply, Answer)
    assert reply.response == response


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("pick-one", "5", "one number from 1 to 4"),
        ("pick-one", "0", "one number from 1 to 4"),
        ("pick-one", "", "one number from 1 to 4"),
        ("pick-one", "1 2", "one number from 1 to 4"),
        ("pick-one", "two", "one number from 1 to 4"),
        ("pick-one", "²", "one number from 1 to 4"),
        ("pick-many", "", "one or more numbers"),
        ("pick-many", "1 1", "each once"),
        ("order", "1 2", "all the numbers"),
        ("match", "1 2", "3 numbers from 1 to 4"),
        ("line", "", "/skip"),
        ("pick-one", "/dance", "no command /dance"),
    ],
)
def test_what_is_no_answer_is_asked_again(name: str, line: str, says: str) -> None:
    asker, out = plain(line, *RIGHT_LINES[name])
    reply = asker.ask(asked(name))
    assert isinstance(reply, Answer)
    assert reply.response == RIGHT[name][0]
    assert says in out.getvalue()


def test_exactly_so_many_are_asked_for() -> None:
    asker, out = plain("1", "1 2")
    reply = asker.ask(asked(interaction=PickMany(options=("a", "b", "c"), choose=2)))
    assert isinstance(reply, Answer)
    assert "exactly 2 numbers" in out.getvalue()


@pytest.mark.parametrize("name", RIGHT_LINES)
@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("/hint", Command("hint")),
        ("/skip", Command("skip")),
        ("/undo", Command("undo")),
        ("/wasright", Command("override")),
        ("/flag the key is wrong", Command("flag", "the key is wrong")),
        ("/flag", Command("flag")),
        ("/quit", Command("quit")),
        ("/q", Command("quit")),
    ],
)
def test_commands_are_given_at_every_prompt(name: str, line: str, command: Command) -> None:
    assert plain(line)[0].ask(asked(name)) == command


@pytest.mark.parametrize("name", RIGHT_LINES)
def test_the_end_of_input_quits_at_every_prompt(name: str) -> None:
    for typed in range(len(RIGHT_LINES[name])):
        assert plain(*RIGHT_LINES[name][:typed])[0].ask(asked(name)) == Command("quit")


def test_a_guess_is_marked_and_can_be_unmarked() -> None:
    assert plain("/guess", "2")[0].ask(asked()) == Answer(1, guessed=True, ms=250)
    assert plain("/guess", "/guess", "2")[0].ask(asked()) == Answer(1, guessed=False, ms=250)


def test_help_names_every_command() -> None:
    asker, out = plain("/?", "2")
    asker.ask(asked())
    for name in ("/hint", "/skip", "/undo", "/guess", "/wasright", "/flag", "/quit", "/?"):
        assert name in out.getvalue()


def test_a_hint_does_not_repeat_the_question_nor_lose_gaps_or_a_guess() -> None:
    asker, out = plain("10,000", "/guess", "/hint", "Russia")
    assert asker.ask(asked("gaps")) == Command("hint")
    asker.hint(asked("gaps"), "It is large.")
    reply = asker.ask(asked("gaps", hint_shown="It is large."))
    assert isinstance(reply, Answer)
    assert reply.response == ("10,000", "Russia")
    assert reply.guessed
    assert out.getvalue().count("in October 2024") == 1
    assert out.getvalue().count("It is large.") == 1


def test_a_malformed_answer_leaves_the_question_open() -> None:
    asker, out = plain("many", "10000")
    asker.ask(asked("line"))
    asker.malformed("that is no number")
    asker.ask(asked("line"))
    assert out.getvalue().count("Question 3 of 10") == 1
    assert "That is no number." in out.getvalue()


def test_feedback_is_said_in_words() -> None:
    asker, out = plain()
    asker.feedback(feedback(score=0))
    said = out.getvalue()
    for part in ("Wrong.", "You answered: NATO", "Right answer: The one between South", "expert view", "paragraph 9"):
        assert part in said
    assert said.isprintable() or "\x1b" not in said


def test_nothing_is_waited_for_after_feedback_but_what_is_typed_ahead_is_taken() -> None:
    receive, send = os.pipe()
    with os.fdopen(receive, encoding="utf-8") as reader, os.fdopen(send, "w", buffering=1) as writer:
        asker = PlainAsker(reader, StringIO(), clock=lambda: 0.0)
        assert asker.feedback(feedback(score=0, last=True)) is None
        assert asker.close(CLOSING) is None
        writer.write("/wasright\n/undo\n")
        assert asker.feedback(feedback(score=0, last=True)) == Command("override")
        assert asker.close(CLOSING) == Command("undo")
        assert asker.close(Closing(points=0, max=1, percent=0, paused=True)) is None


def test_the_time_limit_ends_an_open_question() -> None:
    receive, send = os.pipe()
    with os.fdopen(receive, encoding="utf-8") as reader, os.fdopen(send, "w"):
        out = StringIO()
        ticks = count()
        asker = PlainAsker(reader, out, clock=lambda: float(next(ticks)))
        assert asker.ask(asked(seconds_left=2)) == Command("expired")
        assert "2 seconds left" in out.getvalue()


def test_a_whole_session_reads_like_this(approved: Approved) -> None:
    lines = [line for name in RIGHT_LINES for line in RIGHT_LINES[name]]
    asker, out = plain(*lines)
    play(asker, list(RIGHT_LINES))
    approved("plain-session", out.getvalue())


def test_a_test_gives_its_verdicts_at_the_end(approved: Approved) -> None:
    asker, out = plain()
    asker.recorded(asked(), "e1")
    asker.verdicts((feedback("pick-one"), feedback("match", score=1 / 3), feedback("line", score=0)))
    asker.close(CLOSING)
    approved("plain-verdicts", out.getvalue())


SCRIPT = """
import sys
from learn.terminal.plain import PlainAsker
from tests.terminal.scripted import play
replies = play(PlainAsker(sys.stdin, sys.stdout), sys.argv[1:])
print(len(replies), sorted({"rich", "prompt_toolkit", "questionary", "click"} & set(sys.modules)))
"""
ROOT = Path(__file__).parents[2]


def test_it_works_through_pipes_without_the_heavy_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "pick-one", "line"],
        cwd=ROOT,
        input="2\n10000\n",
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "2 []"
    assert done.stderr == ""


def test_a_reader_that_went_away_is_no_error() -> None:
    receive, send = os.pipe()
    os.close(receive)
    with os.fdopen(send, "w", encoding="utf-8") as writer:
        asker = PlainAsker(StringIO("2\n" * 5), writer, clock=lambda: 0.0)
        assert play(asker, ["pick-one", "pick-one"]) == [Command("quit")]


def test_an_ascii_terminal_gets_question_marks_instead_of_a_crash(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="ascii") as writer:
        PlainAsker(StringIO("2\n"), writer, clock=lambda: 0.0).ask(asked())
    assert "Hong Min (??)" in (tmp_path / "out").read_text("ascii")
