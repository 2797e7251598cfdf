"""The corpus: files that are wrong, beside what is said about them (`tests/corpus/NAME.yaml`, `NAME.expected`).

A folder is a library: its files are read one by one and then held against each other. To write the expectations
anew after a change that is meant: `LEARN_WRITE_CORPUS=1 pytest tests/content/test_corpus.py`, and read the difference.
"""

import os
import re
from pathlib import Path

import pytest

import learn
from learn.content.check import check
from learn.content.codes import CODES
from learn.content.files import read
from learn.content.report import render
from learn.problems import Problem

CORPUS = Path(__file__).parents[1] / "corpus"
CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir() or path.suffix == ".yaml")
SOURCE = Path(learn.__file__).parent

SHOWN_ELSEWHERE = {"E100", "E101"}  # an unreadable and a very large file: test_files.py


def problems(case: Path) -> list[Problem]:
    files = [case] if case.is_file() else sorted(case.glob("*.yaml"))
    loaded = [read(file.relative_to(CORPUS), file.read_bytes())[1] for file in files]
    found = [problem for one in loaded for problem in one.problems]
    return found + (check(loaded) if case.is_dir() else [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_bad_file_is_told_what_is_wrong_with_it(case: Path) -> None:
    report = "".join(render(problem) + "\n" for problem in problems(case))
    expected = case.with_suffix(".expected")
    if os.environ.get("LEARN_WRITE_CORPUS"):
        expected.write_text(report, encoding="utf-8")
    assert report == expected.read_text(encoding="utf-8")


def test_every_code_has_an_example() -> None:
    shown = {problem.code for case in CASES for problem in problems(case)}
    assert set(CODES) - shown == SHOWN_ELSEWHERE


def test_every_code_that_is_raised_is_in_the_table() -> None:
    modules = [*(SOURCE / "content").glob("*.py"), *(SOURCE / "kinds").glob("*.py")]
    raised = {code for module in modules for code in re.findall(r'"([EW]1[0-9]{2})"', module.read_text("utf-8"))}
    assert raised == set(CODES)


def test_rules_have_names_of_their_own() -> None:
    names = [code.rule for code in CODES.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
