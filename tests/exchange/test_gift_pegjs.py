"""What we write is read by gift-pegjs, a parser that this project did not write."""

import re
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn.content.bank import read_bank
from learn.content.values import Bank
from learn.exchange import gift
from learn.kinds.base import Option
from learn.kinds.choice import Choice
from tests.exchange.banks import banks, every_kind
from tests.exchange.pegjs import modules, parsed

FIRST = """bank: first
title: Gaps first
questions:
  - {id: tab, kind: cloze, text: "{{a}}\\tabc"}
  - {id: entity, kind: cloze, text: "{{a}} &amp; <b>"}
  - {id: spaces, kind: cloze, text: "{{a}}  twice"}
  - {id: plain, kind: cloze, text: "{{a}} abc"}
"""
_BANKS = Path(__file__).parents[2] / "question_banks"


def check(several: list[Bank]) -> None:
    """Every bank is accepted, with the questions under their ids, and the options of choices as they were."""
    written = [gift.write(bank) for bank in several]
    some = [
        (bank, out) for bank, out in zip(several, written, strict=True) if any(r.status != "skipped" for r in out.items)
    ]
    for (bank, out), outcome in zip(some, parsed([out.data.decode() for _, out in some]), strict=True):
        assert "error" not in outcome, (outcome, out.data.decode())
        found = [one for one in outcome["questions"] if one["type"] != "Category"]
        kept = [report.id for report in out.items if report.status != "skipped"]
        assert [one["id"] for one in found] == kept
        questions = {one.id: one for one in bank.questions}
        for one in found:
            question = questions[one["id"]]
            if isinstance(question, Choice):
                _check_choice(one, question)


def _check_choice(found: dict[str, Any], question: Choice) -> None:
    assert found["type"] == "MC"
    texts = [(one["isCorrect"], one["text"]) for one in found["choices"]]
    assert [right for right, _ in texts].count(True) == 1
    for right, text in texts:
        if text["format"] != "html":
            allowed = [question.answer] if right else [one.text for one in question.distractors]
            assert _squeezed(text["text"]) in map(_squeezed, allowed)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_kind_is_accepted() -> None:
    modules()
    check([every_kind()])


def test_the_shipped_banks_are_accepted() -> None:
    modules()
    shipped = (read_bank(path).value for path in sorted(_BANKS.glob("*.yaml")))
    check([bank for bank in shipped if bank is not None])


def test_a_gap_that_comes_first_in_a_text_with_a_format_of_its_own_is_accepted() -> None:
    """A format that is declared right before the answers is a fault to this parser."""
    modules()
    check([read_bank("x.yaml", FIRST).value])  # type: ignore[list-item]  # it has no faults


def test_an_arrow_in_a_right_answer_to_choose_is_accepted() -> None:
    """Found by chance in the test below: this parser takes `=->abc` for a pair, whatever stands behind it."""
    modules()
    for number, answer in enumerate(("->abc", "a -> b") * 4):  # the options are in an order that the id says
        question = Choice(id=f"q-{number}", ask="Which?", answer=answer, distractors=(Option(text="->c"),))
        check([Bank(id="b", title="B", questions=(question,))])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(banks(), min_size=1, max_size=8))
def test_hostile_banks_are_accepted(several: list[Bank]) -> None:
    modules()
    check(several)
