"""CSV, JSON lines, spreadsheet and Parquet: every answer, read back."""

import csv
import io
import json
from typing import Any

import pytest
from msgspec import structs

from learn.analysis.results import Results, numbered
from learn.gradebook import xlsx
from learn.gradebook.answers import NAMES
from learn.gradebook.cells import plain, runs, undone
from learn.problems import UsageError
from tests.gradebook.books import ADA, QUESTIONS, UNFINISHED, all_answers, answered, attempt, book, named, written
from tests.gradebook.naughty import names


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def json_rows(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """The cells of each sheet; none of them is a formula."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl opens the spreadsheets we write")
    pages = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    for page in pages:
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b", "inlineStr"}
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in pages}


def parquet_rows(data: bytes) -> list[dict[str, Any]]:
    reader = pytest.importorskip("pyarrow.parquet", reason="pyarrow reads the Parquet files we write")
    found: list[dict[str, Any]] = reader.read_table(io.BytesIO(data)).to_pylist()
    return found


def test_an_answer_a_row_with_missing_excused_and_zero_apart() -> None:
    rows = csv_rows(written("csv", book())[0])
    counted = {who: [row["status"] for row in rows if row["number"] == who] for who in ("1001", "1002", "1003", "1004")}
    assert counted == {"1001": ["graded"] * 10, "1002": ["graded"] * 10, "1003": ["missing"], "1004": ["excused"]}
    assert sum(float(row["points"]) for row in rows if row["number"] == "1001") == 8
    assert {row["points"] for row in rows if row["number"] == "1002"} == {"0"}
    assert [row["points"] for row in rows if row["number"] in ("1003", "1004")] == ["", ""]
    [blank] = [row for row in rows if row["blank"] == "yes"]
    assert (blank["score"], blank["event"], blank["seconds"], blank["response"]) == ("0", "", "", "")


def test_json_lines_and_parquet_say_the_same_as_csv() -> None:
    lines = json_rows(written("jsonl", book())[0])
    assert [tuple(line) for line in lines] == [NAMES] * len(lines)
    assert parquet_rows(written("parquet", book())[0]) == lines
    for line, row in zip(lines, csv_rows(written("csv", book())[0]), strict=True):
        assert line["student"] == undone(row["student"])
        assert (line["score"] is None) == (row["score"] == "")
        assert line["score"] is None or line["score"] == pytest.approx(float(row["score"]), abs=1e-6)
        assert " | ".join(line["response"]) == undone(row["response"])
    assert {type(line["score"]) for line in lines} == {float, type(None)}


def test_responses_are_in_words() -> None:
    rows = {
        row["question"]: row["response"] for row in json_rows(written("jsonl", book())[0]) if row["number"] == "1001"
    }
    assert rows["final/choice"] == ["Seoul"]
    assert "Hong Min => alliance" in rows["final/match"]
    assert rows["final/true_false"] == ["True"]
    one = Results((ADA,), numbered([attempt(ADA, [answered("final/card", 1, True, "e")])]))
    assert json_rows(written("jsonl", book(one))[0])[0]["response"] == ["yes"]


def test_the_scores_of_an_unfinished_test_are_not_told() -> None:
    rows = [row for row in json_rows(written("jsonl", book())[0]) if row["number"] == "1005"]
    assert [row["status"] for row in rows] == ["unfinished"] * 2
    assert {row[name] for row in rows for name in ("points", "score", "original")} == {None}
    assert rows[0]["response"] == ["Seoul"]


def test_paused_practice_has_shown_its_verdicts_already() -> None:
    practice = attempt(UNFINISHED, all_answers(True, "001")[:1], finished=False, mode="practice")
    [row] = json_rows(written("jsonl", book(Results((UNFINISHED,), numbered([practice]))))[0])
    assert row["score"] == 1


def test_a_bar_within_an_answer_is_told_from_one_between_two() -> None:
    answer = structs.replace(answered("final/cloze", 1, True, "e"), chosen=("a|b", "c"))
    [row] = csv_rows(written("csv", book(Results((ADA,), numbered([attempt(ADA, [answer])]))))[0])
    assert row["response"] == r"a\|b | c"


def test_naughty_names_and_answers_come_back_from_csv_and_json() -> None:
    hostile = names()
    given = named(*hostile)
    taken = [
        structs.replace(one, answers=(structs.replace(one.answers[0], chosen=(name,)),))
        for one, name in zip(sorted(given.attempts, key=lambda one: int(one.student[1:])), hostile, strict=True)
    ]
    out = book(structs.replace(given, attempts=tuple(taken)))
    rows = csv_rows(written("csv", out)[0])
    assert [undone(row["student"]) for row in rows] == [plain(name) for name in hostile]
    assert [undone(row["response"]) for row in rows] == [plain(name).replace("|", r"\|") for name in hostile]
    assert not any(runs(cell) and not cell.startswith("'") for row in rows for cell in row.values())
    assert [row["response"][0] for row in json_rows(written("jsonl", out)[0])] == [plain(name) for name in hostile]
    raw = csv_rows(written("csv", structs.replace(out, raw=True))[0])
    assert [row["student"] for row in raw] == [plain(name) for name in hostile]


# ---------------------------------------------------------------------------------------------------- spreadsheets


def test_the_three_sheets() -> None:
    found = sheets(written("xlsx", book())[0])
    assert list(found) == ["scores", "answers", "items"]
    head, *scores = found["scores"]
    assert head == list(xlsx.SCORES)
    assert [(row[0], row[5], row[6]) for row in scores] == [
        ("Ada O'Neil", "graded", 8),
        ('Zed "0", Jr.', "graded", 0),
        ("Mia Missing", "missing", None),
        ("Eve Excused", "excused", None),
        ("Una Unfinished", "unfinished", None),
    ]
    assert [row[9] for row in scores] == [True, False, None, None, None]
    assert len(found["answers"]) == 1 + 10 + 10 + 1 + 1 + 2
    items = {row[0]: row for row in found["items"][1:]}
    assert items.keys() == QUESTIONS.keys()
    assert items["final/choice"][3:7] == [2, 0, 0.5, 12.345]
    assert items["final/card"][3:6] == [2, 1, 0]


def test_every_naughty_name_is_a_text_in_a_spreadsheet() -> None:
    hostile = names()
    _, *rows = sheets(written("xlsx", book(named(*hostile)))[0])["scores"]
    assert len(rows) == len(hostile)
    for row, name in zip(rows, hostile, strict=True):
        assert isinstance(row[0], str)
        assert row[0] == xlsx.fitting(plain(name))


@pytest.mark.parametrize("letter", ["x", "😀"])
def test_a_text_longer_than_a_cell_is_cut_visibly(letter: str) -> None:
    text = xlsx.fitting(letter * 40_000)
    assert text.endswith("… [cut: 40000 characters]")
    assert xlsx.MOST_TEXT - 1 <= len(text.encode("utf-16-le")) // 2 <= xlsx.MOST_TEXT
    assert text[:100] == letter * 100
    assert xlsx.fitting("x" * xlsx.MOST_TEXT) == "x" * xlsx.MOST_TEXT


def test_more_answers_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 20)
    with pytest.raises(UsageError, match="more than a sheet holds"):
        xlsx.write(book())


@pytest.mark.parametrize(
    ("form", "package", "extra"), [("xlsx", "xlsxwriter", "teacher"), ("parquet", "pyarrow", "analytics")]
)
def test_without_its_package_a_format_names_the_extra(
    form: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    monkeypatch.setitem(__import__("sys").modules, f"{package}.parquet", None)
    with pytest.raises(UsageError) as refused:
        written(form, book())
    assert f"learn-quiz[{extra}]" in refused.value.hint


def test_a_large_parquet_file_is_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    from learn.gradebook import parquet

    monkeypatch.setattr(parquet, "GROUP", 7)
    assert parquet_rows(written("parquet", book())[0]) == json_rows(written("jsonl", book())[0])
