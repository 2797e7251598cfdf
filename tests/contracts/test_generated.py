"""Generated pages are up to date, and every command is explained where a person would look."""

import pytest

from tests.contracts.generate import COMMANDS, DOCS, PAGES


@pytest.mark.parametrize("name", list(PAGES))
def test_the_page_is_what_the_program_says(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("command", list(COMMANDS))
def test_each_command_is_named_in_a_guide(command: str) -> None:
    guides = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("student.md", "teacher.md"))
    assert f"learn {command}" in guides
