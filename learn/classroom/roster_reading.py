"""A roster from a file: CSV as a spreadsheet or another system saves it, or YAML. Every fault with its line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.analysis.results import Student
from learn.classroom.naming import folded_number
from learn.classroom.roster import Pupil, Roster
from learn.classroom.roster_columns import COLUMNS, IDS, NAMES, OF_CLASS, extra_time, tests
from learn.language import tr
from learn.problems import BrokenContent, Problem, Span, did_you_mean
from learn.text import clean

if TYPE_CHECKING:
    from learn.content.tree import Node

RULES: dict[str, tuple[str, str]] = {
    "E400": ("roster-form", "The roster is no table, or no mapping with `students`."),
    "E401": ("roster-no-number", "A student on the roster has no number, by which hand-ins are told."),
    "E402": ("roster-number-twice", "Two students on the roster have the same number."),
    "E403": ("roster-no-name", "A student on the roster has no name."),
    "E404": ("roster-extra-time", "Extra time is neither a percentage nor a factor."),
    "E405": ("roster-two-classes", "The rows of a roster name different classes."),
    "W400": ("roster-unknown-column", "A column of the roster is not known, and not used."),
}
"""Code → (name of the rule, what it finds). A code never changes its meaning."""

YAML = (".yaml", ".yml")
_CANVAS_MAXIMA = "Points Possible"
"""What stands for a name in the second row of Canvas' gradebook, where the maxima are."""


class Row(Struct, frozen=True):
    """A student's cells by column, and the line they stand in."""

    cells: dict[str, str]
    line: int


class Sheet(Struct):
    """A roster as it was read: what it says of the class, its rows, and what is wrong so far."""

    path: str
    of_class: dict[str, str]
    rows: list[Row]
    problems: list[Problem]

    def note(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Add a problem."""
        place = Span(self.path, max(1, line), 1)
        self.problems.append(Problem(code, RULES[code][0], clean(message, ""), place, hint))


def read_roster(path: Path, data: bytes) -> tuple[Roster, list[Problem]]:
    """The roster in a file, and warnings. BrokenContent with every error where there are any."""
    sheet = _of_yaml(str(path), data) if path.suffix.lower() in YAML else _of_csv(str(path), data)
    pupils = () if _errors(sheet) else tuple(_pupils(sheet))
    errors = _errors(sheet)
    if errors:
        raise BrokenContent(tr("{path} is no roster yet", path=path), problems=errors)
    return Roster(pupils=pupils, given=True, **sheet.of_class), sheet.problems


def _errors(sheet: Sheet) -> list[Problem]:
    return [one for one in sheet.problems if one.severity == "error"]


# -------------------------------------------------------------------------------------------------------------- CSV


def _of_csv(path: str, data: bytes) -> Sheet:
    from learn.exchange.csv_rows import read_rows
    from learn.exchange.intake import Intake

    intake = Intake("roster", path)
    table = read_rows(data, intake)
    sheet = Sheet(path, {}, [], list(intake.problems))
    if table is None:
        if not sheet.problems:
            sheet.note("E400", 1, tr("the roster is empty"), tr("the first row names the columns: name,number"))
        return sheet
    known = {column: NAMES[column] for column in sorted(table.columns) if column in NAMES}
    _check_columns(sheet, table.columns, known)
    for row in table.rows:
        cells = {known[column]: cell.strip() for column, cell in row.cells.items() if column in known and cell.strip()}
        if cells.get("name") == _CANVAS_MAXIMA:
            continue
        if "number" not in known.values() and "sis" in cells:
            cells["number"] = cells["sis"]
        _of_the_class(sheet, cells, row.line)
        sheet.rows.append(Row(cells, row.line))
    return sheet


def _check_columns(sheet: Sheet, columns: Iterable[str], known: dict[str, str]) -> None:
    """An error without the columns that are needed, a warning for each that is not used."""
    found = set(known.values())
    if not found & {"number", "sis"}:
        named = ", ".join(sorted(columns))[:100]
        sheet.note(
            "E400", 1, tr("no column for the student number among: {names}", names=named), tr("name it `number`")
        )
    if not found & {"name", "last"}:
        sheet.note("E400", 1, tr("no column for the name"), tr("name it `name`, or `first` and `last`"))
    for column in sorted(set(columns) - set(known)):
        sheet.note("W400", 1, tr("the column {column!r} is not used", column=column), did_you_mean(column, COLUMNS))


def _of_the_class(sheet: Sheet, cells: dict[str, str], line: int) -> None:
    """Take what a row says of the class, which every other row has to say too."""
    for column in OF_CLASS:
        said = cells.get(column, "")
        if said and sheet.of_class.setdefault(column, said) != said:
            told = tr(
                "{column} is {said!r} here and {before!r} above",
                column=column,
                said=said,
                before=sheet.of_class[column],
            )
            sheet.note("E405", line, told, tr("make a class of its own for each"))


# ------------------------------------------------------------------------------------------------------------- YAML


def _of_yaml(path: str, data: bytes) -> Sheet:
    from learn.content.nodes import marked
    from learn.content.refusals import decoded

    sheet = Sheet(path, {}, [], [])
    text, refusal = decoded(data)
    if refusal is not None:
        _, at, message, hint = refusal
        sheet.note("E400", data[:at].count(b"\n") + 1, message, hint)
        return sheet
    root, refusals = marked(text)
    for one in refusals:
        sheet.note("E400", one.line + 1, one.message, one.hint)
    if root is not None and not refusals:
        _YamlRoster(sheet).take(root)
    return sheet


class _YamlRoster:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def take(self, root: "Node") -> None:
        """Read `title`, the ids of the class and `students`."""
        if not isinstance(root.value, dict):
            self.sheet.note("E400", root.line + 1, tr("a roster is a mapping"), tr("begin with `students:`"))
            return
        for key, (at, value) in root.value.items():
            if key == "students":
                self._students(value)
            elif key in OF_CLASS and isinstance(value.value, str):
                self.sheet.of_class[key] = value.value.strip()
            else:
                hint = did_you_mean(key, (*OF_CLASS, "students"))
                self.sheet.note("W400", at.line + 1, tr("`{key}` is not used", key=key), hint)
        if "students" not in root.value:
            self.sheet.note("E400", 1, tr("there is no list of `students`"), "students: [{name: Ada, number: 4711}]")

    def _students(self, node: "Node") -> None:
        if not isinstance(node.value, list):
            self.sheet.note("E400", node.line + 1, tr("`students` is no list"), "- {name: Ada Lovelace, number: 4711}")
            return
        for each in node.value:
            if isinstance(each.value, dict):
                self.sheet.rows.append(Row(dict(self._cells(each.value)), each.line + 1))
            else:
                self.sheet.note("E400", each.line + 1, tr("this student is no mapping"), "{name: Ada, number: 4711}")

    def _cells(self, entries: "dict[str, tuple[Node, Node]]") -> Iterator[tuple[str, str]]:
        for key, (at, node) in entries.items():
            column = NAMES.get(key.lower())
            if column is None or column in OF_CLASS:
                self.sheet.note("W400", at.line + 1, tr("`{key}` is not used", key=key), did_you_mean(key, COLUMNS))
            elif isinstance(node.value, str):
                yield column, node.value.strip()
            elif column == "excused" and isinstance(node.value, list):
                yield column, " ".join(one.value for one in node.value if isinstance(one.value, str))
            else:
                self.sheet.note("E400", node.line + 1, tr("`{key}` is no text", key=key), tr("write it on one line"))


# --------------------------------------------------------------------------------------------------------- students


def _pupils(sheet: Sheet) -> Iterator[Pupil]:
    lines: dict[str, int] = {}
    for row in sheet.rows:
        number = row.cells.get("number", "")
        first = lines.setdefault(folded_number(number), row.line)
        if number and first != row.line:
            sheet.note(
                "E402", row.line, tr("the number {number} stands in line {first} already", number=number, first=first)
            )
        yield _pupil(sheet, row, number)
    if not sheet.rows and not sheet.problems:
        sheet.note("E400", 1, tr("there is no student on the roster"))


def _pupil(sheet: Sheet, row: Row, number: str) -> Pupil:
    cells = row.cells
    name = cells.get("name") or " ".join(filter(None, (cells.get("first"), cells.get("last"))))
    name = " ".join(clean(name, "").split())
    if not number:
        sheet.note(
            "E401", row.line, tr("{name} has no number", name=name or tr("this student")), tr("hand-ins are told by it")
        )
    if not name:
        sheet.note("E403", row.line, tr("number {number} has no name", number=number))
    student = Student(
        key="",
        name=name,
        number=clean(number, ""),
        ids={column: clean(cells[column], "") for column in IDS if cells.get(column)},
        section=clean(cells.get("section", ""), ""),
        excused=tests(cells.get("excused", "")),
        extra_time=_extra_time(sheet, row),
        on_roster=True,
    )
    return Pupil(student, cells.get("code", ""))


def _extra_time(sheet: Sheet, row: Row) -> float:
    text = row.cells.get("extra_time", "")
    try:
        return extra_time(text)
    except ValueError as error:
        sheet.note("E404", row.line, tr("extra_time cannot be {text!r}", text=text), tr("it is {error}", error=error))
        return 0.0
