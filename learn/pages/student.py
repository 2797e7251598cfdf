"""A student's page: what she knows, how her memory goes, what is coming, and whether the predictions hold."""

from collections.abc import Iterator

import htpy as h
from htpy import Element, Node
from msgspec import Struct

from learn.analysis.calibration import Calibration
from learn.analysis.retention import Retention
from learn.language import tr, trc, trn
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
        h.p(".soft")[
            text(tr("Progress on {today}, as the memory model sees it. Every number has its table.", today=given.today))
        ],
        figures(_headline(given)),
    ]
    foot = tr(
        "Made by learn. This file needs no network and runs no script. It holds your own figures: share it with care."
    )
    return page(tr("{learner}: what is known", learner=given.learner), lead, _sections(given), foot)


def _headline(given: StudentFigures) -> Iterator[tuple[str, str]]:
    yield tr("answers"), f"{given.answers:,}"
    yield tr("days of study"), f"{given.days:,}"
    yield tr("days in a row"), f"{given.streak:,}"
    yield tr("facts met"), f"{given.facts:,}"
    yield tr("due today"), f"{given.forecast[0].count:,}" if given.forecast else "0"
    if given.retention.corrected is not None:
        yield tr("recalled when due (n\xa0=\xa0{n:,})", n=given.retention.n), percent(given.retention.corrected)


def _sections(given: StudentFigures) -> Iterator[Node]:
    yield _mastery(given)
    yield _coming(given)
    yield _study(given)
    yield _memory(given)
    yield _recall(given)
    yield _calibration(given)
    if given.leeches:
        yield section(
            tr("Facts that keep slipping"),
            h.p[text(tr("Asked again and again, they were forgotten each time. Read about them once more."))],
            h.ul[(h.li[text(one)] for one in given.leeches)],
        )


def _mastery(given: StudentFigures) -> Element:
    heading = tr("Mastery by lesson")
    if not given.lessons:
        return section(heading, h.p[text(tr("There are no lessons yet."))])
    table = Table(
        tr("Mastery by lesson"),
        (
            Column(tr("lesson")),
            *(Column(name, "n") for name in (tr("mastery"), tr("proved"), tr("met"), tr("facts"), tr("due"))),
        ),
        [
            [one.title, percent(one.mastery), percent(one.proved), str(one.seen), str(one.facts), str(one.due)]
            for one in given.lessons
        ],
    )
    drawn = _drawn_lessons(given.lessons)
    rows = [Bar(one.title, one.mastery, percent(one.mastery), one.proved if one.seen else None) for one in drawn]
    caption = tr(
        "Bar: mean predicted recall today over all facts of the lesson; a fact never met counts as 0. "
        "Upright mark: the share of facts proved by an answer that cannot be guessed."
    )
    if len(drawn) < len(given.lessons):
        caption += tr(" Drawn are the {count} lessons with most facts met.", count=len(drawn))
    label = tr("Bars: mastery of {count} lessons, from 0 to 100 %", count=len(drawn))
    return section(heading, chart(bars(rows), label, caption, table), shape="long")


def _drawn_lessons(lessons: tuple[LessonFigures, ...]) -> list[LessonFigures]:
    if len(lessons) <= MOST_LESSONS:
        return list(lessons)
    most = sorted(range(len(lessons)), key=lambda n: -lessons[n].seen)[:MOST_LESSONS]
    return [lessons[n] for n in sorted(most)]


def _memory(given: StudentFigures) -> Element:
    heading = tr("Memory of single facts")
    if not given.shakiest:
        return section(heading, h.p[text(tr("No fact was answered yet."))], shape="wide")
    curves = h.div(".several")[(_curve(one, given.target) for one in given.curves)]
    caption = tr(
        "The facts that are least likely to be recalled today. A dot is a day with an answer; the line "
        "is the predicted recall, broken where it lies ahead; a review is due when it falls to {target} "
        "(broken line across).",
        target=percent(given.target),
    )
    table = Table(
        tr("{count} of {facts} facts met, shakiest first", count=len(given.shakiest), facts=given.facts),
        (
            Column(tr("fact")),
            Column(tr("lesson")),
            *(
                Column(name, "n")
                for name in (tr("recall today"), tr("stability, days"), trc("date", "due"), tr("answers"), tr("lapses"))
            ),
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
    return section(heading, h.p(".soft")[text(caption)], curves, folded(table, tr("The shakiest facts")), shape="wide")


def _curve(curve: Curve, target: float) -> Node:
    last, coming = [recall for day, recall in curve.line if day <= 0][-1], curve.line[-1]
    label = tr(
        "Predicted recall of this fact: {last} today, {later} in {days:g} days without a review; "
        "{count} days with answers",
        last=percent(last),
        later=percent(coming[1]),
        days=coming[0],
        count=len(curve.answers),
    )
    return h.div[h.h3[text(curve.name)], figure(memory_curve(curve, target), label)]


def _days(days: float) -> str:
    return f"{days:.1f}" if days < 10 else f"{days:,.0f}"


def _coming(given: StudentFigures) -> Element:
    heading = tr("Reviews in the next {count} days", count=len(given.forecast))
    whole = sum(one.count for one in given.forecast)
    if not whole:
        return section(heading, h.p[text(tr("Nothing falls due."))])
    drawn = [(short_day(one.day), one.count) for one in given.forecast]
    busiest = max(given.forecast, key=lambda one: one.count)
    caption = tr(
        "{all:,} in all, most on {day} ({count:,}).",
        all=whole,
        day=short_day(busiest.day),
        count=busiest.count,
    )
    if given.overdue:
        caption += tr(" {count:,} of today's are overdue.", count=given.overdue)
    table = Table(
        tr("Facts that fall due"),
        (Column(tr("day")), Column(tr("facts"), "n")),
        [[d.day, f"{d.count:,}"] for d in given.forecast],
    )
    return section(heading, chart(columns(drawn), tr("Columns: {caption}", caption=caption), caption, table))


def _recall(given: StudentFigures) -> Element:
    heading = tr("Recall when due")
    one = given.retention
    rows = [
        (tr("recalled"), one.corrected),
        (tr("predicted"), one.expected),
        (tr("target"), given.target if one.n else None),
    ]
    drawn = [Bar(label, share, percent(share)) for label, share in rows if share is not None]
    first = given.first_sight
    sight = (
        h.p[
            text(
                tr(
                    "At first sight {observed} of {answers} were right.",
                    observed=percent(first.observed),
                    answers=_answers(first.n),
                )
            )
        ]
        if first.n
        else None
    )
    if not drawn:
        return section(heading, h.p[text(tr("No review yet: this fills when facts come back on a later day."))], sight)
    caption = tr(
        "{n:,} reviews; {observed} were right, and what luck adds is taken out of “recalled”.",
        n=one.n,
        observed=percent(one.observed),
    )
    table = Table(
        tr("Recall when due"),
        (Column(tr("figure")), Column(tr("share"), "n"), Column("n", "n")),
        [
            [tr("recalled, luck taken out"), percent(one.corrected), f"{one.n:,}"],
            [tr("right as answered"), percent(one.observed), f"{one.n:,}"],
            [tr("predicted"), percent(one.expected), f"{one.n:,}"],
            [tr("target"), percent(given.target), "–"],
            [tr("right at first sight"), percent(first.observed), f"{first.n:,}"],
        ],
    )
    label = tr(
        "Bars: recalled {corrected}, predicted {expected}, target {target}",
        corrected=percent(one.corrected),
        expected=percent(one.expected),
        target=percent(given.target),
    )
    return section(heading, chart(bars(drawn), label, caption, table), sight)


def _answers(count: int) -> str:
    return trn("{n:,} answer", "{n:,} answers", count)


def _calibration(given: StudentFigures) -> Element:
    heading = tr("Predicted and right, by kind of question")
    rows = given.calibration
    if not rows:
        return section(heading, h.p[text(tr("No review yet: first answers and repeats on one day do not count here."))])
    caption = tr(
        "If the memory model is right, the predicted share lies within the interval for about 19 kinds "
        "of 20. Few answers make a wide interval."
    )
    heads = ("n", tr("predicted"), trc("verdict", "right"), tr("95 % interval"))
    table = Table(
        tr("Calibration by kind of question"),
        (
            Column(tr("kind")),
            *(Column(name, "n") for name in heads),
        ),
        [
            [
                row.kind.replace("_", " "),
                f"{row.n:,}",
                percent(row.predicted),
                percent(row.observed),
                tr("{low} to {high}", low=percent(row.low), high=percent(row.high)),
            ]
            for row in rows
        ],
    )
    label = tr("Points: predicted and observed share of right answers for {count} kinds of question", count=len(rows))
    return section(heading, chart(calibration(rows), label, caption, table))


def _study(given: StudentFigures) -> Element:
    heading = tr("Days of study")
    busy = [one for one in given.calendar if one.count]
    if not busy:
        return section(heading, h.p[text(tr("No answers in the last half year."))])
    caption = tr(
        "A column is a week. The larger and darker a day, the more answers: from {names}.",
        names=", ".join(map(str, STEPS)),
    )
    table = Table(
        tr("Days with answers, newest first"),
        (Column(tr("day")), Column(tr("answers"), "n")),
        [[one.day, f"{one.count:,}"] for one in reversed(busy)],
    )
    label = tr("Calendar: {count} days with answers in the last {all} days", count=len(busy), all=len(given.calendar))
    return section(heading, chart(calendar(given.calendar), label, caption, table), shape="long")
