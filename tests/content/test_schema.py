"""The JSON Schema against the reader: they agree on every shipped file and on faults of structure."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from learn.content.check import check
from learn.content.files import read
from learn.content.schema import bank_schema, lesson_schema, sources_schema
from tests.kinds.examples import EXAMPLES

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*(ROOT / "lessons").glob("*.yaml"), *(ROOT / "question_banks").glob("*.yaml")])
STRUCTURE = {"E113", "E114", "E115", "E116", "E117", "E118", "E150", "E152", "E154"}
"""Codes of faults that a schema can see."""


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "bank": bank_schema,
    "lesson": lesson_schema,
    "sources": sources_schema,
}


def sort_of(data: Any) -> str:
    """Whose schema the data are held against: that of a lesson, of sources, or of a bank."""
    first = next(iter(data)) if isinstance(data, dict) and data else ""
    return {"lesson": "lesson", "sources": "sources", "speakers": "sources"}.get(first, "bank")


def validator(data: Any) -> Draft7Validator:
    return Draft7Validator(SCHEMAS[sort_of(data)]())


def values(text: str) -> Any:
    """What YAML readers other than ours make of it."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("make", [bank_schema, lesson_schema, sources_schema])
def test_the_schema_is_one(make: Any) -> None:
    Draft7Validator.check_schema(make())
    assert "draft-07" in make()["$schema"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_fit(path: Path) -> None:
    data = values(path.read_text(encoding="utf-8"))
    assert [error.message for error in validator(data).iter_errors(data)] == []


def corpus() -> list[Path]:
    """Bad files that are YAML and whose first faults are of structure."""
    found = []
    for path in sorted((ROOT / "tests" / "corpus").glob("*.yaml")):
        expected = path.with_suffix(".expected").read_text(encoding="utf-8")
        codes = {word for word in expected.split() if word.startswith("E1") and len(word) == 4}
        if codes and codes <= STRUCTURE:
            found.append(path)
    return found


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_faults_of_structure_are_seen_by_both(path: Path) -> None:
    data = values(path.read_text(encoding="utf-8"))
    assert list(validator(data).iter_errors(data)), path.name


def test_the_corpus_has_faults_of_structure() -> None:
    assert len(corpus()) >= 8


@pytest.mark.parametrize(
    "distractors", [["a", "b"], [{"a": "why"}, "b"], [{"text": "a", "feedback": "why"}], [1, True, None]]
)
def test_short_forms_are_allowed(distractors: list[Any]) -> None:
    question = {"id": "q", "kind": "choice", "ask": "What?", "answer": "c", "distractors": distractors}
    data = {"bank": "b", "questions": [question]}
    assert list(validator(data).iter_errors(data)) == []


# ------------------------------------------------------------------------------------------- broken in every single way

BREAKS: tuple[Any, ...] = ([], ["a"], {}, {"a": "b"}, {"x": "1", "y": "2"}, 3, True, "some text", [["a"]], [{"a": {}}])
"""What a value is replaced by. Not null: to a schema `id: null`, which is an id, and `id:` without one are the same."""
TEST = {"minutes": 5, "pass": 0.6, "draw": [{"bank": "c", "count": 2}, {"tag": "x", "count": "1"}]}


def wholes() -> Iterator[dict[str, Any]]:
    """Good files: a bank for each example of each kind, a test, a lesson, sources."""
    for kind, several in EXAMPLES.items():
        for fields in several:
            question = {"id": "a", "kind": kind, "ask": "Well?", "lint": {"ignore": ["W104"]}, "fact": "b", **fields}
            yield {"bank": "b", "title": "T", "questions": [question]}
    yield {"bank": "b", "test": TEST}
    for path in (SHIPPED[0], ROOT / "lessons" / "sources.yaml"):
        data = values(path.read_text(encoding="utf-8"))
        yield {key: one[:1] if isinstance(one, list) else one for key, one in data.items()}


def places(value: Any, *above: str | int) -> Iterator[tuple[str | int, ...]]:
    """The place of everything within a value."""
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in entries:
        yield (*above, key)
        yield from places(one, *above, key)


def broken(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Copies in which one thing is replaced, is missing, or has another name."""
    for place in places(whole):
        for new in (*BREAKS, "missing", "renamed"):
            copy = deepcopy(whole)
            around: Any = copy
            for key in place[:-1]:
                around = around[key]
            if new not in ("missing", "renamed"):
                around[place[-1]] = new
            elif new == "missing":
                del around[place[-1]]
            elif isinstance(around, dict):
                around[f"{place[-1]}x"] = around.pop(place[-1])
            yield copy


def codes(text: str) -> set[str]:
    """What the reader says of a file, and the check of the rules that it names."""
    loaded = read(Path("x.yaml"), text.encode())[1]
    return {one.code for one in loaded.problems} | ({"W151"} & {one.code for one in check([loaded])})


@pytest.mark.parametrize("whole", list(wholes()), ids=lambda whole: str(whole.get("questions", [whole])[0])[:50])
def test_whatever_breaks_the_structure_is_seen_by_both(whole: dict[str, Any]) -> None:
    """What the schema refuses the reader refuses; what the reader says of structure the schema says too."""
    schema = validator(whole)
    assert list(schema.iter_errors(whole)) == []
    for data in broken(whole):
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        refused = [error.message for error in schema.iter_errors(values(text))]
        said = codes(text)
        assert said or not refused, (text, refused)
        assert refused or not said & STRUCTURE, (text, said)


# -------------------------------------------------------------------------------------------------- check-jsonschema


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, list[Path]], set[str]]:
    """The names of the files that check-jsonschema refuses, a program that people run in their repositories."""
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed: pip install check-jsonschema")

    def run(sort: str, files: list[Path]) -> set[str]:
        schema = tmp_path / f"{sort}.json"
        schema.write_text(json.dumps(SCHEMAS[sort]()), encoding="utf-8")
        told = [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(schema), *map(str, files)]
        done = subprocess.run(told, capture_output=True, text=True, check=False, timeout=120)
        report = json.loads(done.stdout)
        found = {Path(one["filename"]).name for kind in ("errors", "parse_errors") for one in report.get(kind, [])}
        assert (done.returncode == 0) == (not found), done.stderr
        return found

    return run


def test_check_jsonschema_passes_every_shipped_file(refused: Callable[[str, list[Path]], set[str]]) -> None:
    by_sort: dict[str, list[Path]] = {}
    for path in SHIPPED:
        by_sort.setdefault(sort_of(values(path.read_text(encoding="utf-8"))), []).append(path)
    assert set(by_sort) == set(SCHEMAS)
    assert all(refused(sort, files) == set() for sort, files in by_sort.items())


def test_check_jsonschema_refuses_faults_of_structure(refused: Callable[[str, list[Path]], set[str]]) -> None:
    for sort in SCHEMAS:
        files = [path for path in corpus() if sort_of(values(path.read_text(encoding="utf-8"))) == sort]
        assert not files or refused(sort, files) == {path.name for path in files}
