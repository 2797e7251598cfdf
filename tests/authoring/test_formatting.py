"""The canonical form: same meaning, same comments, and nothing left to change."""

from pathlib import Path

import pytest

from learn.authoring.formatting import formatted
from learn.content.bank import read_bank
from learn.problems import BrokenContent, UsageError

pytest.importorskip("ruamel.yaml", reason="the [teacher] extra is not installed")

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*(ROOT / "lessons").glob("*.yaml"), *(ROOT / "question_banks").glob("*.yaml")])

UNTIDY = """\
# My bank, since 2024
title: "Mine"   # quoted for no reason
bank: mine
questions:
- ask: 'What is one: x?'      # a remark
  id: one
  kind: short
  accept: [one, no, 010]
  points: 1.50
# then the other
- {id: two, kind: true_false, ask: Two is even, answer: true}
"""

TIDY = """\
# My bank, since 2024
bank: mine
title: Mine     # quoted for no reason
questions:
  - id: one
    kind: short
    ask: 'What is one: x?'    # a remark
    accept: [one, no, 010]
    points: 1.50
# then the other
  - id: two
    kind: true_false
    ask: Two is even
    answer: true
"""


def test_keys_and_quotes_are_put_in_order_and_comments_stay() -> None:
    assert formatted("mine.yaml", UNTIDY) == TIDY


def test_formatting_twice_changes_nothing_more() -> None:
    assert formatted("mine.yaml", TIDY) == TIDY


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_keep_their_meaning_and_settle(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    once = formatted(str(path), text)
    assert formatted(str(path), once) == once
    if path.parent.name == "question_banks":
        assert read_bank("x", once).value == read_bank("x", text).value
    for line in text.splitlines():
        if line.strip().startswith("# "):
            assert line.strip() in once


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(BrokenContent):
        formatted("mine.yaml", "bank: mine\nnonsense: 1\n")


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ruamel.yaml", None)
    with pytest.raises(UsageError) as caught:
        formatted("mine.yaml", TIDY)
    assert "teacher" in caught.value.hint
