"""Edits that leave the rest of a file as its author wrote it."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.authoring.surgery import block_of, question_line, with_questions
from learn.content.bank import read_bank
from learn.content.reading import Loaded
from learn.content.values import Bank
from learn.content.writer import bank_text
from learn.kinds import kind_class
from learn.kinds.base import Question
from learn.problems import BrokenContent, UsageError

texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() != ""
)

BANK = """\
# My bank, since 2024
bank: mine
title: "Mine"   # quoted on purpose

questions:
  # first comes the easy one
  - id: one
    kind: short
    ask: 'What is one?'      # a remark
    accept: [one]

  # then the other
  - id: two
    kind: true_false
    ask: Two is even.
    answer: true
    # a remark within

# the end
"""


def short(name: str, *accept: str, **more: Any) -> Question:
    return msgspec.convert({"id": name, "ask": f"What is {name}?", "accept": list(accept), **more}, kind_class("short"))


def test_a_changed_question_is_replaced_and_every_other_line_stays() -> None:
    changed = with_questions("mine.yaml", BANK, [short("one", "1", "one")])
    before, after = BANK.splitlines(), changed.splitlines()
    assert after[:6] == before[:6]
    assert after[after.index("  # then the other") :] == before[before.index("  # then the other") :]
    assert "      - 1" in after


def test_a_question_that_is_as_it_was_leaves_no_trace() -> None:
    same = read_bank("mine.yaml", BANK).value
    assert same is not None
    assert with_questions("mine.yaml", BANK, same.questions) == BANK


def test_a_new_question_comes_behind_the_last_and_before_the_closing_comment() -> None:
    changed = with_questions("mine.yaml", BANK, [short("three", "three")])
    assert changed.endswith("\n# the end\n")
    loaded = read_bank("mine.yaml", changed)
    assert loaded.value is not None
    assert [one.id for one in loaded.value.questions] == ["one", "two", "three"]


@pytest.mark.parametrize("empty", ["questions: []\n", "questions:\n  []\n", ""])
def test_the_first_question_of_a_bank(empty: str) -> None:
    head = "bank: mine\ntest:\n  draw: [{tag: x, count: 1}]\n"
    loaded = read_bank("mine.yaml", with_questions("mine.yaml", head + empty, [short("one", "1")]))
    assert loaded.value is not None
    assert [one.id for one in loaded.value.questions] == ["one"]


@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three", "four"]), texts), max_size=4))
def test_edits_at_one_go_are_the_edits_one_after_another(edits: list[tuple[str, str]]) -> None:
    questions = {name: short(name, "1", explain=explain) for name, explain in edits}
    ordered = sorted(questions.values(), key=lambda one: one.id not in ("one", "two"))
    for text in (BANK, BANK.replace("\n  ", "\n"), "bank: mine\nquestions: []\n# the end\n"):
        after = text
        for question in ordered:
            after = with_questions("mine.yaml", after, [question])
        assert with_questions("mine.yaml", text, ordered) == after


def test_a_bank_is_read_no_more_often_for_many_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def counted(path: str, text: str) -> Loaded[Bank]:
        read.append(text)
        return read_bank(path, text)

    monkeypatch.setattr("learn.authoring.surgery.read_bank", counted)
    with_questions("mine.yaml", BANK, [short(name, "1") for name in ("one", "two", *"abcdefgh")])
    assert len(read) == 2, "before and after"


def test_a_line_that_is_told_is_one_of_the_file() -> None:
    text = BANK.replace("  - id: two", "  -\n    id: two")
    with pytest.raises(UsageError, match=r"mine\.yaml:14: this question is not written as a block"):
        with_questions("mine.yaml", text, [short("one", "1", "2", "3", "4"), short("two", "2")])


def test_a_broken_file_is_not_touched() -> None:
    with pytest.raises(BrokenContent):
        with_questions("mine.yaml", BANK + "nonsense: 1\n", [])


def test_a_bank_in_braces_is_refused_with_the_remedy() -> None:
    text = 'bank: mine\nquestions: [{id: one, kind: short, ask: "What?", accept: [x]}]\n'
    with pytest.raises(UsageError) as caught:
        with_questions("mine.yaml", text, [short("one", "y")])
    assert "fmt" in caught.value.hint


def test_where_a_question_stands() -> None:
    loaded = read_bank("mine.yaml", BANK)
    assert question_line(loaded, "two") == 13
    assert block_of(loaded, "one") == (6, 10)
    with pytest.raises(UsageError):
        block_of(loaded, "nine")


SHIPPED = sorted((Path(__file__).parents[2] / "question_banks").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_bank_is_written_and_read_back_the_same(path: Path) -> None:
    bank = read_bank(path).value
    assert bank is not None
    assert read_bank("x.yaml", bank_text(bank)).value == bank


@given(st.lists(texts, min_size=1, max_size=4, unique=True), texts, texts)
def test_any_text_survives_being_written(accept: list[str], explain: str, hint: str) -> None:
    question = short("one", *accept, explain=explain, hint=hint)
    if question.faults():
        return
    changed = with_questions("mine.yaml", BANK, [question])
    loaded = read_bank("mine.yaml", changed)
    assert loaded.value is not None
    assert loaded.value.questions[0] == question
