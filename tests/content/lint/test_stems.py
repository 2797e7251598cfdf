"""Rules about stems: what the labelled set does not show."""

import pytest

from tests.content.lint.samples import bank, choice, codes, lint, short, true_false


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these is not so?",
        "Which of these isn't so?",
        "Who was never king?",
        "Which bird cannot fly?",
        "What has the commentary not said?",
        "Which treatment is the least appropriate?",
        "The war was long. Which side did not win?",
    ],
)
def test_exceptions_in_small_letters(ask: str) -> None:
    assert codes(bank(choice(ask, "Alpha", "Beta", "Gamma"))) == ["W105"]


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these is NOT so?",
        "Why did they not come?",
        "What did Ann say she had not seen?",
        "Who is not only old but rich?",
        "It was not so. What was it?",
        "Which of those who do not vote are counted?",
    ],
)
def test_other_negations(ask: str) -> None:
    assert codes(bank(choice(ask, "Alpha", "Beta", "Gamma"))) == []


def test_what_stands_in_quotation_marks_is_not_the_authors() -> None:
    assert codes(bank(choice('Who wrote "Which is not so?"', "Alpha", "Beta", "Gamma"))) == []


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        ("The ____ is red.", True),
        ("The […] is red.", True),
        ("The … is red", True),
        ("What comes after one … two?", False),
        ("The rose is ____.", False),
        ("What does __init__ do?", False),
        ("What is [1, 2] in Python?", False),
    ],
)
def test_blanks(ask: str, found: bool) -> None:
    assert ("W112" in codes(bank(choice(ask, "Alpha", "Beta", "Gamma")))) == found


@pytest.mark.parametrize(
    "ask", ["Which is right?", "Choose the correct answer.", "Which statements are true?", "Roses:"]
)
def test_stems_without_a_question(ask: str) -> None:
    assert codes(bank(choice(ask, "Alpha", "Beta", "Gamma"))) == ["W113"]


@pytest.mark.parametrize("ask", ["Which rose is right for clay?", "Roses are seen in", "2 + 2", "Capital of Peru"])
def test_short_stems_that_ask(ask: str) -> None:
    assert codes(bank(choice(ask, "Alpha", "Beta", "Gamma"))) == []


def test_the_word_that_comes_back_is_named_as_in_the_stem() -> None:
    (problem,) = lint(bank(choice("What do migrants seek?", "To migrate", "Gold", "War")))
    assert (problem.code, problem.message.split(" ", 1)[0]) == ("W108", "“migrants”")


def test_families_of_words_have_a_common_beginning() -> None:
    assert codes(bank(choice("What is a federation?", "Federal states", "A king", "A city"))) == ["W108"]
    assert codes(bank(choice("What is a comet?", "A company", "A king", "A city"))) == []
    assert codes(bank(choice("What is administration?", "An admiral", "A king", "A city"))) == []


def test_a_question_is_told_once_to_repeat_another() -> None:
    ask = "Which organ makes insulin in the human body?"
    problems = lint(bank(*[choice(ask, "The pancreas", "The liver", f"The number {n}") for n in range(3)]))
    assert [(one.code, one.span.line) for one in problems] == [("W107", 12), ("W107", 19)]
    assert all("`q-1`" in one.message for one in problems)


def test_stems_of_function_words_are_compared_as_they_are() -> None:
    assert codes(bank(short("Who is it?", "Ann"), short("Who is it?", "Bob"))) == ["W107"]
    assert codes(bank(short("Who is it?", "Ann"), short("What is it?", "Ann"))) == []


def test_stems_without_words_are_compared_with_none() -> None:
    assert codes(bank(short("+ = ?", "Ann"), short("+ = ?", "Bob"))) == []


def test_questions_of_two_kinds_may_ask_the_same() -> None:
    ask = "Which organ makes insulin in the human body?"
    assert codes(bank(choice(ask, "The pancreas", "The liver", "The heart"), short(ask, "The pancreas"))) == []


def test_few_words_in_common_are_no_repetition() -> None:
    assert (
        codes(bank(short("Which town lies on the Tagus?", "Lisbon"), short("Which town shook in 1755?", "Lisbon")))
        == []
    )


def test_statements_give_nothing_away() -> None:
    asked = short("In which month was the treaty signed?", "June")
    assert codes(bank(asked, true_false("The treaty was signed in the month of June."))) == []
    told = choice("Who came in June, the month in which the treaty was signed?", "Ann", "Bob", "Eve")
    assert codes(bank(asked, told)) == ["W118"]


def test_questions_on_one_fact_give_nothing_away() -> None:
    asked = short("In which month was the treaty signed?", "June") + "\nfact: treaty"
    told = choice(
        "Who came in June, the month in which the treaty was signed?", "Ann", "Bob", "Eve", more="fact: treaty"
    )
    assert codes(bank(asked, told)) == []


def test_what_everybody_says_is_not_given_away() -> None:
    asked = short("In which month was the treaty signed?", "June")
    others = [choice(f"Who came in June when the treaty number {n} was signed?", "Ann", "Bob", "Eve") for n in range(6)]
    assert "W118" not in codes(bank(asked, *others))


def test_several_answers_in_one_stem() -> None:
    options = "answers: [Gold, Land]\ndistractors: [Fame, Fear]"
    asked = f"kind: multiple\nask: Which two motives does Ann list for war?\n{options}"
    told = choice("For which war does Ann list land and gold as motives?", "The first", "The second", "The third")
    assert codes(bank(asked, told)) == ["W118"]
