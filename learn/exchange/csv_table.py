"""CSV (RFC 4180): one question a row, columns by name, all kinds, nothing lost.

What is written: `id, kind, ask, answers, wrong` and those of the other columns that a question of the bank uses.
`answers` holds what is right (the options of a choice, what a short answer accepts, items in order, pairs
`left => right`, `item => heading`, a number, the back of a card), `wrong` what is not (distractors and rejected
answers as `text :: feedback`, extra right sides, words of a bank). Lists and escapes are those of
`learn.exchange.cells`. What is read besides: tables of other makers (`learn.exchange.csv_foreign`).
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable

from learn.exchange import csv_foreign, csv_reading
from learn.exchange.csv_rows import Row, Table, read_rows
from learn.exchange.csv_writing import write
from learn.exchange.intake import Draft, Intake, Skip
from learn.exchange.report import Imported
from learn.language import tr

__all__ = ["read", "recognise", "write"]

_ENOUGH = 65_536


def recognise(data: bytes, name: str) -> bool:
    """Whether the first row names columns that make a table of questions."""
    table = read_rows(_beginning(data), Intake("csv", name))
    return table is not None and (_is_ours(table) or csv_foreign.is_known(table))


def _beginning(data: bytes) -> bytes:
    """As much as tells what the file is; cut between lines, for a character must not be."""
    if len(data) <= _ENOUGH or data.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
        return data[:_ENOUGH]
    return data[: data.rfind(b"\n", 0, _ENOUGH) + 1]


def read(data: bytes, name: str) -> Imported:
    """The questions of a table, ours or another maker's."""
    intake = Intake("csv", name)
    table = read_rows(data, intake)
    if table is None:
        return intake.result()
    ours = _is_ours(table)
    if not ours and not csv_foreign.is_known(table):
        hint = tr("name the columns in the first row: id, kind, ask, answers, wrong")
        intake.fault("E300", tr("the first row names no column for questions and answers"), hint=hint)
        return intake.result()
    for row in table.rows:
        _take(row, intake, csv_reading.fill if ours else csv_foreign.fill)
    return intake.result()


def _is_ours(table: Table) -> bool:
    return {"kind", "ask", "answers"} <= table.columns


def _take(row: Row, intake: Intake, fill: Callable[[Row, Draft], None]) -> None:
    draft = Draft(row["id"], line=row.line)
    try:
        fill(row, draft)
    except Skip as reason:
        intake.skip(draft, str(reason))
    else:
        intake.take(draft)
