"""Small questions outside a session."""

import sys

import pytest

from tests.terminal.screen import CTRL_C, CTRL_D, ENTER, ESC, Terminal

SCRIPT = "from learn.terminal.menus import confirm\nprint('SAID', confirm('Start now?'))"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((ENTER,), "SAID True"),
        (("y",), "SAID True"),
        (("n",), "SAID False"),
        ((CTRL_D,), "SAID False"),
        ((ESC, ENTER, "\x1b[200~n\n\x1b[201~", "y"), "SAID True"),
        ((CTRL_C,), "KeyboardInterrupt"),
    ],
)
def test_yes_or_no(keys: tuple[str, ...], said: str) -> None:
    with Terminal(command=(sys.executable, "-c", SCRIPT)) as terminal:
        terminal.until("Start now?")
        terminal.send(*keys)
        terminal.until(said)
