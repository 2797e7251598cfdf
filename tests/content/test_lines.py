"""Ordinary YAML read line by line: what is taken, what is left to the parser, and that both read the same."""

import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learn.content.bank import read_bank
from learn.content.lines import plain_lines
from learn.content.nodes import plain
from learn.content.refusals import is_safe

CONTENT = [
    *Path("lessons").glob("*.yaml"),
    *Path("question_banks").glob("*.yaml"),
    *Path("tests/corpus").glob("*.yaml"),
]

BANK = """\
# a comment
bank: seas
title: "The \\"seven\\" seas"
questions:
  - id: first
    kind: choice
    ask: 'It''s here: which?'   \n\
    answer: a:b#c
    tags: [x, "y, z"]
    distractors:
    - NATO
    - One of them: why not.
    - {text: Another one, feedback: "No, not it."}

  - id: second
    kind: card
"""

STARTS = ["", "", "", "  ", "  ", "    ", " ", "- ", "  - ", "    - ", "-  "]
KEYS = [
    "a",
    "b",
    "c d",
    "é",
    "a:b",
    "a #b",
    '"q"',
    "'q r'",
    "1",
    "...",
    "---",
    "a'b",
    "?",
    "<<",
    "%A",
    "a,b",
    "a-",
    "한",
]
COLONS = [": ", ": ", ": ", ":", ":", ":  ", " : "]
VALUES = [
    "x", "y z", "a:b", "a: b", "a #c", "# c", "x # c", "", "", "|", ">-", '"q"', "'q'", "'it''s'", '"a\\"b"', '"a\\\\"',
    '"a\\n"', '"open', "'open", "[a, b]", "[]", "[a]", "[a,b]", '[a, "b, c"]', "[a , b ]", "[a:b]", "[a, ]", "[a]]",
    "{a: b}", "{a: b, c: d}", "{a: b, a: c}", "{a: \"x, y\", b: 'z'}", "{}", "{a}", "{a:b}", "[a?b]", "[a #b]", "*x",
    "&x", "!t", "@a", "`a", "-1", "- x", "-", "? a", ": a", "a?", "a]", "x  ", '"x" ', "a\u00a0b", "\u00a0", "~", ".5",
    '""', "''", '[""]', '["a"b]', "[a - b]", "[-a]", "{a: [b]}", "[[a]]", "a\\nb", "x\ty",
]  # fmt: skip
ENDS = ["\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n", "\n# c\n", "\n   # c\n", "", "\r", "\n...\n", "\n---\n"]

KEYED = st.tuples(*map(st.sampled_from, (STARTS, KEYS, COLONS, VALUES, ENDS))).map("".join)
ORDINARY = st.tuples(*map(st.sampled_from, (STARTS, "abcdefgh", (": x\n", ":\n", ": y z\n")))).map("".join)
LISTED = st.tuples(*map(st.sampled_from, (STARTS, ("- ", ""), VALUES, ENDS))).map("".join)


def the_same(text: str) -> bool:
    """Whether the lines were taken; if so, they are what the parser reads."""
    found = plain_lines(text)
    if found is None:
        return False
    assert found == plain(text)
    assert repr(found) == repr(plain(text))  # the entries in the same order
    return True


def test_ordinary_lines_are_read_without_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {
        "bank": "seas",
        "title": 'The "seven" seas',
        "questions": [
            {
                "id": "first",
                "kind": "choice",
                "ask": "It's here: which?",
                "answer": "a:b#c",
                "tags": ["x", "y, z"],
                "distractors": [
                    "NATO",
                    {"One of them": "why not."},
                    {"text": "Another one", "feedback": "No, not it."},
                ],
            },
            {"id": "second", "kind": "card"},
        ],
    }
    assert plain(BANK) == expected
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert plain_lines(BANK) == expected
    assert plain_lines(BANK.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_the_files_here_read_the_same(path: Path) -> None:
    text = path.read_bytes().decode(errors="replace")
    if is_safe(text):
        the_same(text)


@pytest.mark.parametrize("path", sorted(Path("question_banks").glob("*.yaml")), ids=lambda path: path.stem)
def test_our_banks_are_ordinary(path: Path) -> None:
    assert the_same(path.read_text("utf-8"))


@given(st.lists(KEYED | ORDINARY | LISTED, max_size=8).map("".join))
@example("a: x\n  - y\n")  # one text over two lines
@example("a:\n- b\n-  c: d\n   e: f\nb: g\n")
@example("a: [b, c]\n d: e\n")
@example("... : x\n")
@example("a: {b: c, b: d}\n")
@example("a: b\rc: d\n")
def test_whatever_is_taken_reads_the_same(text: str) -> None:
    the_same(text)


@given(st.lists(ORDINARY, min_size=1, max_size=12).map("".join))
def test_ordinary_files_read_the_same(text: str) -> None:
    the_same(text)


@given(st.sampled_from([path for path in CONTENT if path.parent.name != "lessons"]), st.data())
def test_files_with_a_slip_of_the_pen_read_the_same(path: Path, data: st.DataObject) -> None:
    lines = path.read_bytes().decode(errors="replace").split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[start : start + data.draw(st.integers(1, 12))])
    place = data.draw(st.integers(0, len(text)))
    text = text[:place] + data.draw(st.text(" :#-?,[]{}\"'\\\n&*!|>%@`a1.", max_size=2)) + text[place:]
    if is_safe(text):
        the_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[b, " * 200_000,
        "a: '" + "''" * 400_000,
        "a: {" + "b: c, " * 150_000,
        "a: " + ": #" * 300_000,
        "x" * 900_000,
        "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 60)),
        ("k" * 199 + ":x") * 4_000,
        '"' * 900_000,
        "- " * 400_000,
        " " * 900_000,
    ],
    ids=range(10),
)
def test_hostile_lines_take_no_longer(text: str) -> None:
    begin = time.monotonic()
    the_same(text)
    assert time.monotonic() - begin < 5


def test_deep_nesting_is_left_to_the_parser() -> None:
    deep = "".join("  " * n + f"a{n}:\n" for n in range(23)) + "  " * 23 + "b: c\n"
    assert plain_lines(deep) is None
    assert plain(deep) is not None


def test_the_same_question_by_lines_and_by_the_parser() -> None:
    by_lines = read_bank("seas.yaml", BANK.encode())
    by_parser = read_bank("seas.yaml", ("---\n" + BANK).encode())
    assert by_lines.value == by_parser.value
    assert [one.code for one in by_lines.problems] == [one.code for one in by_parser.problems]
