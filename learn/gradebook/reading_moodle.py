"""Moodle's own downloads of a quiz: the grades report (a mark for each question) and the responses report.

Sources: Moodle, mod/quiz/report/overview and mod/quiz/report/responses. In the grades report a question's column is
`Q. 1 /1.00`, which other languages write in their way, but always with its number, a slash and its most; the total is
`Grade/10.00`. `-` is a question left blank where the attempt has a grade, else one not reached. The responses report
has `Response 1` and, if it was asked for, `Right answer 1`; it has no marks, so the right answer earns 1.
"""

import re
from collections.abc import Sequence

from learn.analysis.distractors import Option
from learn.analysis.marks import Marks
from learn.gradebook.reading_faults import ATTEMPTS, Faults
from learn.gradebook.reading_marks import Read, Wanted, matrix
from learn.gradebook.reading_seen import options_seen
from learn.gradebook.reading_table import Row, Table, is_unseen, number
from learn.language import tr

_QUESTION = re.compile(r"(\D{0,12}\d+)\s*/\s*(\d+(?:[.,]\d+)?)")
_TOTAL = r"[^/\d]+/\s*\d+(?:[.,]\d+)?"
_RESPONSE = re.compile(r"(?:response|antwort) (\d+)", re.IGNORECASE)
_RIGHT = r"(?:right answer|richtige antwort) {}"
_PARTS = "; "


def is_grades(table: Table) -> bool:
    """Whether the table is a grades report."""
    return table.find(_TOTAL) is not None and any(_QUESTION.fullmatch(name) for name in table.columns)


def is_responses(table: Table) -> bool:
    """Whether the table is a responses report."""
    return table.find(_TOTAL) is not None and any(_RESPONSE.fullmatch(name) for name in table.columns)


def read_grades(table: Table, wanted: Wanted, faults: Faults) -> Read:
    """The marks of a grades report. BrokenContent with all that is wrong."""
    found = [(at, told) for at, name in enumerate(table.columns) if (told := _QUESTION.fullmatch(name))]
    maxima = [number(told[2]) or 0.0 for _, told in found]
    items = [(at, told[1].strip(), most) for (at, told), most in zip(found, maxima, strict=True) if most > 0]
    if len(items) < len(found):
        faults.notice(tr("{count} questions that earn nothing were left out", count=len(found) - len(items)))
    rows = attempts(table, wanted.which, faults)
    marks = [[_mark(table, row, at, most, faults) for at, _, most in items] for row in rows]
    faults.stop_if_any()
    names, most_of = [name for _, name, _ in items], [most for _, _, most in items]
    return Read(Marks(matrix(names, most_of, [_who(row) for row in rows], marks, faults)), {}, faults.notices)


def _mark(table: Table, row: Row, at: int, most: float, faults: Faults) -> float | None:
    cell, name = row.cells[at], table.columns[at]
    if is_unseen(cell):
        return 0.0 if is_graded(table, row) else None
    mark = number(cell)
    if mark is None:
        faults.notice(
            tr(
                "line {line}: {mark!r} in {name} is not a mark yet and does not count",
                line=row.line,
                mark=cell.strip()[:30],
                name=name,
            )
        )
    elif mark > most + 1e-6:
        faults.add(
            "E384",
            row.line,
            tr("{mark} in the column {name} is more than its most", mark=cell.strip(), name=name),
            "",
            at + 1,
        )
    return mark


def read_responses(table: Table, wanted: Wanted, faults: Faults) -> Read:
    """Marks and options of a responses report that has the right answers. BrokenContent where it has not."""
    questions = [(at, name, told[1]) for at, name in enumerate(table.columns) if (told := _RESPONSE.fullmatch(name))]
    rights = {number: table.find(_RIGHT.format(number)) for _, _, number in questions}
    if any(right is None for right in rights.values()):
        hint = tr("download it with `the right answer` ticked; or take the grades report, which has the marks")
        faults.add("E385", table.line, tr("the report does not say which answers are right"), hint)
    faults.stop_if_any()
    faults.notice(tr("marks come from comparing answers with the right one: partial credit and other spellings earn 0"))
    rows = attempts(table, wanted.which, faults)
    columns = [_Column(table, rows, at, rights[number] or 0) for at, _, number in questions]
    marks = [list(row) for row in zip(*(column.marks for column in columns), strict=True)]
    names = [name for _, name, _ in questions]
    made = matrix(names, [1.0] * len(names), [_who(row) for row in rows], marks, faults)
    places = {row: at for at, row in enumerate(n for n, row in enumerate(marks) if any(m is not None for m in row))}
    seen = {name: column.seen(places) for name, column in zip(names, columns, strict=True)}
    chosen = {name: chosen for name, (_, chosen) in seen.items()}
    return Read(Marks(made, chosen), {name: options for name, (options, _) in seen.items()}, faults.notices)


class _Column:
    """What was answered to one question."""

    def __init__(self, table: Table, rows: Sequence[Row], at: int, right: int) -> None:
        self.answers = [_parts(row.cells[at], row.cells[right]) for row in rows]
        self.rights = [_parts(row.cells[right], row.cells[right]) for row in rows]
        graded = [is_graded(table, row) for row in rows]
        self.marks = [
            float(set(answer) == set(right)) if answer else (0.0 if is_over else None)
            for answer, right, is_over in zip(self.answers, self.rights, graded, strict=True)
        ]

    def seen(self, places: dict[int, int]) -> tuple[tuple[Option, ...], dict[int, tuple[str, ...]]]:
        """The options, and who chose which; students by their `places` in the matrix."""
        keys = {text for right in self.rights for text in right}
        chosen = {
            places[n]: answer for n, answer in enumerate(self.answers) if n in places and self.marks[n] is not None
        }
        return options_seen(chosen, keys)


def _parts(cell: str, right: str) -> tuple[str, ...]:
    """The options that an answer names, which Moodle joins by `; ` where several are right."""
    text = " ".join(cell.split())
    if is_unseen(text):
        return ()
    return tuple(text.split(_PARTS)) if _PARTS in " ".join(right.split()) else (text,)


# -- attempts ------------------------------------------------------------------------------------------------------


def attempts(table: Table, which: str, faults: Faults) -> list[Row]:
    """The rows that are attempts of students: of each student the one that counts, or all."""
    place = table.find(".*(?:e-?mail|id number|id-nummer).*")
    taken: dict[str, list[Row]] = {}
    for row in table.rows:
        if not row.cells[0].strip() or (place is not None and not row.cells[place].strip()) or not _begun(table, row):
            continue
        taken.setdefault(row.cells[place] if place is not None else _who(row), []).append(row)
    left = len(table.rows) - sum(map(len, taken.values()))
    if left:
        faults.notice(
            tr("{count} rows that are no attempt of a student (averages, nothing begun) were left out", count=left)
        )
    if any(len(rows) > 1 for rows in taken.values()):
        faults.notice(_counted(which))
    return [row for rows in taken.values() for row in _chosen(table, rows, which)]


def _counted(which: str) -> str:
    if which == "all":
        return tr("of several attempts of a student each counted")
    said = tr(ATTEMPTS[which])
    return tr("of several attempts of a student the {which} counted, in the order of the file", which=said)


def _begun(table: Table, row: Row) -> bool:
    """Whether anything stands in the row behind the name: a student who never began has dashes alone."""
    begun = table.find("started on|begonnen am|started|begonnen")
    return not is_unseen(row.cells[begun]) if begun is not None else True


def _chosen(table: Table, rows: Sequence[Row], which: str) -> Sequence[Row]:
    if which == "all":
        return rows
    if which == "best":
        return [max(rows, key=lambda row: _total(table, row) or 0.0)]
    return [rows[0] if which == "first" else rows[-1]]


def is_graded(table: Table, row: Row) -> bool:
    """Whether the attempt is over: it has a grade."""
    return _total(table, row) is not None


def _total(table: Table, row: Row) -> float | None:
    at = table.find(_TOTAL)
    return None if at is None else number(row.cells[at])


def _who(row: Row) -> str:
    """The student's name, which Moodle writes in the first two columns."""
    return " ".join(cell.strip() for cell in row.cells[:2])
