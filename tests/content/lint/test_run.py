"""Which questions a rule is meant for, and where its warnings point."""

from pathlib import Path

import pytest

from learn.content.check import check
from learn.content.files import read
from learn.content.lint.places import Places
from learn.content.lint.run import warnings
from learn.content.values import Bank
from tests.content.lint.samples import bank, choice, codes, lint, loaded, short

ROOT = Path(__file__).parents[3]
ABOVE = choice("Which of these swim?", "Fish", "Birds", "All of the above")
LESSON = """\
lesson: taught
title: Taught
sections: [{heading: All, text: All., facts: [will-come, came]}]
facts:
  - {id: will-come, statement: Ann says that they will come., claim: forecast, by: ann, from: paper P1}
  - {id: came, statement: They came., from: paper P2}
"""
SOURCES = """\
sources: [{id: paper, title: The Morning Paper, paragraphs: 3}]
speakers: [{id: ann, name: Ann Lee, also: [Annie]}]
"""


@pytest.mark.parametrize("ignored", ["W104", "W1", "[W100, W104]"])
def test_a_question_is_exempt_from_what_it_ignores(ignored: str) -> None:
    assert codes(bank(ABOVE)) == ["W104"]
    assert codes(bank(f"{ABOVE}\nlint: {{ignore: {ignored}}}")) == []
    assert codes(bank(f"{ABOVE}\nlint: {{ignore: [W105, W10x]}}")) == ["W104"]


@pytest.mark.parametrize(("language", "found"), [("en", True), ("en-GB", True), ("de", False), ("eng", False)])
def test_english_words_are_looked_for_in_english(language: str, found: bool) -> None:
    assert codes(bank(ABOVE, head=f"lang: {language}\n")) == ["W104"] * found


def test_other_rules_hold_in_every_language() -> None:
    assert codes(bank(choice("Was ist schwerer?", "Wasser", "Öl"), head="lang: de\n")) == ["W115"]


def test_only_what_is_wanted_is_looked_for() -> None:
    text = bank(choice("Which of these swim?", "Fish", "All of the above"))
    assert codes(text) == ["W115", "W104"]
    assert [one.code for one in lint(text, lambda code: code == "W115")] == ["W115"]
    assert lint(text, lambda _code: False) == []


def test_questions_of_several_files_are_compared() -> None:
    one = loaded(bank(short("What is the capital of Peru?", "Lima")), "one.yaml")
    two = loaded(bank(short("What is the capital of Peru?", "Lima")).replace("sample", "other"), "two.yaml")
    assert [(problem.code, problem.span.path) for problem in warnings([one, two])] == [("W107", "two.yaml")]


def test_lessons_and_sources_are_known_beside_the_bank() -> None:
    asked = loaded(
        bank(short("Who will come?", "they") + "\nfact: will-come", short("Who came?", "they") + "\nfact: came")
    )
    around = [read("lesson.yaml", LESSON)[1], read("sources.yaml", SOURCES)[1]]
    (problem,) = warnings([asked], around)
    assert (problem.code, problem.span.line) == ("W121", 5)
    assert "a forecast" in problem.message
    assert warnings([asked]) == []


@pytest.mark.parametrize("voice", ["Annie", "the morning paper", "an expert", "according to her", "as she expects it"])
def test_whose_word_it_is(voice: str) -> None:
    asked = loaded(bank(short(f"Who will come, {voice}?", "they") + "\nfact: will-come"))
    around = [read("lesson.yaml", LESSON)[1], read("sources.yaml", SOURCES)[1]]
    assert warnings([asked], around) == []


def test_places_are_those_of_the_whole_file() -> None:
    """The short way to the places of a few questions leads where the long one does."""
    for path in sorted((ROOT / "question_banks").glob("*.yaml")):
        found = read(path)[1]
        assert isinstance(found.value, Bank)
        some = [one.id for one in found.value.questions[::3]]
        places = Places(found, found.value, some)
        for at, question in list(enumerate(found.value.questions))[::3]:
            assert places.index[question.id] == at
            for where in ((), ("id",), ("ask",), ("answer",), ("distractors", 1), ("accept",), ("text",), ("tags", 0)):
                assert places.spans.at(("questions", at, *where)) == found.spans.at(("questions", at, *where))


def test_a_bank_with_errors_is_judged_all_the_same() -> None:
    text = bank("kind: choice\nask: Which?", ABOVE) + "  - {kind: short, ask: Who?, accept: [Ann]}\n"
    found = read("sample.yaml", text)[1]
    assert [one.code for one in found.problems] == ["E114", "E114", "E114"]
    assert [(one.code, one.span.line) for one in warnings([found])] == [("W104", 12)]


def test_line_ends_of_windows() -> None:
    text = bank(ABOVE).replace("\n", "\r\n")
    (problem,) = warnings([read("sample.yaml", text.encode())[1]])
    assert (problem.span.line, problem.source.strip()) == (9, "- 'All of the above'")


def test_the_shipped_module_has_no_errors() -> None:
    files = [read(path)[1] for name in ("lessons", "question_banks") for path in sorted((ROOT / name).glob("*.yaml"))]
    assert not [problem for one in files for problem in one.problems if problem.severity == "error"]
    assert not [problem for problem in check(files) if problem.severity == "error"]


def test_an_empty_bank_of_rules() -> None:
    assert warnings([]) == []
    head_only = "bank: sample\ntest: {draw: [{tag: a, count: 1}]}\n"
    assert warnings([loaded(head_only)]) == []
