"""A file of comma-, semicolon-, tab- or space-separated cells as a table whose rows know their lines."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import isfinite

from msgspec import Struct

from learn.gradebook.reading_faults import Faults
from learn.language import tr

SEPARATORS = ",;\t|"
NOT_SEEN = frozenset({"", "-", "–", "—", "na", "n/a", "nan", "null", "none", "."})
_QUOTED = re.compile(r'"[^"]*"')
_NUMBER = re.compile(r"[+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_WORDS = {"true": 1.0, "false": 0.0}


class Row(Struct, frozen=True):
    """A row: its cells, one for each column, and the line it begins in."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """The names of the columns with the line they stand in, and the rows that are not empty."""

    columns: tuple[str, ...]
    line: int
    rows: tuple[Row, ...]

    def column(self, at: int) -> list[str]:
        """The cells of a column, from the top."""
        return [row.cells[at] for row in self.rows]

    def find(self, pattern: str) -> int | None:
        """The first column whose name fits a pattern, whatever its case."""
        return next((at for at, name in enumerate(self.columns) if re.fullmatch(pattern, name, re.IGNORECASE)), None)


def number(cell: str) -> float | None:
    """A cell as a finite number: decimal point or comma, TRUE and FALSE as 1 and 0; None where it is none."""
    text = cell.strip()
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ".").replace("−", "-"))
    return value if isfinite(value) else None


def is_unseen(cell: str) -> bool:
    """Whether a cell says that there is no mark."""
    return cell.strip().lower() in NOT_SEEN


def read_table(data: bytes, faults: Faults) -> Table:
    """The table in a file. BrokenContent where there is none, or where rows do not fit their header."""
    text = _decoded(data, faults)
    if "\0" in text:
        faults.add("E380", text[: text.index("\0")].count("\n") + 1, tr("the file holds bytes that are no text"))
        faults.give_up()
    records = _records(text, faults)
    if len(records) < 2:
        hint = tr("the first row names the items; each further row holds the marks of a student")
        faults.add(
            "E380", 1, tr("there is no row of marks below the header") if records else tr("the file is empty"), hint
        )
        faults.give_up()
    (line, head), rows = records[0], records[1:]
    if _has_row_names(head, rows):
        head = ["student", *head]
    columns = [" ".join(cell.split()) for cell in head]
    _check_lengths(len(columns), rows, faults)
    faults.stop_if_any()
    whole = [Row(at, tuple(cells[: len(columns)])) for at, cells in rows]
    return _without_nameless(Table(tuple(columns), line, tuple(whole)))


def _has_row_names(head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """Whether each row begins with a name that the header has no column for, as R writes tables.

    A decimal comma makes rows longer, too: then the first cells are marks, or the header has a column for names.
    """
    if any(len(cells) != len(head) + 1 for _, cells in rows) or re.fullmatch(r"(?i)student|name|id", head[0].strip()):
        return False
    firsts = [cells[0].strip() for _, cells in rows]
    return all(number(name) is None for name in firsts) or firsts == [str(n) for n in range(1, len(rows) + 1)]


def _decoded(data: bytes, faults: Faults) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        faults.notice(tr("the file is not UTF-8; its names were read as Windows-1252"))
        return data.decode("cp1252", "replace")


def _records(text: str, faults: Faults) -> list[tuple[int, list[str]]]:
    """Each record that is not empty, with its line; comments above the header are left out."""
    lines = re.split(r"\r\n|\r|\n", text)
    first = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    told = re.fullmatch(r"sep=(.)", lines[first].strip(), re.IGNORECASE) if first < len(lines) else None
    start = first + 1 if told else first
    separator = told[1] if told else _separator(lines[start : start + 1])
    found = list(_parsed("\n".join(lines[start:]), separator, start, faults))
    faults.stop_if_any()
    return [(line, cells) for line, cells in found if any(cell.strip() for cell in cells)]


def _separator(head: Sequence[str]) -> str:
    bare = _QUOTED.sub("x", head[0]).strip() if head else ""
    best = max(SEPARATORS, key=bare.count)
    return best if best in bare or " " not in bare else " "


def _parsed(text: str, separator: str, skipped: int, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=separator not in "\t "
    )
    line = skipped + 1
    try:
        for cells in reader:
            yield line, _trimmed(cells) if separator == " " else cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        faults.add(
            "E380", line, tr("this row cannot be read: {error}", error=error), tr('write " within a quoted cell twice')
        )


def _trimmed(cells: list[str]) -> list[str]:
    """Cells between runs of spaces."""
    return [cell for cell in cells if cell]


def _check_lengths(width: int, rows: Sequence[tuple[int, list[str]]], faults: Faults) -> None:
    for line, cells in rows:
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            hint = tr("quote cells that hold the separator or a decimal comma; keep empty cells")
            faults.add(
                "E382", line, tr("the row has {count} cells, the header {width}", count=len(cells), width=width), hint
            )


def _without_nameless(table: Table) -> Table:
    """Without columns that have neither a name nor a cell, as a separator at the end of each line makes them."""
    kept = [at for at, name in enumerate(table.columns) if name or any(cell.strip() for cell in table.column(at))]
    rows = tuple(Row(row.line, tuple(row.cells[at] for at in kept)) for row in table.rows)
    return Table(tuple(table.columns[at] for at in kept), table.line, rows)


def check_names(table: Table, wanted: Sequence[int], faults: Faults) -> None:
    """That the columns `wanted` as items have names, each its own."""
    for name, count in Counter(table.columns[at] for at in wanted).items():
        if count > 1 or not name:
            message = (
                tr("the column {name!r} is there {count} times", name=name, count=count)
                if name
                else tr("an item has no name")
            )
            at = next(at for at in wanted if table.columns[at] == name)
            faults.add(
                "E381", table.line, message, tr("the first row names the items, each with a name of its own"), at + 1
            )
