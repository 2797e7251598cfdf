"""Ordinary YAML read line by line: what is taken, what is left to the parser, and that both read the same."""

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from learn.content import lines
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
FLAT = st.tuples(*map(st.sampled_from, (("  - ", "    ", "  "), ("id", "front", "back"), (": x y\n", ": z\n")))).map(
    "".join
)
"""What lists of items of one shape are made of, now and then out of place."""
LISTED = st.tuples(*map(st.sampled_from, (STARTS, ("- ", ""), VALUES, ENDS))).map("".join)


@pytest.fixture(params=[1, 1 << 14], ids=["looked for in every line", "looked for now and then"])
def _shapes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How often items of one shape are looked for."""
    monkeypatch.setattr(lines, "_BLOCK", request.param)


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


anew = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("_shapes")
@anew
@given(st.lists(KEYED | ORDINARY | LISTED, max_size=8).map("".join))
@example("a: x\n  - y\n")  # one text over two lines
@example("a:\n- b\n-  c: d\n   e: f\nb: g\n")
@example("a: [b, c]\n d: e\n")
@example("... : x\n")
@example("a: {b: c, b: d}\n")
@example("a: b\rc: d\n")
def test_whatever_is_taken_reads_the_same(text: str) -> None:
    the_same(text)


@pytest.mark.usefixtures("_shapes")
@anew
@given(st.lists(ORDINARY, min_size=1, max_size=12).map("".join))
def test_ordinary_files_read_the_same(text: str) -> None:
    the_same(text)


@pytest.mark.usefixtures("_shapes")
@anew
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=9),
    st.lists(FLAT | KEYED, max_size=2).map("".join),
    st.sampled_from(["", "z: y\n", "  - last\n", "    deep:\n    - x\n", "      more\n"]),
)
def test_lists_of_one_shape_read_the_same(items: list[int], other: str, after: str) -> None:
    """Five shapes of items in any order, a line of another kind somewhere, and whatever follows the last."""
    written = [
        "  - id: a\n    front: b c\n    back: d:e\n",
        "  - id: a\n\n",
        "  - front: x\n    id: y\n",
        "  - id: a\n    front: b\n    id: c\n",  # a key stands twice
        "  - id: a\n    tags: [x]\n",
    ]
    middle = len(items) // 2
    text = ["q:\n", *(written[one] for one in items[:middle]), other, *(written[one] for one in items[middle:]), after]
    the_same("".join(text))


def test_items_of_one_shape_are_read_at_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    at_one_go = lines._items

    def watched(*given: Any) -> Any:
        found = at_one_go(*given)
        read.append(len(found[0]))
        return found

    monkeypatch.setattr(lines, "_items", watched)
    cards = "".join(f"  - id: card-{n}\n    kind: card\n    front: f {n}\n    back: b {n}\n" for n in range(2_000))
    assert the_same(f"bank: b\nquestions:\n{cards}")
    assert sum(read) > 1_500


@pytest.mark.usefixtures("_shapes")
@anew
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
        "q:\n" + "".join(f"- a{'b' * (n % 40)}: x\n- c: y\n" for n in range(40_000)),
        "q:\n" + "- a: x\n  b: y\n" * 60_000 + "  - z",
    ],
    ids=range(12),
)
def test_hostile_lines_take_no_longer(text: str) -> None:
    begin = time.process_time()
    plain_lines(text)
    assert time.process_time() - begin < 2


def test_deep_nesting_is_left_to_the_parser() -> None:
    deep = "".join("  " * n + f"a{n}:\n" for n in range(23)) + "  " * 23 + "b: c\n"
    assert plain_lines(deep) is None
    assert plain(deep) is not None


def test_the_same_question_by_lines_and_by_the_parser() -> None:
    by_lines = read_bank("seas.yaml", BANK.encode())
    by_parser = read_bank("seas.yaml", ("---\n" + BANK).encode())
    assert by_lines.value == by_parser.value
    assert [one.code for one in by_lines.problems] == [one.code for one in by_parser.problems]
