"""`learn scores report`: the class's page."""

import sys
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

import pytest

from learn.analysis.grades import Grade
from learn.analysis.results import Answered, Attempt, Results, Student, Test
from learn.pages.heat import MOST_STUDENTS, heat
from learn.pages.timeline import hand_ins
from tests.cli.program import Program
from tests.pages.markup import check
from tests.pages.simulated import DAY, HOUR, MISKEYED, MS


def report(program: Program, path: Path, *more: str) -> str:
    ran = program.run("scores", "report", "-o", str(path), *more)
    assert ran.code == 0, ran.err
    return path.read_text(encoding="utf-8")


def test_missing_excused_unfinished_and_zero_are_four_things(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    figures = found.figures()
    assert (figures["handed in"], figures["unfinished"], figures["missing"], figures["excused"]) == (
        "30",
        "1",
        "1",
        "0",
    )
    assert figures["of these 0 points"] == "0"
    assert {"missing"} <= set(found.texts["td"])
    assert any(text.startswith("unfinished: ") for text in found.texts["td"])


def test_the_page_says_what_such_results_are_worth(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    assert any("not an examination" in text for text in found.texts["p"])


def test_what_is_undefined_has_its_reason(lonely_classroom: Program, tmp_path: Path) -> None:
    found = check(report(lonely_classroom, tmp_path / "class.html"))
    assert any("no internal consistency (CIC, alpha): fewer than two students" in text for text in found.texts["p"])


def test_one_who_did_not_finish_takes_no_figure_from_the_class(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    assert "CIC, alpha (n\u00a0=\u00a030)" in found.figures()


def test_the_miskeyed_question_comes_first_and_its_options_are_drawn(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    items = f"exam/question-{MISKEYED}"
    headings = found.texts["h3"]
    flagged = headings.index("Flagged questions")
    assert headings[flagged + 1] == items
    assert f"What was chosen in {items}" in found.texts["caption"]
    assert any("probably miskeyed" in text for text in found.texts["li"])


def test_marks_agree_with_the_list_of_scores(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    scores = classroom.run("scores", "list", "--json").json
    shown = set(found.texts["td"])
    graded = [one for one in scores if one["status"] == "graded"]
    assert len(graded) == 30
    for one in graded:
        assert f"{one['points']:g} / {one['max']:g} ({one['percent']:g} %)" in shown


def test_the_histogram_counts_everyone_once(classroom: Program, tmp_path: Path) -> None:
    found = check(report(classroom, tmp_path / "class.html"))
    counts = [int(text) for text in found.texts["td"][:10]]
    assert found.texts["caption"][0] == "Scores in percent"
    assert sum(counts) == 30


def test_hostile_names_and_questions_stay_text(hostile_classroom: Program, tmp_path: Path) -> None:
    page = report(hostile_classroom, tmp_path / "class.html")
    found = check(page)
    assert "<script" not in page
    assert "<img" not in page
    assert any("<script>document.title='owned'</script>" in text for text in found.texts["th"])
    assert not {"\x1b", "\x07", "\u202e", "\ufeff"} & set(page)


def test_a_home_in_which_nobody_took_a_test(fresh: Program, tmp_path: Path) -> None:
    found = check(report(fresh, tmp_path / "class.html"))
    assert found.texts["h2"] == ["No test was taken"]


@pytest.mark.parametrize("arguments", [("-o", "class.txt"), ()])
def test_what_is_no_page_is_refused(classroom: Program, arguments: tuple[str, ...]) -> None:
    ran = classroom.run("scores", "report", *arguments)
    assert ran.code == 2
    assert not Path("class.txt").exists()


def test_a_page_is_not_replaced_unasked(classroom: Program, tmp_path: Path) -> None:
    path = tmp_path / "class.html"
    path.write_text("mine")
    assert classroom.run("scores", "report", "-o", str(path)).code == 2
    assert path.read_text() == "mine"
    report(classroom, path, "--force")


def test_without_the_extra_it_is_named(classroom: Program, tmp_path: Path) -> None:
    with patch.dict(sys.modules, {"vl_convert": None}):
        ran = classroom.run("scores", "report", "-o", str(tmp_path / "class.html"))
    assert ran.code == 2
    assert "learn-quiz[report]" in ran.err


# -- who knows what -------------------------------------------------------------------------------------------------


def attempt(student: str, scores: Mapping[str, float | None], ended: int = MS) -> Attempt:
    answers = tuple(Answered(item=item, n=n, points=1.0, score=score) for n, (item, score) in enumerate(scores.items()))
    return Attempt(student, student, "t", "T", "test", 1, MS, ended, 60, True, answers)


def grade(student: str, scores: Mapping[str, float | None]) -> Grade:
    taken = attempt(student, scores)
    return Grade(Student(student, student), Test("t", "T", taken.max), "graded", taken, 1)


def test_a_cell_is_the_mean_of_a_facts_questions_and_empty_where_none_was_seen() -> None:
    facts = {"b/1": ["moon"], "b/2": ["moon", "sun"], "b/3": []}
    found = heat(
        [grade("ada", {"b/1": 1.0, "b/2": 0.0, "b/3": 1.0}), grade("bob", {"b/1": 0.5, "b/2": None})],
        lambda one: one.student.name,
        lambda item: facts[item],
        {},
    )
    assert found.by == ("student", "fact")
    assert found.columns == (("sun", 0.0), ("moon", 0.5), ("b/3", 1.0))  # hardest first
    assert dict(found.rows) == {"ada": (0.0, 0.5, 1.0), "bob": (None, 0.5, None)}


def test_many_students_are_shown_in_tenths_and_many_facts_by_lesson() -> None:
    scores = [{f"b/{n}": float(n < student) for n in range(50)} for student in range(MOST_STUDENTS + 1)]
    found = heat(
        [grade(f"s{number}", marks) for number, marks in enumerate(scores)],
        lambda one: one.student.name,
        lambda item: [f"fact-{item}"],
        {f"fact-b/{n}": "easy" if n < 25 else "hard" for n in range(50)},
    )
    assert found.by == ("band", "lesson")
    assert [key for key, _ in found.columns] == ["hard", "easy"]
    assert len(found.rows) == 10
    assert sum(int(label.split()[0]) for label, _ in found.rows) == MOST_STUDENTS + 1
    assert found.rows[0][1] == (1.0, 1.0)
    assert found.rows[-1][0].endswith("to 0 %")


def test_many_facts_without_lessons_keep_the_hardest() -> None:
    found = heat(
        [grade("ada", {f"b/{n:02d}": float(n > 44) for n in range(50)})], lambda one: one.student.name, lambda _: (), {}
    )
    assert len(found.columns) == 40
    assert found.left_out == 10
    assert {share for _, share in found.columns} == {0.0}


# -- when tests were handed in --------------------------------------------------------------------------------------


def test_hand_ins_of_one_day_are_counted_by_the_hour_of_the_students_clock() -> None:
    unit, counts = hand_ins([attempt("a", {}, MS), attempt("b", {}, MS + 2 * HOUR), attempt("c", {}, MS)])
    assert unit == "hour"
    assert counts == [("11:00", 2), ("12:00", 0), ("13:00", 1)]  # 10:00 UTC, an hour east of it


def test_hand_ins_of_some_days_are_counted_by_day_and_of_months_by_week() -> None:
    unit, counts = hand_ins([attempt("a", {}, MS), attempt("b", {}, MS + 2 * DAY)])
    assert unit == "day"
    assert counts == [("2026-03-02", 1), ("2026-03-03", 0), ("2026-03-04", 1)]
    unit, counts = hand_ins([attempt("a", {}, MS), attempt("b", {}, MS + 60 * DAY)])
    assert unit == "week"
    assert sum(count for _, count in counts) == 2
    assert counts[0][0] == "2026-03-02"
    assert hand_ins([]) == ("day", [])


# -- a class with a roster ------------------------------------------------------------------------------------------


def test_excused_missing_and_zero_stay_apart(fresh: Program) -> None:
    from learn.app import App
    from learn.app.pages_class import class_figures
    from learn.pages.class_page import class_page

    students = (
        Student("ada", "Ada"),
        Student("bob", "Bob", excused=("t",)),
        Student("roster:3", on_roster=True),
        Student("dot", "Dot"),
    )
    taken = (attempt("ada", {"b/1": 1.0, "b/2": 0.5}), attempt("dot", {"b/1": 0.0, "b/2": 0.0}))
    steps: list[tuple[int, int]] = []
    with App({"home": fresh.home}, fresh.environment()) as app:
        figures = class_figures(app, Results(students, taken), "7b", "last", lambda *step: steps.append(step))
    assert steps == [(1, 1)]
    found = check(class_page(figures))
    numbers = found.figures()
    assert (numbers["handed in"], numbers["of these 0 points"]) == ("2", "1")
    assert (numbers["missing"], numbers["excused"], numbers["unfinished"]) == ("1", "1", "0")
    assert numbers["mean (n\u00a0=\u00a02)"] == "37.5 %"
    marks = [("Ada", "1.5 / 2 (75 %)"), ("Bob", "excused"), ("roster:3", "missing"), ("Dot", "0 / 2 (0 %)")]
    assert list(figures.marks) == marks
