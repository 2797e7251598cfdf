"""No control byte from data reaches the terminal, whoever shows it, and no text breaks an asker."""

import json
import re
import sys
from collections.abc import Callable
from io import StringIO

import pytest

from learn.protocol import JsonLinesAsker
from learn.session.asker import Answer, Asker
from learn.terminal.interactive import InteractiveAsker
from learn.terminal.lines import Lines
from learn.terminal.plain import PlainAsker
from tests.terminal import naughty
from tests.terminal.scenes import asked
from tests.terminal.screen import CTRL_D, ENTER, Terminal

pytestmark = pytest.mark.skipif(not naughty.FILE.exists(), reason="needs shared/data (or $LEARN_TEST_DATA)")

CONTROL = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]")
OUR_SEQUENCES = re.compile(rb"\x1b\[(?:\d*[ABCDK]|\d+;\d+H|[HJ]|2J|0J|0m|m|\?(?:7|12|25|2004|1)[lh])")
"""What prompt_toolkit sends without colour: movements, erasures, modes. No data sends these: see the last test."""


@pytest.fixture
def texts() -> list[str]:
    """All strings."""
    return naughty.strings()


@pytest.mark.parametrize("kind", [PlainAsker, InteractiveAsker])
def test_everything_is_shown_clean(kind: type[PlainAsker | InteractiveAsker], texts: list[str]) -> None:
    out = StringIO()
    naughty.show(kind(StringIO(), out), naughty.questions(texts))
    assert not CONTROL.findall(out.getvalue())
    assert out.getvalue().count("learn resume") == 0


def test_plain_questions_and_feedback_are_clean(texts: list[str]) -> None:
    out = StringIO()
    asker = PlainAsker(StringIO("/quit\n" * len(texts)), out)
    for one in naughty.questions(texts):
        asker.ask(one)
        asker.feedback(naughty.feedback(one))
    assert not CONTROL.findall(out.getvalue())


def typed_json(lines: StringIO, out: StringIO) -> JsonLinesAsker:
    """The typed lines as JSON answers."""
    answers = "".join(json.dumps({"answer": line}) + "\n" for line in lines.getvalue().split("\n"))
    return JsonLinesAsker(Lines(StringIO(answers)), out, lambda: 0.0)


@pytest.mark.parametrize("make", [PlainAsker, typed_json])
def test_whatever_is_typed_is_an_answer_or_refused(
    make: Callable[[StringIO, StringIO], Asker], texts: list[str]
) -> None:
    for text in texts:
        out = StringIO()
        asker = make(StringIO(f"{text}\n10\n"), out)
        reply = asker.ask(asked("line"))
        assert isinstance(reply, Answer) or text.startswith("/")
        asker.feedback(naughty.feedback(asked("line", ask=text or "empty")))


def test_every_line_of_the_protocol_is_json(texts: list[str]) -> None:
    out = StringIO()
    asker = JsonLinesAsker(Lines(StringIO("".join(f"{text}\n" for text in texts))), out, lambda: 0.0)
    naughty.show(asker, naughty.questions(texts))
    while asker.ask(asked("line")).__class__ is Answer:
        pass
    lines = out.getvalue().split("\n")
    assert all(json.loads(line) for line in lines if line)
    assert sum('"error"' in line for line in lines) > 100


def test_on_a_terminal_nothing_but_our_own_sequences() -> None:
    command = (sys.executable, "-m", "tests.terminal.naughty")
    with Terminal(command=command, cells=60, rows=40) as terminal:
        terminal.until("keys")
        for _ in naughty.questions(naughty.strings()):
            terminal.send(CTRL_D, ENTER)
        terminal.written("END")
        rest = OUR_SEQUENCES.sub(b"", terminal.raw).decode("utf-8").replace("\r", "")
        assert not CONTROL.findall(rest)


def test_pasted_into_a_field_they_are_one_clean_line() -> None:
    some = [text for text in naughty.strings() if text.strip() and not text.startswith("/")][::12]
    with Terminal(*["line"] * len(some)) as terminal:
        for n, text in enumerate(some, 1):
            terminal.until(lambda text, n=n: f"Question {n} of" in text and text.endswith("/? keys"))  # type: ignore[misc]
            terminal.send(f"\x1b[200~{text}\x1b[201~", ENTER)
            terminal.until(lambda text: text.endswith("? keys") and "/? keys" not in text)
            terminal.send(ENTER)
        terminal.until("leave")
        rest = OUR_SEQUENCES.sub(b"", terminal.raw).decode("utf-8").replace("\r", "")
        assert not CONTROL.findall(rest)


def test_no_data_can_look_like_our_sequences(texts: list[str]) -> None:
    out = StringIO()
    asker = PlainAsker(StringIO(), out)
    asker.tell("\x1b[2J\x1b[0m\x9b2J" + "".join(texts))
    assert "\x1b" not in out.getvalue()
