"""docs/hand-in.md says what there is: every finding, every column of a roster, every type of event."""

import json
from pathlib import Path

from benchmarks.class_of import Paper, hand_in
from learn.classroom.findings import CODES
from learn.classroom.roster_columns import COLUMNS
from tests.classroom.hand_ins import examinee

PAGE = (Path(__file__).parents[2] / "docs" / "hand-in.md").read_text(encoding="utf-8")


def test_every_finding_is_explained() -> None:
    assert [code for code in CODES if f"`{code}`" not in PAGE] == []


def test_every_column_is_explained() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in PAGE] == []


def test_every_key_of_a_hand_in_is_explained(exam: Paper) -> None:
    lines = [json.loads(line) for line in hand_in(examinee(code="x"), exam).splitlines()]
    keys = {key for line in (lines[0], lines[0]["hand_in"], lines[1], lines[-1], lines[-1]["end"]) for key in line}
    assert [key for key in keys if f'"{key}"' not in PAGE] == []
