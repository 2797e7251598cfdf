"""Numbers and texts that other tests only bound: compared to the last place."""

from random import Random
from typing import Any

import msgspec
import pytest

from learn.interactions import Gaps
from learn.kinds import kind_class
from learn.kinds.hashing import content_hash
from learn.kinds.named import usual
from learn.verdict import Verdict
from tests.kinds.examples import build


def right(kind: str, fields: dict[str, Any], answer: Any = None) -> Verdict:
    """The verdict on a right answer, or on the answer given."""
    question = build(kind, **fields)
    shown = question.present(Random(5))
    verdict = question.grade(shown, question.samples(shown).right if answer is None else answer)
    assert isinstance(verdict, Verdict)
    return verdict


FOUR = dict(zip("abcd", "1234", strict=True))
FLOOR_OF_FOUR = (1 + 1 / 2 + 1 / 3 + 1 / 4) / 4

FLOORS: list[tuple[str, dict[str, Any], float, float]] = [
    ("sort", {"categories": {"x": ["1", "2"], "y": ["3"], "z": ["4"]}}, 1 / 3, 1 / 3),
    ("order", {"items": list("abcd")}, 1 / 4, 1 / 2),
    ("match", {"pairs": FOUR}, FLOOR_OF_FOUR, FLOOR_OF_FOUR),
    ("match", {"pairs": [["a", "1"], ["b", "2"]], "extra": ["3", "4"]}, (1 / 3 + 1 / 4) / 2, (1 / 3 + 1 / 4) / 2),
    ("match", {"pairs": [["a", "1"], ["b", "1"], ["c", "2"]]}, 1 / 2, 1 / 2),
    ("cloze", {"text": "{{a}} {{b}}", "bank": ["c", "d"]}, (1 / 3 + 1 / 4) / 2, (1 / 3 + 1 / 4) / 2),
    ("cloze", {"text": "{{red}}, {{red|blue}}", "bank": ["green", "grey"]}, 1 / 3, 1 / 3),
    ("cloze", {"text": "{{a}} {{b}}"}, 0.0, 0.0),
]


@pytest.mark.parametrize(("kind", "fields", "guess", "chance"), FLOORS)
def test_what_a_guess_earns_on_each_part(kind: str, fields: dict[str, Any], guess: float, chance: float) -> None:
    for part in right(kind, fields).parts:
        assert part.guess == pytest.approx(guess)
        assert part.chance == pytest.approx(chance)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One {{a}} and {{b}}.", "One ____ and ____."),
        ("_{{a}}_{{b}}_", "_ ____ _ ____ _"),
        ("{{a}}{{b}}", "________"),
        ("{{a}} _b_", "____ _b_"),
        ("a_b {{c}}", "a_b ____"),
        ("_____ {{a}} ____", "___ ____ ___"),
    ],
)
def test_a_text_with_gaps_is_shown_as_it_was_written(text: str, shown: str) -> None:
    interaction = build("cloze", text=text).present(Random(0)).interaction
    assert isinstance(interaction, Gaps)
    assert interaction.text == shown


def test_a_bank_is_shown_in_the_order_that_is_told() -> None:
    question: Any = build("cloze", text="{{a}} {{b}} {{c}}", bank=["d", "e"])
    shown = question.present(Random(4))
    assert shown.interaction.words == tuple(question.words[at] for at in shown.order)
    assert len(shown.order) == 5


@pytest.mark.parametrize(
    ("gap", "accepted"),
    [
        ("{{ten|10}}", ("ten", "10")),
        ("{{ ten | 10 }}", ("ten", "10")),
        ("{{text: ten|10}}", ("ten", "10")),
        ("{{text: 'a, b', fact: f}}", ("a, b",)),
        ("{{text: 'a\", fact: f}}", ("'a\"",)),
        ("{{text: ', fact: f}}", ("'",)),
        ("{{text: a fact: b, fact: f}}", ("a fact: b",)),
        ("{{text}}", ("text",)),
        ("{{{a}}}", ("a",)),
    ],
)
def test_what_stands_between_braces(gap: str, accepted: tuple[str, ...]) -> None:
    question: Any = build("cloze", text=f"{gap}!")
    [found] = question.parsed.gaps
    assert found.accept == accepted
    assert found.fact == ("f" if "fact: f" in gap else "")


def test_what_is_opened_and_not_closed_stays_in_the_text() -> None:
    question: Any = build("cloze", text="{{a}} b {{c {{d}} e")
    assert not question.parsed.balanced
    assert question.parsed.around == ("", " b {{c ", " e")


@pytest.mark.parametrize(("answer", "right_"), [("true", [1, 0]), ("false", [0, 1])])
def test_a_statement_is_true_or_false(answer: str, right_: list[int]) -> None:
    """By no key that the question makes of itself: the first option is True."""
    assert [right("true_false", {"answer": answer}, place).score for place in (0, 1)] == right_
    assert right("true_false", {"answer": answer}, 0).expected == ("True" if answer == "true" else "False")


@pytest.mark.parametrize(
    ("kind", "fields", "answer"),
    [
        ("choice", {"answer": "yes", "distractors": ["no", "maybe"], "shuffle": "false"}, 0),
        ("multiple", {"answers": ["a", "b"], "distractors": ["c"], "shuffle": "false"}, (0, 1)),
        ("short", {"accept": ["yes"]}, "Yes"),
        ("number", {"value": "5"}, "5.0"),
        ("cloze", {"text": "{{a}} {{b}}"}, ("a", "b")),
        ("card", {"front": "f", "back": "b"}, True),
    ],
)
def test_a_right_answer_that_a_person_wrote_down(kind: str, fields: dict[str, Any], answer: Any) -> None:
    assert right(kind, fields, answer).score == 1


def test_the_usual_spellings_of_a_name_begin_with_capitals() -> None:
    assert usual(("조태용",), "korean")[:5] == ("조태용", "Cho Tae-yong", "Cho Taeyong", "Cho Tae Yong", "Tae-yong Cho")
    assert usual(("조태용",), "listed") == ()


class TestNumbers:
    def test_the_key_of_a_range_is_its_lower_end(self) -> None:
        assert right("number", {"range": ["250000", "350000"]}).key == "250000"
        assert right("number", {"range": "250000..350000", "value": "300,000"}).key == "300,000"

    def test_the_answer_in_words_is_english_whatever_is_spoken(self) -> None:
        question: Any = build("number", range=["1", "2"], unit="km")
        assert (question.expected, build("number", value="3", unit="%").expected) == ("1 to 2 km", "3 %")  # type: ignore[attr-defined]

    def test_a_unit_may_stand_in_every_number(self) -> None:
        assert build("number", value="300,000 men", tolerance="10 men", unit="men").faults() == []
        assert build("number", range=["1 km", "2 km"], unit="km").faults() == []
        assert build("number", value="300,000 men", unit="women").faults() != []

    @pytest.mark.parametrize("tolerance", ["5%", "5 %", " 5% "])
    def test_a_tolerance_in_percent(self, tolerance: str) -> None:
        fields = {"value": "200", "tolerance": tolerance}
        assert [right("number", fields, typed).score for typed in ("189.9", "190", "210", "210.1")] == [0, 1, 1, 0]

    def test_both_ends_are_right(self) -> None:
        fields = {"range": ["1", "2"]}
        assert [right("number", fields, typed).score for typed in ("0.99", "1", "2", "2.01")] == [0, 1, 1, 0]

    def test_a_long_line_is_told_in_part(self) -> None:
        question = build("number", value="1")
        found: Any = question.grade(question.present(Random(0)), "x" * 100)
        assert found.message == f"not a number: {'x' * 60}"

    @pytest.mark.parametrize("written", [5, None, "5", "1..2..3", ["1", "2", "3"]])
    def test_what_is_no_range_is_left_for_convert_to_refuse(self, written: Any) -> None:
        prepared = kind_class("number").prepare({"id": "q", "ask": "?", "range": written})
        assert prepared["range"] == written
        if written is not None:
            with pytest.raises(msgspec.ValidationError):
                msgspec.convert(prepared, kind_class("number"), strict=False)


class TestTyped:
    def test_the_spelling_with_the_fewest_errors_is_shown(self) -> None:
        assert right("short", {"accept": ["abcdefghij", "abcdefghyz"]}, "abcdefghyy").note == "spelled abcdefghyz"
        assert right("short", {"accept": ["abcdefghyz", "abcdefghij"]}, "abcdefghyy").note == "spelled abcdefghyz"

    def test_a_wrong_line_has_nothing_of_what_a_star_would_take(self) -> None:
        question = build("short", accept=["*a*", "*b*"])
        shown = question.present(Random(0))
        verdict = question.grade(shown, question.samples(shown).wrong)
        assert isinstance(verdict, Verdict)
        assert verdict.score == 0

    @pytest.mark.parametrize(("typed", "right_"), [("Typhoon21", True), ("Typhon21", False), ("Typhoon22", False)])
    def test_a_word_with_digits_is_never_misspelled(self, typed: str, right_: bool) -> None:
        assert right("short", {"accept": ["Typhoon21"]}, typed).correct == right_
        assert right("short", {"accept": ["The great Typhoon21"]}, f"The great {typed}").correct == right_

    @pytest.mark.parametrize(
        ("typed", "right_"), [("Gim", True), ("Cho Taeyong", True), ("Cho", False), ("Kim Tae-yong", False)]
    )
    def test_a_family_name_beside_a_name_in_hangul_is_another_persons(self, typed: str, right_: bool) -> None:
        assert right("short", {"accept": ["조태용", "Kim"], "names": "korean"}, typed).correct == right_

    def test_capitals_of_a_bank_matter_where_the_author_says_so(self) -> None:
        assert build("cloze", text="{{US}} or {{UK}}", bank=["us"], case="true").faults() == []
        assert [one.code for one in build("cloze", text="{{US}} or {{UK}}", bank=["us"]).faults()] == ["E145"]

    def test_a_cloze_without_words_of_its_own_asks_in_the_programs(self) -> None:
        assert build("cloze", text="{{a}}").prompt == "Fill the gaps."
        assert build("cloze", text="{{a}}", ask="Well?").prompt == "Well?"


HASHES = {
    "choice": "96ab1038af721e4f",
    "cloze": "0e7e8a2e8499e38b",
    "number": "ca7b1ab5bad8bc9b",
    "sort": "bf7757e2220e0fa7",
}


def test_hashes_are_those_that_logs_hold() -> None:
    """A log names the question it was asked by this; another value would make every old answer one to regrade."""
    found = {
        "choice": content_hash(build("choice", answer="서울", distractors=[{"Tokyo": "Japan."}, "Hanoi"])),
        "cloze": content_hash(build("cloze", text="{{a|b}} and {{text: c, fact: f}}", bank=["d"])),
        "number": content_hash(build("number", value="300,000", tolerance="5%", unit="men")),
        "sort": content_hash(build("sort", categories={"x": [{"text": "1", "fact": "f"}], "y": ["2"]})),
    }
    assert found == HASHES
