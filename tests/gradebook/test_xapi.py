"""xAPI statements: by npm's validator where it is there, by the examples of ADL, and by what they say."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from learn.analysis.results import Results, numbered
from learn.gradebook.xapi_interactions import definition, response
from learn.kinds.base import Question
from tests.exchange.data import shared
from tests.gradebook.books import (
    ADA,
    QUESTIONS,
    all_answers,
    answered,
    attempt,
    book,
    named,
    results,
    said,
    written,
)
from tests.gradebook.naughty import names
from tests.kinds.examples import every_example

Statement = dict[str, Any]
_SCRIPT = """
const validate = require("@learninglocker/xapi-validation").default;
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(given.map(one => validate(one).map(warning => String(warning.constructor.name)
  + " " + JSON.stringify(warning)))));
"""


def statements(given: Results | None = None, **more: Any) -> list[Statement]:
    found: list[Statement] = json.loads(written("xapi", book(given, **more))[0])
    return found


def verb(statement: Statement) -> str:
    name: str = statement["verb"]["id"].rpartition("/")[2]
    return name


def modules() -> Path:
    """The folder of Node modules that has the validator; skips the test where there is none, or no Node."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    folder = Path(os.environ.get("LEARN_NODE_MODULES", Path(__file__).parents[1] / "node_modules"))
    if not (folder / "@learninglocker" / "xapi-validation").is_dir():
        pytest.skip("npm install @learninglocker/xapi-validation, and set LEARN_NODE_MODULES to node_modules")
    return folder


def faults(given: list[Statement]) -> list[list[str]]:
    """For each statement what the validator has against it."""
    done = subprocess.run(
        ["node", "-e", _SCRIPT],
        input=json.dumps(given).encode("ascii"),
        capture_output=True,
        env={**os.environ, "NODE_PATH": str(modules())},
        timeout=120,
        check=True,
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def amended() -> Results:
    """Ada's test with an answer graded again and one voided."""
    answers = all_answers(True, "001")
    answers[0] = structs.replace(answers[0], score=0.0, regraded=True)
    answers[1] = structs.replace(answers[1], points=0.0, regraded=True)
    return Results((ADA,), numbered([attempt(ADA, answers)]))


# ---------------------------------------------------------------------------------------------------- the validator


def test_the_validator_finds_nothing_wrong_with_any_kind() -> None:
    given = statements() + statements(amended())
    assert len(given) > 20
    assert faults(given) == [[]] * len(given)


def test_the_validator_finds_nothing_wrong_with_naughty_names() -> None:
    given = statements(named(*names()))
    assert faults(given) == [[]] * len(given)


def test_the_validator_does_find_faults() -> None:
    broken = statements()[0]
    assert faults([{**broken, "id": "1"}, {**broken, "verb": {}}, {**broken, "more": 1}]) != [[], [], []]


# -------------------------------------------------------------------------------------------------- what is said


def test_a_statement_for_each_answer_and_one_for_the_test() -> None:
    given = statements()
    of_ada = [one for one in given if one["actor"]["account"]["name"] == "1001"]
    assert [verb(one) for one in of_ada] == ["answered"] * 9 + ["passed"]
    of_zed = [one for one in given if one["actor"]["account"]["name"] == "1002"]
    assert [verb(one) for one in of_zed] == ["answered"] * 10 + ["failed"]


def test_missing_excused_and_zero_are_three_things() -> None:
    given = statements()
    by = {name: [verb(one) for one in given if one["actor"]["name"] == name] for name in ("Mia Missing", "Eve Excused")}
    assert by == {"Mia Missing": [], "Eve Excused": ["waived"]}
    zero = next(one for one in given if verb(one) == "failed")
    assert zero["result"]["score"] == {"scaled": 0.0, "raw": 0.0, "min": 0, "max": 10.0}
    assert zero["result"]["success"] is False


def test_an_unfinished_test_is_not_told_of() -> None:
    given, out = statements(), written("xapi", book())[1]
    assert not [one for one in given if one["actor"]["name"] == "Una Unfinished"]
    assert "not finished" in said(out)


def test_actors_have_an_account_whose_home_can_be_given() -> None:
    assert statements()[0]["actor"]["account"] == {"homePage": "https://learn.invalid", "name": "1001"}
    elsewhere = statements(account_home="https://school.example")
    assert elsewhere[0]["actor"]["account"]["homePage"] == "https://school.example"
    assert elsewhere[0]["id"] != statements()[0]["id"]


def test_ids_are_uuids_of_their_own_and_the_same_each_time() -> None:
    ids = [one["id"] for one in statements()]
    assert len(set(ids)) == len(ids)
    assert {UUID(one).version for one in ids} == {5}
    assert ids == [one["id"] for one in statements()]


def test_an_answer_graded_again_voids_the_first_statement() -> None:
    plain = statements(Results((ADA,), numbered([attempt(ADA, all_answers(True, "001"))])))
    given = statements(amended())
    voided = [one["object"]["id"] for one in given if verb(one) == "voided"]
    assert voided == [plain[0]["id"], plain[1]["id"], plain[-1]["id"]]
    assert {one["object"]["objectType"] for one in given if verb(one) == "voided"} == {"StatementRef"}
    now = [one for one in given if verb(one) != "voided"]
    assert not {one["id"] for one in now} & set(voided)
    assert now[0]["result"]["score"]["raw"] == 0
    assert "score" not in now[1]["result"]


def test_the_context_leads_to_the_test_and_the_session() -> None:
    first, *_, last = [one for one in statements() if one["actor"]["name"] == "Ada O'Neil"]
    assert first["context"]["contextActivities"]["parent"][0]["id"] == last["object"]["id"]
    assert first["context"]["registration"] == last["context"]["registration"]
    assert first["result"]["duration"] == "PT12.345S"
    assert first["timestamp"] == "2025-12-29T09:20:20.000Z"


# ---------------------------------------------------------------------------------------------------- interactions

TYPES = {
    "choice": "choice",
    "multiple": "choice",
    "true_false": "true-false",
    "short": "fill-in",
    "number": "numeric",
    "order": "sequencing",
    "match": "matching",
    "sort": "matching",
    "cloze": "fill-in",
    "card": "other",
}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_kind_has_its_interaction_and_a_right_response_fits_the_pattern(kind: str) -> None:
    item = f"final/{kind}"
    answer = answered(item, 3, True, "e")
    given = definition(QUESTIONS[item], answer)
    assert given["interactionType"] == TYPES[kind]
    if kind == "number":
        low, high = map(float, given["correctResponsesPattern"][0].split("[:]"))
        assert low <= float(response(QUESTIONS[item], answer)) <= high
    elif kind == "card":
        assert "correctResponsesPattern" not in given
        assert response(QUESTIONS[item], answer) == "true"
    elif kind in ("multiple", "match", "sort"):
        [pattern] = given["correctResponsesPattern"]
        assert sorted(response(QUESTIONS[item], answer).split("[,]")) == sorted(pattern.split("[,]"))
    else:
        assert response(QUESTIONS[item], answer) in given["correctResponsesPattern"]


@pytest.mark.parametrize("kind", sorted(set(TYPES) - {"card", "number"}))
def test_a_wrong_response_fits_no_pattern(kind: str) -> None:
    item = f"final/{kind}"
    answer = answered(item, 3, False, "e")
    patterns = [sorted(one.split("[,]")) for one in definition(QUESTIONS[item], answer)["correctResponsesPattern"]]
    assert sorted(response(QUESTIONS[item], answer).split("[,]")) not in patterns or kind == "order"


def test_order_tells_one_sequence_from_another() -> None:
    right, wrong = answered("final/order", 3, True, "e"), answered("final/order", 3, False, "e")
    assert response(QUESTIONS["final/order"], right) != response(QUESTIONS["final/order"], wrong)


@pytest.mark.parametrize("question", every_example(), ids=lambda one: f"{one.kind}")
def test_component_ids_are_distinct_and_without_spaces(question: Question) -> None:
    given = definition(question, structs.replace(answered("final/choice", 1, True, "e"), chosen=()))
    for name in ("choices", "source", "target"):
        ids = [one["id"] for one in given.get(name, ())]
        assert len(set(ids)) == len(ids)
        assert not any(" " in one for one in ids)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("choice", "multiple"),
        ("fill_in", "cloze"),
        ("matching", "match"),
        ("numeric", "number"),
        ("sequencing", "order"),
    ],
)
def test_a_definition_has_the_shape_of_adl_s_example(file: str, kind: str) -> None:
    theirs = json.loads(shared(f"xapi/adl_{file}.json").read_text("utf-8"))["definition"]
    ours = definition(QUESTIONS[f"final/{kind}"], answered(f"final/{kind}", 1, True, "e"))
    assert ours.keys() | {"name", "moreInfo", "extensions"} == theirs.keys()
    assert ours["interactionType"] == theirs["interactionType"]
    for name in {"choices", "source", "target"} & theirs.keys():
        assert ours[name][0].keys() == theirs[name][0].keys()
    marks = ["[,]", "[.]"]
    assert [mark in theirs["correctResponsesPattern"][0] for mark in marks] == [
        any(mark in one for one in ours["correctResponsesPattern"]) for mark in marks
    ] or kind == "cloze"


def test_a_question_that_is_gone_or_of_another_kind_leaves_its_answer_in_words() -> None:
    for gone in ({}, {"final/choice": QUESTIONS["final/short"]}):
        one = Results((ADA,), numbered([attempt(ADA, [answered("final/choice", 1, True, "e1")])]))
        first = statements(one, question=gone.get)[0]
        assert first["object"]["definition"]["interactionType"] == "other"
        assert first["result"]["response"] == "Seoul"


def test_long_texts_and_capitals_are_said_to_be_so() -> None:
    answer = structs.replace(answered("final/short", 1, True, "e"), chosen=("x" * 300,))
    assert definition(QUESTIONS["final/short"], answer)["interactionType"] == "long-fill-in"
    capital = next(one for one in every_example() if one.kind == "short" and getattr(one, "case", False))
    found = definition(capital, answered("final/short", 1, True, "e"))
    assert found["correctResponsesPattern"] == ["{case_matters=true}NATO"]


def test_where_the_author_left_it_open_there_is_no_pattern() -> None:
    star = next(one for one in every_example() if one.kind == "short" and getattr(one, "accept") == ("*war*",))  # noqa: B009
    assert "correctResponsesPattern" not in definition(star, answered("final/short", 1, True, "e"))


def test_every_attempt_can_be_told_of() -> None:
    twice = numbered([attempt(ADA, all_answers(True, "001"), 1), attempt(ADA, all_answers(False, "002"), 2)])
    given = statements(Results((ADA,), twice), which="all")
    assert [verb(one) for one in given].count("passed") == 1
    assert [verb(one) for one in given].count("failed") == 1
    assert len({one["id"] for one in given}) == len(given) == 22
    assert len(results().attempts) == 3
