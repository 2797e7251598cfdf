"""Small questions outside a session, on a terminal and line by line."""

import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest

from learn.terminal import menus
from tests.terminal.screen import CTRL_C, CTRL_D, DOWN, ENTER, ESC, Terminal

SCRIPT = """
import sys
from learn.terminal.menus import *
for count, call in enumerate(sys.argv[1:], 1):
    print(f"\\x1b[2J\\x1b[HCASE {count}", flush=True)
    try:
        print("SAID", repr(eval(compile(call, "case", "eval"))), flush=True)
    except (KeyboardInterrupt, EOFError) as error:
        print("SAID", type(error).__name__, flush=True)
    sys.stdin.readline()
"""
CONFIRM, TEXT, PICK = "confirm('Now?')", "text('Name')", "pick('Kind?', ['one', 'two', 'a long option ' * 9])"
SEVERAL = "several('More')"
PASTE = "\x1b[200~n\r\n\x1b[31mx\x1b[201~"

CASES = [
    (CONFIRM, (ENTER,), "True"),
    (CONFIRM, ("y",), "True"),
    (CONFIRM, ("n",), "False"),
    (CONFIRM, ("x", "N"), "False"),
    (CONFIRM, ("ㅛ",), "True"),
    (CONFIRM, ("ㅜ",), "False"),
    (CONFIRM, ("예",), "True"),
    (CONFIRM, ("아",), "False"),
    (CONFIRM, (CTRL_D,), "False"),
    (CONFIRM, (ESC, ENTER, "y"), "True"),
    (CONFIRM, (CTRL_C,), "KeyboardInterrupt"),
    ("confirm('Now?', default=False)", (ENTER,), "False"),
    (TEXT, ("홍민", ENTER), "'홍민'"),
    (TEXT, (ENTER, "late", ENTER), "'late'"),
    (TEXT, ("half", ESC, ENTER, "time", ENTER), "'halftime'"),
    (TEXT, (PASTE, ENTER), "'n x'"),
    (TEXT, (CTRL_D,), "EOFError"),
    (TEXT, (CTRL_C,), "KeyboardInterrupt"),
    ("text('Name', needed=False)", (ENTER,), "''"),
    ("text('Name', default='ann')", (ENTER,), "'ann'"),
    (SEVERAL, ("a", ENTER, "b", ENTER, ENTER), "['a', 'b']"),
    (PICK, ("2",), "'two'"),
    (PICK, (DOWN, ENTER), "'two'"),
    (PICK, (PASTE, "1"), "'one'"),
    (PICK, ("q",), "EOFError"),
    (PICK, (CTRL_D,), "EOFError"),
    (PICK, (CTRL_C,), "KeyboardInterrupt"),
]


SHOWN = {CONFIRM: "(Y/n)", TEXT: "Name", SEVERAL: "More", PICK: "? keys"}


def test_on_a_terminal() -> None:
    with Terminal(*[call for call, _, _ in CASES], command=(sys.executable, "-c", SCRIPT)) as terminal:
        for count, (call, keys, said) in enumerate(CASES, 1):
            terminal.until(f"CASE {count}\n")
            terminal.until(SHOWN.get(call, "Na" if "text" in call else "(y/N)"))
            terminal.send(*keys)
            assert terminal.until("SAID").split("SAID ")[1] == said
            assert terminal.echoes
            terminal.send("\n")
        assert terminal.ended() == 0, terminal.text
        assert b"\x1b[6n" not in terminal.raw
        assert b"\x1b[31m" not in terminal.raw


@pytest.mark.parametrize(
    ("call", "typed", "said"),
    [
        (lambda: menus.confirm("Now?"), "\n", True),
        (lambda: menus.confirm("Now?"), "perhaps\nn\n", False),
        (lambda: menus.confirm("Now?"), "예\n", True),
        (lambda: menus.confirm("Now?"), "ㅜ\n", False),
        (lambda: menus.confirm("Now?"), "", False),
        (lambda: menus.text("Name"), "\n ann \n", "ann"),
        (lambda: menus.text("Name", needed=False), "\n", ""),
        (lambda: menus.text("Name", default="x"), "\n", "x"),
        (lambda: menus.several("More"), "a\nb\n\n", ["a", "b"]),
        (lambda: menus.pick("Kind?", ["one", "two"]), "3\n2\n", "two"),
    ],
)
def test_line_by_line(
    call: Callable[[], Any], typed: str, said: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(typed))
    assert call() == said
    assert "\x1b" not in capsys.readouterr().out


def test_the_end_of_input_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    with pytest.raises(EOFError):
        menus.text("Name")
    with pytest.raises(EOFError):
        menus.pick("Kind?", ["one"])
