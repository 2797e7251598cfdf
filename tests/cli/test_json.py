"""What `--json` prints is a contract (issue 2): keys, types, order."""

import json
from typing import Any

import pytest

from tests.cli.program import Program

EVENT = "0192f0c1-2345-7abc-8def-0123456789ab"

HISTORY = {
    "event": str,
    "at": str,
    "learner": str,
    "session": str,
    "question": str,
    "facts": list,
    "kind": str,
    "score": float,
    "correct": bool,
    "ms": int,
    "recall": float,
    "guessed": bool,
    "comeback": bool,
    "retracted": bool,
}
DUE = {"today": str, "due": int, "new": int, "facts": list}
DUE_FACT = {
    "fact": str,
    "lesson": str,
    "due": str,
    "recall": float,
    "stability": float,
    "difficulty": float,
    "reviews": int,
}
LESSON = {
    "lesson": str,
    "title": str,
    "facts": int,
    "questions": int,
    "seen": int,
    "mastery": float,
    "proved": float,
    "read": bool,
}
STATS = {
    "learner": str,
    "today": str,
    "answers": int,
    "days": int,
    "streak": int,
    "target": float,
    "lessons": list,
    "forecast": list,
    "retention": dict,
    "calibration": list,
    "calendar": list,
}
BANK = {"id": str, "title": str, "lesson": str, "path": str, "questions": int}
START = {"learner": str, "today": str, "due": int, "new": int, "answered": int, "next": str, "command": list}


def conforms(value: dict[str, Any], contract: dict[str, type]) -> bool:
    """Whether every key of the contract is there, with a value of that very type."""
    return {key: type(value.get(key)) for key in contract} == contract


def test_due(after: Program) -> None:
    due = after.run("due", "--json").json
    assert conforms(due, DUE)
    assert (due["today"], due["due"], due["new"]) == ("2026-03-02", 0, 105)
    assert all(conforms(fact, DUE_FACT) for fact in due["facts"])
    assert {fact["fact"]: (fact["lesson"], fact["reviews"]) for fact in due["facts"]} == {
        "moon-pulls": ("tides", 1),
        "twice-a-day": ("tides", 2),
    }
    assert [fact["due"] for fact in due["facts"]] == sorted(fact["due"] for fact in due["facts"])
    assert all(0 <= fact["recall"] <= 1 and 1 <= fact["difficulty"] <= 10 for fact in due["facts"])


def test_what_was_due_yesterday_is_still_due_tomorrow(after: Program) -> None:
    assert [after.at(day).run("due", "--json").json["due"] for day in (0, 1, 30)] == [0, 2, 2]


def test_lessons(after: Program) -> None:
    lessons = after.run("lessons", "--json").json
    assert all(conforms(lesson, LESSON) for lesson in lessons)
    tides = next(lesson for lesson in lessons if lesson["lesson"] == "tides")
    assert (tides["facts"], tides["questions"], tides["seen"], tides["read"]) == (3, 6, 2, False)
    assert 0 < tides["mastery"] < 2 / 3 + 1e-9
    assert tides["proved"] == pytest.approx(1 / 3)
    assert lessons[1] == lessons[1] | {"seen": 0, "mastery": 0, "proved": 0}


def test_history_is_one_object_a_line_the_newest_last(after: Program) -> None:
    ran = after.run("history", "--json")
    answers = ran.lines
    assert all(conforms(answer, HISTORY) for answer in answers)
    assert [(one["question"], one["response"], one["score"], one["comeback"]) for one in answers] == [
        ("tides/what-pulls", 0, 1.0, False),
        ("tides/how-often", 1, 0.0, False),
        ("tides/how-often-typed", "2", 1.0, True),
    ]
    assert [one["at"] for one in answers] == sorted(one["at"] for one in answers)
    assert answers[0]["at"].startswith("2026-03-02T10:0")
    assert answers[0]["at"].endswith("Z")
    assert {len(one["event"]) for one in answers} == {len(EVENT)}
    assert len({one["session"] for one in answers}) == 1
    assert [one["facts"] for one in answers] == [["moon-pulls"], ["twice-a-day"], ["twice-a-day"]]
    assert answers[0]["learner"] == "ada"


def test_history_of_the_newest_few(after: Program) -> None:
    whole = after.history()
    assert after.run("history", "--json", "-n", "2").lines == whole[1:]
    assert after.run("history", "--json", "-n", "99").lines == whole


def test_a_taken_back_answer_stays_in_history(after: Program) -> None:
    after.run("undo")
    assert [one["retracted"] for one in after.history()] == [False, False, True]


def test_stats(after: Program) -> None:
    stats = after.run("stats", "--json").json
    assert conforms(stats, STATS)
    assert (stats["answers"], stats["days"], stats["streak"], stats["target"]) == (3, 1, 1, 0.9)
    assert len(stats["forecast"]) == 30
    assert sum(day["count"] for day in stats["forecast"]) == 2
    assert stats["calendar"][-1] == {"day": "2026-03-02", "count": 3}


def test_bank_list(learn: Program) -> None:
    banks = learn.run("bank", "list", "--json").json
    assert all(conforms(bank, BANK) for bank in banks)
    assert [bank["id"] for bank in banks] == sorted(bank["id"] for bank in banks)
    assert next(bank["questions"] for bank in banks if bank["id"] == "tides") == 6


def test_start(learn: Program, after: Program) -> None:
    assert conforms(learn.run("--json").json, START)
    assert after.run("--json").json["command"] == ["study"]
    assert after.at(1).run("--json").json["command"] == ["review"]


@pytest.mark.parametrize("line", ["read tides", "bank show tides", "doctor", "config"])
def test_every_reading_command_speaks_json(after: Program, line: str) -> None:
    ran = after.run(*line.split(), "--json")
    assert ran.code == 0
    assert json.loads(ran.out)


def test_json_is_utf_8_whatever_the_locale_says(after: Program) -> None:
    ran = after.process("lessons", "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ran.code == 0
    assert ran.json
