"""The JSON-lines contract: what goes out, what comes in, and what happens to lines that make no sense."""

import json
import os
import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from learn.protocol import JsonLinesAsker
from learn.session.asker import Answer, Closing, Command, Opening
from learn.terminal.lines import Lines
from tests.terminal.scenes import CLOSING, INTERACTIONS, RIGHT, SOURCE, asked, feedback


class Ticking:
    """A clock that goes on by a quarter of a second each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.25
        return self.now


def talk(*lines: Any) -> tuple[JsonLinesAsker, Callable[[], list[dict[str, Any]]]]:
    """An asker that will read `lines` (texts as they are, the rest as JSON), and what it has printed since."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    out = StringIO()

    def printed() -> list[dict[str, Any]]:
        value = [json.loads(line) for line in out.getvalue().splitlines()]
        out.seek(0)
        out.truncate()
        return value

    return JsonLinesAsker(Lines(StringIO(text)), out, Ticking()), printed


def test_a_session_begins_with_its_line_and_its_notices() -> None:
    asker, printed = talk()
    asker.open(Opening(session="s1", mode="practice", questions=10, title="T", notices=("Two banks named x.",)))
    session, notice = printed()
    assert session | {"event": "session", "session": "s1", "mode": "practice", "questions": 10} == session
    assert notice == {"event": "notice", "message": "Two banks named x."}


@pytest.mark.parametrize("name", INTERACTIONS)
def test_each_interaction_is_printed_and_answered(name: str) -> None:
    response = RIGHT[name][0]
    asker, printed = talk({"answer": response, "colour": "ignored"})
    assert asker.ask(asked(name)) == Answer(response=response, guessed=False, ms=250)
    (question,) = printed()
    assert question["event"] == "question"
    assert question["n"] == 3
    assert question["question"] == f"alliance-shifts/{name}"
    assert question["comeback"] is False
    assert question["interaction"]["type"] == ("gaps" if name == "bank" else name)


def test_a_guess_is_marked() -> None:
    asker, _ = talk({"answer": 0, "guessed": True})
    reply = asker.ask(asked())
    assert isinstance(reply, Answer)
    assert reply.guessed


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nonsense", "not JSON"),
        ("[1]", "not a JSON object"),
        ("\ud800", "not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ({"reply": 1}, "neither"),
        ({"answer": 4}, "from 0 to 3"),
        ({"answer": "2"}, "from 0 to 3"),
        ({"answer": True}, "from 0 to 3"),
        ({"answer": 0, "guessed": "yes"}, "guessed"),
        ({"command": "dance"}, "one of"),
        ({"command": ["hint"]}, "one of"),
        ({"command": "flag", "remark": 7}, "text"),
        ('{"answer":"\\ud800"}', "not JSON"),
    ],
)
def test_a_line_that_does_not_fit_is_an_error_and_the_question_stays_open(line: Any, says: str) -> None:
    asker, printed = talk(line, {"answer": 1})
    reply = asker.ask(asked())
    assert isinstance(reply, Answer)
    question, error = printed()
    assert question["event"] == "question"
    assert error["event"] == "error"
    assert says in error["message"]


@pytest.mark.parametrize("name", ["hint", "skip", "undo", "override", "flag", "quit"])
def test_commands(name: str) -> None:
    asker, _ = talk({"command": name})
    assert asker.ask(asked()) == Command(name)  # type: ignore[arg-type]


def test_a_flag_may_carry_a_remark() -> None:
    asker, _ = talk({"command": "flag", "remark": "the key is wrong"})
    assert asker.ask(asked()) == Command("flag", remark="the key is wrong")


def test_the_question_is_printed_once_while_it_stands_open() -> None:
    asker, printed = talk({"command": "hint"}, {"command": "flag"}, {"command": "undo"}, {"answer": 0}, {"answer": 1})
    asker.ask(asked())
    asker.hint(asked(), "Look south.")
    asker.ask(asked(hint_shown="Look south."))
    asker.tell("Flagged.")
    asker.ask(asked())
    asker.malformed("there is no answer to take back")
    asker.ask(asked())
    asker.malformed("that is no number")
    asker.ask(asked())
    assert [line["event"] for line in printed()] == ["question", "hint", "notice", "error", "error"]


def test_the_question_is_printed_again_when_it_is_opened_again() -> None:
    asker, printed = talk({"answer": 0}, {"command": "undo"}, {"command": "skip"}, {"answer": 0})
    asker.ask(asked())
    asker.ask(asked(n=4))
    asker.ask(asked())
    asker.ask(asked())
    assert [line["n"] for line in printed()] == [3, 4, 3, 3]


def test_the_end_of_input_quits() -> None:
    asker, _ = talk()
    assert asker.ask(asked()) == Command("quit")


def test_a_verdict_says_what_was_right_and_who_says_so() -> None:
    asker, printed = talk()
    assert asker.feedback(feedback(score=0.0)) is None
    (line,) = printed()
    assert (line["event"], line["n"], line["score"], line["correct"]) == ("verdict", 3, 0.0, False)
    assert line["expected"] == RIGHT["pick-one"][1]
    assert line["key"] == 1
    assert line["recorded"] == "0190-event"
    names = ("fact", "statement", "claim", "by", "where")
    assert line["sources"] == [{name: getattr(SOURCE, name) for name in names}]
    assert line["can_override"] is True
    assert line["overridden"] is False


def test_in_a_test_the_verdicts_come_together_at_the_end() -> None:
    asker, printed = talk()
    asker.recorded(asked(), "e1")
    asker.verdicts((feedback(), feedback(score=0.0)))
    asker.close(CLOSING)
    recorded, first, second, finished = printed()
    assert recorded == {"event": "recorded", "n": 3, "recorded": "e1"}
    assert (first["score"], second["score"]) == (1.0, 0.0)
    assert finished | {"event": "finished", "points": 8.5, "max": 10, "percent": 85.0, "passed": True} == finished
    assert finished["reason"] == "done"


def test_a_paused_session_says_how_far_it_came() -> None:
    asker, printed = talk()
    asker.close(Closing(points=2, max=10, percent=20, paused=True, answered=3))
    assert printed() == [{"event": "paused", "points": 2, "max": 10, "answered": 3}]


def test_no_pass_mark_is_null() -> None:
    asker, printed = talk()
    asker.close(Closing(points=2, max=2, percent=100))
    assert printed()[0]["passed"] is None


def test_the_time_limit_ends_an_open_question_without_a_line() -> None:
    receive, send = os.pipe()
    with os.fdopen(receive, encoding="utf-8") as reader, os.fdopen(send, "w"):
        asker = JsonLinesAsker(Lines(reader), StringIO(), Ticking())
        assert asker.ask(asked(seconds_left=0.3)) == Command("expired")


def test_an_answer_that_comes_too_late_is_expired() -> None:
    asker, _ = talk({"answer": 1})
    assert asker.ask(asked(seconds_left=0.1)) == Command("expired")


def test_lines_come_through_a_pipe_one_by_one() -> None:
    receive, send = os.pipe()
    with os.fdopen(receive, encoding="utf-8") as reader, os.fdopen(send, "wb") as writer:

        def finish() -> None:
            writer.write(b'and":"skip"}')
            writer.close()

        asker = JsonLinesAsker(Lines(reader), StringIO(), Ticking())
        writer.write(b'{"answer":1}\n{"answer":0}\n{"comm')
        writer.flush()
        assert asker.ask(asked(n=1)) == Answer(1, ms=250)
        assert asker.ask(asked(n=2)) == Answer(0, ms=250)
        threading.Timer(0.05, finish).start()
        assert asker.ask(asked(n=3)) == Command("skip")
        assert asker.ask(asked(n=4)) == Command("quit")


def test_a_reader_that_went_away_pauses_quietly() -> None:
    receive, send = os.pipe()
    os.close(receive)
    with os.fdopen(send, "w", encoding="utf-8") as writer:
        asker = JsonLinesAsker(Lines(StringIO('{"answer":1}\n' * 3)), writer, Ticking())
        asker.open(Opening(session="s1", mode="practice", questions=1, title=""))
        assert asker.ask(asked()) == Command("quit")
        asker.close(CLOSING)


def test_lines_are_utf_8_whatever_the_locale_says(tmp_path: Any) -> None:
    path = tmp_path / "out"
    with path.open("w", encoding="ascii") as writer:
        JsonLinesAsker(Lines(StringIO("")), writer, Ticking()).tell("홍민")
    assert json.loads(path.read_text("utf-8")) == {"event": "notice", "message": "홍민"}
