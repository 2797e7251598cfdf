"""Partial scores, feedback and parts, kind by kind."""

from itertools import combinations, permutations
from random import Random
from typing import Any

import pytest

from learn import interactions
from learn.kinds.base import Question
from learn.verdict import Verdict
from tests.kinds.examples import build


def answered(question: Question, answer: Any, seed: int = 1) -> Verdict:
    """The verdict on an answer in words."""
    shown = question.present(Random(seed))
    graded = question.grade(shown, in_indexes(shown.interaction, answer))
    assert isinstance(graded, Verdict)
    return graded


def in_indexes(interaction: interactions.Interaction, answer: Any) -> interactions.Response:
    match interaction:
        case interactions.PickOne(options=options):
            return options.index(answer)
        case interactions.PickMany(options=shown) | interactions.Order(items=shown):
            return tuple(shown.index(one) for one in answer)
        case interactions.Match(left=left, right=right):
            return tuple(right.index(answer[one]) for one in left)
    raise AssertionError(interaction)


def test_a_chosen_distractor_tells_why_it_is_wrong() -> None:
    question = build("choice", answer="a", distractors=[{"b": "No: b is later."}, "c"])
    assert [answered(question, option).feedback for option in "abc"] == ["", "No: b is later.", ""]


def test_each_chosen_distractor_tells_why_it_is_wrong() -> None:
    question = build("multiple", answers=["a"], distractors=[{"b": "Too early."}, {"c": "Too late."}, "d"])
    assert answered(question, "abd").feedback == "b: Too early."
    assert answered(question, "bc").feedback == "b: Too early.\nc: Too late."


@pytest.mark.parametrize(
    ("chosen", "everything", "partial"),
    [("ab", 1, 1), ("a", 0, 1 / 2), ("abc", 0, 1 / 2), ("abcd", 0, 0), ("ac", 0, 0), ("c", 0, 0), ("acd", 0, 0)],
)
def test_multiple_gives_all_or_nothing_or_right_minus_wrong(chosen: str, everything: float, partial: float) -> None:
    fields = {"answers": ["a", "b"], "distractors": ["c", "d"]}
    assert answered(build("multiple", **fields), chosen).score == everything
    assert answered(build("multiple", scoring="partial", **fields), chosen).score == partial


def test_the_correction_is_shown_after_either_answer() -> None:
    question = build("true_false", answer="false", correction="It was in June.")
    for option, score in (("True", 0), ("False", 1)):
        assert (answered(question, option).score, answered(question, option).feedback) == (score, "It was in June.")


@pytest.mark.parametrize("size", [2, 3, 5])
def test_order_gives_the_share_of_pairs_in_order(size: int) -> None:
    items = list("abcde"[:size])
    question = build("order", items=items)
    for given in permutations(items):
        in_order = sum(one < other for one, other in combinations(given, 2))
        assert answered(question, given).score == pytest.approx(in_order / (size * (size - 1) / 2))


def test_an_item_out_of_order_spoils_its_own_part_most() -> None:
    result = answered(build("order", items=["a", {"text": "b", "fact": "f"}, "c", "d"]), "bcda")
    assert [part.score for part in result.parts] == pytest.approx([0, 2 / 3, 2 / 3, 2 / 3])
    assert [(part.text, part.given, part.expected, part.fact) for part in result.parts[:2]] == [
        ("a", "4", "1", ""),
        ("b", "1", "2", "f"),
    ]


def test_match_gives_the_share_of_pairs() -> None:
    question = build("match", pairs=[["a", "1"], {"left": "b", "right": "2", "fact": "f"}], extra=["3"])
    result = answered(question, {"a": "1", "b": "3"})
    assert result.score == 1 / 2
    [wrong] = [part for part in result.parts if part.score == 0]
    assert (wrong.text, wrong.given, wrong.expected, wrong.fact) == ("b", "3", "2", "f")


def test_the_same_right_side_may_belong_to_two_and_be_used_for_none() -> None:
    question = build("match", pairs=[["a", "1"], ["b", "1"], ["c", "2"]])
    assert answered(question, {"a": "1", "b": "1", "c": "2"}).correct
    assert answered(question, {"a": "2", "b": "2", "c": "2"}).score == pytest.approx(1 / 3)


def test_sort_gives_the_share_of_items() -> None:
    question = build("sort", categories={"fact": ["a", {"text": "b", "fact": "f"}], "opinion": ["c"]})
    result = answered(question, {"a": "fact", "b": "opinion", "c": "opinion"})
    assert result.score == pytest.approx(2 / 3)
    assert {part.fact: part.score for part in result.parts if part.fact} == {"f": 0}


def test_a_card_is_as_right_as_the_learner_says() -> None:
    question = build("card", ask="Translate.", front="전쟁", back="war")
    shown = question.present(Random(0))
    assert question.prompt == "Translate.\n\n전쟁"
    assert [question.grade(shown, knew) for knew in (True, False)] == [
        Verdict(1.0, "war", True),
        Verdict(0.0, "war", True),
    ]
