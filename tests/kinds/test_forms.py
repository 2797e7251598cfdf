"""The forms in which authors may write, and what is refused by name."""

from textwrap import dedent
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn.kinds import KINDS, kind_class
from learn.kinds.base import Item, Option
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.match import Match, Pair
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.kinds.sort import Category, Sort
from learn.kinds.true_false import TrueFalse
from tests.kinds.examples import EXAMPLES, build


def test_a_distractor_is_a_text_a_text_with_feedback_or_written_out() -> None:
    question = build(
        "choice", answer="x", distractors=["a", {"b": "why"}, {"text": "c", "feedback": "no"}, {"text": "d"}]
    )
    assert isinstance(question, Choice)
    assert question.distractors == (Option("a"), Option("b", "why"), Option("c", "no"), Option("d"))


def test_one_answer_needs_no_list() -> None:
    multiple, short = build("multiple", answers="a", distractors=["b"]), build("short", accept="a")
    assert isinstance(multiple, Multiple)
    assert isinstance(short, Short)
    assert (multiple.answers, short.accept) == (("a",), ("a",))


def test_pairs_are_lists_mappings_or_written_out() -> None:
    several = build("match", pairs=[{"a": "1"}, ["b", "2"], {"left": "c", "right": "3", "fact": "f"}])
    mapping = build("match", pairs={"a": "1", "b": "2"}, extra="x")
    assert isinstance(several, Match)
    assert isinstance(mapping, Match)
    assert several.pairs == (Pair("a", "1"), Pair("b", "2"), Pair("c", "3", "f"))
    assert (mapping.pairs, mapping.extra) == ((Pair("a", "1"), Pair("b", "2")), ("x",))


def test_categories_are_a_mapping_or_written_out() -> None:
    mapping = build("sort", categories={"x": ["a", {"text": "b", "fact": "f"}], "y": "c"})
    written = build(
        "sort", categories=[{"name": "x", "items": ["a", {"text": "b", "fact": "f"}]}, {"name": "y", "items": "c"}]
    )
    assert isinstance(mapping, Sort)
    assert mapping.categories == (Category("x", (Item("a"), Item("b", "f"))), Category("y", (Item("c"),)))
    assert written == mapping


@pytest.mark.parametrize(
    ("bank", "words"),
    [("true", ()), ("false", None), ("True", ()), (True, ()), ([], ()), (["b", "true"], ("b", "true"))],
)
def test_a_bank_is_true_or_false_or_a_list(bank: Any, words: Any) -> None:
    question = build("cloze", text="{{a}}", bank=bank)
    assert isinstance(question, Cloze)
    assert question.bank == words


@pytest.mark.parametrize(("answer", "truth"), [("true", "true"), ("FALSE", "false"), (True, "true")])
def test_true_and_false_are_words(answer: Any, truth: str) -> None:
    question = build("true_false", answer=answer)
    assert isinstance(question, TrueFalse)
    assert question.answer == truth


@pytest.mark.parametrize(("value", "ends"), [("1..5", ("1", "5")), ("-1 .. 5", ("-1", "5")), ([1, 2.5], ("1", "2.5"))])
def test_a_range_is_a_list_or_two_dots(value: Any, ends: tuple[str, str]) -> None:
    question = build("number", range=value)
    assert isinstance(question, Number)
    assert question.range == ends


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        ("choice", {"distractors": ["b"]}, "answer"),
        ("choice", {"answer": "a", "distractors": "b"}, "$.distractors"),
        ("choice", {"answer": "a", "distractors": [["b"]]}, "$.distractors[0]"),
        ("choice", {"answer": "a", "distractors": [{"feedback": "b"}]}, "$.distractors[0]"),
        ("choice", {"answer": "a", "distractors": [{"b": "c", "d": "e"}]}, "$.distractors[0]"),
        ("true_false", {"answer": "1"}, "$.answer"),
        ("true_false", {"answer": "yes"}, "$.answer"),
        ("true_false", {"answer": ["true"]}, "$.answer"),
        ("short", {"accept": ["a"], "typos": "2"}, "$.typos"),
        ("number", {"range": "5"}, "$.range"),
        ("number", {"range": ["1"]}, "$.range"),
        ("number", {"value": ["1"]}, "$.value"),
        ("match", {"pairs": [["a", "b", "c"]]}, "$.pairs[0]"),
        ("match", {"pairs": "a"}, "$.pairs"),
        ("sort", {"categories": ["a"]}, "$.categories[0]"),
        ("sort", {"categories": {"x": {"y": "z"}}}, "$.categories[0].items"),
        ("cloze", {"text": "{{a}}", "bank": "words"}, "$.bank"),
        ("order", {"items": [["a"]]}, "$.items[0]"),
    ],
)
def test_what_is_none_of_the_forms_is_refused_by_name(kind: str, fields: dict[str, Any], place: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        build(kind, **fields)
    assert place in str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_each_kind_is_what_it_says(kind: str) -> None:
    """The YAML block in the docstring of each kind is a question without faults."""
    block = dedent((kind_class(kind).__doc__ or "").split("```yaml\n")[1].split("```")[0])
    for plain in yaml.load(block, Loader=yaml.BaseLoader):
        assert plain.pop("kind") == kind
        plain["facts"] = [plain.pop("fact", "its-own")]
        assert set(plain) <= set(kind_class(kind).__struct_fields__)
        assert build(kind, **plain).faults() == []


PLAIN = st.recursive(
    st.text(max_size=3) | st.booleans() | st.none() | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6) | st.sampled_from(["text", "left", "fact"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted({name for several in EXAMPLES.values() for one in several for name in one}))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(kind=st.sampled_from(sorted(KINDS)), fields=st.dictionaries(FIELDS, PLAIN, max_size=5))
def test_garbage_never_raises_but_for_what_convert_refuses(kind: str, fields: dict[str, Any]) -> None:
    made = kind_class(kind)
    prepared = made.prepare(fields)
    assert set(prepared) == set(fields)
    try:
        question = msgspec.convert({"id": "x", **prepared}, type=made, strict=False)
    except msgspec.ValidationError:
        return
    assert isinstance(question.faults(), list)
