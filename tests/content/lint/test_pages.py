"""Every rule has its page, whose bad example it finds and whose good one it does not."""

import re
from pathlib import Path

import pytest

from learn.content.check import check
from learn.content.files import AnyLoaded, read
from learn.content.lint.codes import RULES
from learn.content.lint.formats import EVERY
from learn.content.lint.run import warnings
from tests.content.lint.pages import FOLDER, PAGED, index, page_of

ROOT = Path(__file__).parents[3]
LIBRARY = [read(path)[1] for path in sorted((ROOT / "lessons").glob("*.yaml"))]


def test_the_index_is_what_the_program_says() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index(), "run python -m tests.content.lint.pages"


def test_there_are_no_pages_but_those_of_rules() -> None:
    assert {path.name for path in FOLDER.glob("W*.md")} == {page_of(code).name for code in PAGED}


@pytest.mark.parametrize("code", PAGED)
def test_a_page_begins_as_the_table_says(code: str) -> None:
    text = page_of(code).read_text(encoding="utf-8")
    known = EVERY[code]
    assert text.startswith(f"# {code} {known.rule}\n\n{known.summary} {known.remedy}\n")
    assert f"--ignore {code}" in text


@pytest.mark.parametrize("code", PAGED)
def test_the_bad_example_is_found_and_the_good_one_is_not(code: str) -> None:
    text = page_of(code).read_text(encoding="utf-8")
    bad, good = (_example(text, heading) for heading in ("Bad", "Good"))
    assert code in _codes(bad)
    assert code not in _codes(good)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_of_others_says_whose(code: str) -> None:
    text = page_of(code).read_text(encoding="utf-8")
    for author in ("Haladyna", "NBME", "SAQUET", "Rodriguez 2005", "Albanese", "Attali", "Case"):
        assert (author in RULES[code].literature) <= (author.split(" ", maxsplit=1)[0] in text), author


def _example(text: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n\n```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    body = found[1]
    if body.startswith("- id:"):
        return "bank: example\nquestions:\n" + "".join(f"  {line}\n" for line in body.splitlines())
    return body


def _codes(text: str) -> set[str]:
    loaded: AnyLoaded = read("example.yaml", text)[1]
    assert not loaded.problems
    asked = read("asked.yaml", "bank: asked\nquestions:\n  - {id: one, kind: short, ask: Which?, accept: [a]}\n")[1]
    return {
        one.code
        for one in (*warnings([loaded], LIBRARY), *check([*LIBRARY, asked, loaded]))
        if one.span.path == "example.yaml"
    }
