"""The page's own texts: none is missing in any language, none is left over, and all fill in the same places."""

import re
from pathlib import Path

import pytest

from learn.kinds.words import FALSE, FILL, TRUE
from learn.publishing.words import LANGUAGES, spoken, words

SCRIPTS = [path.read_text("utf-8") for path in (Path(__file__).parents[2] / "web" / "src").glob("*.ts")]
SOURCE = "".join(one for one in SCRIPTS if re.search(r"\bWords\b|\bquiz\b", one))
USED_BY_PYTHON = {"broken", "noScript"}


def fields(text: str) -> list[str]:
    """The places to fill in."""
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_empty(language: str) -> None:
    english, other = words("en"), words(language)
    assert list(other) == list(english)
    assert [name for name, text in other.items() if not text.strip()] == []
    assert [name for name in english if fields(english[name]) != fields(other[name])] == []
    if language != "en":
        assert [name for name in english if english[name] == other[name]] == []


def test_every_text_is_said_somewhere() -> None:
    said = set(re.findall(r"\bwords\.(\w+)", SOURCE))
    assert set(words("en")) == said | USED_BY_PYTHON


def test_places_are_filled_in_where_a_text_has_any() -> None:
    """A text with places goes through `fill`, and with the names that it has."""
    for name, text in words("en").items():
        if not fields(text):
            continue
        calls = re.findall(rf"fill\((?:this\.)?words\.{name}, \{{([^}}]*)\}}", SOURCE)
        assert len(calls) == len(re.findall(rf"\bwords\.{name}\b", SOURCE)) > 0, name
        for call in calls:
            assert set(fields(text)) <= set(re.findall(r"\w+", call)), (name, call)


def test_what_no_author_wrote_reads_as_in_the_program() -> None:
    english = words("en")
    assert (english["fillGaps"], english["isTrue"], english["isFalse"]) == (FILL, TRUE, FALSE)


@pytest.mark.parametrize(("tag", "language"), [("ko", "ko"), ("ko-KR", "ko"), ("EN-us", "en"), ("de", ""), ("", "")])
def test_which_language_is_spoken(tag: str, language: str) -> None:
    assert spoken(tag) == language
