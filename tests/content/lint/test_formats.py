"""Problems for other programs."""

import json
from pathlib import Path

from learn.content.lint.formats import EVERY, as_github, as_json, as_sarif
from learn.problems import Problem, Span

ERROR = Problem(
    "E113", "unknown-key", "unknown key `aks`", Span("banks/a b.yaml", 4, 5, 3), "did you mean 'ask'?", "    aks: Why?"
)
WARNING = Problem("W104", "all-of-the-above", "100% of\nthem", Span("banks/a,b:c.yaml", 7, 9))


def test_json_has_the_shape_that_scripts_read() -> None:
    assert as_json([ERROR], 3) == {
        "problems": [
            {
                "path": "banks/a b.yaml",
                "line": 4,
                "column": 5,
                "code": "E113",
                "rule": "unknown-key",
                "severity": "error",
                "message": "unknown key `aks`",
                "hint": "did you mean 'ask'?",
            }
        ],
        "files": 3,
    }


def test_github_gets_one_line_with_its_marks_escaped() -> None:
    assert as_github(ERROR) == (
        "::error file=banks/a b.yaml,line=4,col=5,endColumn=8,title=E113 unknown-key"
        "::unknown key `aks` (did you mean 'ask'?)"
    )
    assert as_github(WARNING) == (
        "::warning file=banks/a%2Cb%3Ac.yaml,line=7,col=9,endColumn=10,title=W104 all-of-the-above::100%25 of%0Athem"
    )


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0 requires: version, runs (3.13), tool.driver.name (3.18, 3.19), a rule's id (3.49), message (3.27).

    An index of a rule points at the rule of that id; regions count from 1, the end column behind the last character.
    """
    log = as_sarif([ERROR, WARNING, WARNING], "1.2")
    json.dumps(log)
    assert (log["version"], log["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], run["columnKind"]) == ("learn", "1.2", "unicodeCodePoints")
    assert [one["id"] for one in driver["rules"]] == ["E113", "W104"]
    assert [one["defaultConfiguration"]["level"] for one in driver["rules"]] == ["error", "warning"]
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        (place,) = result["locations"]
        region = place["physicalLocation"]["region"]
        assert 1 <= region["startColumn"] < region["endColumn"]
    uris = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]]
    assert uris == ["banks/a%20b.yaml", "banks/a%2Cb%3Ac.yaml", "banks/a%2Cb%3Ac.yaml"]


def test_sarif_of_nothing_is_an_empty_run() -> None:
    (run,) = as_sarif([], "1.2")["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


def test_an_absolute_path_is_a_file_uri(tmp_path: Path) -> None:
    log = as_sarif([ERROR._replace(span=Span(str(tmp_path / "a b.yaml"), 1, 1))], "1.2")
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path / "a b.yaml").as_uri()


def test_codes_are_known_once() -> None:
    assert all(known.code == code for code, known in EVERY.items())
    assert len({known.rule for known in EVERY.values()}) == len(EVERY)
