"""The page grades as Python does, and records what Python would, for the same answers."""

import json
import shutil
import subprocess
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from learn.kinds import KINDS
from learn.publishing.asked import Asked
from learn.text import clean, normalise
from tests.publishing.table import SESSION, table

HERE = Path(__file__).parent
SCRIPT = str(files("learn.publishing").joinpath("page.js"))
Table = tuple[list[Asked], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def answers() -> Table:
    """The table."""
    return table()


def as_json(answers: Table) -> str:
    """The table as the page is given it."""
    questions, cases = answers
    asked = [{key: value for key, value in case.items() if key != "outcome"} for case in cases]
    return json.dumps({"questions": msgspec.to_builtins(questions), "cases": asked, "session": SESSION})


def differences(answers: Table, found: str) -> list[Any]:
    """The cases in which the page came to something else."""
    questions, cases = answers
    outcomes = json.loads(found)
    assert len(outcomes) == len(cases)
    return [
        (questions[case["question"]].kind, questions[case["question"]].grading, case["response"], want, got)
        for case, got in zip(cases, outcomes, strict=True)
        if (want := _plain(case["outcome"])) != _plain(got)
    ]


def _plain(outcome: Any) -> Any:
    """What was shown without fields that Python leaves out, and halves of surrogates as the log has them."""
    if "shown" in outcome:
        shown = {key: value for key, value in outcome["shown"].items() if value not in (None, "", [], ())}
        outcome = {**outcome, "shown": shown}
    return json.loads(json.dumps(outcome))


def test_the_table_has_all_kinds_and_all_sorts_of_outcome(answers: Table) -> None:
    questions, cases = answers
    assert len(cases) >= 2000
    graded = Counter(questions[case["question"]].kind for case in cases if "score" in case["outcome"])
    assert set(graded) == set(KINDS)
    right = sum(case["outcome"].get("score") == 1 for case in cases)
    noted = sum(bool(case["outcome"].get("note")) for case in cases)
    none = sum("malformed" in case["outcome"] for case in cases)
    misfits = sum("fault" in case["outcome"] for case in cases)
    assert min(right, noted, none, misfits) >= 100, (right, noted, none, misfits)


def test_the_page_grades_as_python_does(answers: Table) -> None:
    found = _run([_node(), str(HERE / "grading.cjs"), SCRIPT], as_json(answers))
    assert differences(answers, found) == []


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    return node


def _run(command: list[str], told: str) -> str:
    done = subprocess.run(command, input=told, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_texts_are_compared_alike_character_by_character() -> None:
    """Every letter, mark, digit and sign that the running Python knows and the page must read alike."""
    node = _node()
    known = [chr(code) for code in range(0x2FFFF) if unicodedata.category(chr(code)) not in ("Cn", "Co")]
    texts = [f"a{one}B" for one in known]
    program = (
        'const fs = require("fs"), context = require("vm").createContext({ TextEncoder });'
        'require("vm").runInContext(fs.readFileSync(process.argv[1], "utf8"), context);'
        "const { normalise, clean } = context.learnPage;"
        'const texts = JSON.parse(fs.readFileSync(0, "utf8"));'
        "const told = texts.map((one) => [normalise(one), normalise(one, true), clean(one)]);"
        "process.stdout.write(JSON.stringify(told));"
    )
    found = json.loads(_run([node, "-e", program, SCRIPT], json.dumps(texts)))
    wanted = [[normalise(text), normalise(text, case=True), clean(text)] for text in texts]
    assert [(text, want, got) for text, want, got in zip(texts, wanted, found, strict=True) if want != got] == []
