"""Plain mode as it is heard: nothing that a screen reader skips or spells, no columns, and what bars would have shown.

Every screen is made by running `learn --plain` (tests/terminal/listening). Which characters a voice says nothing for is
asked of espeak-ng where it is installed; `python -m tests.terminal.listening` measures how long each screen takes.
"""

import re
from pathlib import Path

import pytest

from learn.content.report import render, said
from learn.language import ENGLISH, use
from learn.problems import Problem, Span
from learn.terminal.screens.charts import bar_line
from learn.terminal.screens.table import table
from learn.terminal.surroundings import HEARD, size
from learn.terminal.unmarked import unmarked
from tests.cli.program import Program
from tests.terminal.listening import voice
from tests.terminal.listening.scenes import Screen, screens

SAID = set(".,:;?!'\"()-/%=&+" + "’“”…")
"""Marks at which a voice pauses, or that it says by a name which helps."""
ELSEWHERE = {
    "`": "commands in sentences; silent",
    "_": "names of settings, and kinds in lists for teachers",
    "[": "a line of a file, quoted; the usage of a command",
    "]": "as before",
    "<": "limits in click's own messages",
    "—": "content's own dash; a pause",
    "×": "said as `times`",
}
KOREAN = {"·": "Korean lists of two words, read as one", "~": "Korean ranges: tilde"}
SHAPES = re.compile(r"[─-▟■-◿✓✗→•]|\S {2,}\S|[.!?]+;")
"""Bars and signs, wide spaces between columns, and a pause too many."""


@pytest.fixture(scope="module", params=["en", "ko"])
def heard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Screen]:
    """All screens by name, in one language after the other."""
    folder = tmp_path_factory.mktemp(f"listening-{request.param}")
    found = {one.name: one for one in screens(folder, request.param)}
    use(ENGLISH)
    return found | {"lang": Screen("lang", "", 0, request.param)}


def lang_of(heard: dict[str, Screen]) -> str:
    return heard["lang"].said


def test_every_character_can_be_heard(heard: dict[str, Screen]) -> None:
    allowed = SAID | set(ELSEWHERE) | (set(KOREAN) if lang_of(heard) == "ko" else set())
    strange = {
        (one.name, character)
        for one in heard.values()
        for character in one.said
        if not (character.isalnum() or character in " \n" or character in allowed)
    }
    assert not strange


def test_there_are_no_columns_bars_or_blanks(heard: dict[str, Screen]) -> None:
    """`config` and `scores submit` set a wide space beside a bracket or a word: a name and one value, no column."""
    own = {"config", "config set name", "config set number", "hand in", "bank show", "bank flags"}
    lines = [(one.name, line) for one in heard.values() if one.name not in own for line in one.said.splitlines()]
    assert not [(name, line) for name, line in lines if SHAPES.search(line.lstrip())]
    assert not [(name, line) for name, line in lines if "____" in line or "**" in line or line.startswith("#")]


def test_commands_do_what_they_say(heard: dict[str, Screen]) -> None:
    expected = {"error: no bank": 4, "error: an option": 2, "error: broken bank": 3, "bank lint": 1}
    assert {name: one.code for name, one in heard.items() if one.code} == expected


@pytest.mark.skipif(not voice.installed(), reason="espeak-ng is not installed")
def test_no_line_is_silent(heard: dict[str, Screen]) -> None:
    lines = {line for one in heard.values() for line in one.said.splitlines() if line.strip()}
    text, lang = sorted(lines), lang_of(heard)
    assert len(text) > 100
    assert not [line for line in text[::7] if not voice.phonemes(line, lang)]


@pytest.mark.skipif(not voice.installed(), reason="espeak-ng is not installed")
@pytest.mark.parametrize(("shown", "instead"), [("____", "(gap 1)"), ("━━━──", "46%"), ("│▂█", "2")])
def test_what_was_silent_is_said(shown: str, instead: str) -> None:
    assert not voice.phonemes(shown)
    assert voice.phonemes(instead)


def test_numbers_of_charts_are_told(after: Program) -> None:
    after.at(3)
    drawn, told = after.run("stats", LEARN_PLAIN="0").out, after.run("stats", "--plain").out
    assert "─" in drawn
    percents = {word for word in re.findall(r"\d+%", drawn.partition("by kind")[0]) if word != "0%"}
    assert percents
    assert percents <= set(re.findall(r"\d+%", told))
    assert "Monday 2 March: 3" in told
    assert "lessons not met yet" in told
    days = {day: int(count) for day, count in re.findall(r"^  (\w+ \d+ March): (\d+)$", told, re.MULTILINE)}
    assert sum(days.values()) >= 3


@pytest.mark.parametrize("wish", [("due", "--plain"), ("--plain", "due")])
def test_each_way_to_wish_for_it(after: Program, wish: tuple[str, ...]) -> None:
    assert "─" in after.at(1).run("due").out
    assert "─" not in after.run(*wish).out
    for name in ("LEARN_PLAIN", "ACCESSIBLE"):
        assert "─" not in after.run("due", **{name: "1"}).out
        assert "Tides: 6 questions; tides." in after.run("bank", "list", **{name: "1"}).out
        assert "right: tides/" in after.run("history", **{name: "1"}).out
    after.run("config", "set", "plain", "true")
    assert "─" not in after.run("due").out


def test_a_broken_bank_is_told_without_its_caret(after: Program, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("bank: broken\nquestions:\n  - id: one\n    kind: card\n    front: x\n", encoding="utf-8")
    assert "^" in after.run("quiz", str(file)).err
    for told in (after.run("quiz", str(file), "--plain"), after.run("quiz", str(file), LEARN_PLAIN="yes")):
        assert "^" not in told.err
        assert "\nE114: " in told.err
        assert f"\n  line 3, column 5 of {file}\n" in told.err
    after.run("config", "set", "plain", "true")
    assert "^" not in after.run("bank", "lint", str(file)).out
    assert "^" not in after.run("quiz", str(file)).err


def test_what_is_wrong_comes_before_its_place() -> None:
    place = Span("a.yaml", 3, 5)
    problem = Problem("E114", "missing-key", "`back` is missing", place, "add it", "  - id: one")
    assert said(problem) == "E114: `back` is missing\n  line 3, column 5 of a.yaml\n  - id: one\n  hint: add it"
    assert render(problem).startswith("a.yaml:3:5: E114")


def test_a_row_of_a_table_is_a_sentence() -> None:
    head = ("student", "best", "notes")
    assert table(head, [("Ada", "85", ""), ("Grace", "", "")], HEARD) == ["Ada: best 85.", "Grace."]
    assert size(env={}, plain=True) == size(env={"ACCESSIBLE": "1"}) == HEARD


def test_a_bar_without_signs_is_its_label_and_number() -> None:
    assert bar_line("  today   ", 2, 4, " 2", HEARD.cells, HEARD.signs) == "  today: 2"
    assert bar_line("", 2, 4, " 50%", HEARD.cells, HEARD.signs) == "50%"


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("## A heading ##", "A heading"),
        ("**bold** and *it* and _so_ and __on__", "bold and it and so and on"),
        ("`code` and ``a ` b``", "code and a ` b"),
        ("[text](https://example.org) <https://example.org>", "text https://example.org"),
        ("- one\n* two\n1. three", "one\ntwo\n1. three"),
        ("> said", "said"),
        ("2 * 3 * 4 = 24, a*b*c, snake_case_name, 5 > 3, #1", "2 * 3 * 4 = 24, a*b*c, snake_case_name, 5 > 3, #1"),
        ("a ** b, * c", "a ** b, * c"),
        ("```\ncode\n```", "\ncode\n"),
    ],
)
def test_marks_of_markdown_are_not_read_out(text: str, without: str) -> None:
    assert unmarked(text) == without
