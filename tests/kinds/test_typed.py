"""Typed answers: what is right, what is a misspelling, and what only looks like one."""

from random import Random
from typing import Any

import pytest

from learn.kinds.base import Question
from learn.verdict import Malformed, Verdict
from tests.kinds.examples import build


def verdict(question: Question, typed: Any) -> Verdict:
    graded = question.grade(question.present(Random(0)), typed)
    assert isinstance(graded, Verdict), graded
    return graded


def refusal(question: Question, typed: Any) -> str:
    graded = question.grade(question.present(Random(0)), typed)
    assert isinstance(graded, Malformed), graded
    return graded.message


SAME = [
    ("The United States", "the united states"),
    ("The United States", "  THE   United\tStates . "),
    ("Séoul", "seoul"),
    ("Seoul", "“Séoul”"),
    ("Seoul", "ｓｅｏｕｌ"),
    ("Łódź", "lodz"),
    ("Straße", "STRASSE"),
    ("Œuvre", "oeuvre"),
    ("Kim Jong-un", "Kim Jong‑un"),
    ("Hawai'i", "Hawaiʻi"),
    ("서울", "서울"),
    ("서울", "서울"),
    ("平壌", "平壌"),
    ("10,000 troops", "10 000 troops"),
    ("10,000 troops", "10 000 troops"),
    ("10000 troops", "１０，０００ troops"),
    ("5*", "5*"),
    ("?", "?"),
    ("C#", "c#"),
    ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ("Москва", "москва"),
]
DIFFERENT = [
    ("Seoul", "Tokyo"),
    ("ガ", "カ"),
    ("कि", "क"),
    ("C#", "C"),
    ("-5", "5"),
    ("서울", "서을"),
    ("1950", "1951"),
    ("10,000 troops", "10,001 troops"),
]


@pytest.mark.parametrize(("accepted", "typed"), SAME)
def test_what_a_learner_cannot_be_expected_to_type_alike_is_the_same(accepted: str, typed: str) -> None:
    result = verdict(build("short", accept=[accepted.replace("*", "\\*")], typos="0"), typed)
    assert result.correct
    assert result.note == ""


@pytest.mark.parametrize(("accepted", "typed"), DIFFERENT)
def test_what_is_another_answer_is_wrong(accepted: str, typed: str) -> None:
    assert not verdict(build("short", accept=[accepted]), typed).correct


class TestWildcards:
    @pytest.mark.parametrize(
        ("pattern", "typed", "right"),
        [
            ("the US*", "The US", True),
            ("the US*", "the US army.", True),
            ("the US*", "by the US", False),
            ("*war*", "a proxy war!", True),
            ("*proxy*war*", "a proxy-like sort of war", True),
            ("*proxy*war*", "a war by proxy", False),
            ("U.S.*", "U.S.", True),
            ("U.S.*", "u.s. army", True),
            ("a*a", "a", False),
            ("the * army", "the army", True),
            ("the * army", "the red army", True),
            ("the * army", "the big barmy", False),
            ("\\*", "*", True),
            ("\\*", "x", False),
            ("2\\*2*", "2*2 is four", True),
            ("＊war", "proxy war", False),
        ],
    )
    def test_a_star_stands_for_anything(self, pattern: str, typed: str, right: bool) -> None:
        assert verdict(build("short", accept=[pattern], typos="0"), typed).correct == right

    def test_a_known_wrong_answer_is_not_taken_in_by_a_star(self) -> None:
        question = build("short", accept=["*Korea"], reject=[{"North Korea": "The other one."}])
        assert verdict(question, "South Korea").correct
        assert verdict(question, "north korea") == Verdict(0.0, "Korea", "Korea", feedback="The other one.")

    def test_the_answer_shown_is_the_first_one_without_a_star(self) -> None:
        assert verdict(build("short", accept=["*US*", "the US"]), "no").expected == "the US"
        assert verdict(build("short", accept=["*proxy  war*"]), "no").expected == "proxy war"


class TestCase:
    def test_capitals_matter_where_the_author_says_so(self) -> None:
        question = build("short", accept=["NATO"], case="true", typos="0")
        assert verdict(question, "NATO").correct
        assert not verdict(question, "Nato").correct

    def test_a_wrong_capital_is_not_a_misspelling_then(self) -> None:
        question = build("short", accept=["Vietnam"], case="true")
        assert not verdict(question, "vietnam").correct
        assert verdict(question, "Veitnam").note == "spelled Vietnam"
        assert not verdict(question, "veitnam").correct


class TestTypos:
    @pytest.mark.parametrize(
        ("accepted", "typed", "right"),
        [
            ("Laos", "Loas", False),  # up to four letters: none
            ("Seoul", "Soul", True),  # up to eight: one
            ("Seoul", "Soeul", True),  # a swap is one error
            ("Seoul", "Sol", False),
            ("Pyongyang", "Pyonyang", True),  # above: two
            ("Pyongyang", "Pjonjang", False),
            ("Pyongyang", "Pjongjang", True),
            ("South Korea", "Soth Korae", True),  # one in each word
            ("South Korea", "North Korea", False),  # two in one word of five letters
            ("South Korea", "SouthKorea", True),
            ("peacekeeping", "peace-keeping", True),
            ("Kim Jong-un", "Kim Jong Un", True),
            ("Kim Jong-un", "Kim Jong-il", False),
            ("MiG-21", "MiG 21", True),
            ("MiG-21", "MiG-23", False),
            ("Resolution 2270", "Resolution 2207", False),
            ("Resolution 2270", "Resolutoin 2270", True),
            ("the year 1950", "the year1950", True),
            ("version 1 2", "version 12", False),
            ("the war of others", "war of others", False),
            ("Österreich", "Osterreich", True),
        ],
    )
    def test_by_length_of_the_answer_and_of_each_word(self, accepted: str, typed: str, right: bool) -> None:
        assert verdict(build("short", accept=[accepted]), typed).correct == right

    @pytest.mark.parametrize(
        ("typos", "typed", "right"), [("0", "Veitnam", False), ("1", "Veitnam", True), ("1", "Veitnm", False)]
    )
    def test_as_many_as_the_author_allows(self, typos: str, typed: str, right: bool) -> None:
        assert verdict(build("short", accept=["Vietnam"], typos=typos), typed).correct == right

    def test_one_typo_is_allowed_in_short_words_if_the_author_says_one(self) -> None:
        assert verdict(build("short", accept=["Laos"], typos="1"), "Loas").note == "spelled Laos"

    def test_a_near_miss_is_right_and_the_spelling_is_shown(self) -> None:
        result = verdict(build("short", accept=["Pyongyang", "Seoul"]), "Soeul")
        assert (result.score, result.note) == (1, "spelled Seoul")

    def test_a_known_wrong_answer_is_no_misspelling(self) -> None:
        question = build("short", accept=["Gambia"], reject=[{"Zambia": "That lies in the south."}])
        assert verdict(question, "Zambia").feedback == "That lies in the south."
        assert verdict(question, "Gamvia").note == "spelled Gambia"
        assert not verdict(question, "Kambia").correct  # as near to the one as to the other

    def test_a_star_is_never_misspelled(self) -> None:
        assert not verdict(build("short", accept=["Pyongyang*"]), "Pyonyang").correct


class TestNothing:
    @pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\x1b[31m", "\x00"])
    def test_an_empty_line_is_not_an_answer(self, typed: str) -> None:
        assert refusal(build("short", accept=["a"]), typed) == "nothing was typed"
        assert refusal(build("number", value="1"), typed) == "nothing was typed"
        assert refusal(build("cloze", text="{{a}} {{b}}"), (typed, "")) == "nothing was typed"

    def test_one_empty_gap_of_two_is_a_wrong_gap(self) -> None:
        assert verdict(build("cloze", text="{{a}} {{b}}"), ("a", "")).score == 1 / 2


class TestNumber:
    @pytest.mark.parametrize(
        ("fields", "typed", "right"),
        [
            ({"value": "300000"}, "300,000", True),
            ({"value": "300000"}, "300 000 ", True),
            ({"value": "300000"}, "3e5", True),
            ({"value": "300000"}, "300.000", False),  # a dot is a decimal point
            ({"value": "010"}, "10", True),
            ({"value": "0.3", "tolerance": "0.1"}, "0.4", True),  # exact: 0.3 + 0.1 in floats is not
            ({"value": "0.3", "tolerance": "0.1"}, "0.2", True),
            ({"value": "0.3", "tolerance": "0.1"}, "0.41", False),
            ({"value": "1,5"}, "1.5", True),
            ({"value": "-40", "tolerance": "10%"}, "-44", True),
            ({"value": "-40", "tolerance": "10%"}, "-44.1", False),
            ({"value": "200", "tolerance": "5 %"}, "190", True),
            ({"range": ["-1", "1"]}, "−1", True),
            ({"range": ["-1", "1"]}, "1.01", False),
            ({"range": "10..20"}, "20", True),
            ({"value": "12", "unit": "km"}, "12km", True),
            ({"value": "12", "unit": "km"}, "12 KM", True),
            ({"value": "12", "unit": "%"}, "12", True),
            ({"value": "5", "unit": "$"}, "$5", True),
            ({"value": "1/2"}, "0.5", True),
            ({"value": 12}, "12", True),
            ({"value": "٣"}, "3", True),
        ],
    )
    def test_within_value_and_tolerance_or_range(self, fields: dict[str, Any], typed: str, right: bool) -> None:
        question = build("number", **fields)
        assert question.faults() == []
        assert verdict(question, typed).correct == right

    @pytest.mark.parametrize(
        "typed", ["many", "nan", "inf", "1e999", "12 miles", "1 2", "9" * 400, "--1", "0x10", "10k"]
    )
    def test_what_is_no_number_is_asked_again(self, typed: str) -> None:
        assert refusal(build("number", value="12", unit="km"), typed).startswith("not a number: ")

    def test_what_was_typed_is_told_without_what_steers_a_terminal(self) -> None:
        assert refusal(build("number", value="1"), "\x1b[2Jmany\nmore\u202e") == "not a number: many more"

    def test_how_it_was_read_is_told_where_it_can_be_read_otherwise(self) -> None:
        question = build("number", value="10000", unit="men")
        assert verdict(question, "10,000").note == "read as 10000"
        assert verdict(question, "10.000").note == "read as 10"
        assert verdict(question, "10000").note == ""

    def test_the_expected_answer_is_what_the_author_wrote(self) -> None:
        assert verdict(build("number", value="300,000", unit="men"), "1").expected == "300,000 men"
        assert verdict(build("number", value="300,000 men", unit="men"), "1").expected == "300,000 men"
        assert verdict(build("number", range=["1", "2"], unit="km"), "3").expected == "1 to 2 km"
        assert verdict(build("number", range=["1", "2"], value="1.5"), "3").expected == "1.5"


class TestCloze:
    QUESTION = build(
        "cloze", text="From {{North Korea}} to {{South Korea|the South}}, {{9}} of {{text: ten|10, fact: f}}"
    )

    def test_each_gap_is_graded_for_itself(self) -> None:
        result = verdict(self.QUESTION, ("north korea", "the south", "8", "Ten"))
        assert [part.score for part in result.parts] == [1, 1, 0, 1]
        assert [part.fact for part in result.parts] == ["", "", "", "f"]
        assert [part.given for part in result.parts] == ["north korea", "the south", "8", "Ten"]
        assert result.score == 3 / 4
        assert result.expected == ("North Korea", "South Korea", "9", "ten")

    def test_the_spelling_of_each_near_miss_is_shown(self) -> None:
        result = verdict(self.QUESTION, ("Norht Korea", "Suoth Korea", "9", "10"))
        assert (result.score, result.note) == (1, "spelled North Korea · spelled South Korea")

    def test_the_answer_of_another_gap_is_no_misspelling(self) -> None:
        question = build("cloze", text="{{Gambia}}, {{Zambia}}")
        assert verdict(question, ("Zambia", "Gambia")).score == 0

    def test_a_word_of_the_bank_is_no_misspelling(self) -> None:
        question = build("cloze", text="{{Gambia}}", bank=["Zambia"])
        assert not verdict(question, ("Zambia",)).correct
        assert verdict(question, ("Gambbia",)).correct

    @pytest.mark.parametrize(
        "gap",
        [
            "{{text: ten|10, fact: f}}",
            "{{ text:ten|10 , fact:f }}",
            "{{{text: ten|10, fact: f}}}",
            "{{ {text: ten|10, fact: f} }}",
            '{{text: "ten|10", fact: f}}',
            "{{text: 'ten|10', fact: f}}",
        ],
    )
    def test_a_gap_may_name_its_fact(self, gap: str) -> None:
        question = build("cloze", text=f"One to {gap}!")
        assert question.part_facts() == ("f",)
        result = verdict(question, ("10",))
        assert (result.score, result.expected) == (1, ("ten",))

    def test_a_gap_in_long_form_needs_no_fact(self) -> None:
        assert verdict(build("cloze", text="One to {{text: ten}}"), ("ten",)).correct

    @pytest.mark.parametrize(
        ("text", "gaps"), [("{{a}}{{b}}", 2), ("_{{a}}_{{b}}_{{c}}_", 3), ("___{{a}}___", 1), ("____ {{a}} ______", 1)]
    )
    def test_exactly_one_blank_is_shown_for_each_gap(self, text: str, gaps: int) -> None:
        interaction = build("cloze", text=text).present(Random(0)).interaction
        assert interaction.text.count("____") == gaps  # type: ignore[union-attr]
        assert interaction.gaps == gaps  # type: ignore[union-attr]

    def test_a_bank_offers_each_word_once(self) -> None:
        shown = build("cloze", text="{{a|x}} {{b}} {{a}} {{c*}}", bank=["d"]).present(Random(0))
        assert sorted(shown.interaction.words) == ["a", "b", "c", "d"]  # type: ignore[union-attr]
