"""Reading a lesson: plain text in a pipe, section by section on a terminal."""

from io import StringIO

import pytest

from learn.terminal.reading import Reading, Section, plain_reading, show
from tests.terminal.conftest import Approved
from tests.terminal.scenes import SOURCE
from tests.terminal.screen import CTRL_C, CTRL_D, ENTER, Terminal

READING = Reading(
    title="Alliance against alliance",
    summary="What Pyongyang hopes to get from Moscow.",
    minutes=6,
    objectives=("Explain what kind of alliance Pyongyang wants.", "Weigh the risk against the aim."),
    sections=(
        Section(
            "A mirror of the southern alliance",
            "Start on the other side (대한민국).\n\n**North Korea bids for an alliance** of *equals*:\n\n"
            "1. one\n2. two\n\n> quoted\n\n[link](https://example.org) `code` [x] \x1b[31mred\x07",
            (SOURCE,),
        ),
        Section("Long", "\n\n".join(f"Paragraph {n}." for n in range(1, 31))),
        Section("The end", "Check yourself."),
    ),
)
SCRIPT = """
import sys
from learn.terminal.reading import show
from tests.terminal.test_reading import READING
print("READ", show(READING, sys.stdin, sys.stdout, color=sys.argv[1], then=sys.argv[2]))
"""


def reader(*arguments: str, cells: int = 80, env: dict[str, str] | None = None) -> Terminal:
    import sys

    return Terminal(*arguments, cells=cells, command=(sys.executable, "-c", SCRIPT), env=env)


def test_plain_reading_is_one_text(approved: Approved) -> None:
    out = StringIO()
    assert show(READING, StringIO(), out, plain=True)
    assert out.getvalue().splitlines() == plain_reading(READING)
    assert "\x1b" not in out.getvalue()
    approved("reading-plain", out.getvalue())


@pytest.mark.parametrize("cells", [80, 24])
def test_section_by_section(cells: int, approved: Approved) -> None:
    with reader("never", "", cells=cells) as terminal:
        shots = [terminal.until("? keys")]
        while "READ True" not in terminal.text:
            terminal.send(ENTER)
            terminal.until(lambda text: text != shots[-1] and text.endswith(("? keys", "READ True")))
            shots.append(terminal.text)
        assert terminal.ended() == 0
        assert sum("Check yourself." in shot for shot in shots) == 1
        approved(f"reading-{cells}", "\n\n--------\n\n".join(shots))


def test_in_colour_markdown_is_drawn() -> None:
    with reader("always", "", env={"NO_COLOR": ""}) as terminal:
        terminal.until("(1 of 3)")
        terminal.send(ENTER)
        terminal.until("quoted")
        assert "**" not in terminal.text
        assert b"\x1b[1mNorth Korea bids for an alliance" in terminal.raw
        assert b"\x1b[31m" not in terminal.raw
        assert b"\x1b]8" not in terminal.raw
        terminal.send("q")
        terminal.until("READ False")
        assert terminal.echoes


def test_what_comes_after_waits() -> None:
    with reader("never", "to the questions") as terminal:
        for _ in range(20):
            terminal.until(lambda text: "enter read on" in text or "to the questions" in text)
            if "to the questions" in terminal.text:
                break
            before = terminal.raw
            terminal.send(ENTER)
            terminal.until(lambda _, before=before: terminal.raw != before)  # type: ignore[misc]
        terminal.send(ENTER)
        terminal.until("READ True")


def test_leaving_early_is_not_reading() -> None:
    with reader("never", "") as terminal:
        terminal.until("(1 of 3)")
        terminal.send(CTRL_D)
        terminal.until("READ False")
    with reader("never", "") as terminal:
        terminal.until("(1 of 3)")
        terminal.send(CTRL_C)
        assert terminal.ended() != 0
        assert "KeyboardInterrupt" in terminal.text
