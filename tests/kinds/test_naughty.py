"""The big list of naughty strings, each line as prompt, option and typed answer."""

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from learn import interactions
from learn.kinds import KINDS
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.text import clean, is_wildcard, normalise, width, wrap
from learn.verdict import Malformed, Verdict
from tests.kinds.examples import EXAMPLES, build

DATA = Path(os.environ.get("LEARN_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
STRINGS = DATA / "hostile" / "naughty_strings.txt"

pytestmark = pytest.mark.skipif(not STRINGS.exists(), reason=f"no {STRINGS}: set LEARN_TEST_DATA")


@cache
def lines() -> list[str]:
    return [line for line in STRINGS.read_text("utf-8").split("\n") if line]


def escaped(text: str) -> str:
    """The text as a pattern that means itself."""
    return text.replace("*", "\\*")


def runs(question: Question) -> None:
    """The question can be shown, answered, and its texts printed."""
    shown = question.present(Random(1))
    samples = question.samples(shown)
    right, wrong = question.grade(shown, samples.right), question.grade(shown, samples.wrong)
    assert isinstance(right, Verdict)
    assert isinstance(wrong, Verdict)
    assert right.score == 1 > wrong.score
    assert len(content_hash(question)) == 16
    for text in interactions.texts(shown.interaction, samples.right):
        assert clean(str(text)).replace("\n", "").isprintable() or not str(text).isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_as_prompt(kind: str) -> None:
    for line in lines():
        question = build(kind, **{**EXAMPLES[kind][0], "ask": line})
        assert question.ask == line
        runs(question)


def test_as_option_item_and_accepted_answer() -> None:
    refused = []
    for line in lines():
        for question in (
            build("choice", answer=line, distractors=["an option of our own"]),
            build("multiple", answers=["an option of our own"], distractors=[line]),
            build("order", items=[line, "an item of our own"]),
            build("match", pairs=[[line, "one"], ["two", line]]),
            build("sort", categories={"one": [line], "an item of our own": ["two"]}),
            build("short", accept=[escaped(line)]),
            build("card", front=line, back=line),
        ):
            if question.faults():
                refused.append(line)
            else:
                runs(question)
    assert all(not normalise(line, accents=True) for line in refused)


def test_as_text_around_and_within_a_gap() -> None:
    for line in lines():
        question = build("cloze", text=f"{line} {{{{answer}}}} {line}")
        if not question.faults():
            runs(question)
        if not any(mark in line for mark in "{}|"):
            gap = build("cloze", text="{{" + escaped(line) + "}}", bank=["a word of our own"])
            assert {fault.code for fault in gap.faults()} <= {"E120"}
            if not gap.faults():
                runs(gap)


@pytest.mark.parametrize(("kind", "fields"), [("short", {"accept": ["South Korea"]}), ("number", {"value": "1"})])
def test_as_typed_answer(kind: str, fields: dict[str, str]) -> None:
    question = build(kind, **fields)
    shown = question.present(Random(1))
    for line in lines():
        graded = question.grade(shown, line)
        if isinstance(graded, Malformed):
            assert clean(graded.message) == graded.message
        elif kind == "short":
            assert not graded.correct


def test_as_itself_typed() -> None:
    for line in lines():
        if normalise(line):
            question = build("short", accept=[escaped(line)], typos="0")
            graded = question.grade(question.present(Random(1)), line)
            assert isinstance(graded, Verdict)
            assert graded.correct, line
            assert not is_wildcard(escaped(line))


def test_wrapped_to_forty_cells() -> None:
    for line in lines():
        wrapped = wrap(clean(line), 40, "  ")
        assert all(width(row) <= 40 for row in wrapped)
        assert "".join("".join(wrapped).split()) == "".join(clean(line).split())
