"""Tests on paper: every kind is laid out, the key is right, and no text breaks a page."""

import re
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from learn.content.bank import read_bank
from learn.kinds import KINDS, kind_class
from learn.kinds.base import Question
from learn.language import speaking
from learn.paper.html import html
from learn.paper.markdown import markdown
from learn.paper.pdf import pdf, source
from learn.paper.sheet import sheets
from learn.problems import UsageError

BANKS = sorted((Path(__file__).parents[2] / "question_banks").glob("*.yaml"))
NASTY = 'A "quote", #hash, *star*, $x$, <script>alert(1)</script>, @at, \\back, [b] {c} _d_ | ~'


def one_of_each() -> list[Question]:
    """A question of every kind, from the shipped banks."""
    found: dict[str, Question] = {}
    for path in BANKS:
        bank = read_bank(path).value
        for question in bank.questions if bank else ():
            found.setdefault(question.kind, question)
    return [found[kind] for kind in KINDS]


def nasty() -> Question:
    plain: dict[str, Any] = {"id": "n", "ask": NASTY, "answer": NASTY, "distractors": [{"text": "no"}, {"text": "="}]}
    return msgspec.convert(plain, kind_class("choice"))


def test_versions_hold_the_same_questions_in_another_order() -> None:
    first, second = sheets("T", one_of_each(), 2, seed=1)
    assert (first.version, second.version) == ("A", "B")
    assert sorted(item.prompt for item in first.items) == sorted(item.prompt for item in second.items)
    assert [item.prompt for item in first.items] != [item.prompt for item in second.items]
    assert sheets("T", one_of_each(), 2, seed=1)[1] == second


def test_the_key_names_the_letter_of_the_right_option() -> None:
    for seed in range(20):
        item = sheets("T", [nasty()], 1, seed)[0].items[0]
        assert item.options["ABC".index(item.key)] == NASTY


def test_what_no_author_wrote_is_said_in_the_language_of_the_test() -> None:
    true_false = msgspec.convert(
        {"id": "t", "ask": "훈민정음은 1446년에 반포되었다.", "answer": "true"}, kind_class("true_false")
    )
    cloze = msgspec.convert({"id": "c", "text": "수도는 {{한양}}이다."}, kind_class("cloze"))
    written = msgspec.convert(
        {"id": "w", "ask": "어느 것?", "answer": "True", "distractors": [{"text": "참"}]}, kind_class("choice")
    )
    with speaking("ko"):
        tests = sheets("조선", [true_false, cloze, written], 1, seed=1)
        told = source(tests, key=True)
    first, second, third = tests[0].items
    assert first.options == ("참", "거짓")
    assert second.prompt == "빈칸을 채우세요.\n수도는 ____이다."
    assert sorted(third.options) == ["True", "참"]
    assert 'lang: "ko"' in told
    assert "Nanum Myeongjo" in told
    assert "font:" not in source(sheets("T", [true_false], 1, seed=1), key=True)


def test_keys_of_all_kinds_grade_as_right() -> None:
    for question in one_of_each():
        item = sheets("T", [question], 1, seed=3)[0].items[0]
        assert item.key
        if question.kind == "true_false":
            shown = question.present(Random("3/0"))
            assert question.samples(shown).right == "AB".index(item.key)


def test_markdown_has_each_version_an_answer_sheet_and_on_demand_the_key() -> None:
    text = markdown(sheets("T", one_of_each(), 2, seed=1), key=True)
    assert text.count("# T · version") == 2
    assert text.count("## Answer sheet") == 2
    assert text.count("## Key") == 2
    assert "## Key" not in markdown(sheets("T", one_of_each(), 1, seed=1), key=False)


def test_no_text_becomes_markup() -> None:
    tests = sheets(NASTY, [nasty()], 1, seed=1)
    assert "<script" not in html(tests, key=True)
    assert re.search(r"(?<!\\)<(?!br>)", markdown(tests, key=True)) is None
    assert re.search(r'#\("[^"]*A \\"quote', source(tests, key=True))


def test_a_pdf_is_made_of_every_kind_and_of_nasty_texts() -> None:
    pytest.importorskip("typst", reason="the [teacher] extra is not installed")
    made = pdf(sheets(NASTY, [*one_of_each(), nasty()], 2, seed=1), key=True)
    assert made.startswith(b"%PDF")


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(UsageError) as caught:
        pdf(sheets("T", [nasty()], 1, 1), key=False)
    assert "teacher" in caught.value.hint
