"""`learn` in a pseudo-terminal."""

import sys

from tests.cli.program import Program
from tests.terminal.screen import Terminal


def in_terminal(program: Program, *arguments: str) -> Terminal:
    """A command of the program on a screen."""
    env = {name: value for name, value in program.environment().items() if name.startswith("LEARN_")}
    return Terminal(*arguments, command=(sys.executable, "-m", "learn"), env=env, rows=40)
