"""Canvas, Moodle, Blackboard, Brightspace and OneRoster: files read back by their own rules."""

from collections.abc import Callable

import pytest
from msgspec import structs

from learn.analysis.results import Results, Student, numbered
from learn.gradebook import FORMATS, module_of
from learn.gradebook.book import Course
from learn.gradebook.cells import plain, undone
from learn.problems import UsageError
from tests.gradebook import readers
from tests.gradebook.books import ADA, CLASS, all_answers, attempt, book, named, results, said, written
from tests.gradebook.naughty import names

TABLES = [name for name in FORMATS if module_of(name).ONE_CELL and name != "oneroster"]


def test_canvas_keeps_missing_excused_and_zero_apart() -> None:
    cells, points = readers.canvas(written("canvas", book())[0])
    assert cells == {"Final test": {"71": "8", "1002": "0", "1003": "", "1004": "EX", "1005": ""}}
    assert points == {"Final test": 10.0}


def test_canvas_s_second_row_begins_as_its_own_does() -> None:
    lines = written("canvas", book())[0].decode().split("\r\n")
    assert lines[0] == "Student,ID,SIS User ID,SIS Login ID,Section,Final test"
    assert lines[1] == "    Points Possible,,,,,10"
    assert lines[2] == "Ada O'Neil,71,S-1001,ada,A,8"
    assert lines[3] == '"Zed ""0"", Jr.",,1002,zed,A,0'


def test_moodle_keeps_missing_excused_and_zero_apart() -> None:
    data, out = written("moodle", book())
    cells = readers.moodle(data, "Username")
    assert cells["Final test"] == {"ada": "8", "zed": "0", "mia": "-", "eve": "-", "una": "-"}
    assert cells["Final test feedback"] == {"ada": "", "zed": "", "mia": "", "eve": "excused", "una": ""}
    assert "excused from Final test: Eve Excused" in said(out)
    assert "maximum grades first (Final test: 10)" in out.next


def test_blackboard_keeps_missing_excused_and_zero_apart() -> None:
    data, out = written("blackboard", book())
    cells, grades = readers.blackboard(data)
    [title] = grades
    assert grades[title] == ("Final test", 10.0, "")
    assert cells[title] == {"ada": "8", "zed": "0", "mia": "", "eve": "", "una": ""}
    assert cells["Final test status"]["eve"] == "excused"
    assert cells["Final test status"]["mia"] == "missing"
    assert "a new column of text of Final test" in said(out)


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        ("5521", "Final test [Total Pts: 10 Score] |5521"),
        ("Exam [Total Pts: 9 Score] |7", "Exam [Total Pts: 9 Score] |7"),
    ],
)
def test_a_blackboard_column_is_found_by_the_id_that_was_given(given: str, heading: str) -> None:
    data, out = written("blackboard", book(headings={"final": given}))
    _, grades = readers.blackboard(data)
    assert list(grades) == [heading]
    assert "new column" not in said(out)


def test_brightspace_keeps_missing_excused_and_zero_apart() -> None:
    cells, points = readers.brightspace(written("brightspace", book())[0])
    title = "Final test Points Grade <Numeric MaxPoints:10>"
    assert points == {title: 10.0}
    assert cells[title] == {"S-1001": "8", "1002": "0", "1003": "", "1004": "", "1005": ""}
    status = cells["Final test status Text Grade <Text>"]
    assert (status["1003"], status["1004"], status["1005"]) == ("missing", "excused", "unfinished")


def test_nobody_excused_needs_no_further_column() -> None:
    everyone = structs.replace(results(), students=tuple(structs.replace(one, excused=()) for one in CLASS))
    for form in ("moodle", "blackboard", "brightspace"):
        assert b"status" not in written(form, book(everyone))[0]
        assert b"feedback" not in written(form, book(everyone))[0]


def test_oneroster_keeps_missing_excused_and_zero_apart() -> None:
    files = readers.oneroster(written("oneroster", book())[0])
    [category], [item] = files["categories.csv"], files["lineItems.csv"]
    assert (item["title"], item["resultValueMin"], item["resultValueMax"]) == ("Final test", "0", "10")
    assert (item["classSourcedId"], item["schoolSourcedId"]) == ("class-8b", "school-1")
    assert item["academicSessionSourcedId"] == "term-2"
    assert item["categorySourcedId"] == category["sourcedId"]
    assert (item["assignDate"], item["dueDate"]) == ("2025-12-30", "2026-01-01")
    rows = {row["studentSourcedId"]: row for row in files["results.csv"]}
    assert {who: (row["scoreStatus"], row["score"], row["missing"]) for who, row in rows.items()} == {
        "src-ada": ("fully graded", "8", "false"),
        "src-zed": ("fully graded", "0", "false"),
        "src-mia": ("not submitted", "", "true"),
        "src-eve": ("exempt", "", "false"),
        "src-una": ("not submitted", "", "false"),
    }
    assert rows["src-una"]["inProgress"] == "true"
    assert {row["lineItemSourcedId"] for row in rows.values()} == {item["sourcedId"]}
    assert {row["classSourcedId"] for row in rows.values()} == {"class-8b"}


def test_oneroster_s_headers_stand_in_their_order() -> None:
    files = readers.oneroster(written("oneroster", book())[0])
    assert list(files["lineItems.csv"][0])[3:] == [
        *("title", "description", "assignDate", "dueDate", "classSourcedId", "categorySourcedId"),
        *("academicSessionSourcedId", "resultValueMin", "resultValueMax", "schoolSourcedId"),
    ]
    assert list(files["results.csv"][0])[3:] == [
        *("lineItemSourcedId", "studentSourcedId", "scoreStatus", "score", "scoreDate", "comment", "textScore"),
        *("classSourcedId", "inProgress", "incomplete", "late", "missing"),
    ]


def test_oneroster_without_the_ids_of_the_class_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no class_id, school_id, session_id") as refused:
        module_of("oneroster").write(book(course=Course()))
    assert "roster" in refused.value.hint


def test_the_same_export_makes_the_same_file() -> None:
    for form in FORMATS:
        if form != "parquet":
            assert written(form, book())[0] == written(form, book())[0], form


# ------------------------------------------------------------------------------------------------------ who is who


@pytest.mark.parametrize("form", ["moodle", "blackboard", "brightspace", "oneroster"])
def test_one_without_ids_is_left_out_and_named(form: str) -> None:
    given = results()
    given = structs.replace(given, students=(*given.students, Student(key="x", name="Max Unknown")))
    data, out = written(form, book(given))
    assert "Max Unknown" in said(out)
    assert b"Max Unknown" not in data
    assert b"8" in data


@pytest.mark.parametrize("form", ["moodle", "blackboard", "brightspace", "oneroster"])
def test_where_nobody_has_an_id_nothing_is_written(form: str) -> None:
    given = Results((Student(key="x", name="Max"), Student(key="y", name="Moritz")), ())
    taken = numbered([attempt(one, all_answers(True, "001"), n) for n, one in enumerate(given.students, 1)])
    with pytest.raises(UsageError, match="nobody here has") as refused:
        module_of(form).write(book(structs.replace(given, attempts=taken)))
    assert "roster" in refused.value.hint


def test_canvas_looks_for_those_without_ids_by_name_unless_they_share_it() -> None:
    students = (ADA, *(Student(key=key, name=name) for key, name in (("x", "Max"), ("y", "Kim"), ("z", "Kim"))))
    taken = numbered([attempt(one, all_answers(True, "001"), n) for n, one in enumerate(students, 1)])
    data, out = written("canvas", book(Results(students, taken)))
    cells, _ = readers.canvas(data)
    assert cells["Final test"].keys() == {"71", "Max"}
    assert "left out, since they have no id and share a name: Kim, Kim" in said(out)
    assert "Canvas will look for them by name: Max" in said(out)


def test_an_id_that_had_to_be_defused_is_told_of() -> None:
    students = (structs.replace(ADA, ids={"login": "@ada"}),)
    given = Results(students, numbered([attempt(ADA, all_answers(True, "001"))]))
    data, out = written("blackboard", book(given))
    assert b'"\'@ada"' in data
    assert "--raw" in said(out)
    data, out = written("blackboard", book(given, raw=True))
    assert b'"@ada"' in data
    assert "--raw" not in said(out)


NAMED: dict[str, Callable[[bytes], list[str]]] = {
    "canvas": lambda data: [row[0] for row in readers.table(data)[2:]],
    "moodle": lambda data: [row[3] for row in readers.table(data)[1:]],
}


@pytest.mark.parametrize("form", sorted(NAMED))
def test_every_naughty_name_comes_back_and_none_is_a_formula(form: str) -> None:
    hostile = names()
    cells = NAMED[form](written(form, book(named(*hostile)))[0])
    assert len(cells) == len(hostile) > 400
    for n, (cell, name) in enumerate(zip(cells, hostile, strict=True), start=1):
        known = str(n) if form == "canvas" and "Points Possible" in name else plain(name)
        assert undone(cell) == known
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("form", TABLES)
def test_naughty_names_disturb_no_reader(form: str) -> None:
    data, _ = written(form, book(named(*names())))
    match form:
        case "canvas":
            assert len(readers.canvas(data)[0]["Final test"]) == len(names())
        case "moodle":
            assert len(readers.moodle(data, "Username")["Final test"]) == len(names())
        case "blackboard":
            rows = readers.table(data)[1:]
            assert len({row[2] for row in rows}) == len(names())
        case "brightspace":
            cells, points = readers.brightspace(data)
            assert len(cells[next(iter(points))]) == len(names())


# ---------------------------------------------------------------------------------------------------- columns, points


def test_titles_that_a_system_would_misread_are_changed_or_told_of() -> None:
    in_year = named("Ada", title="Quiz (2024)")
    assert list(readers.canvas(written("canvas", book(in_year))[0])[0]) == ["Quiz [2024]"]
    reserved, out = written("canvas", book(named("Ada", title="Final Score of 8b")))
    assert b"Final Score of 8b" in reserved
    assert "--heading final=TEXT" in said(out)
    cells, _ = readers.brightspace(written("brightspace", book(named("Ada", title="50% / half=all")))[0])
    assert list(cells) == ["50 half all Points Grade <Numeric MaxPoints:1>"]
    _, grades = readers.blackboard(written("blackboard", book(named("Ada", title="A [1] | b")))[0])
    assert [title for title, _, _ in grades.values()] == ["A (1) / b"]


def test_two_tests_of_one_title_get_two_headings() -> None:
    taken = [attempt(ADA, all_answers(True, "001"), 1), attempt(ADA, all_answers(False, "002"), 2, test="final-2")]
    cells, _ = readers.canvas(written("canvas", book(Results((ADA,), numbered(taken))))[0])
    assert list(cells) == ["Final test - final", "Final test - final-2"]


def test_a_heading_that_was_given_is_taken_as_it_is() -> None:
    cells, _ = readers.canvas(written("canvas", book(headings={"final": "Exam (4711)"}))[0])
    assert list(cells) == ["Exam (4711)"]


def test_points_out_of_another_sum_are_scaled_and_told_of() -> None:
    whole, half = all_answers(True, "001"), all_answers(True, "002")[:5]
    students = (ADA, CLASS[1])
    given = Results(students, numbered([attempt(ADA, whole, 1), attempt(CLASS[1], half, 2)]))
    data, out = written("canvas", book(given))
    cells, points = readers.canvas(data)
    assert points == {"Final test": 10.0}
    assert cells["Final test"] == {"71": "10", "1002": "10"}
    assert "scaled" in said(out)


def test_where_all_was_voided_there_is_no_score() -> None:
    void = [structs.replace(one, points=0.0) for one in all_answers(True, "001")]
    data, out = written("canvas", book(Results((ADA,), numbered([attempt(ADA, void)]))))
    assert readers.canvas(data)[0] == {"Final test": {"71": ""}}
    assert "every question was voided" in said(out)


def test_more_points_than_moodle_takes_are_told_of() -> None:
    dear = [structs.replace(one, points=20.0) for one in all_answers(True, "001")]
    _, out = written("moodle", book(Results((ADA,), numbered([attempt(ADA, dear)]))))
    assert "Moodle takes at most 100" in said(out)
