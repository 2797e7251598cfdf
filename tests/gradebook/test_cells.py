"""Cells of CSV files: nothing that a spreadsheet would run, and nothing lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.gradebook.cells import defused, line, number, plain, runs, undone


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-a", "--1", "@x", "\t1", "\r1", "\n1", "＝1", "＋1", "－1", "＠x", " =1", "\u200b=1", "'=1"]
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert runs(text)
    assert defused(text) == "'" + text
    assert undone(defused(text)) == text


@pytest.mark.parametrize("text", ["", "-", "-1", "-1.5", "1", "a=b", "'tis", "Ada", "5-4", "전쟁"])
def test_negative_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert not runs(text)
    assert defused(text) == text
    assert undone(text) == text


@given(st.text())
def test_undoing_gives_the_text_back(text: str) -> None:
    assert undone(defused(text)) == text
    assert not runs(defused(text)) or defused(text).startswith("'")


@given(st.lists(st.one_of(st.text(), st.floats(-1e6, 1e6), st.none(), st.booleans()), min_size=2, max_size=6))
def test_a_line_is_read_back_by_any_reader(cells: list[str | float | bool | None]) -> None:
    for quoted in (False, True):
        text = line(cells, quoted=quoted).decode("utf-8")
        [row] = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert len(row) == len(cells)
        for cell, back in zip(cells, row, strict=True):
            if isinstance(cell, str):
                assert undone(back) == plain(cell)
            elif isinstance(cell, float):
                assert float(back) == pytest.approx(cell, abs=1e-6)
            else:
                assert back == {None: "", True: "yes", False: "no"}[cell]


def test_raw_leaves_formulas_alone() -> None:
    assert line(["=1+1", "@x"], raw=True) == b"=1+1,@x\r\n"
    assert line(["=1+1", "@x"]) == b"'=1+1,'@x\r\n"


@pytest.mark.parametrize(
    ("value", "text"), [(10.0, "10"), (0.0, "0"), (-0.0, "0"), (-1.5, "-1.5"), (2 / 3, "0.666667")]
)
def test_numbers_are_short_and_have_a_point(value: float, text: str) -> None:
    assert number(value) == text
