"""A CSV file as rows with named cells, each knowing its line."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from msgspec import Struct

from learn.exchange.intake import Intake
from learn.language import tr

_SEPARATORS = ",;\t"
_TOLD = re.compile(r'"?sep=([,;\t|])"?\r?(?:\n|$)', re.IGNORECASE)
"""The line in which a file tells Excel its separator."""
_LIMITS = re.compile(r"\(s\)|\s[-\u2013]\s(?:max|choose)\s.*", re.IGNORECASE | re.DOTALL)
"""What Kahoot's template adds to the names of columns: `Answer 1 - max 75 characters`, `Correct answer(s)`."""
_QUOTED = re.compile(r'"[^"]*"')


class Row(Struct, frozen=True):
    """A row: its cells by the names of their columns, its line, and whether it has more cells than columns."""

    cells: dict[str, str]
    line: int
    surplus: bool = False

    def __getitem__(self, name: str) -> str:
        """A cell, "" where the row has none."""
        return self.cells.get(name, "")


class Table(Struct, frozen=True):
    """A table: the names of its columns in lower case with `_` for spaces, and its rows that are not empty."""

    columns: frozenset[str]
    rows: tuple[Row, ...]


def read_rows(data: bytes, intake: Intake) -> Table | None:
    """The table in a file. What is wrong with it is told to the intake; None if nothing can be made of it."""
    text = _decoded(data, intake)
    if text is None:
        return None
    told = _TOLD.match(text)
    head = _QUOTED.sub("", text.lstrip("\r\n").partition("\n")[0])
    separator = told[1] if told else max(_SEPARATORS, key=head.count)
    records = _records(text, separator, intake)
    if told:
        next(records, None)
    first = next((one for one in records if sum(map(bool, map(str.strip, one[1]))) > 1), None)  # below any titles
    if first is None:
        return None
    columns = [_name(cell) for cell in first[1]]
    rows = tuple(_row(columns, cells, line) for line, cells in records if _is_filled(columns, cells))
    return Table(frozenset(columns), rows)


def _decoded(data: bytes, intake: Intake) -> str | None:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        intake.fault("E302", tr("the file is not UTF-8"), line, tr("save it as `CSV UTF-8` in the spreadsheet"))
        return None


def _records(text: str, separator: str, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins in, as far as they can be told apart."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        intake.fault(
            "E340", tr("this row cannot be read: {error}", error=error), line, tr('write " within a quoted cell twice')
        )


def _is_filled(columns: list[str], cells: list[str]) -> bool:
    """Whether a row says anything; a number before an empty row, in a column without a name, is nothing."""
    return any(cell.strip() and (at >= len(columns) or columns[at]) for at, cell in enumerate(cells))


def _name(cell: str) -> str:
    cell = _LIMITS.sub("", cell)
    return re.sub(r"[\s_-]+", "_", cell.strip().strip("#*:").strip().lower())


def _row(columns: list[str], cells: list[str], line: int) -> Row:
    """The cells by name; of columns with the same name all are kept, the later ones as `name_2`, `name_3`."""
    named: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        name, number = column, 1
        while name in named:
            number += 1
            name = f"{column}_{number}"
        named[name] = cell
    return Row(named, line, any(cell.strip() for cell in cells[len(columns) :]))
