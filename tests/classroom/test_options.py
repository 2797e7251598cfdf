"""Options as a table of distractors begins with them."""

import pytest

from learn.analysis.distractors import Option
from learn.classroom.options import options
from learn.kinds.base import Option as Wrong
from learn.kinds.base import Question
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple
from learn.kinds.short import Short
from learn.kinds.true_false import TrueFalse

CASES: list[tuple[Question, tuple[Option, ...]]] = [
    (
        Choice(id="a", ask="?", answer="yes", distractors=(Wrong("no"), Wrong("maybe"))),
        (Option("yes", True), Option("no", False), Option("maybe", False)),
    ),
    (
        Multiple(id="b", ask="?", answers=("one", "two"), distractors=(Wrong("three"),)),
        (Option("one", True), Option("two", True), Option("three", False)),
    ),
    (TrueFalse(id="c", ask="?", answer="false"), (Option("True", False), Option("False", True))),
    (Short(id="d", ask="?", accept=("x",)), ()),
]


@pytest.mark.parametrize(("question", "expected"), CASES, ids=["choice", "multiple", "true_false", "short"])
def test_options_come_in_the_authors_order_with_the_key(question: Question, expected: tuple[Option, ...]) -> None:
    assert options(question) == expected
