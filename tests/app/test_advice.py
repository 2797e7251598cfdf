"""What the rules of item writing say of a question while it is written."""

from learn.app.linting import advice
from learn.kinds.base import Option
from learn.kinds.choice import Choice


def test_advice_on_a_question_that_is_in_no_bank() -> None:
    distractors = (Option("Saturn"), Option("All of the above"))
    found = advice(
        Choice(id="draft", ask="Which planet has the largest mass?", answer="Jupiter", distractors=distractors)
    )
    assert "W104" in {one.code for one in found}
    assert all(one.message for one in found)


def test_a_good_question_gets_none() -> None:
    distractors = (Option("Saturn"), Option("Neptune"), Option("Uranus"))
    question = Choice(id="draft", ask="Which planet has the largest mass?", answer="Jupiter", distractors=distractors)
    assert advice(question) == []
