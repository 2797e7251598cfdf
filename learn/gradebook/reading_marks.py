"""A matrix of marks: the first row names the items, each further row holds the marks of a student.

Read liberally and never wrongly in silence: what is not a mark is a fault with its line, and a column or row that is
left out (names, totals, averages) is named.
"""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from learn.analysis.distractors import Option
from learn.analysis.marks import Marks
from learn.analysis.matrix import Matrix
from learn.gradebook.reading_faults import Faults
from learn.gradebook.reading_table import Row, Table, check_names, is_unseen, number
from learn.language import tr

_PERSON = frozenset(
    [
        "student",
        "name",
        "id",
        "user",
        "username",
        "userid",
        "studentid",
        "studentname",
        "sisid",
        "email",
        "emailaddress",
        "attempt",
        "quizattempt",
        "learner",
        "person",
        "personid",
        "subject",
        "subjectid",
        "examinee",
        "candidate",
        "participant",
        "respondent",
        "case",
        "row",
        "rowname",
        "no",
        "nr",
        "number",
        "studentnumber",
        "pid",
        "sid",
        "firstname",
        "lastname",
        "surname",
        "class",
        "section",
        "group",
        "index",
    ]
)
_TOTAL = frozenset(
    [
        "total",
        "totals",
        "sum",
        "sums",
        "score",
        "scores",
        "sumscore",
        "summarks",
        "totalscore",
        "totalmarks",
        "totalpoints",
        "rawscore",
        "grade",
        "finalgrade",
        "result",
        "percent",
        "percentage",
    ]
)
_MOST = frozenset(
    ["max", "maximum", "maxima", "maxmarks", "maxmark", "pointspossible", "outof", "possible", "maxpoints", "maxscore"]
)
_SUMMARY = re.compile(r"overall average.*|(?:grand )?(?:average|mean|median|total|sum)s?|sd|stdev|standard deviation")
_NEAR = 1e-6
_ROUNDED = 0.01
"""How far a total that was written with two places may be off."""


class Wanted(Struct, frozen=True):
    """What the caller knows: the most of all items and of single ones, columns to keep or drop (globs)."""

    most: float | None = None
    most_of: Mapping[str, float] = {}
    only: Sequence[str] = ()
    drop: Sequence[str] = ()
    which: str = "first"


class Read(Struct, frozen=True):
    """The marks of a file, the options that were seen to be chosen, by item, and what was decided about the file."""

    marks: Marks
    options: Mapping[str, Sequence[Option]] = {}
    notices: Sequence[str] = ()


def read_marks(table: Table, wanted: Wanted, faults: Faults) -> Read:
    """The marks of a plain matrix. BrokenContent with all that is wrong."""
    people = _people(table, faults)
    items = _items(table, people, wanted, faults)
    check_names(table, items, faults)
    if not items:
        faults.add("E381", table.line, tr("no column holds marks"), tr("the first row names the items"))
    faults.stop_if_any()
    rows, maxima = _rows(table, people, items, wanted, faults)
    marks = [[_mark(row, at, table, most, faults) for at, most in zip(items, maxima, strict=True)] for row in rows]
    faults.stop_if_any()
    names = tuple(table.columns[at] for at in items)
    return Read(Marks(matrix(names, maxima, [_who(row, people) for row in rows], marks, faults)), {}, faults.notices)


def matrix(
    names: Sequence[str],
    maxima: Sequence[float],
    students: Sequence[str],
    marks: Sequence[Sequence[float | None]],
    faults: Faults,
) -> Matrix:
    """The matrix of those who saw anything at all."""
    seen = [at for at, row in enumerate(marks) if any(mark is not None for mark in row)]
    if len(seen) < len(marks):
        faults.notice(tr("{count} rows without any mark were left out", count=len(marks) - len(seen)))
    return Matrix(
        items=tuple(names),
        maxima=tuple(maxima),
        students=tuple(students[at] or tr("row {number}", number=at + 1) for at in seen),
        marks=tuple(tuple(marks[at]) for at in seen),
    )


def fits(name: str, globs: Sequence[str]) -> bool:
    """Whether a column's name is one of the globs, whatever its case."""
    return any(fnmatchcase(name.lower(), glob.lower()) for glob in globs)


def bare(name: str) -> str:
    """A column's name without case, spaces and punctuation."""
    return re.sub(r"[\W_]+", "", name).lower()


# -- columns -------------------------------------------------------------------------------------------------------


def _people(table: Table, faults: Faults) -> list[int]:
    """The first columns, as far as they say who a row is."""
    found: list[int] = []
    for at, name in enumerate(table.columns):
        if not (_says_who(name, table.column(at)) or (at == 0 and _counts(table.column(at), faults, name))):
            break
        found.append(at)
    return found if len(found) < len(table.columns) else []


def _says_who(name: str, cells: Sequence[str]) -> bool:
    return bare(name) in _PERSON or not name or _mostly_words(cells)


def _mostly_words(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if not is_unseen(cell)]
    return 2 * sum(number(cell) is None for cell in told) > len(told)


def _counts(cells: Sequence[str], faults: Faults, name: str) -> bool:
    """Whether a column only numbers its rows."""
    numbers = [number(cell) for cell in cells]
    counts = len(numbers) > 2 and numbers in (list(range(1, len(cells) + 1)), list(range(len(cells))))
    if counts:
        faults.notice(tr("the column {name} numbers the rows; it was taken for the students", name=name))
    return counts


def _items(table: Table, people: Sequence[int], wanted: Wanted, faults: Faults) -> list[int]:
    """The columns that hold marks."""
    rest = [at for at in range(len(table.columns)) if at not in people and not _is_empty(table, at, faults)]
    _check_globs(table, wanted, faults)
    if wanted.only:
        return [at for at in rest if fits(table.columns[at], wanted.only)]
    rest = [at for at in rest if not fits(table.columns[at], wanted.drop)]
    rest = [at for at in rest if not _is_total(table, at, rest, faults)]
    return [at for at in rest if not _is_text(table, at, faults)]


def _check_globs(table: Table, wanted: Wanted, faults: Faults) -> None:
    for glob in [*wanted.only, *wanted.drop, *wanted.most_of]:
        if not any(fits(name, [glob]) for name in table.columns):
            faults.add(
                "E381",
                table.line,
                tr("no column is called {name}", name=glob),
                tr("there are: {names}", names=", ".join(table.columns)[:200]),
            )


def _is_empty(table: Table, at: int, faults: Faults) -> bool:
    empty = all(is_unseen(cell) for cell in table.column(at))
    if empty:
        faults.notice(tr("the column {name} is empty and was left out", name=table.columns[at]))
    return empty


def _is_total(table: Table, at: int, rest: Sequence[int], faults: Faults) -> bool:
    """Whether a column is the sum of the others: by its name, or, the last one, by being just that."""
    name, others = table.columns[at], [other for other in rest if other != at]
    named = bare(name) in _TOTAL and len(others) > 0
    off = sum(not _adds_up(row, at, others) for row in table.rows)
    if not named and (at != rest[-1] or off or len(others) < 3 or len(table.rows) < 5):
        return False
    faults.notice(
        tr("the column {name} was taken for a total and left out", name=name) + _deviation(off, len(table.rows))
    )
    return True


def _deviation(off: int, rows: int) -> str:
    return tr("; in {off} of {rows} rows it is not the sum of the other columns", off=off, rows=rows) if off else ""


def _adds_up(row: Row, at: int, others: Sequence[int]) -> bool:
    total = number(row.cells[at])
    return total is not None and abs(total - sum(number(row.cells[other]) or 0.0 for other in others)) <= _ROUNDED


def _is_text(table: Table, at: int, faults: Faults) -> bool:
    """Whether a column holds words, which is a fault: leaving it out in silence could drop an item."""
    if not _mostly_words(table.column(at)):
        return False
    name, row = table.columns[at], next(row for row in table.rows if not is_unseen(row.cells[at]))
    told = tr("the column {name} holds no marks ({cell!r})", name=name, cell=row.cells[at][:30])
    faults.add("E383", row.line, told, tr("--drop {column} leaves it out", column=_quoted(name)), at + 1)
    return True


def _quoted(name: str) -> str:
    return f"'{name}'" if re.search(r"[^\w.-]", name) else name


# -- rows ----------------------------------------------------------------------------------------------------------


def _rows(
    table: Table, people: Sequence[int], items: Sequence[int], wanted: Wanted, faults: Faults
) -> tuple[list[Row], list[float]]:
    """The rows that are students, and the most of each item."""
    rows: list[Row] = []
    most: Row | None = None
    for row in table.rows:
        who = _who(row, people)
        if people and bare(who) in _MOST:
            most = row
        elif people and _SUMMARY.fullmatch(who.strip().lower()):
            faults.notice(tr("line {line} ({who}) is no student and was left out", line=row.line, who=who.strip()))
        else:
            rows.append(row)
    _tell_twins(rows, people, faults)
    return rows, [_most(table.columns[at], most, at, wanted, faults) for at in items]


def _tell_twins(rows: Sequence[Row], people: Sequence[int], faults: Faults) -> None:
    lines: dict[str, list[int]] = {}
    for row in rows:
        lines.setdefault(_who(row, people), []).append(row.line)
    for who, found in lines.items():
        if who and len(found) > 1:
            faults.notice(
                tr(
                    "{who} has {count} rows (lines {lines}); each counts",
                    who=who,
                    count=len(found),
                    lines=", ".join(map(str, found)),
                )
            )


def _who(row: Row, people: Sequence[int]) -> str:
    return " ".join(row.cells[at].strip() for at in people if row.cells[at].strip())


def _most(name: str, row: Row | None, at: int, wanted: Wanted, faults: Faults) -> float:
    """The most of an item: as told on the command line for it, for all, by a row of maxima, else 1."""
    for glob, most in wanted.most_of.items():
        if fits(name, [glob]):
            return most
    if wanted.most is not None or row is None:
        return wanted.most or 1.0
    told = number(row.cells[at])
    if told is None or told <= 0:
        faults.add("E384", row.line, tr("the most of {name} is no number above 0", name=name), "", at + 1)
    return told or 1.0


def _mark(row: Row, at: int, table: Table, most: float, faults: Faults) -> float | None:
    cell, name = row.cells[at], table.columns[at]
    if is_unseen(cell):
        return None
    mark = number(cell)
    if mark is None:
        hint = tr("marks are numbers; an empty cell is a question not seen")
        faults.add(
            "E383",
            row.line,
            tr("{mark!r} in the column {name} is no mark", mark=cell.strip()[:30], name=name),
            hint,
            at + 1,
        )
    elif abs(mark) > most + _NEAR:
        hint = tr(
            "--max {mark:g} if all are out of {mark:g}, --max {column}={mark:g}, or --drop {column}",
            mark=mark,
            column=_quoted(name),
        )
        faults.add(
            "E384",
            row.line,
            tr("{mark} in the column {name} is more than its most, {most:g}", mark=cell.strip(), name=name, most=most),
            hint,
            at + 1,
        )
    return mark
