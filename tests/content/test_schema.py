"""The JSON Schema against the reader: they agree on every shipped file and on faults of structure."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from learn.content.schema import bank_schema, lesson_schema, sources_schema

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*(ROOT / "lessons").glob("*.yaml"), *(ROOT / "question_banks").glob("*.yaml")])
STRUCTURE = {"E113", "E114", "E115", "E116", "E117", "E118", "E150", "E152", "E154"}
"""Codes of faults that a schema can see."""


def validator(data: Any) -> Draft7Validator:
    first = next(iter(data)) if isinstance(data, dict) and data else ""
    schemas = {"lesson": lesson_schema, "sources": sources_schema, "speakers": sources_schema}
    return Draft7Validator(schemas.get(first, bank_schema)())


@pytest.mark.parametrize("make", [bank_schema, lesson_schema, sources_schema])
def test_the_schema_is_one(make: Any) -> None:
    Draft7Validator.check_schema(make())
    assert "draft-07" in make()["$schema"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_files_fit(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
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
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError:
        return  # another YAML reader refuses the file as a whole
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
