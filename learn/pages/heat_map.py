"""Who knows what, as a table of shaded numbers: a row for each student or tenth of them, the hardest column first."""

from collections.abc import Mapping, Sequence

import htpy as h
from htpy import Element

from learn.language import tr, translatable
from learn.pages.heat import Heat
from learn.pages.page import Column, Table, folded, percent, scrolling, section, text

WHO = {
    "student": {
        "fact": translatable("Who knows what: students, by fact"),
        "lesson": translatable("Who knows what: students, by lesson"),
    },
    "band": {
        "fact": translatable("Who knows what: students in tenths, best first, by fact"),
        "lesson": translatable("Who knows what: students in tenths, best first, by lesson"),
    },
}
"""Headings of the heat map by its rows and columns."""
COLUMNS = {
    "fact": (translatable("fact"), translatable("The columns: facts, hardest first")),
    "lesson": (translatable("lesson"), translatable("The columns: lessons, hardest first")),
}
ROWS = {"student": translatable("student"), "band": translatable("band")}


def heat_map(heat: Heat, names: Mapping[str, str]) -> Element:
    """The map under its heading; `names` has the title of each column's key, where it has one."""
    row, column = heat.by
    heading = tr(WHO[row][column])
    called, columns_said = map(tr, COLUMNS[column])
    if not heat.columns:
        return section(heading, h.p[text(tr("Nothing was answered yet."))], level=3, shape="wide")
    numbered = [(str(n), names.get(key, key), mean) for n, (key, mean) in enumerate(heat.columns, start=1)]
    note = tr("Each number is the share of the marks earned, in percent.") + f" {columns_said}."
    if heat.left_out:
        note += tr(" {count} easier ones are left out.", count=heat.left_out)
    key = Table(
        columns_said,
        (Column(tr("column")), Column(called), Column(tr("mean"), "n")),
        [[n, name, percent(mean)] for n, name, mean in numbered],
    )
    return section(
        heading,
        h.p(".soft")[text(note)],
        _legend(),
        scrolling(heading, _heat_table(heat, numbered, note)),
        folded(
            key,
            tr("What the columns are, {first} to {last}", first=numbered[0][0], last=numbered[-1][0]),
        ),
        level=3,
        shape="wide long",
    )


def _heat_table(heat: Heat, numbered: Sequence[tuple[str, str, float]], caption: str) -> Element:
    head = h.tr[
        h.th(scope="col")[text(tr(ROWS[heat.by[0]]))],
        (h.th(scope="col", title=text(name))[n] for n, name, _ in numbered),
    ]
    body = (
        h.tr[h.th(scope="row", title=text(label))[text(label)], (_cell(share) for share in shares)]
        for label, shares in heat.rows
    )
    return h.table(".heat", aria_label=caption)[h.thead[head], h.tbody[body]]


def _cell(share: float | None) -> Element:
    if share is None:
        return h.td(".none")["–"]
    return h.td(class_=f"h{min(4, int(share * 5))}")[f"{round(100 * share)}"]


def _legend() -> Element:
    steps = ("0–19", "20–39", "40–59", "60–79", "80–100")
    samples = (h.li[h.span(class_=f"sample h{n}")[step]] for n, step in enumerate(steps))
    return h.ul(".key")[samples, h.li[text(tr("– not seen"))]]
