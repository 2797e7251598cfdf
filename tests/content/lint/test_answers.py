"""Rules about answers and keys over a whole bank."""

from fractions import Fraction

import pytest

from learn.content.lint.position import chance_of
from tests.content.lint.samples import bank, choice, codes, short, true_false


@pytest.mark.parametrize(
    ("most", "number", "chance"), [(6, 6, Fraction(1, 32)), (5, 10, 1), (9, 10, Fraction(11, 512))]
)
def test_chance_of_so_many_alike(most: int, number: int, chance: Fraction) -> None:
    assert chance_of(most, number) == pytest.approx(float(chance))


def test_unshuffled_questions_need_to_be_three() -> None:
    fixed = [
        choice(f"Who wrote {n}?", "Ann", "Bob", "Eve", more="shuffle: false") for n in ("Emma", "Ulysses", "Faust")
    ]
    assert codes(bank(*fixed)) == ["W101"]
    assert codes(bank(*fixed[:2])) == []


def test_statements_that_are_all_alike() -> None:
    false = [true_false(f"The {word} is green.", "false") for word in ("sun", "moon", "sea", "snow", "blood", "coal")]
    assert codes(bank(*false)) == ["W101"]
    assert codes(bank(*false[:5])) == []


def test_an_ignored_statement_is_not_counted() -> None:
    false = [true_false(f"The {word} is green.", "false") for word in ("sun", "moon", "sea", "snow", "blood", "coal")]
    false[0] += "\nlint: {ignore: [W101]}"
    assert codes(bank(*false)) == []


def test_a_pattern_alone_is_no_model_answer() -> None:
    assert codes(bank(short("What did they do to Belgium?", "invad*"))) == ["W119"]
    assert codes(bank("kind: cloze\ntext: 'They {{invad*}} and {{left|le*}}.'")) == ["W119"]


def test_a_number_that_would_not_be_taken() -> None:
    assert codes(bank("kind: number\nask: Which share?\nrange: [1/3, 2/3]")) == ["W119"]
    assert codes(bank("kind: number\nask: Which share?\nvalue: 1/3")) == []


def test_the_key_of_a_choice_counts_where_it_is_typed() -> None:
    asked = choice("How many bits does a byte have?", "Eight", "Four", "Ten")
    assert codes(bank(asked, "kind: number\nask: How many bits does a byte have?\nvalue: 8")) == []
    assert codes(bank(asked, "kind: number\nask: How many bits does a byte have?\nvalue: 9")) == ["W119"]
    rough = choice("How many bits does a byte have?", "A few", "Many", "None")
    assert codes(bank(rough, "kind: number\nask: How many bits does a byte have?\nvalue: 9")) == []
