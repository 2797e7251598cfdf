"""Banks as YAML: which texts stand as they are, and that the quick way writes what the long one does."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.content.bank import read_bank
from learn.content.values import Bank
from learn.content.writer import WIDTH, _styled, as_written, bank_text, dumped, question_text
from learn.kinds.base import Question
from learn.kinds.card import Card
from tests.exchange.banks import every_kind, questions

_BITS = (
    *(
        "word",
        "Two",
        "전쟁",
        "é",
        "_",
        "(so)",
        "10",
        "-",
        "'",
        '"',
        "a:b",
        "a#b",
        ":",
        "#",
        ": ",
        " #",
        "[x]",
        "{y}",
        ",",
    ),
    *("true", "Null", "yes", "n", "~", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", ".", " ", "  ", "\n", "\t"),
    *("😀", "\u00a0", "\u200b", "\x85", "\u2028", "\n    back: x", "x" * 40),
)
QUOTE = "'"
_texts = st.lists(st.sampled_from(_BITS), min_size=1, max_size=6).map("".join)


class Quoting(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """PyYAML, all texts in single quotes where it can."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=QUOTE))


@given(st.builds(Card, id=_texts, ask=st.just("") | _texts, front=_texts, back=_texts), st.integers(0, 8))
@settings(max_examples=1000, deadline=None)
def test_a_card_of_any_texts_is_written_as_the_long_way_does(card: Card, indent: int) -> None:
    assert question_text(card, indent) == dumped([as_written(card)], indent)


@given(questions(), st.integers(0, 8))
@settings(max_examples=100, deadline=None)
def test_a_question_of_any_kind_is_written_as_the_long_way_does(question: Question, indent: int) -> None:
    assert question_text(question, indent) == dumped([as_written(question)], indent)


@given(_texts | st.text(max_size=60), st.sampled_from([40, 60, 102, 1 << 30]))
@settings(max_examples=1000, deadline=None)
def test_a_text_in_quotes_is_as_pyyaml_writes_it(text: str, width: int) -> None:
    made = yaml.dump([text], Dumper=Quoting, allow_unicode=True, width=width)
    assert f"- {_styled(text, QUOTE, width, 2)}\n" == made


@given(_texts)
@settings(max_examples=500, deadline=None)
def test_a_text_without_quotes_is_a_text_in_yaml(text: str) -> None:
    [[line]] = [dumped({"key": text}).splitlines()[:1]]
    value = line.removeprefix("key: ")
    if value == text:
        assert yaml.safe_load(f"key: {value}x") == {"key": f"{text}x"}, "the x: YAML takes 10 for a number, we do not"
        assert read_bank("b.yaml", f"bank: b\ntitle: {value}\nquestions: []\n").value == Bank(id="b", title=text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain: no", "'plain: no'"),
        ("plain:no", "plain:no"),
        ("no", "'no'"),
        ("NO", "'NO'"),
        ("none", "none"),
        ("yes or no", "yes or no"),
        ("tea", "tea"),
        ("1.5", "1.5"),
        ("C#x", "C#x"),
        ("C #x", "'C #x'"),
        ("end:", "'end:'"),
        ("two  spaces", "'two  spaces'"),
        ("- x", "'- x'"),
        ("(x) 전쟁", "(x) 전쟁"),
    ],
)
def test_which_texts_stand_as_they_are(text: str, written: str) -> None:
    assert dumped({"key": text}) == f"key: {written}\n"
    assert question_text(Card(id="q", front=text, back="b")) == (
        f"  - id: q\n    kind: card\n    front: {written}\n    back: b\n"
    )


def test_long_lines_are_left_to_yaml() -> None:
    for size in range(WIDTH - 30, WIDTH + 30):
        card = Card(id="q", front=("ab " * 60)[:size].strip().ljust(size, "x"), back="b")
        assert question_text(card) == dumped([as_written(card)], 2)
    assert len(question_text(card).splitlines()) == 5


def test_fields_stand_in_the_usual_order() -> None:
    card = Card(id="q", ask="a", front="f", back="b", hint="h", points=2.0, facts=("x",), tags=("t", "u"))
    assert question_text(card, 0) == (
        "- id: q\n  kind: card\n  fact: x\n  ask: a\n  front: f\n  back: b\n  points: 2\n  tags: [t, u]\n  hint: h\n"
    )
    assert list(as_written(Card(id="q", ask="a", front="f", back="b"))) == ["id", "kind", "ask", "front", "back"]


def test_a_bank_of_every_kind_comes_back() -> None:
    bank = every_kind()
    assert read_bank("b.yaml", bank_text(bank)).value == bank
