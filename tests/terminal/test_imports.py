"""What is loaded when: the question stands on the screen before the heavy libraries are loaded."""

import subprocess
import sys

import pytest

from tests.terminal.screen import ROOT, Terminal

HEAVY = ("questionary", "prompt_toolkit", "rich", "asyncio", "click")


LIGHT = ("protocol", *[f"terminal.{name}" for name in ("plain", "interactive", "screens", "reading", "menus")])


@pytest.mark.parametrize("module", LIGHT)
def test_nothing_heavy_is_loaded_with(module: str) -> None:
    script = f"import sys, learn.{module}; print(sorted({set(HEAVY)} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


SCRIPT = """
import sys
from learn.terminal.interactive import InteractiveAsker
from tests.terminal.scenes import asked
class Told(InteractiveAsker):
    def _reply(self, asked):
        print("LOADED", sorted({"questionary", "prompt_toolkit", "rich", "asyncio"} & set(sys.modules)))
        return super()._reply(asked)
asker = Told(sys.stdin, sys.stdout)
asker.ask(asked())
print("THEN", sorted({"questionary", "prompt_toolkit", "rich"} & set(sys.modules)))
"""


def test_the_question_is_shown_first() -> None:
    with Terminal(command=(sys.executable, "-c", SCRIPT)) as terminal:
        assert "whose alliance does" in terminal.until("LOADED []")
        terminal.until("q quit")
        terminal.send("1")
        terminal.until("THEN ['prompt_toolkit', 'questionary']")
