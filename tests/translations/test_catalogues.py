"""Every text of the interface is there in every language, with the places to fill in that the English one has."""

import re

import pytest
from babel.messages.catalog import Catalog

from learn.language import ENGLISH, LANGUAGES
from tests.beside_source import need_source
from tests.translations.catalogues import binary, compiled, missing, names, path_of, read, renewed, texts, written

need_source()

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
WANTED = texts()


def fields(text: str) -> list[str]:
    """The places to fill in, with how they are filled in."""
    return sorted(re.findall(r"\{\w+(?:![rsa])?(?::[^{}]*)?\}", text))


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Each English text (of two forms the second) with each form of its translation."""
    found = []
    for one in catalogue:
        if one.id:
            english = one.id if isinstance(one.id, str) else one.id[-1]
            found += [(english, form) for form in ([one.string] if isinstance(one.string, str) else one.string or ())]
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_without_a_translation(language: str) -> None:
    without = {name: missing(renewed(language, name, WANTED)) for name in WANTED}
    assert {name: left for name, left in without.items() if left} == {}, "make translations, then fill in the .po files"


@pytest.mark.parametrize("language", OTHERS)
def test_the_files_have_what_is_said_now_and_nothing_else(language: str) -> None:
    assert names(language) == sorted(WANTED)
    for name in WANTED:
        assert path_of(language, name).read_bytes() == written(renewed(language, name, WANTED)), (
            f"make translations ({name})"
        )


@pytest.mark.parametrize("language", OTHERS)
def test_the_compiled_file_is_of_these_catalogues(language: str) -> None:
    assert binary(language).read_bytes() == compiled(language), "make translations"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_in_the_same_places(language: str) -> None:
    wrong = [
        (english, said)
        for name in names(language)
        if name != "click"
        for english, said in pairs(read(language, name))
        if said and fields(english) != fields(said)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_is_said_in_one_way(language: str) -> None:
    said: dict[tuple[str, str | None], set[str]] = {}
    for name in names(language):
        for one in read(language, name):
            if one.id and isinstance(one.id, str) and isinstance(one.string, str):
                said.setdefault((one.id, one.context), set()).add(one.string)
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_commands_and_options_are_named_as_they_are_typed(language: str) -> None:
    """`learn review`, `--json`: what a person types is the same in every language."""
    wrong = [
        (english, said)
        for name in names(language)
        for english, said in pairs(read(language, name))
        if said and set(re.findall(r"--[a-z-]+", english)) != set(re.findall(r"--[a-z-]+", said))
    ]
    assert wrong == []
