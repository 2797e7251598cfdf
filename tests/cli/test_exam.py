"""`learn exam` as a student uses it in the days before."""

import pytest

from tests.cli.program import Program


def test_from_the_plan_to_the_day(after: Program) -> None:
    ran = after.run("exam", "tides", "--on", "2026-03-06")
    assert (ran.code, ran.err) == (0, "")
    assert "tides on 2026-03-06, in 4 days." in ran.out
    assert "if you stop now" in ran.out
    now = after.run("exam", "--json").json
    assert [day["day"] for day in now["days"]] == ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]
    assert now["now"]["expected"] <= now["days"][-1]["expected"] <= now["now"]["questions"] == 3


def test_todays_part_is_a_session_and_then_done(after: Program) -> None:
    after.at(1).run("exam", "tides", "--on", "friday", "--minutes", "5")
    before = after.run("exam", "--json").json
    answers = "".join('{"answer":0}\n' for _ in range(20))
    ran = after.run("exam", "--start", "--jsonl", stdin=answers + '{"answer":"x"}\n' * 5)
    asked = ran.events("question")
    assert len([one for one in asked if not one["comeback"]]) == len(before["facts_today"]) > 0
    left = after.run("exam", "--json").json
    assert left["facts_today"] == []
    assert left["done_today"] == len(before["facts_today"])
    assert "Today's part is done: " in after.run("exam").out
    assert after.run("exam", "--start").out.startswith("Today's part is done.")
    assert after.run("doctor").code == 0


def test_a_lesson_names_its_banks(after: Program) -> None:
    assert after.run("exam", "alliance-shifts", "--on", "tomorrow", "--json").json["banks"] == ["alliance-shifts"]


REFUSED = {
    "exam": (4, "no exam is planned"),
    "exam tides": (2, "when is the exam?"),
    "exam nothing --on friday": (4, "there is no bank 'nothing'"),
    "exam tides --on someday": (2, "'someday' is no day"),
    "exam tides --on 2026-02-01": (2, "2026-02-01 is past"),
    "exam tides --on 2027-03-01": (2, "more than 180 days away"),
    "exam --drop": (4, "no exam is planned"),
}


@pytest.mark.parametrize("line", list(REFUSED))
def test_what_cannot_be_planned_is_said_with_a_remedy(after: Program, line: str) -> None:
    ran = after.run(*line.split())
    code, words = REFUSED[line]
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) >= 2


def test_after_the_day_the_plan_says_so_and_can_be_dropped(after: Program) -> None:
    after.run("exam", "tides", "--on", "tomorrow")
    ran = after.at(9).run("exam")
    assert ran.code == 2
    assert "the exam was on 2026-03-03" in ran.err
    assert after.run("exam", "--drop").code == 0
    assert after.run("exam").code == 4


def test_on_the_day_itself(after: Program) -> None:
    after.run("exam", "tides", "--on", "today")
    now = after.run("exam", "--json").json
    assert now["days_left"] == 0
    assert len(now["days"]) == 1


def test_a_damaged_note_is_named(after: Program) -> None:
    (after.home / "exam.json").write_text("{", encoding="utf-8")
    ran = after.run("exam")
    assert ran.code == 2
    assert "exam.json" in ran.err
