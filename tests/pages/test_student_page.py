"""`learn stats --html`: the student's page."""

import sys
from pathlib import Path
from unittest.mock import patch

from learn.app import App
from tests.cli.program import Program
from tests.pages.markup import check


def page(program: Program, path: Path) -> str:
    ran = program.run("stats", "--html", str(path))
    assert ran.code == 0, ran.err
    return path.read_text(encoding="utf-8")


def test_the_page_is_whole_and_says_what_stats_says(after: Program, tmp_path: Path) -> None:
    found = check(page(after, tmp_path / "me.html"))
    figures = after.run("stats", "--json").json
    assert found.figures()["answers"] == str(figures["answers"]) == "3"
    assert found.figures()["facts met"] == "2"
    assert found.texts["h1"] == ["ada: what is known"]
    headings = found.texts["h2"]
    assert headings[:4] == [
        "Mastery by lesson",
        "Reviews in the next 30 days",
        "Days of study",
        "Memory of single facts",
    ]
    assert "The Moon's pull raises the tides." in found.texts["h3"]
    assert (tmp_path / "me.html").stat().st_mode & 0o777 == 0o600


def test_every_chart_has_a_table(after: Program, tmp_path: Path) -> None:
    found = check(page(after.at(9), tmp_path / "me.html"))
    after.run("review", "--plain", stdin="1\n2\n1\n2\n")
    found = check(page(after, tmp_path / "later.html"))
    tables = found.texts["caption"]
    assert tables[0] == "Mastery by lesson"
    assert tables[1] == "Facts that fall due"
    assert tables[2] == "Days with answers, newest first"
    assert tables[3] == "2 of 2 facts met, shakiest first"
    assert tables[4:] == ["Recall when due", "Calibration by kind of question"]


def test_a_page_before_the_first_answer(fresh: Program, tmp_path: Path) -> None:
    found = check(page(fresh, tmp_path / "me.html"))
    assert found.figures()["answers"] == "0"
    assert "No fact was answered yet." in found.texts["p"]
    assert not fresh.has_log


def test_a_page_is_not_replaced_unasked(after: Program, tmp_path: Path) -> None:
    path = tmp_path / "me.html"
    path.write_text("mine")
    ran = after.run("stats", "--html", str(path))
    assert ran.code == 2
    assert "--force" in ran.err
    assert path.read_text() == "mine"
    assert after.run("stats", "--html", str(path), "--force").code == 0
    check(path.read_text(encoding="utf-8"))


def test_json_and_html_exclude_each_other(after: Program, tmp_path: Path) -> None:
    ran = after.run("stats", "--json", "--html", str(tmp_path / "me.html"))
    assert ran.code == 2
    assert not (tmp_path / "me.html").exists()


def test_without_the_extra_it_is_named(after: Program, tmp_path: Path) -> None:
    for package in ("htpy", "vl_convert"):
        with patch.dict(sys.modules, {package: None}):
            ran = after.run("stats", "--html", str(tmp_path / "me.html"))
        assert ran.code == 2
        assert "learn-quiz[report]" in ran.err


def test_a_folder_that_is_not_writable_is_told(after: Program) -> None:
    ran = after.run("stats", "--html", "/proc/me.html")
    assert ran.code == 5
    assert "/proc/me.html" in ran.err


def test_the_path_of_memory_ends_at_the_state_that_is_stored(after: Program) -> None:
    after.at(4).run("review", "--plain", stdin="1\n2\n")
    after.run("undo")
    after.at(30).run("quiz", "tides", "-n", "3", "--plain", stdin="1\n1\n1\n1\n1\n1\n")
    with App({"home": after.home, "learner": "ada", "content": (str(after.content),)}) as app:
        states = app.store.all_states(app.learner)
        assert states
        for state in states:
            path = app.store.memory_path(app.learner, state.fact)
            assert path[-1][1] == state.memory
            assert path[-1][0] == state.last_answer_day
            assert len(path) == state.memory.reviews
        assert app.store.memory_path(app.learner, "unheard-of") == []


def test_a_curve_runs_from_the_first_answer_to_today_and_on(after: Program) -> None:
    from learn.app.pages_student import DAYS_AHEAD, _curve
    from learn.memory.evidence import recall_on

    environment = after.at(20).environment()
    with App({"home": after.home, "learner": "ada", "content": (str(after.content),)}, environment) as app:
        for state in app.store.all_states(app.learner):
            curve = _curve(app, state)
            days = [day for day, _ in curve.line]
            assert days[0] == -20
            assert days[-1] == DAYS_AHEAD
            assert days == sorted(days)
            today = next(recall for day, recall in curve.line if day == 0)
            assert today == recall_on(state.memory, app.today, app.settings.model)
            assert len(curve.answers) == 1  # both answers were on one day
