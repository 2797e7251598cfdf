"""Problems in the forms that other programs read: our JSON, GitHub's workflow commands, SARIF 2.1.0."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from learn.content.codes import CODES, Code
from learn.content.lint.codes import RULES
from learn.content.lint.rule import Rule
from learn.problems import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

EVERY: dict[str, Code | Rule] = {**CODES, **RULES}
"""All codes: errors, and rules of item writing."""


def as_json(problems: Sequence[Problem], files: int) -> dict[str, Any]:
    """The problems and the number of files, as `--format json` prints them."""
    return {"problems": [_as_json(one) for one in problems], "files": files}


def _as_json(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.span.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "code": problem.code,
        "rule": problem.rule,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_github(problem: Problem) -> str:
    """One line that GitHub Actions turns into an annotation of the file."""
    span = problem.span
    places = {
        "file": span.path,
        "line": str(span.line),
        "col": str(span.column),
        "endColumn": str(span.column + span.width),
        "title": f"{problem.code} {problem.rule}",
    }
    named = ",".join(f"{key}={_property(value)}" for key, value in places.items())
    return f"::{problem.severity} {named}::{_data(_said(problem))}"


def _said(problem: Problem) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], version: str) -> dict[str, Any]:
    """A SARIF log of one run: the rules that found something, and what they found."""
    codes = sorted({one.code for one in problems})
    index = {code: at for at, code in enumerate(codes)}
    driver = {"name": "learn", "version": version, "rules": [_sarif_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, index[one.code]) for one in problems],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_rule(code: str) -> dict[str, Any]:
    known = EVERY[code]
    return {
        "id": code,
        "name": known.rule,
        "shortDescription": {"text": known.summary},
        "help": {"text": known.remedy},
        "defaultConfiguration": {"level": "error" if code.startswith("E") else "warning"},
    }


def _sarif_result(problem: Problem, rule: int) -> dict[str, Any]:
    span = problem.span
    region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.width}
    place = {"artifactLocation": {"uri": _uri(span.path)}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    whole = Path(path)
    return whole.as_uri() if whole.is_absolute() else quote(whole.as_posix())
