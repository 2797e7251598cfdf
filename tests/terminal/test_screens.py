"""The screens of the reading commands at every width, with Hangul, with ASCII, and with nothing to show."""

import re
from datetime import date, timedelta

import pytest

from learn.analysis.calibration import Calibration
from learn.analysis.retention import Retention
from learn.app.overview import DueFact, DueGlance, LessonStanding
from learn.app.standing import Standing
from learn.app.statistics import DayCount, Statistics
from learn.terminal.look import ASCII, UNICODE
from learn.terminal.screens import due_screen, lessons_screen, start_screen, stats_screen
from learn.terminal.screens.charts import calendar, columns, flowed
from learn.terminal.surroundings import Size
from learn.text import width
from tests.terminal.conftest import Approved

TODAY = date(2024, 11, 1)
LESSONS = [
    LessonStanding("vietnam-precedent", "Vietnam precedent", 12, 30, 8, 0.54, 0.4, True, 3),
    LessonStanding("alliance-shifts", "동맹 대 동맹: Alliance against alliance", 10, 24, 0, 0, 0, False),
]


def day(ahead: int) -> str:
    return (TODAY + timedelta(ahead)).isoformat()


DUE = DueGlance(
    today=TODAY.isoformat(),
    due=3,
    new=12,
    now=[
        DueFact(fact, "vietnam-precedent", day(ahead), 0.71 + ahead / 200, 3.0, 5.0, 2)
        for fact, ahead in (("alliance-equal-to-south", -2), ("three-divisions", 0), ("파병", 0))
    ],
    due_now=3,
    ahead=[3, 0, 0, 1, 0, 0, 0],
    later=1,
    last=day(40),
)
STATS = Statistics(
    learner="안나 (Anna)",
    today=TODAY.isoformat(),
    answers=312,
    days=21,
    streak=5,
    target=0.9,
    lessons=LESSONS,
    overdue=2,
    forecast=[DayCount(day(ahead), [5, 0, 3, 1, 12, 0, 7][ahead % 7] * (ahead < 20)) for ahead in range(30)],
    retention=Retention(120, 0.9, 0.87, 0.88),
    first_sight=Retention(60, 0.45, 0.2, 0.3),
    calibration=[Calibration("choice", 64, 0.91, 0.88, 0.8, 0.93), Calibration("true_false", 9, 0.8, 0.7, 0.4, 0.9)],
    calendar=[DayCount(day(ahead - 181), (ahead * 7) % 40 if ahead % 3 else 0) for ahead in range(182)],
    leeches=["alliance-equal-to-south"],
)
NOTHING = Statistics("a", TODAY.isoformat(), 0, 0, 0, 0.9, [], 0, [], Retention(0), Retention(0), [], [], [])
STANDING = Standing("a", TODAY.isoformat(), 3, 12, 40, "Review the 3 facts that are due.", ["review"])


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("cells", [24, 40, 80])
def test_the_screens_look_like_this(cells: int, signs: object, approved: Approved) -> None:
    size = Size(cells, UNICODE if signs is UNICODE else ASCII)
    screens = [
        start_screen(STANDING, size),
        lessons_screen(LESSONS, size),
        due_screen(DUE, size),
        stats_screen(STATS, size),
    ]
    for screen in screens:
        assert all(width(line) <= cells for line in screen)
    name = "unicode" if signs is UNICODE else "ascii"
    approved(f"screens-{name}-{cells}", "\n\n--------\n\n".join("\n".join(screen) for screen in screens))


@pytest.mark.parametrize("cells", range(24, 100, 7))
def test_they_fit_every_width(cells: int) -> None:
    for screen in (
        lessons_screen(LESSONS, Size(cells)),
        due_screen(DUE, Size(cells)),
        stats_screen(STATS, Size(cells)),
    ):
        assert all(width(line) <= cells for line in screen)


def test_a_fresh_learner_is_welcomed() -> None:
    fresh = Standing("a", TODAY.isoformat(), 0, 88, 0, "Study “Vietnam precedent”.", ["study"])
    assert start_screen(fresh, Size()) == [
        "Welcome to learn. · 88 facts to learn",
        "",
        "Study “Vietnam precedent”.",
        "  learn study",
    ]


def test_nothing_due_says_when_there_will_be() -> None:
    idle = Standing("a", TODAY.isoformat(), 0, 0, 40, "Nothing is due.", [], next_due="2024-11-04", next_due_count=1)
    assert "Next review 2024-11-04: 1 fact." in start_screen(idle, Size())
    assert due_screen(DueGlance("2024-11-01", 0, 5, [], 0, [0] * 7, 0, ""), Size()) == [
        "Nothing is due today (2024-11-01). 5 facts not met yet."
    ]


def test_nothing_to_show_is_no_empty_chart() -> None:
    assert stats_screen(NOTHING, Size()) == ["a", "2024-11-01 · 0 answers · on 0 days · 0 days in a row"]
    assert lessons_screen([], Size()) == ["There are no lessons."]
    assert calendar([], 80, UNICODE) == []


def test_every_bar_has_its_number() -> None:
    for line in (*lessons_screen(LESSONS, Size()), *due_screen(DUE, Size()), *stats_screen(STATS, Size())):
        if re.search("━|──", line) and "└" not in line:
            assert re.search(r"\d", line.split("─")[-1].split("━")[-1]), line


def test_columns_show_the_smallest_count_and_the_greatest() -> None:
    lines = columns([100, 1, 0, 50], 40, UNICODE)
    assert lines[0].startswith("100 │█")
    assert lines[3] == "    │█▁ █"
    assert columns([2, 0, 1], 40, ASCII)[:5] == ["2 |#", "  |#", "  |# #", "  |# #", "0 +---"]


def test_a_calendar_ends_today() -> None:
    lines = calendar([(day(-1), 3), (day(0), 30)], 40, UNICODE)
    assert [line[:3] for line in lines[1:8]] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[4].endswith("░")
    assert lines[5].endswith("█")
    assert lines[6] == "Sat"


def test_hostile_names_are_clean_and_fit() -> None:
    bad = LessonStanding("x", "a\x1b[31m\nb\u202e" + "w" * 60, 1, 1, 1, 1.0, 1.0, True)
    lines = lessons_screen([bad], Size(24))
    assert not any("\x1b" in line or "\u202e" in line for line in lines)
    assert all(width(line) <= 24 for line in lines)


def test_flowed_pieces_are_whole() -> None:
    assert flowed(["aa", "bb", "cc"], 7, " · ") == ["aa · bb", "cc"]
