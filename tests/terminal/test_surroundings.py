"""What surrounds the program decides how it speaks: terminal or pipe, colour or none, signs or ASCII."""

import os
import pty
import termios
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from typing import TextIO

import pytest

from learn.terminal.look import ASCII, UNICODE
from learn.terminal.surroundings import Size, is_interactive, look_of, size, wants_color
from learn.terminal.tty import Quiet

XTERM = {"TERM": "xterm-256color"}


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A terminal to write to."""
    master, slave = pty.openpty()
    with (
        os.fdopen(slave, "r+", encoding="utf-8", buffering=1, newline="")
        if False
        else os.fdopen(slave, "w", encoding="utf-8") as stream
    ):
        yield stream
    os.close(master)


def test_a_terminal_on_both_sides_is_interactive(terminal: TextIO) -> None:
    assert is_interactive(terminal, terminal, XTERM)
    assert not is_interactive(StringIO(), terminal, XTERM)
    assert not is_interactive(terminal, StringIO(), XTERM)


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {}, XTERM | {"ACCESSIBLE": "1"}])
def test_what_asks_for_plain_prompts(terminal: TextIO, env: dict[str, str]) -> None:
    assert not is_interactive(terminal, terminal, env)


def test_a_closed_stream_is_no_terminal() -> None:
    closed = StringIO()
    closed.close()
    assert not is_interactive(closed, closed, XTERM)


@pytest.mark.parametrize(
    ("env", "wish", "wanted"),
    [
        (XTERM, "auto", True),
        (XTERM, "never", False),
        (XTERM | {"NO_COLOR": "1"}, "auto", False),
        (XTERM | {"NO_COLOR": "1"}, "always", True),
        (XTERM | {"NO_COLOR": ""}, "auto", True),
        (XTERM | {"ACCESSIBLE": "1"}, "auto", False),
        ({"TERM": "dumb"}, "auto", False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, "auto", True),
        ({"TERM": "dumb", "FORCE_COLOR": "0"}, "auto", False),
    ],
)
def test_colour(terminal: TextIO, env: dict[str, str], wish: str, wanted: bool) -> None:
    assert wants_color(terminal, env, wish) is wanted  # type: ignore[arg-type]


def test_no_colour_into_a_pipe() -> None:
    assert not wants_color(StringIO(), XTERM)
    assert wants_color(StringIO(), XTERM | {"FORCE_COLOR": "1"})


def test_sixteen_colours_where_there_are_no_more(terminal: TextIO) -> None:
    assert look_of(terminal, {"TERM": "xterm"}).colors == 16
    assert look_of(terminal, XTERM).colors == 256


def test_signs_that_the_encoding_lacks_are_ascii(tmp_path: object) -> None:
    def signs(encoding: str) -> object:
        with TextIOWrapper(open(os.devnull, "wb"), encoding=encoding) as stream:  # noqa: PTH123
            return size(stream, {}).signs

    assert signs("utf-8") is UNICODE
    assert signs("ascii") is ASCII
    assert signs("latin-1") is ASCII
    assert signs("cp1252") is ASCII


def test_the_width_is_the_terminals_else_what_is_said_else_80(terminal: TextIO) -> None:
    termios.tcsetwinsize(terminal.fileno(), (30, 33))
    assert size(terminal, {"COLUMNS": "50"}).cells == 33
    assert size(StringIO(), {"COLUMNS": "50"}).cells == 50
    assert size(StringIO(), {"COLUMNS": "wide"}).cells == 80
    assert size(StringIO(), {}) == Size(80, ASCII)


def test_the_terminal_is_quiet_only_while_it_is_asked_to_be(terminal: TextIO) -> None:
    before = termios.tcgetattr(terminal.fileno())
    quiet = Quiet(terminal)
    quiet.begin()
    quiet.begin()
    assert not termios.tcgetattr(terminal.fileno())[3] & termios.ECHO
    quiet.end()
    assert termios.tcgetattr(terminal.fileno()) == before
    Quiet(StringIO()).begin()
