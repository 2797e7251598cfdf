"""Rules about options: what the labelled set does not show."""

import pytest

from tests.content.lint.samples import bank, choice, codes, lint, true_false


def test_options_without_words_are_nothing_to_speak_of() -> None:
    assert codes(bank(choice("Which sign adds?", "+", "-", "/"))) == []


def test_the_place_is_that_of_the_key() -> None:
    text = bank(choice("What is a mutex for?", "It lets one thread at a time enter a section", "Nothing else", "Speed"))
    (problem,) = lint(text)
    assert (problem.code, problem.span.line) == ("W100", 6)
    assert problem.source.strip().startswith("answer: 'It lets")


def test_all_keys_of_a_multiple_question_must_be_long() -> None:
    keys = "answers: [To measure the height of the waves, Ships]"
    short = bank(f"kind: multiple\nask: What are buoys for?\n{keys}\ndistractors: [Fish, Birds]")
    assert "W100" not in codes(short)


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("Which swans are white?", "All of them but one"),
        ("How often does it run?", "Every second day"),
    ],
)
def test_absolute_words_are_fine_where_quantity_is_asked(ask: str, answer: str) -> None:
    assert "W102" not in codes(bank(choice(ask, answer, "It never does", "None that we know")))


def test_a_true_statement_may_be_absolute() -> None:
    assert codes(bank(true_false("All even squares are divisible by four."))) == []


def test_people_are_no_absolute_words_in_options() -> None:
    assert codes(bank(choice("Who asked?", "Washington", "Nobody did", "Everyone did"))) == []


def test_particles_tell_apart_only_when_both_have_one() -> None:
    assert "W106" in codes(bank(choice("What does it do?", "It opens", "It cools the oil", "It cools down the oil")))
    assert "W106" not in codes(bank(choice("What happens?", "It stops", "The lift goes up", "The lift goes down")))


def test_signs_tell_apart() -> None:
    assert codes(bank(choice("What is the sum?", "a + b", "a - b", "a * b"))) == []


def test_prepositions_tell_apart() -> None:
    assert codes(bank(choice("Where did they go?", "Home", "Into the far town", "From the far town"))) == []


def test_a_longer_pair_of_phrases_may_have_its_parts_in_another_order() -> None:
    one, other = "passing a thread into the maker of runners", "passing a runner into the maker of threads"
    assert "W106" not in codes(bank(choice("How is it made?", "by magic", one, other)))


def test_spelling_is_no_difference() -> None:
    options = ("It went home", "It criticised the mayor", "It criticized the mayor", "It honoured him")
    assert "W106" in codes(bank(choice("What did the paper do?", *options)))


@pytest.mark.parametrize("unit", ["%", " km", " years", ""])
def test_quantities_of_one_unit_are_compared(unit: str) -> None:
    numbers = [f"{number}{unit}" for number in (20, 50, 10, 30)]
    assert codes(bank(choice("How much is it?", *numbers))) == ["W109"]


def test_numbers_in_words_and_numbers_that_are_names() -> None:
    assert codes(bank(choice("How many?", "Two", "Nine", "Four", "Six"))) == ["W109"]
    assert codes(bank(choice("How many?", "Two", "A dozen or so", "None", "Six"))) == []
    assert codes(bank(choice("Which road?", "M4", "A1", "M25", "A40"))) == []


def test_combinations_need_labels() -> None:
    assert "W110" not in codes(bank(choice("Which notes are heard?", "C and E", "C and D", "C and F")))
    assert codes(bank(choice("Which lines meet?", "I & III", "I & II", "II & III"))) == ["W110"]


@pytest.mark.parametrize(
    ("stem", "key", "other", "cue"),
    [
        ("It is an", "hour", "day", True),
        ("It is a", "unit", "union", False),
        ("It is an", "MP", "NCO", False),
        ("It is an", "8", "18", False),
        ("It is an", "8", "9", True),
        ("It is a", "euro", "one-off", False),
    ],
)
def test_articles_go_by_sound(stem: str, key: str, other: str, cue: bool) -> None:
    assert ("W111" in codes(bank(choice(stem, key, other, key + " or " + other)))) == cue


def test_the_number_of_the_stem() -> None:
    assert "W111" in codes(bank(choice("The winner was", "Ann", "Bob and Eve", "Cem and Dan")))
    assert "W111" not in codes(bank(choice("The winners were", "Ann and Bob", "Eve and Cem", "Dan")))
    assert "W111" not in codes(bank(choice("The winners were", "the twins", "Eve", "Dan")))
    assert "W111" not in codes(bank(choice("The winners were", "Ann and Eve", "the twins", "the sisters")))


def test_convergence_needs_three_options_and_a_centre() -> None:
    assert "W114" not in codes(bank(choice("What is it?", "red and round", "red and square")))
    assert "W114" not in codes(bank(choice("What is it?", "red and round", "red and round and old", "blue")))
    assert "W114" in codes(bank(choice("What is it?", "red and round", "red and square", "blue and round")))
