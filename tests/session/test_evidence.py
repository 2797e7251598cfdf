"""What an answer says about each fact behind its question."""

from random import Random
from typing import Any

import msgspec
import pytest

from learn.kinds import kind_class
from learn.kinds.base import Question
from learn.session.evidence import Predicted, evidence_of, missed_facts
from learn.verdict import Verdict


def question(kind: str, **plain: Any) -> Question:
    cls = kind_class(kind)
    return msgspec.convert(cls.prepare({"id": "q", "ask": "What?", **plain}), cls)


def graded(asked: Question, right: bool) -> Verdict:
    shown = asked.present(Random(1))
    samples = asked.samples(shown)
    verdict = asked.grade(shown, samples.right if right else samples.wrong)
    assert isinstance(verdict, Verdict)
    return verdict


def known(*facts: str) -> dict[str, Predicted]:
    return {fact: Predicted(recall=0.6, prior=0.5) for fact in facts}


def test_the_whole_verdict_counts_for_every_fact_named() -> None:
    asked = question("choice", facts=["f", "g"], answer="yes", distractors=["no", "perhaps", "later"])
    pieces = evidence_of(asked, graded(asked, True), asked.facts, known("f", "g"))
    assert [(one.fact, one.score, one.guess, one.chance, one.slip) for one in pieces] == [
        ("f", 1.0, 0.25, 0.25, 0.03),
        ("g", 1.0, 0.25, 0.25, 0.03),
    ]
    assert [(one.recall, one.prior) for one in pieces] == [(0.6, 0.5)] * 2
    assert missed_facts(pieces) == ()


def test_a_part_with_a_fact_of_its_own_is_the_evidence_for_it() -> None:
    asked = question(
        "sort",
        facts=["whole"],
        categories={"A": [{"text": "a1", "fact": "f"}, {"text": "a2", "fact": "f"}], "B": [{"text": "b", "fact": "g"}]},
    )
    verdict = graded(asked, True)
    pieces = {one.fact: one for one in evidence_of(asked, verdict, asked.facts, known("whole", "f", "g"))}
    assert set(pieces) == {"whole", "f", "g"}
    assert pieces["f"].guess == pytest.approx(0.25)
    assert pieces["f"].chance == pytest.approx(0.5)
    assert pieces["g"].guess == pytest.approx(0.5)
    assert pieces["whole"].guess == asked.chance().full


def test_only_the_fact_of_the_wrong_part_is_missed() -> None:
    asked = question("order", items=[{"text": "first", "fact": "f"}, {"text": "second"}, {"text": "third"}])
    shown = asked.present(Random(1))
    first, second, third = (shown.order.index(place) for place in range(3))
    verdict = asked.grade(shown, (first, third, second))
    assert isinstance(verdict, Verdict)
    pieces = evidence_of(asked, verdict, ("f",), known("f"))
    assert missed_facts(pieces) == ()
    assert pieces[0].chance == pytest.approx(0.5)


def test_typed_answers_cannot_be_guessed() -> None:
    asked = question("short", facts=["f"], accept=["right"])
    piece = evidence_of(asked, graded(asked, False), asked.facts, known("f"))[0]
    assert (piece.score, piece.guess, piece.chance, piece.slip) == (0.0, 0.0, 0.0, 0.0)
    assert missed_facts([piece]) == ("f",)
