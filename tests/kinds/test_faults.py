"""Contradictions within a question: every code has a question that shows it, and says where."""

import re
from typing import Any

import pytest

from learn.kinds.base import Fault
from learn.kinds.faults import FAULTS
from learn.language import speaking
from tests.kinds.examples import build

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
MANY = [f"option {letter}" for letter in LETTERS]

FAULTY: list[tuple[str, str, dict[str, Any], tuple[str | int, ...]]] = [
    ("E120", "choice", {"ask": " ", "answer": "a", "distractors": ["b"]}, ("ask",)),
    ("E120", "choice", {"answer": "\u200b", "distractors": ["b"]}, ("answer",)),
    ("E120", "choice", {"answer": "a", "distractors": ["b", " "]}, ("distractors", 1)),
    ("E120", "multiple", {"answers": ["a", ""], "distractors": ["b"]}, ("answers", 1)),
    ("E120", "short", {"accept": ["a", ""]}, ("accept", 1)),
    ("E120", "short", {"accept": ["a"], "reject": [" "]}, ("reject", 0)),
    ("E120", "order", {"items": ["a", ""]}, ("items", 1)),
    ("E120", "match", {"pairs": [["a", "1"], ["b", " "]]}, ("pairs", 1)),
    ("E120", "match", {"pairs": [["a", "1"], ["b", "2"]], "extra": [""]}, ("extra", 0)),
    ("E120", "sort", {"categories": {"x": ["a"], "y": [""]}}, ("categories", "y", 0)),
    ("E120", "cloze", {"text": "{{a|}}"}, ("text",)),
    ("E120", "cloze", {"text": "{{}}"}, ("text",)),
    ("E120", "cloze", {"text": "{{a}}", "bank": [""]}, ("bank", 0)),
    ("E120", "card", {"front": "", "back": "b"}, ("front",)),
    ("E120", "card", {"front": "a", "back": "\n"}, ("back",)),
    ("E121", "choice", {"answer": "a", "distractors": ["Seoul", " seoul. "]}, ("distractors", 1)),
    ("E121", "multiple", {"answers": ["a", "A"], "distractors": ["b"]}, ("answers", 1)),
    ("E121", "multiple", {"answers": ["a"], "distractors": ["b", "b"]}, ("distractors", 1)),
    ("E122", "choice", {"answer": "a", "distractors": []}, ("distractors",)),
    ("E122", "multiple", {"answers": ["a"], "distractors": []}, ("distractors",)),
    ("E122", "cloze", {"text": "{{a}}", "bank": "true"}, ("bank",)),
    ("E122", "cloze", {"text": "{{a}} {{a|b}}", "bank": "true"}, ("bank",)),
    ("E122", "cloze", {"text": "{{a|b}} {{b}}", "bank": "true"}, ("bank",)),
    ("E123", "choice", {"answer": "a", "distractors": ["b", "“A”"]}, ("distractors", 1)),
    ("E123", "multiple", {"answers": ["a", "b"], "distractors": ["B"]}, ("distractors", 0)),
    ("E124", "choice", {"answer": "a", "distractors": MANY}, ("distractors",)),
    ("E124", "multiple", {"answers": MANY, "distractors": ["b"]}, ("distractors",)),
    ("E124", "order", {"items": MANY}, ("items",)),
    ("E124", "match", {"pairs": [["a", "1"], ["b", "2"]], "extra": MANY}, ("pairs",)),
    ("E124", "sort", {"categories": {name: ["x " + name] for name in MANY}}, ("categories",)),
    ("E124", "cloze", {"text": "{{a}}", "bank": MANY}, ("bank",)),
    ("E125", "multiple", {"answers": [], "distractors": ["a"]}, ("answers",)),
    ("E125", "short", {"accept": []}, ("accept",)),
    ("E126", "short", {"accept": ["a", "*"]}, ("accept", 1)),
    ("E126", "short", {"accept": ["(*)."]}, ("accept", 0)),
    ("E120", "short", {"accept": ["\u0301"]}, ("accept", 0)),
    ("E126", "cloze", {"text": "{{a|**}}"}, ("text",)),
    ("E127", "short", {"accept": ["Seoul"], "reject": ["seoul"]}, ("reject", 0)),
    ("E127", "short", {"accept": ["Seoul*"], "reject": ["Seoul"]}, ("reject", 0)),
    ("E128", "card", {"front": "a", "back": "b", "points": "0"}, ("points",)),
    ("E128", "card", {"front": "a", "back": "b", "points": "-1"}, ("points",)),
    ("E128", "card", {"front": "a", "back": "b", "points": "nan"}, ("points",)),
    ("E128", "card", {"front": "a", "back": "b", "points": "inf"}, ("points",)),
    ("E129", "number", {"value": "many"}, ("value",)),
    ("E129", "number", {"value": "nan"}, ("value",)),
    ("E129", "number", {"value": "1", "tolerance": "inf"}, ("tolerance",)),
    ("E129", "number", {"range": ["1", "1e999"]}, ("range",)),
    ("E130", "number", {}, ("value",)),
    ("E131", "number", {"value": "3", "range": ["1", "2"]}, ("value",)),
    ("E132", "number", {"value": "3", "tolerance": "-1"}, ("tolerance",)),
    ("E133", "number", {"value": "1", "tolerance": "1", "range": ["1", "2"]}, ("tolerance",)),
    ("E134", "number", {"range": ["2", "1"]}, ("range",)),
    ("E135", "order", {"items": ["a"]}, ("items",)),
    ("E136", "order", {"items": ["a", "b", "A"]}, ("items", 2)),
    ("E136", "sort", {"categories": {"x": ["a"], "y": ["b", "a"]}}, ("categories", "y", 1)),
    ("E137", "match", {"pairs": [["a", "1"]], "extra": ["2"]}, ("pairs",)),
    ("E137", "match", {"pairs": [["a", "1"], ["b", "1"]]}, ("pairs",)),
    ("E138", "match", {"pairs": [["a", "1"], ["A", "2"]]}, ("pairs", 1)),
    ("E139", "match", {"pairs": [["a", "one"], ["b", "two"], ["c", "One"]]}, ("pairs", 2)),
    ("E139", "match", {"pairs": [["a", "1"], ["b", "2"]], "extra": ["1"]}, ("extra", 0)),
    ("E139", "match", {"pairs": [["a", "1"], ["b", "2"]], "extra": ["3", "3"]}, ("extra", 1)),
    ("E140", "sort", {"categories": {"x": ["a"]}}, ("categories",)),
    ("E141", "sort", {"categories": {"x": ["a"], "X": ["b"]}}, ("categories", "X")),
    ("E142", "sort", {"categories": {"x": [], "y": []}}, ("categories",)),
    ("E143", "cloze", {"text": "nothing"}, ("text",)),
    ("E144", "cloze", {"text": "{{a}} {{b"}, ("text",)),
    ("E144", "cloze", {"text": "{{a}} b}}"}, ("text",)),
    ("E144", "cloze", {"text": "b}} {{"}, ("text",)),
    ("E145", "cloze", {"text": "{{a}}", "bank": ["b", "B"]}, ("bank", 1)),
    ("E145", "cloze", {"text": "{{a|c}}", "bank": ["C", "d"]}, ("bank", 0)),
    ("E127", "short", {"accept": ["조태용"], "reject": ["Cho Taeyong"], "names": "korean"}, ("reject", 0)),
    ("E146", "cloze", {"text": "____ {{a}}"}, ("text",)),
    ("E147", "short", {"accept": ["Joe Biden", "Kim*"], "names": "korean"}, ("names",)),
    ("E147", "cloze", {"text": "{{Washington}}", "names": "korean"}, ("names",)),
]


@pytest.mark.parametrize(("code", "kind", "fields", "where"), FAULTY)
def test_a_fault_is_found_where_it_is_and_alone(
    code: str, kind: str, fields: dict[str, Any], where: tuple[str | int, ...]
) -> None:
    found = build(kind, **fields).faults()
    assert [(fault.code, fault.where) for fault in found] == [(code, where)]
    assert all(fault.message for fault in found)


def test_every_code_has_a_question_that_shows_it() -> None:
    assert {code for code, *_ in FAULTY} == set(FAULTS)


def test_codes_are_in_their_range_and_rules_have_names_of_their_own() -> None:
    assert all(re.fullmatch("E1[234][0-9]", code) for code in FAULTS)
    rules = [rule for rule, _ in FAULTS.values()]
    assert len(set(rules)) == len(rules)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", rule) for rule in rules)
    assert Fault(("ask",), "").code in FAULTS


def test_all_faults_of_a_question_are_told_at_once() -> None:
    question = build("choice", ask="", answer="a", distractors=["a", "", "b", "b"], points="0")
    assert sorted(fault.code for fault in question.faults()) == ["E120", "E120", "E121", "E123", "E128"]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("choice", {"answer": "où", "distractors": ["ou"]}),
        ("choice", {"answer": "-5", "distractors": ["5"]}),
        ("choice", {"answer": "C#", "distractors": ["C", "C++"]}),
        ("choice", {"answer": "a", "distractors": [f"b{letter}" for letter in LETTERS[:25]]}),
        ("short", {"accept": ["Polish"], "reject": ["polish"], "case": "true"}),
        ("short", {"accept": ["*Korea"], "reject": ["North Korea"]}),
        ("match", {"pairs": [["a", "1"], ["b", "1"], ["c", "2"]]}),
        ("number", {"value": "0", "tolerance": "0"}),
        ("cloze", {"text": "{ {{a}} } and _ and ___"}),
    ],
)
def test_what_is_meant_is_no_fault(kind: str, fields: dict[str, Any]) -> None:
    assert build(kind, **fields).faults() == []


def test_an_item_to_put_in_order_is_not_called_as_an_item_of_a_test() -> None:
    with speaking("ko"):
        assert [one.message for one in build("order", items=["a", "b", "A"]).faults()] == [
            "항목: 앞의 것과 똑같이 읽힙니다"
        ]
    assert [one.message for one in build("order", items=["a", "b", "A"]).faults()] == [
        "this item reads the same as an earlier one"
    ]
