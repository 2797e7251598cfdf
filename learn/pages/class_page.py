"""A class's page: for each test the distribution, the items, who knows what, the flagged questions and the hand-ins."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import htpy as h
from htpy import Element, Node
from msgspec import Struct

from learn.analysis.flags import FlagName
from learn.analysis.grades import Status
from learn.analysis.judging import Judged, Judgement, worst_first
from learn.language import tr, translatable
from learn.pages.charts import chart, figure
from learn.pages.class_charts import BINS, Choice, Spot, choices, histogram, item_map
from learn.pages.drawings import columns, short_day
from learn.pages.heat import MOST_STUDENTS, Heat
from learn.pages.heat_map import heat_map
from learn.pages.page import Column, Table, figures, folded, page, percent, section, shown, text

MOST_NAMED = 10
MOST_DRAWN = 12
OUTLYING: tuple[FlagName, ...] = ("miskeyed", "ambiguous", "too-hard", "too-easy")

PRACTICE = translatable(
    "These results come from the students' own machines, where the keys can be read: they are "
    "evidence of practice, not an examination."
)


WHICH = {
    "all": translatable("Of several attempts of a student every one is shown."),
    "first": translatable("Of several attempts of a student the first one counts."),
    "last": translatable("Of several attempts of a student the last one counts."),
    "best": translatable("Of several attempts of a student the best one counts."),
}
"""Which attempt counts, in words."""
UNITS = {
    "hour": (translatable("hour"), translatable("A column is an hour.")),
    "day": (translatable("day"), translatable("A column is a day.")),
    "week": (translatable("week"), translatable("A column is a week, named after its first day.")),
}
"""What a column of hand-ins stands for: its name, and a sentence."""


class Mark(Struct, frozen=True):
    """What someone reached in a test; None for points and percent where nothing was handed in."""

    status: Status
    points: float | None = None
    percent: float | None = None
    passed: bool | None = None


class TestFigures(Struct, frozen=True):
    """One test: everyone's mark (all attempts, if all count), its items judged, who knows what, and the hand-ins.

    `questions` has the text of each item (`bank/question`), `columns` that of each column of `heat`.
    """

    __test__ = False  # not a test of pytest's

    title: str
    name: str
    marks: tuple[Mark, ...]
    judged: Judgement
    questions: Mapping[str, str]
    heat: Heat
    columns: Mapping[str, str]
    unit: str
    hand_ins: tuple[tuple[str, int], ...]
    require: float | None = None


class ClassFigures(Struct, frozen=True):
    """Everything on the page. `marks` has a row for each student: the name, then what each test came to in words."""

    title: str
    today: str
    students: int
    which: str
    tests: tuple[TestFigures, ...]
    marks: tuple[tuple[str, ...], ...]
    left_out: int = 0


def class_page(given: ClassFigures) -> str:
    """The page."""
    lead = [
        h.p(".soft")[text(tr("As of {today}.", today=given.today) + " " + tr(WHICH[given.which]))],
        h.p(".notice")[text(tr(PRACTICE))],
    ]
    foot = tr("Made by learn. This file needs no network and runs no script. It holds names and marks: keep it safe.")
    return page(given.title, lead, _sections(given), foot)


def _sections(given: ClassFigures) -> Iterator[Node]:
    if not given.tests:
        yield section(
            tr("No test was taken"),
            h.p[text(tr("{students} students, and no attempt of any of them.", students=given.students))],
        )
        return
    for one in given.tests:
        yield from _test(one)
    yield _marks(given)


def _test(one: TestFigures) -> Iterator[Node]:
    why = one.judged.test.reasons.get("cic")
    note = h.p(".soft")[text(tr("There is no internal consistency (CIC, alpha): {why}.", why=why))] if why else None
    yield section(one.title, figures(_headline(one)), note, shape="wide")
    yield _distribution(one)
    yield _timeline(one)
    yield _items(one)
    yield heat_map(one.heat, one.columns)
    yield from _flagged(one)


def _headline(one: TestFigures) -> Iterator[tuple[str, str]]:
    states = Counter(mark.status for mark in one.marks)
    graded = [mark for mark in one.marks if mark.status == "graded"]
    marks = _percents(one)
    yield tr("handed in"), str(states["graded"])
    yield tr("of these 0 points"), str(sum(mark.percent == 0 for mark in graded))
    yield tr("unfinished"), str(states["unfinished"])
    yield tr("missing"), str(states["missing"])
    yield tr("excused"), str(states["excused"])
    if marks:
        yield tr("mean (n\xa0=\xa0{count})", count=len(marks)), f"{sum(marks) / len(marks):.1f} %"
    if one.require is not None:
        yield tr("passed ({require:g} %)", require=one.require), str(sum(bool(mark.passed) for mark in graded))
    if one.judged.test.cic is not None:
        yield tr("CIC, alpha (n\xa0=\xa0{n})", n=one.judged.n), f"{one.judged.test.cic:.0f} %"


def _percents(one: TestFigures) -> list[float]:
    return [mark.percent for mark in one.marks if mark.status == "graded" and mark.percent is not None]


def _distribution(one: TestFigures) -> Element:
    heading = tr("Distribution of scores")
    marks = _percents(one)
    if not marks:
        return section(heading, h.p[text(tr("Nothing was handed in yet."))], level=3)
    counts = [0] * BINS
    for mark in marks:
        counts[min(BINS - 1, max(0, int(mark * BINS / 100)))] += 1
    ends = [
        *(tr("{low} to under {high}", low=10 * n, high=10 * n + 10) for n in range(BINS - 1)),
        tr("{low} to {high}", low=90, high=100),
    ]
    table = Table(
        tr("Scores in percent"),
        (Column(tr("percent")), Column(tr("students"), "n")),
        [*zip(ends, map(str, counts), strict=True)],
    )
    caption = tr("{count} handed in. Missing and excused are not 0 and stand in no column.", count=len(marks))
    if one.require is not None:
        caption += tr(" The broken line is the pass mark, {require:g} %.", require=one.require)
    label = tr(
        "Histogram of {count} scores, from {low:.0f} to {high:.0f} %", count=len(marks), low=min(marks), high=max(marks)
    )
    return section(heading, chart(histogram(counts, one.require), label, caption, table), level=3)


def _timeline(one: TestFigures) -> Element:
    heading = tr("Hand-ins over time")
    if not one.hand_ins:
        return section(heading, h.p[text(tr("Nothing was handed in yet."))], level=3)
    years = {label[:4] for label, _ in one.hand_ins}
    short = one.unit != "hour" and len(years) == 1
    named = [(short_day(label) if short else label, count) for label, count in one.hand_ins]
    unit, caption = map(tr, UNITS[one.unit])
    busiest, most = max(named, key=lambda pair: pair[1])
    table = Table(
        tr("Finished tests"),
        (Column(unit), Column(tr("hand-ins"), "n")),
        [[label, str(count)] for label, count in one.hand_ins if count],
    )
    label = tr("Columns: finished tests by {unit}, most ({most}) at {busiest}", unit=unit, most=most, busiest=busiest)
    return section(heading, chart(columns(named), label, caption, table), level=3)


def _items(one: TestFigures) -> Element:
    heading = tr("Items: how hard, and how well they tell students apart")
    ordered = worst_first(one.judged.items)
    if not ordered:
        return section(heading, h.p[text(tr("No item was answered yet."))], level=3, shape="wide")
    named = {judged.item for judged in [one for one in ordered if _is_outlier(one)][:MOST_NAMED]}
    spots = [spot for judged in ordered if (spot := _spot(judged, named)) is not None]
    table = Table(
        tr("{count} items, worst first; discrimination is Moodle's index, -100 to 100", count=len(ordered)),
        (
            Column(tr("item")),
            Column(tr("question")),
            *(Column(name, "n") for name in ("n", tr("facility"), tr("discrimination"))),
            Column(tr("advice")),
        ),
        [_item_row(judged, one.questions) for judged in ordered],
    )
    caption = tr(
        "To the right is easy, upward tells students apart; below the line better students do worse. A "
        "triangle is a flagged item; named are the gravest of those that stand out by where they are."
    )
    label = tr(
        "Map of {count} items by facility and discrimination; {named} are named", count=len(spots), named=len(named)
    )
    if not spots:
        return section(
            heading, h.p[text(tr("There are too few answers for a map."))], folded(table), level=3, shape="wide long"
        )
    drawn = h.div(".several")[figure(item_map(spots), label, caption), _gravest(ordered)]
    return section(heading, drawn, folded(table, tr("All items as a table")), level=3, shape="wide long")


def _gravest(ordered: Sequence[Judged]) -> Element:
    """What is wrong with the items that are named on the map."""
    flagged = [judged for judged in ordered if _is_flagged(judged)]
    if not flagged:
        return h.p[text(tr("No item is flagged."))]
    found = (h.li[h.b[text(judged.item)], ": ", text(judged.flags[0].advice)] for judged in flagged[:MOST_NAMED])
    return h.div[h.p[text(tr("The gravest findings:"))], h.ul[found]]


def _is_flagged(judged: Judged) -> bool:
    """Whether something is wrong with it: too few answers is no fault of the item."""
    return any(flag.flag != "too-few" for flag in judged.flags)


def _is_outlier(judged: Judged) -> bool:
    """Whether what is wrong with it shows in where it stands on the map."""
    return any(flag.flag in OUTLYING for flag in judged.flags)


def _spot(judged: Judged, named: set[str]) -> Spot | None:
    found = judged.statistics
    if found.facility is None or found.point_biserial_corrected is None:
        return None
    name = judged.item.partition("/")[2] or judged.item
    return Spot(
        facility=min(max(found.facility, 0.0), 1.0),
        discrimination=found.point_biserial_corrected,
        flagged=_is_flagged(judged),
        name=name if judged.item in named else "",
    )


def _item_row(judged: Judged, questions: Mapping[str, str]) -> list[str]:
    found = judged.statistics
    index = found.discrimination_index
    why = found.reasons.get("discrimination_index", "")
    return [
        judged.item,
        questions.get(judged.item, ""),
        str(found.n),
        percent(found.facility),
        f"{index:.0f}" if index is not None else f"– ({why})" if why else "–",
        "; ".join(flag.advice for flag in judged.flags),
    ]


def _flagged(one: TestFigures) -> Iterator[Node]:
    flagged = [judged for judged in worst_first(one.judged.items) if _is_flagged(judged)]
    if not flagged:
        return
    drawn = [judged for judged in flagged if judged.distractors][:MOST_DRAWN]
    note = tr("{count} of {all} items are flagged.", count=len(flagged), all=len(one.judged.items))
    if len(drawn) < len(flagged):
        note += tr(
            " The {count} gravest of those with options to choose from are drawn; the table of items has all.",
            count=len(drawn),
        )
    yield section(tr("Flagged questions"), h.p[text(note)], level=3, shape="wide")
    for judged in drawn:
        yield _choices(judged, one.questions)


def _choices(judged: Judged, questions: Mapping[str, str]) -> Element:
    rows = [
        Choice(
            label=f"{'✓ ' if option.key else ''}{option.option}{tr(' (gone)') if option.gone else ''}",
            words=f"{option.count} · {percent(option.share)}",
            share=option.share,
            lower=option.lower,
            upper=option.upper,
        )
        for option in judged.distractors
    ]
    table = Table(
        tr("What was chosen in {item}", item=judged.item),
        (
            Column(tr("option")),
            Column(tr("key")),
            *(Column(name, "n") for name in ("n", tr("share"), tr("weakest third"), tr("best third"))),
        ),
        [
            [
                option.option,
                tr("key") if option.key else "",
                str(option.count),
                percent(option.share),
                percent(option.lower),
                percent(option.upper),
            ]
            for option in judged.distractors
        ],
    )
    found = judged.statistics
    caption = tr(
        "n = {n}, facility {facility}. A bar is the share who chose the option, ✓ the key; a triangle up "
        "is the best third of the students, down the weakest.",
        n=found.n,
        facility=percent(found.facility),
    )
    label = tr("Bars: what was chosen in {item}, {count} options", item=judged.item, count=len(rows))
    advice = h.ul[(h.li[text(flag.advice)] for flag in judged.flags)]
    prompt = h.p[text(questions.get(judged.item, ""))]
    return section(judged.item, prompt, advice, chart(choices(rows), label, caption, table), level=3)


def _marks(given: ClassFigures) -> Element:
    table = Table(
        tr("Points, by student and test"),
        (Column(tr("student")), *(Column(one.title) for one in given.tests)),
        given.marks,
    )
    note = tr("Missing: nothing was handed in. Excused: nothing is owed. 0 points is a result like any other.")
    if given.left_out:
        note += tr(" {count} tests that fewer students took are not on this page.", count=given.left_out)
    many = len(given.marks) > MOST_STUDENTS
    content = folded(table, tr("The marks of {count} students", count=len(given.marks))) if many else shown(table)
    return section(tr("Everyone's marks"), h.p(".soft")[text(note)], content, shape="wide long")
