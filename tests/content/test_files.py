"""Whole files: any bytes give problems or values, never an exception, and what is without fault is kept."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learn.content.bank import read_bank
from learn.content.check import check
from learn.content.files import read
from learn.content.lesson import read_lesson
from learn.content.pool import Pool
from learn.content.refusals import UNSAFE
from learn.content.sources import read_sources
from learn.content.values import Bank, Lesson, Sources, TestSpec
from learn.kinds.choice import Choice
from learn.kinds.true_false import TrueFalse
from learn.text import normalise

SHIPPED = sorted([*Path("lessons").glob("*.yaml"), *Path("question_banks").glob("*.yaml")])

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(
    lambda text: not UNSAFE.search(text) and any(character.isalnum() for character in normalise(text))
)


def quoted(text: str) -> str:
    """Any text as a YAML scalar: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def test_a_bank() -> None:
    """
    bank: alliance-shifts
    title: Alliance against alliance
    lesson: alliance-shifts
    formerly: alliances
    test: {questions: 10, minutes: 12, pass: 70, draw: [{tag: dates, difficulty: core, count: 4}]}
    questions:
      - id: alliance-model
        kind: choice
        fact: alliance-equal-to-south
        ask: Whose alliance does Pyongyang want to equal?
        answer: no
        distractors:
          - 2024-10-31: a date is a text
          - {text: 1:30, feedback: 010}
        tags: dates
        lint: {ignore: W104}
    """
    loaded = read_bank("bank.yaml", test_a_bank.__doc__ or "")
    assert loaded.problems == ()
    assert loaded.value is not None
    bank = loaded.value
    assert (bank.id, bank.title, bank.lesson, bank.formerly) == (
        "alliance-shifts", "Alliance against alliance", "alliance-shifts", ("alliances",),
    )  # fmt: skip
    assert bank.test == TestSpec(
        questions=10, minutes=12, require=70, draw=(Pool(tag="dates", difficulty="core", count=4),)
    )
    (question,) = bank.questions
    assert isinstance(question, Choice)
    assert question.facts == ("alliance-equal-to-south",)
    assert question.answer == "no"
    assert [(one.text, one.feedback) for one in question.distractors] == [
        ("2024-10-31", "a date is a text"),
        ("1:30", "010"),
    ]
    assert (question.tags, question.lint.ignore) == (("dates",), ("W104",))


def test_a_lesson() -> None:
    """
    lesson: alliance-shifts
    title: Alliance against alliance
    requires: the-deployment
    minutes: 7
    sections:
      - {heading: A mirror, text: Some text., facts: [equal]}
    facts:
      - {id: equal, statement: A bid., claim: expert, by: hong-min, from: [kyunghyang P9, uh-kim P1], formerly: eq}
    """
    loaded = read_lesson("lesson.yaml", test_a_lesson.__doc__ or "")
    assert loaded.problems == ()
    assert loaded.value is not None
    lesson = loaded.value
    assert (lesson.id, lesson.requires, lesson.minutes) == ("alliance-shifts", ("the-deployment",), 7)
    (fact,) = lesson.facts
    assert (fact.claim, fact.by, fact.sources) == ("expert", "hong-min", (("kyunghyang", 9), ("uh-kim", 1)))
    assert fact.formerly == ("eq",)


def test_sources() -> None:
    """
    sources:
      - {id: kyunghyang, title: Commentary, type: commentary, date: 2024-10/2024-11, paragraphs: 20}
    speakers:
      - {id: hong-min, name: Hong Min, role: researcher, also: Hong Min-ki}
    """
    loaded = read_sources("sources.yaml", test_sources.__doc__ or "")
    assert loaded.problems == ()
    assert loaded.value is not None
    assert loaded.value.sources[0].paragraphs == 20
    assert loaded.value.sources[0].date == "2024-10/2024-11"
    assert loaded.value.speakers[0].also == ("Hong Min-ki",)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_has_no_faults(path: Path) -> None:
    assert read(path)[1].problems == ()


def test_what_is_shipped_agrees_with_itself() -> None:
    assert check([read(path)[1] for path in SHIPPED]) == []


def test_the_keys_say_what_a_file_is() -> None:
    kinds = {"bank: a\nquestions: []": "bank", "lesson: a": "lesson", "speakers: []": "sources", "x: y": ""}
    assert {text: read("x.yaml", text)[0] for text in kinds} == kinds
    assert read("x.yaml", "x: y", "lesson")[0] == "lesson"


def test_one_bad_question_hides_no_other() -> None:
    """
    bank: b
    questions:
      - {id: a, kind: true_false, ask: Is it?, answer: true}
      - {id: b, kind: true_false, ask: Is it?, answer: perhaps}
      - {id: c, kind: true_false, ask: Is it?, answer: false}
      - {id: d, kind: ture_false}
      - {id: e, kind: true_false, ask: &x Is it?, answer: true}
      - {id: f, kind: true_false, ask: Is it?, answer: true}
    """
    loaded = read_bank("b.yaml", test_one_bad_question_hides_no_other.__doc__ or "")
    assert loaded.value is not None
    assert [question.id for question in loaded.value.questions] == ["a", "c", "f"]
    assert [problem.code for problem in loaded.problems] == ["E117", "E152", "E108"]
    assert [problem.span.line for problem in loaded.problems] == [5, 7, 8]


def test_what_stands_before_a_syntax_error_is_kept() -> None:
    text = "bank: b\nquestions:\n  - {id: a, kind: card, front: x, back: y}\n  - {id: c, kind: card, front: @}\n"
    loaded = read_bank("b.yaml", text)
    assert loaded.value is not None
    assert [question.id for question in loaded.value.questions] == ["a"]
    assert [problem.code for problem in loaded.problems] == ["E105"]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.yaml", tmp_path):
        loaded = read_bank(path)
        assert loaded.value is None
        assert [problem.code for problem in loaded.problems] == ["E100"]


def test_a_file_that_is_too_large() -> None:
    loaded = read_bank("large.yaml", b"bank: x\n" + b"# " * (4 * 1024 * 1024))
    assert [problem.code for problem in loaded.problems] == ["E101"]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_sources("s.yaml", b"\xef\xbb\xbfsources: []").problems == ()


def test_windows_line_ends() -> None:
    loaded = read_bank("b.yaml", b"bank: b\r\nquestions:\r\n  - {id: a, kind: crad}\r\n")
    (problem,) = loaded.problems
    assert (problem.span.line, problem.span.column, problem.source) == (3, 19, "  - {id: a, kind: crad}")


@given(TEXTS, TEXTS, TEXTS)
@example("no", "1:30", "2024-10-31")
@example("{{x}}", "*sang", "a: b # c")
@example("\x09tab", "line\nline", "back\\slash")
def test_any_text_survives(ask: str, back: str, tag: str) -> None:
    fields = f"front: {quoted(ask)}, back: {quoted(back)}, tags: [{quoted(tag)}]"
    text = f"bank: b\nquestions:\n- {{id: a, kind: card, {fields}}}"
    loaded = read_bank("b.yaml", text.encode())
    assert loaded.problems == ()
    assert loaded.value is not None
    (card,) = loaded.value.questions
    assert (card.front, card.back, card.tags) == (ask, back, (tag,))  # type: ignore[attr-defined]


@given(TEXTS, TEXTS)
def test_any_text_survives_in_a_lesson(heading: str, statement: str) -> None:
    text = (
        f"lesson: a\ntitle: {quoted(heading)}\nsections: [{{heading: {quoted(heading)}, text: {quoted(statement)}}}]\n"
        f"facts: [{{id: a, statement: {quoted(statement)}}}]"
    )
    loaded = read_lesson("a.yaml", text)
    assert loaded.problems == ()
    assert loaded.value is not None
    assert (loaded.value.title, loaded.value.sections[0].text) == (heading, statement)
    assert loaded.value.facts[0].statement == statement


@given(st.binary(max_size=200))
def test_any_bytes_give_values_or_problems(data: bytes) -> None:
    for reader in (read_bank, read_lesson, read_sources):
        loaded = reader("x.yaml", data)
        assert loaded.value is not None or loaded.problems
        assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in loaded.problems)


@given(st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)))
def test_any_shape_gives_values_or_problems(shape: object) -> None:
    written = json.dumps(shape, ensure_ascii=False)
    for text in (
        f"bank: b\nquestions: {written}",
        f"bank: b\nquestions: [{written}]",
        f"bank: {written}\ntest: {written}\nquestions: []",
        f"bank: b\nquestions: [{{id: a, kind: choice, ask: {written}, answer: {written}, distractors: {written}}}]",
        f"bank: b\nquestions: [{{id: a, kind: sort, ask: x, categories: {written}}}]",
        f"bank: b\nquestions: [{{id: a, kind: number, ask: x, value: {written}, range: {written}, points: {written}}}]",
        f"lesson: a\ntitle: b\nsections: [{written}]\nfacts: [{{id: {written}, from: {written}, by: {written}}}]",
    ):
        loaded = read("x.yaml", text)[1]
        assert loaded.value is not None or loaded.problems


def test_all_hostile_files_give_problems(hostile: Path) -> None:
    files = list((hostile / "yaml").iterdir())
    assert files
    for path in files:
        assert read(path)[1].problems, path


def test_each_naughty_string_is_read_or_refused(hostile: Path) -> None:
    naughty = (hostile / "naughty_strings.txt").read_text("utf-8", errors="replace").split("\n")
    for line in naughty:
        text = f"bank: b\nquestions: [{{id: a, kind: card, front: {quoted(line)}, back: x}}]"
        loaded = read_bank("b.yaml", text)
        assert loaded.problems or loaded.value.questions[0].front == line  # type: ignore[union-attr]
        read_bank("b.yaml", f"bank: b\nquestions:\n  - id: a\n    kind: card\n    front: {line}\n    back: x\n")


def test_the_values_know_their_class() -> None:
    assert isinstance(read("a.yaml", "bank: a\nquestions: []")[1].value, Bank)
    assert isinstance(read("a.yaml", "lesson: a\ntitle: A")[1].value, Lesson)
    assert isinstance(read("a.yaml", "sources: []")[1].value, Sources)
    question = read_bank("a.yaml", "bank: a\nquestions: [{id: q, kind: true_false, ask: Is it?, answer: true}]")
    assert question.value is not None
    assert isinstance(question.value.questions[0], TrueFalse)


def test_of_two_things_with_one_id_the_first_is_kept_and_the_second_told() -> None:
    lesson = read_lesson(
        "a.yaml", b"lesson: a\ntitle: T\nfacts:\n  - {id: f, statement: One}\n  - {id: f, statement: Two}\n"
    )
    assert [(one.code, one.span.line) for one in lesson.problems] == [("E151", 5)]
    sources = read_sources("s.yaml", b"sources:\n  - {id: s, title: One}\n  - {id: s, title: Two}\n")
    assert [(one.code, one.span.line) for one in sources.problems] == [("E151", 3)]
    assert sources.value is not None
    assert [one.title for one in sources.value.sources] == ["One"]
