"""A student's page: what she knows, how her memory goes, what is coming, and whether the predictions hold."""

from collections.abc import Iterator

import htpy as h
from htpy import Element, Node
from msgspec import Struct

from learn.analysis.calibration import Calibration
from learn.analysis.retention import Retention
from learn.pages.charts import chart, figure
from learn.pages.drawings import Bar, bars, columns, short_day
from learn.pages.page import Column, Table, figures, folded, page, percent, section, text
from learn.pages.student_charts import STEPS, Curve, Day, calendar, calibration, memory_curve


class LessonFigures(Struct, frozen=True):
    """A lesson: facts in all, met, due; mean predicted recall today (unseen = 0) and the share proved by recall."""

    title: str
    facts: int
    seen: int
    mastery: float
    proved: float
    due: int


class FactFigures(Struct, frozen=True):
    """A fact: predicted recall today (0–1), stability in days, the day it is due, answers and lapses."""

    name: str
    lesson: str
    recall: float
    stability: float
    due: str
    reviews: int
    lapses: int


class StudentFigures(Struct, frozen=True):
    """Everything on the page. `shakiest` are the facts least likely to be recalled today, `curves` the first of them.

    `forecast` begins today, with what is `overdue`; `calendar` ends today; `facts` counts all that were answered.
    """

    learner: str
    today: str
    answers: int
    days: int
    streak: int
    target: float
    lessons: tuple[LessonFigures, ...]
    facts: int
    shakiest: tuple[FactFigures, ...]
    curves: tuple[Curve, ...]
    overdue: int
    forecast: tuple[Day, ...]
    retention: Retention
    first_sight: Retention
    calibration: tuple[Calibration, ...]
    calendar: tuple[Day, ...]
    leeches: tuple[str, ...]


MOST_LESSONS = 30
"""So many lessons are drawn, of more the ones with most facts met; the table has them all."""


def student_page(given: StudentFigures) -> str:
    """The page."""
    lead = [
        h.p(".soft")[text(f"Progress on {given.today}, as the memory model sees it. Every number has its table.")],
        figures(_headline(given)),
    ]
    foot = (
        "Made by learn. This file needs no network and runs no script. It holds your own figures: share it with care."
    )
    return page(f"{given.learner}: what is known", lead, _sections(given), foot)


def _headline(given: StudentFigures) -> Iterator[tuple[str, str]]:
    yield "answers", f"{given.answers:,}"
    yield "days of study", f"{given.days:,}"
    yield "days in a row", f"{given.streak:,}"
    yield "facts met", f"{given.facts:,}"
    yield "due today", f"{given.forecast[0].count:,}" if given.forecast else "0"
    if given.retention.corrected is not None:
        yield f"recalled when due (n\u00a0=\u00a0{given.retention.n:,})", percent(given.retention.corrected)


def _sections(given: StudentFigures) -> Iterator[Node]:
    yield _mastery(given)
    yield _coming(given)
    yield _study(given)
    yield _memory(given)
    yield _recall(given)
    yield _calibration(given)
    if given.leeches:
        yield section(
            "Facts that keep slipping",
            h.p[text("Asked again and again, they were forgotten each time. Read about them once more.")],
            h.ul[(h.li[text(one)] for one in given.leeches)],
        )


def _mastery(given: StudentFigures) -> Element:
    heading = "Mastery by lesson"
    if not given.lessons:
        return section(heading, h.p["There are no lessons yet."])
    table = Table(
        "Mastery by lesson",
        (Column("lesson"), *(Column(name, "n") for name in ("mastery", "proved", "met", "facts", "due"))),
        [
            [one.title, percent(one.mastery), percent(one.proved), str(one.seen), str(one.facts), str(one.due)]
            for one in given.lessons
        ],
    )
    drawn = _drawn_lessons(given.lessons)
    rows = [Bar(one.title, one.mastery, percent(one.mastery), one.proved if one.seen else None) for one in drawn]
    caption = (
        "Bar: mean predicted recall today over all facts of the lesson; a fact never met counts as 0. "
        "Upright mark: the share of facts proved by an answer that cannot be guessed."
    )
    if len(drawn) < len(given.lessons):
        caption += f" Drawn are the {len(drawn)} lessons with most facts met."
    label = f"Bars: mastery of {len(drawn)} lessons, from 0 to 100 %"
    return section(heading, chart(bars(rows), label, caption, table), shape="long")


def _drawn_lessons(lessons: tuple[LessonFigures, ...]) -> list[LessonFigures]:
    if len(lessons) <= MOST_LESSONS:
        return list(lessons)
    most = sorted(range(len(lessons)), key=lambda n: -lessons[n].seen)[:MOST_LESSONS]
    return [lessons[n] for n in sorted(most)]


def _memory(given: StudentFigures) -> Element:
    heading = "Memory of single facts"
    if not given.shakiest:
        return section(heading, h.p["No fact was answered yet."], shape="wide")
    curves = h.div(".several")[(_curve(one, given.target) for one in given.curves)]
    caption = (
        "The facts that are least likely to be recalled today. A dot is a day with an answer; the line is the "
        f"predicted recall, broken where it lies ahead; a review is due when it falls to {percent(given.target)} "
        "(broken line across)."
    )
    table = Table(
        f"{len(given.shakiest)} of {given.facts} facts met, shakiest first",
        (
            Column("fact"),
            Column("lesson"),
            *(Column(name, "n") for name in ("recall today", "stability, days", "due", "answers", "lapses")),
        ),
        [
            [
                one.name,
                one.lesson,
                percent(one.recall),
                _days(one.stability),
                one.due,
                str(one.reviews),
                str(one.lapses),
            ]
            for one in given.shakiest
        ],
    )
    return section(heading, h.p(".soft")[text(caption)], curves, folded(table, "The shakiest facts"), shape="wide")


def _curve(curve: Curve, target: float) -> Node:
    last, coming = [recall for day, recall in curve.line if day <= 0][-1], curve.line[-1]
    label = (
        f"Predicted recall of this fact: {percent(last)} today, {percent(coming[1])} in {coming[0]:g} days "
        f"without a review; {len(curve.answers)} days with answers"
    )
    return h.div[h.h3[text(curve.name)], figure(memory_curve(curve, target), label)]


def _days(days: float) -> str:
    return f"{days:.1f}" if days < 10 else f"{days:,.0f}"


def _coming(given: StudentFigures) -> Element:
    heading = f"Reviews in the next {len(given.forecast)} days"
    whole = sum(one.count for one in given.forecast)
    if not whole:
        return section(heading, h.p["Nothing falls due."])
    drawn = [(short_day(one.day), one.count) for one in given.forecast]
    busiest = max(given.forecast, key=lambda one: one.count)
    caption = f"{whole:,} in all, most on {short_day(busiest.day)} ({busiest.count:,})."
    if given.overdue:
        caption += f" {given.overdue:,} of today's are overdue."
    table = Table(
        "Facts that fall due", (Column("day"), Column("facts", "n")), [[d.day, f"{d.count:,}"] for d in given.forecast]
    )
    return section(heading, chart(columns(drawn), f"Columns: {caption}", caption, table))


def _recall(given: StudentFigures) -> Element:
    heading = "Recall when due"
    one = given.retention
    rows = [("recalled", one.corrected), ("predicted", one.expected), ("target", given.target if one.n else None)]
    drawn = [Bar(label, share, percent(share)) for label, share in rows if share is not None]
    first = given.first_sight
    sight = (
        h.p[text(f"At first sight {percent(first.observed)} of {_answers(first.n)} were right.")] if first.n else None
    )
    if not drawn:
        return section(heading, h.p["No review yet: this fills when facts come back on a later day."], sight)
    caption = f"{one.n:,} reviews; {percent(one.observed)} were right, and what luck adds is taken out of “recalled”."
    table = Table(
        "Recall when due",
        (Column("figure"), Column("share", "n"), Column("n", "n")),
        [
            ["recalled, luck taken out", percent(one.corrected), f"{one.n:,}"],
            ["right as answered", percent(one.observed), f"{one.n:,}"],
            ["predicted", percent(one.expected), f"{one.n:,}"],
            ["target", percent(given.target), "–"],
            ["right at first sight", percent(first.observed), f"{first.n:,}"],
        ],
    )
    label = (
        f"Bars: recalled {percent(one.corrected)}, predicted {percent(one.expected)}, target {percent(given.target)}"
    )
    return section(heading, chart(bars(drawn), label, caption, table), sight)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count:,} answers"


def _calibration(given: StudentFigures) -> Element:
    heading = "Predicted and right, by kind of question"
    rows = given.calibration
    if not rows:
        return section(heading, h.p["No review yet: first answers and repeats on one day do not count here."])
    caption = (
        "If the memory model is right, the predicted share lies within the interval for about 19 kinds of 20. "
        "Few answers make a wide interval."
    )
    table = Table(
        "Calibration by kind of question",
        (Column("kind"), *(Column(name, "n") for name in ("n", "predicted", "right", "95 % interval"))),
        [
            [
                row.kind.replace("_", " "),
                f"{row.n:,}",
                percent(row.predicted),
                percent(row.observed),
                f"{percent(row.low)} to {percent(row.high)}",
            ]
            for row in rows
        ],
    )
    label = f"Points: predicted and observed share of right answers for {len(rows)} kinds of question"
    return section(heading, chart(calibration(rows), label, caption, table))


def _study(given: StudentFigures) -> Element:
    heading = "Days of study"
    busy = [one for one in given.calendar if one.count]
    if not busy:
        return section(heading, h.p["No answers in the last half year."])
    caption = f"A column is a week. The larger and darker a day, the more answers: from {', '.join(map(str, STEPS))}."
    table = Table(
        "Days with answers, newest first",
        (Column("day"), Column("answers", "n")),
        [[one.day, f"{one.count:,}"] for one in reversed(busy)],
    )
    label = f"Calendar: {len(busy)} days with answers in the last {len(given.calendar)} days"
    return section(heading, chart(calendar(given.calendar), label, caption, table), shape="long")
