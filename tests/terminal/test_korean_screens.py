"""The screens of the reading commands in Korean: they fit, their columns stand, and no English is left in them."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, cast

import pytest

from learn import dates, language
from learn.analysis.exam import Forecast
from learn.analysis.flags import Flag as ItemFlag
from learn.analysis.grades import Grade
from learn.analysis.items import ItemStatistics, TestStatistics
from learn.analysis.judging import Judged, Judgement
from learn.analysis.results import Answered, Attempt, Student, Test
from learn.app.class_report import ClassReport, ClassRow, Recall, StudentReport
from learn.app.exam import DayPlan, Standing
from learn.classroom.flags import Flag, Flagged, Said
from learn.terminal.look import UNICODE
from learn.terminal.screens import due_screen, lessons_screen, start_screen, stats_screen
from learn.terminal.screens.charts import calendar
from learn.terminal.screens.classes import class_screen, classes_screen
from learn.terminal.screens.exam import exam_screen
from learn.terminal.screens.flags import flags_screen
from learn.terminal.screens.items import items_screen
from learn.terminal.screens.scores import scores_screen
from learn.terminal.screens.table import table
from learn.terminal.surroundings import Size
from learn.text import width
from tests.terminal.conftest import Approved
from tests.terminal.test_screens import DUE, LESSONS, STANDING, STATS


@pytest.fixture(autouse=True)
def korean() -> Iterator[None]:
    language.use("ko")
    yield
    language.use("en")


MINJI = Student("l1", "김민지", "20240001", on_roster=True)
SEOYEON = Student("l2", "황보서연", "20240002", on_roster=True)
TEST = Test("hangul-test", "한글", 10)
ANSWERED = (Answered("hangul/maker", 1, 8, 1.0, chance=0.25), Answered("hangul/date", 2, 2, 0.25, chance=0.5))
ATTEMPT = Attempt("l1", "s1", "hangul-test", "한글", "test", 2, 0, 0, 540, True, ANSWERED, 70)
FORECAST = Forecast(20, 14.2, 11, 17)


def grades() -> list[Grade]:
    return [
        Grade(MINJI, TEST, "graded", ATTEMPT, 2),
        Grade(SEOYEON, TEST, "missing"),
        Grade(Student("l3", "이안"), TEST, "excused"),
        Grade(Student("l4", "박서준"), TEST, "unfinished", None, 1),
    ]


def student(one: Student, handed_in: int | None) -> StudentReport:
    status = "handed in" if handed_in is not None else "missing"
    return StudentReport(one, cast("Any", status), 2, 92.5, 80.0, 86.25, 3, 40, Recall(0.71, 9), {}, 1, handed_in, 1)


REPORT = ClassReport(
    "three-two",
    "3학년 2반",
    "",
    "",
    "",
    False,
    (student(MINJI, 1_760_000_000_000), student(SEOYEON, None)),
    {"hangul": (Recall(0.64, 4), 2)},
    (),
)
ITEM = ItemStatistics("hangul/maker", 30, 0.42, 0.5, 10.0, 9.0, 31.0, 40.0, 0.3, 0.7)
JUDGEMENT = Judgement(
    30,
    (Judged(ITEM, (), (ItemFlag("too-hard", "너무 어렵습니다."),), 0.25, 9000.0, 8000.0),),
    TestStatistics(6.5, 7.0, 1.2, -0.3, 0.1, 81.0, 43.5, 0.52),
)
FLAGGED = Flagged(
    "hangul/date",
    "true_false",
    "훈민정음은 1446년에 반포되었다.",
    "참",
    False,
    (Flag("l1", 5, 540, "정답이 둘입니다", True),),
    (Said("True", 4, 1.0), Said("False", 2, 0.0), Said("", 1, 0.5)),
)
EXAM = Standing(
    banks=("hangul",),
    on="2026-05-10",
    days_left=7,
    began=12.4,
    now=FORECAST,
    today=FORECAST,
    minutes_today=12.5,
    facts_today=("f",),
    done_today=0,
    days=(DayPlan("2026-05-03", 12.5, 9, 15.1), DayPlan("2026-05-04", 8, 6, 16.0)),
    facts=40,
    met=31,
    rests_on=120,
)
SCREENS: dict[str, Callable[[Size], list[str]]] = {
    "start": lambda size: start_screen(STANDING, size)[:1],  # what comes next is said by another room
    "lessons": lambda size: lessons_screen(LESSONS, size),
    "due": lambda size: due_screen(DUE, size),
    "stats": lambda size: stats_screen(STATS, size),
    "exam": lambda size: exam_screen(EXAM, size),
    "scores": lambda size: scores_screen(grades(), size),
    "items": lambda size: items_screen(JUDGEMENT, size),
    "flags": lambda size: flags_screen([FLAGGED], {"l1": "김민지"}, {5: "2026-05-03"}, size),
    "classes": lambda size: classes_screen([ClassRow("three-two", "3학년 2반", 2, 1, 1, 1_760_000_000_000)], size, 540),
    "class": lambda size: class_screen(REPORT, size, 540),
}
NAMES = {
    *("learn", "study", "review", "exam", "start", "class", "add", "NAME", "FILE", "roster", "quiz", "BANK", "test"),
    *("vietnam", "precedent", "alliance", "shifts", "equal", "to", "south", "three", "divisions", "two"),
    *("Vietnam", "Alliance", "against", "Anna", "hangul", "maker", "date", "true", "false"),
}
"""Names in the examples and of commands."""


@pytest.mark.parametrize("cells", [80, 40, 24])
def test_the_screens_look_like_this(cells: int, approved: Approved) -> None:
    shots = {name: screen(Size(cells, UNICODE)) for name, screen in SCREENS.items()}
    approved(f"screens-korean-{cells}", "\n\n--------\n\n".join("\n".join(shot) for shot in shots.values()))
    for name, shot in shots.items():
        assert [line for line in shot if width(line) > cells] == [], name
        if cells >= 40:  # below, long names are broken
            assert set(re.findall("[A-Za-z]{2,}", "\n".join(shot))) <= NAMES, name


def test_the_columns_of_tables_stand_whatever_the_script() -> None:
    head = ("학생", "test", "점수")
    rows = [("김민지", "hangul", "8.5"), ("Ann", "한글", "10"), ("황보서연", "", "7")]
    lines = table(head, rows, Size(40), right=(2,))
    assert edges(lines) == [(0, 8), (10, 16), (18, 22)]
    assert [width(line) for line in lines] == [22, 22, 22, 22]


def test_the_bars_of_a_screen_begin_in_one_column() -> None:
    for name in ("due", "stats", "lessons"):
        shot = SCREENS[name](Size(80, UNICODE))
        blocks: dict[int, set[int]] = {}
        block = 0
        for line in shot:
            block += not line
            if found := re.search("[━─]{4,}", line):
                blocks.setdefault(block, set()).add(width(line[: found.start()]))
        assert all(len(starts) == 1 for starts in blocks.values()), (name, blocks)


def test_the_days_of_a_calendar_stand_below_their_months() -> None:
    lines = calendar([("2026-03-01", 1), *((f"2026-05-{day:02d}", 30) for day in range(1, 4))], 40, UNICODE)
    assert [line[:2] for line in lines[1:8]] == ["월 ", "화 ", "수 ", "목 ", "금 ", "토 ", "일 "]


def test_days_are_said_as_the_language_says_them() -> None:
    day = date(2026, 5, 1)
    assert dates.weekday_and_day(day) == "5월 1일 (금)"
    assert dates.weekday_and_number(day) == "05-01 (금)"
    assert dates.months()[11] == "12월"
    language.use("en")
    assert dates.weekday_and_day(day) == "Fri 1 May"
    assert dates.day_and_month(day) == "1 May"
    assert dates.weekday_and_number(day) == "Fri 05-01"


def edges(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where the columns begin and end, in cells: what two blank cells in every line set apart."""
    drawn = [[bool(mark.strip()) for mark in line for _ in range(width(mark))] for line in lines]
    wide = max(map(len, drawn))
    full = [any(at < len(line) and line[at] for line in drawn) for at in range(wide)]
    text = "".join("x" if one else " " for one in full)
    return [found.span() for found in re.finditer(r"x(?: ?x)*", text)]
