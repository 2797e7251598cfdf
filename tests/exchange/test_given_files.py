"""Every file of another system that we were given: recognised, read or refused by line, and broken by the thousand."""

from pathlib import Path

import pytest

from learn.exchange import module_of
from tests.exchange.data import shared
from tests.exchange.given import given, parts, read, recognised, table
from tests.exchange.mutations import mutated
from tests.exchange.sound import check

FILES = [pytest.param(form, path, id=f"{path.parent.name}/{path.name}") for form, path in given()]
BROKEN = {"franck_MultipleChoiceQuestion.xml", "instructure_item_fib_str.xml", "peg_categorySpecialCharacter.gift"}
"""Two files that are no XML, and one without a question: they are refused by line."""


@pytest.mark.parametrize(("form", "path"), FILES)
def test_a_given_file_is_recognised_and_read(form: str, path: Path) -> None:
    data = path.read_bytes()
    assert recognised(data, path.name) == [form]
    found = read(form, path)
    check(found, data)
    assert (not found.items) == (path.name in BROKEN)
    assert found.items or found.problems[0].span.line >= 1


@pytest.mark.parametrize(("form", "path"), FILES)
def test_twenty_broken_copies_make_no_traceback(form: str, path: Path) -> None:
    for copy in mutated(path.read_bytes(), 11, 20):
        check(module_of(form).read(copy, path.name), copy)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_two_thousand_broken_copies_of_all_files_together() -> None:
    """Recognised as whatever they look like, as `learn bank import` does, and read as that or as what they were."""
    files = given()
    times = 1 + 2000 // max(1, len(files))
    for form, path in files:
        for copy in mutated(path.read_bytes(), 12, times):
            for name in {form, *recognised(copy, path.name)}:
                check(module_of(name).read(copy, path.name), copy)


def test_the_table_of_given_files_is_what_we_read() -> None:
    shared("gift")
    _, printed, _ = parts()
    assert printed == table(), "run `python -m tests.exchange.given`"
