"""Questions made of what an author types, field by field."""

from collections.abc import Sequence
from random import Random

import pytest

from learn.authoring.drafting import FORMS, drafted, fault_of, fields_of
from learn.kinds import KINDS
from learn.problems import UsageError
from learn.verdict import Verdict

LINES: dict[str, dict[str, Sequence[str]]] = {
    "choice": {"ask": ["Largest?"], "answer": ["Jupiter"], "distractors": ["Saturn: It has rings.", "Mars"]},
    "multiple": {"ask": ["Which?"], "answers": ["Mars", "Venus"], "distractors": ["Moon"]},
    "true_false": {"ask": ["Mars is a planet."], "answer": ["T"]},
    "short": {"ask": ["Which?"], "accept": ["Mars", "the red planet"]},
    "number": {"ask": ["How many?"], "value": ["8"], "tolerance": ["1"], "unit": ["planets"]},
    "order": {"ask": ["From the sun:"], "items": ["Mercury", "Venus", "Earth"]},
    "match": {"ask": ["Colour?"], "pairs": ["Mars = red", "Neptune = blue"], "extra": ["green"]},
    "sort": {"ask": ["Rock or gas?"], "categories": ["Rock: Earth; Mars", "Gas: Jupiter"]},
    "cloze": {"text": ["{{Mars|The red planet}} has two moons."]},
    "card": {"front": ["Name a planet"], "back": ["Mars"]},
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_is_made_of_its_lines_and_can_be_answered(kind: str) -> None:
    question = drafted(kind, "q", LINES[kind])
    shown = question.present(Random(1))
    verdict = question.grade(shown, question.samples(shown).right)
    assert isinstance(verdict, Verdict)
    assert verdict.correct
    assert question.kind == kind


def test_every_kind_has_a_form() -> None:
    assert list(FORMS) == list(KINDS)


def test_what_all_kinds_have() -> None:
    lines = {"explain": ["Because."], "facts": ["f", "g"], "tags": ["sky"], "difficulty": ["intro"], "points": ["2"]}
    question = drafted("card", "q", {**LINES["card"], **lines})
    assert (question.explain, question.facts, question.tags) == ("Because.", ("f", "g"), ("sky",))
    assert (question.difficulty, question.points) == ("intro", 2.0)
    assert "explain" in {field.key for field in fields_of("card")}


def test_a_distractor_brings_its_feedback() -> None:
    first = getattr(drafted("choice", "q", LINES["choice"]), "distractors")[0]  # noqa: B009 - of this kind only
    assert (first.text, first.feedback) == ("Saturn", "It has rings.")


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("choice", {"ask": ["x"], "answer": ["y"]}, "'distractors' is missing"),
        ("card", {"front": ["a"], "back": ["b"], "nonsense": ["c"]}, "'nonsense'"),
        ("match", {"ask": ["x"], "pairs": ["no sign"]}, "not a pair"),
        ("sort", {"ask": ["x"], "categories": ["no colon"]}, "not a category"),
        ("true_false", {"ask": ["x"], "answer": ["perhaps"]}, "neither true nor false"),
        ("number", {"ask": ["x"], "value": ["many"]}, "number"),
        ("card", {"front": ["a"], "back": ["b"], "difficulty": ["hard"]}, "no difficulty: 'hard'"),
        ("card", {"front": ["a"], "back": ["b"], "points": ["none"]}, "no points: 'none'"),
        ("card", {"front": ["a"], "back": ["b"], "facts": ["My fact"]}, "no id of a fact"),
    ],
)
def test_what_makes_no_question_is_said(kind: str, lines: dict[str, Sequence[str]], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        drafted(kind, "q", lines)
    assert words in caught.value.message


def test_what_could_steer_a_terminal_is_left_out() -> None:
    made = drafted("short", "q", {"ask": ["Which\x1b[2J one?"], "accept": ["that"], "hint": ["\ufdd0"]})
    assert made.ask == "Which one?"
    assert made.hint == "\ufffd"


def test_a_line_is_judged_before_the_next_is_asked() -> None:
    fields = {field.key: field for field in (*fields_of("match"), *fields_of("number"))}
    assert fault_of(fields["pairs"], "Mars = red") == fault_of(fields["tolerance"], "5%") == ""
    assert fault_of(fields["pairs"], "Mars red") == "not a pair: 'Mars red' (write: left = right)"
    assert fault_of(fields["value"], "many") == "no number: 'many' (write digits, as in 12 or 1.5)"
