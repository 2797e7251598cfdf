"""Labels: what a question says beside its texts, as tags of other systems."""

import pytest
from hypothesis import given

from learn.content.values import Bank
from learn.exchange.gap_text import composed, is_usual, names
from learn.exchange.intake import Draft, Skip
from learn.exchange.labelled import apply
from learn.exchange.labels import Labels, facts_of_parts, labels
from learn.kinds.base import LintOptions, Question
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.cloze_text import Gap
from tests.exchange.banks import banks


@given(banks(most=1))
def test_all_of_it_comes_back(bank: Bank) -> None:
    [question] = bank.questions
    told = Labels(labels(question))
    expected = {
        "tags": question.tags,
        "facts": question.facts,
        "formerly": question.formerly,
        "difficulty": "" if question.difficulty == "core" else question.difficulty,
        "lint": question.lint if question.lint.ignore else None,
        "shuffle": question.shuffle,
    }
    fields = told.fields()
    assert {
        name: fields.get(name, True if name == "shuffle" else type(value)())
        for name, value in expected.items()
        if value is not None
    } == {name: value for name, value in expected.items() if value is not None}
    facts = facts_of_parts(question)
    assert told.part_facts() == {at: fact for at, fact in enumerate(facts) if fact}


def test_labels_in_words() -> None:
    question = Choice(
        id="q",
        ask="?",
        answer="a",
        distractors=(),
        tags=("dates", "points:2", "tag:x", "note: mind"),
        facts=("treaty",),
        difficulty="stretch",
        shuffle=False,
        lint=LintOptions(("W104",)),
        formerly=("old",),
    )
    assert labels(question, unit="km", kind="") == [
        "dates",
        "tag:points:2",
        "tag:tag:x",
        "note: mind",
        "fact:treaty",
        "difficulty:stretch",
        "shuffle:false",
        "lint:W104",
        "formerly:old",
        "unit:km",
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "fact:Not A Slug",
        "difficulty:hard",
        "points:many",
        "points:-1",
        "points:inf",
        "kind:essay",
        "part:0=x",
        "tag:",
        "x:y",
    ],
)
def test_what_only_looks_like_a_label_is_a_tag(tag: str) -> None:
    assert Labels([tag]).fields() == {"tags": (tag,)}


def draft(kind: str, **fields: object) -> Draft:
    made = Draft()
    made.be(kind, **fields)
    return made


def test_settings_of_other_kinds_stay_tags() -> None:
    made = draft("choice")
    apply(Labels(["typos:0", "part:1=x", "kind:sort", "here"]), made)
    assert made.fields["tags"] == ("here", "kind:sort", "part:1=x", "typos:0")


def test_numbers_are_spelled_as_labels_say_where_they_agree() -> None:
    made = draft("number", value="1000", tolerance="50")
    apply(Labels(["value:1,000", "tolerance:5%"]), made)
    assert (made.fields["value"], made.fields["tolerance"]) == ("1,000", "5%")
    other = draft("number", value="2000", tolerance="50")
    apply(Labels(["value:1,000", "tolerance:5%"]), other)
    assert other.fields["value"] == "2000"


def test_gaps_are_put_together_only_where_they_can_be_taken_apart() -> None:
    assert composed(("a ", " b"), [Gap(("x", "y"), "fact")]) == "a {{text: x|y, fact: fact}} b"
    for around, gap in ((("{{", ""), "x"), (("", ""), "a|b"), (("", ""), "a}}b"), (("", ""), " a")):
        with pytest.raises(Skip):
            composed(around, [Gap((gap,))])
    assert names(2, "[gap1] [gapx") == ["gapxx1", "gapxx2"]


@pytest.mark.parametrize(
    ("text", "usual"),
    [("a {{b}}", True), ("a {{ b }}", False), ('{{text: "a", fact: b}}', False), ("{{text: text: a}}", False)],
)
def test_usual_gaps(text: str, usual: bool) -> None:
    assert is_usual(Cloze(id="q", text=text)) is usual


def test_kinds_without_parts_have_no_facts_of_parts() -> None:
    question: Question = Choice(id="q", ask="?", answer="a", distractors=())
    assert facts_of_parts(question) == ()
