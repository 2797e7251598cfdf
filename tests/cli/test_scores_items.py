"""`learn scores items`: of what was answered here, and of files of marks from elsewhere."""

import csv
from pathlib import Path

import pytest

from tests.cli.program import Program, Ran
from tests.exchange.data import shared


def judged(learn: Program, tmp_path: Path, text: str | bytes, *more: str) -> Ran:
    path = tmp_path / "marks.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return learn.run("scores", "items", "--from", str(path), "--json", *more)


MATRIX = "student,q1,q2,q3\nada,1,0,1\nben,0,0.5,1\ncem,1,,0\ndan,1,1,1\n"


def test_moodles_published_figures_from_its_own_table(learn: Program) -> None:
    """Columns `quizattempt, slots.N.mark, summarks`: the first says who, the last is the total."""
    ran = learn.run("scores", "items", "--from", str(shared("stats/results00.csv")), "--json")
    assert ran.code == 0
    with shared("stats/qstats00.csv").open(encoding="utf-8") as file:
        slots = [row for row in csv.DictReader(file) if not row["subqname"] and not row["variant"]]
    assert [one["item"] for one in ran.json["items"]] == [f"slots.{n}.mark" for n in range(1, 8)]
    for one, row in zip(ran.json["items"], slots, strict=True):
        for figure, column in FIGURES.items():
            assert one[figure] == pytest.approx(float(row[column]), abs=1e-4), figure
    test = ran.json["test"]
    assert test["cic"] == pytest.approx(-87.22309355, abs=1e-4)
    assert test["error_ratio"] == pytest.approx(136.82949008, abs=1e-4)
    assert test["standard_error"] == pytest.approx(1.11068131, abs=1e-4)
    assert ran.json["notices"] == ["the column summarks was taken for a total and left out"]


FIGURES = {
    "n": "s",
    "facility": "facility",
    "sd": "sd",
    "effective_weight": "effectiveweight",
    "discrimination_index": "discriminationindex",
    "discriminative_efficiency": "discriminativeefficiency",
}


def test_the_shape_of_the_json(learn: Program, tmp_path: Path) -> None:
    found = judged(learn, tmp_path, MATRIX).json
    assert set(found) == {"n", "items", "test", "notices"}
    assert (found["n"], [one["item"] for one in found["items"]]) == (4, ["q1", "q2", "q3"])
    second = found["items"][1]
    assert {"flags", "findings", "distractors", "reasons", "random_guess_score", "mean_ms"} <= set(second)
    assert (second["n"], second["facility"], second["alpha_if_deleted"]) == (3, 0.5, None)
    assert second["reasons"]["alpha_if_deleted"] == "not everyone saw every item"
    assert found["test"]["cic"] is None
    assert found["test"]["reasons"]["cic"] == "not everyone saw every item"
    assert second["flags"] == ["too-few"]


@pytest.mark.parametrize(
    "text",
    [
        "student;q1;q2;q3\r\nada;1;0;1\r\nben;0;0,5;1\r\ncem;1;;0\r\ndan;1;1;1\r\n",
        "\ufeffstudent\tq1\tq2\tq3\nada\t1\t0\t1\nben\t0\t.5\t1\ncem\t1\t-\t0\ndan\t1\t1\t1\n",
        '"student","q1","q2","q3"\n"ada","1","0","1"\n"ben","0","0,5","1"\n"cem","1","NA","0"\n"dan","1","1","1"\n',
        '"q1" "q2" "q3"\n"ada" 1 0 1\n"ben" 0 0.5 1\n"cem" 1 NA 0\n"dan" 1 1 1\n',
        "sep=;\nstudent;q1;q2;q3;\nada;TRUE;FALSE;TRUE;\nben;0;0.5;1;\ncem;1;n/a;0;\ndan;1;1;1;\n\n",
        "# a comment\nq1,q2,q3,total\n1,0,1,2\n0,0.5,1,1.5\n1,,0,1\n1,1,1,3\n",
        "Name,Class,q1,q2,q3\nada,7b,1,0,1\nben,7b,0,0.5,1\ncem,7b,1,,0\ndan,7b,1,1,1\nAverage,,0.75,0.5,0.75\n",
        "student,q1,q2,q3\nMax,2,2,2\nada,2,0,2\nben,0,1,2\ncem,2,,0\ndan,2,2,2\n",
    ],
    ids=["semicolons", "tabs-bom", "quotes", "as-R-writes", "sep-line", "total", "average-row", "maxima-row"],
)
def test_one_matrix_in_many_hands(learn: Program, tmp_path: Path, text: str) -> None:
    found = judged(learn, tmp_path, text)
    assert found.code == 0, found.whole_err
    assert [(one["n"], one["facility"]) for one in found.json["items"]] == [(4, 0.75), (3, 0.5), (4, 0.75)]


def test_utf_16_and_windows_1252(learn: Program, tmp_path: Path) -> None:
    assert judged(learn, tmp_path, MATRIX.encode("utf-16")).json["n"] == 4
    old = judged(learn, tmp_path, MATRIX.replace("ada", "ädä").encode("cp1252")).json
    assert (old["n"], old["notices"]) == (4, ["the file is not UTF-8; its names were read as Windows-1252"])


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("student,q1\nada,x\nben,1\ncem,1\n", 3, "marks.csv:2:2: E383 'x' in the column q1 is no mark"),
        ("student,q1\nada,1\nben,3\n", 3, "marks.csv:3:2: E384 3 in the column q1 is more than its most, 1"),
        ("student,q1,q1\nada,1,1\n", 3, "marks.csv:1:2: E381 the column 'q1' is there 2 times"),
        ("student,q1,q2\nada,1\nben,1,0\n", 3, "marks.csv:2:1: E382 the row has 2 cells, the header 3"),
        ("student,q1\nada,0,5\n", 3, "E382"),
        ("student,q1,sex\nada,1,f\nben,0,m\n", 3, "E383 the column sex holds no marks ('f')"),
        ("q1,q2\n", 3, "E380 there is no row of marks below the header"),
        ("", 3, "E380 the file is empty"),
        ("student,name\nada,bee\n", 3, "E381 no column holds marks"),
        ('student,q1\n"ada,1\n', 3, "E380 this row cannot be read"),
        ("a\0b,q1\n1,1\n", 3, "E380 the file holds bytes that are no text"),
        ("student,q1\nada,nan\nben,inf\ncem,1\n", 3, "E383 'inf'"),
    ],
)
def test_faults_are_named_by_line(learn: Program, tmp_path: Path, text: str, code: int, told: str) -> None:
    ran = judged(learn, tmp_path, text)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_the_most_of_items_and_columns_to_drop(learn: Program, tmp_path: Path) -> None:
    text = "student,q1,q2,age\nada,5,2,31\nben,0,1,44\n"
    assert judged(learn, tmp_path, text).code == 3
    found = judged(learn, tmp_path, text, "--max", "5", "--max", "q2=2", "--drop", "age").json
    assert [one["facility"] for one in found["items"]] == [0.5, 0.75]
    assert [one["intended_weight"] for one in found["items"]] == [pytest.approx(500 / 7), pytest.approx(200 / 7)]
    only = judged(learn, tmp_path, text, "--only", "q*", "--max", "5,q2=2").json
    assert len(only["items"]) == 2
    assert judged(learn, tmp_path, text, "--drop", "nothing").code == 3
    assert judged(learn, tmp_path, text, "--max", "many").code == 2


def test_what_does_not_go_together(learn: Program, tmp_path: Path) -> None:
    assert learn.run("scores", "items", "--max", "5").code == 2
    assert judged(learn, tmp_path, MATRIX, "--bank", "tides").code == 2
    assert learn.run("scores", "items", "--from", str(tmp_path)).code == 2
    assert learn.run("scores", "items", "--from", str(tmp_path / "none.csv")).code == 4
    assert learn.run("scores", "items", "--class", "none").code == 4


def test_two_rows_of_one_student_and_empty_rows_are_told(learn: Program, tmp_path: Path) -> None:
    found = judged(learn, tmp_path, "student,q1,q2\nada,1,1\nada,0,1\nben,,\n").json
    assert found["n"] == 2
    assert found["notices"] == ["ada has 2 rows (lines 2, 3); each counts", "1 rows without any mark were left out"]


GRADES = """\
"Last name","First name","Email address",State,"Started on",Completed,Time,"Grade/3.00","Q. 1 /1.00","Q. 2 /2.00"
Byron,Ada,ada@example.org,Finished,"2 March 2026",x,"5 mins",3.00,1.00,2.00
Franklin,Ben,ben@example.org,Finished,"2 March 2026",x,"5 mins",0.50,0.50,-
Franklin,Ben,ben@example.org,Finished,"3 March 2026",x,"5 mins",3.00,1.00,2.00
Karaca,Cem,cem@example.org,"In progress","2 March 2026",-,-,-,1.00,-
Nobody,Eve,eve@example.org,-,-,-,-,-,-,-
"Overall average",,,,,,,2.1,0.8,1.4
"""


def test_moodles_grades_report(learn: Program, tmp_path: Path) -> None:
    """A dash is a blank in a finished attempt and not seen in an open one; the first attempt counts unless told."""
    found = judged(learn, tmp_path, GRADES).json
    assert [(one["item"], one["n"]) for one in found["items"]] == [("Q. 1", 3), ("Q. 2", 2)]
    assert found["items"][0]["facility"] == pytest.approx(2.5 / 3)
    assert found["items"][1]["facility"] == 0.5
    assert found["notices"][0].startswith("2 rows that are no attempt")
    assert judged(learn, tmp_path, GRADES, "--attempts", "all").json["n"] == 4
    assert judged(learn, tmp_path, GRADES, "--attempts", "last").json["items"][1]["facility"] == 1
    german = (
        GRADES.replace("Grade/3.00", "Bewertung/3,00")
        .replace("Q. 1 /1.00", "F 1 /1,00")
        .replace("Started on", "Begonnen am")
    )
    assert judged(learn, tmp_path, german.replace("1.00,2.00", '"1,00","2,00"')).json["items"][0]["n"] == 3
    assert judged(learn, tmp_path, GRADES, "--max", "5").code == 2


RESPONSES = """\
Surname,"First name",Email,State,"Started on",Grade/2.00,Response 1,Right answer 1,Response 2,Right answer 2
Byron,Ada,ada@example.org,Finished,x,2.00,Moon,Moon,"a; b","b; a"
Franklin,Ben,ben@example.org,Finished,x,0.00,Sun,Moon,a,"b; a"
Karaca,Cem,cem@example.org,Finished,x,1.00,-,Moon,"a; b","b; a"
"""


def test_moodles_responses_report(learn: Program, tmp_path: Path) -> None:
    found = judged(learn, tmp_path, RESPONSES).json
    first, second = found["items"]
    assert (first["facility"], second["facility"]) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert [(one["option"], one["key"], one["count"]) for one in first["distractors"]] == [
        ("Moon", True, 1),
        ("Sun", False, 1),
    ]
    assert [(one["option"], one["count"]) for one in second["distractors"]] == [("a", 3), ("b", 2)]
    without = "\n".join(line.rpartition(",")[0] for line in RESPONSES.splitlines())
    assert "E385" in judged(learn, tmp_path, without.replace('"b', "b").replace(';b"', "")).err


ANALYSIS = """\
name,id,sis_id,section,submitted,attempt,"101: <p>What pulls
the sea?</p>",1.0,102: Pick,2.0,103: Survey,0,n correct,n incorrect,score
Ada,1,,A,x,1,Moon,1.0,yes,2.0,,0,2,0,3
Ben,2,,A,x,2,Moon,1.0,no,0.0,,0,1,1,1
Ben,2,,A,x,1,Sun,0.0,no,0.0,,0,0,2,0
Cem,3,,A,x,1,Sun,0.0,,,,0,0,2,0
"""


def test_canvas_student_analysis(learn: Program, tmp_path: Path) -> None:
    found = judged(learn, tmp_path, ANALYSIS).json
    first, second = found["items"]
    assert (first["item"], first["n"], second["n"]) == ("101: What pulls the sea?", 3, 2)
    assert first["facility"] == pytest.approx(1 / 3)
    assert [(one["option"], one["key"], one["count"]) for one in first["distractors"]] == [
        ("Moon", True, 1),
        ("Sun", False, 2),
    ]
    assert judged(learn, tmp_path, ANALYSIS, "--attempts", "last").json["items"][0]["facility"] == pytest.approx(2 / 3)
    assert "E383" in judged(learn, tmp_path, ANALYSIS.replace("yes,2.0", "yes,7.0")).err


def test_answers_given_here(learn: Program) -> None:
    """A test with one blank: its options, its time, and in the terminal no line wider than the screen."""
    done = learn.run("quiz", "tides", "--test", "-n", "2", "--seed", "1", "--plain", stdin="1\n2\n\n")
    assert done.code == 0, done.whole_err
    found = learn.run("scores", "items", "--json").json
    assert found["n"] == 1
    assert {one["item"].split("/")[0] for one in found["items"]} == {"tides"}
    assert all(one["flags"] == ["too-few"] for one in found["items"])
    assert any(one["distractors"] for one in found["items"])
    shown = learn.run("scores", "items")
    assert (shown.code, "too few answers to judge" in shown.out) == (0, True)
    assert max(len(line) for line in shown.out.splitlines()) <= 80


def test_no_answers_yet(learn: Program) -> None:
    assert learn.run("scores", "items").out.startswith("No answers to judge yet")
    assert learn.run("scores", "items", "--json").json["items"] == []


def test_the_screen_has_the_worst_first_and_fits(learn: Program, tmp_path: Path) -> None:
    rows = [f"s{n},{int(n > 30)},{int(n > 20)},{int(n <= 30)},{int(n > 25)}" for n in range(60)]
    path = tmp_path / "marks.csv"
    path.write_text("student,good-one-with-a-long-name,good-two,bad,good-three\n" + "\n".join(rows) + "\n")
    for columns in ("80", "40", "24"):
        shown = learn.run("scores", "items", "--from", str(path), COLUMNS=columns)
        assert max(len(line) for line in shown.out.splitlines()) <= int(columns)
        assert shown.out.splitlines()[0] == "bad"
        assert "probably miskeyed" in " ".join(shown.out.split())
