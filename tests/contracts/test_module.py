"""The shipped module keeps what it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

from learn.content.values import Bank
from learn.kinds import KINDS
from tests.contracts.module_page import ROOT, asked_facts, banks, covered, lessons, sources

QUESTIONS_ONLY = {"uh-kim": {1, 3, 5, 7, 11, 13, 15}, "kyunghyang": {10}}
"""Paragraphs that only ask or introduce."""

FACTS = [fact for lesson in lessons() for fact in lesson.facts]
ASKED = asked_facts(banks())


def test_there_are_eight_lessons_or_more_and_sixty_facts_or_more() -> None:
    assert len(lessons()) >= 8
    assert len(FACTS) >= 60


def test_there_are_two_hundred_questions_or_more_of_every_kind() -> None:
    questions = [question for bank in banks() for question in bank.questions]
    assert len(questions) >= 200
    assert {question.kind for question in questions} == set(KINDS)


@pytest.mark.parametrize("fact", [fact.id for fact in FACTS])
def test_each_fact_has_two_questions_of_different_kinds(fact: str) -> None:
    assert len({question.kind for _, question in ASKED[fact]}) >= 2


def test_facts_have_three_questions_on_average() -> None:
    assert sum(len(ASKED[fact.id]) for fact in FACTS) >= 3 * len(FACTS)


@pytest.mark.parametrize("source", ["uh-kim", "kyunghyang"])
def test_every_paragraph_of_substance_is_cited(source: str) -> None:
    count = next(one.paragraphs for one in sources().sources if one.id == source)
    assert count is not None
    missing = set(range(1, count + 1)) - set(covered(source, FACTS)) - QUESTIONS_ONLY[source]
    assert missing == set()


@pytest.mark.parametrize("bank", banks(), ids=lambda bank: bank.id)
def test_every_question_explains_itself(bank: Bank) -> None:
    silent = [one.id for one in bank.questions if not one.explain and "feedback" not in repr(one)]
    assert silent == []


def test_disputes_are_named_on_both_sides() -> None:
    disputed = {fact.id: fact.disputed for fact in FACTS if fact.disputed}
    assert len(disputed) >= 6
    assert all(disputed[other] == one for one, other in disputed.items())


def test_no_sentence_of_a_source_stands_in_the_module() -> None:
    tool = ROOT.parent / "shared" / "tools" / "check_originality"
    if not tool.exists():
        pytest.skip("the sources are not beside the repository (../shared)")
    folders = [str(ROOT / name) for name in ("lessons", "question_banks", "docs")]
    run = subprocess.run(
        [sys.executable, str(tool), str(Path(tool).parents[1] / "sources"), *folders],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
