"""Canvas' student analysis of a classic quiz: for each question its text and id, then a column headed by its points.

Source: Canvas, Quiz statistics, "Student analysis" (`lib/canvas/…/student_analysis`): columns about the student, then
`ID: TEXT` (the answer) and `POINTS` (what it earned) for each question, then `n correct,n incorrect,score`. A question
whose two cells are empty was not drawn for that student.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from learn.analysis.marks import Marks
from learn.gradebook.reading_faults import ATTEMPTS, Faults
from learn.gradebook.reading_marks import Read, Wanted, matrix
from learn.gradebook.reading_seen import options_seen
from learn.gradebook.reading_table import Row, Table, is_unseen, number
from learn.language import tr

_QUESTION = re.compile(r"(\d+): .*", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_NEAR = 1e-6


class _Asked(Struct, frozen=True):
    """A question: the column of its answers (that of its points is the next), its name, and the most it earns."""

    at: int
    name: str
    most: float


def is_analysis(table: Table) -> bool:
    """Whether the table is a student analysis."""
    return "n correct" in table.columns and any(_QUESTION.fullmatch(name) for name in table.columns)


def read_analysis(table: Table, wanted: Wanted, faults: Faults) -> Read:
    """Marks and options of a student analysis. BrokenContent with all that is wrong."""
    asked = _questions(table, faults)
    faults.stop_if_any()
    rows = _attempts(table, wanted.which, faults)
    marks = [[_mark(row, one, faults) for one in asked] for row in rows]
    faults.stop_if_any()
    if any(mark is None for row in marks for mark in row):
        faults.notice(tr("an empty cell of points was taken for a question that was not drawn"))
    names, who = [one.name for one in asked], table.find("name") or 0
    made = matrix(names, [one.most for one in asked], [row.cells[who] for row in rows], marks, faults)
    kept = [n for n, row in enumerate(marks) if any(mark is not None for mark in row)]
    options, chosen = {}, {}
    for n, one in enumerate(asked):
        answers = {at: _answer(rows[row], one) for at, row in enumerate(kept) if marks[row][n] is not None}
        full = {text for at, texts in answers.items() for text in texts if _is_full(marks[kept[at]][n], one.most)}
        options[one.name], chosen[one.name] = options_seen(answers, full)
    return Read(Marks(made, chosen), options, faults.notices)


def _questions(table: Table, faults: Faults) -> list[_Asked]:
    found: list[_Asked] = []
    for at, name in enumerate(table.columns[:-1]):
        if not _QUESTION.fullmatch(name):
            continue
        most = number(table.columns[at + 1])
        if most is None:
            faults.add("E381", table.line, tr("no column of points stands behind {name}", name=name[:40]), "", at + 1)
        elif most <= 0:
            faults.notice(tr("{name} earns nothing and was left out", name=_plain(name)[:40]))
        else:
            found.append(_Asked(at, _plain(name), most))
    if not found:
        faults.add("E381", table.line, tr("no question earns points"))
    return found


def _plain(name: str) -> str:
    return " ".join(_MARKUP.sub(" ", name).split())


def _mark(row: Row, asked: _Asked, faults: Faults) -> float | None:
    cell = row.cells[asked.at + 1]
    if is_unseen(cell):
        return None
    mark = number(cell)
    if mark is None or mark > asked.most + _NEAR:
        told = tr(
            "{mark!r} is no mark up to {most:g} for {name}",
            mark=cell.strip()[:30],
            most=asked.most,
            name=asked.name[:40],
        )
        faults.add("E383", row.line, told, "", asked.at + 2)
    return mark


def _answer(row: Row, asked: _Asked) -> tuple[str, ...]:
    text = _plain(row.cells[asked.at])
    return (text,) if text else ()


def _is_full(mark: float | None, most: float) -> bool:
    return mark is not None and mark >= most - _NEAR


def _attempts(table: Table, which: str, faults: Faults) -> Sequence[Row]:
    """The attempts that count, by Canvas' own numbering where the file has it."""
    person, numbered = table.find("id"), table.find("attempt")
    if which == "all" or person is None:
        return table.rows
    taken: dict[str, list[Row]] = {}
    for row in table.rows:
        taken.setdefault(row.cells[person], []).append(row)
    if any(len(rows) > 1 for rows in taken.values()):
        faults.notice(tr("of several attempts of a student the {which} counted", which=tr(ATTEMPTS[which])))
    score = table.find("score")
    return [_chosen(rows, which, numbered, score) for rows in taken.values()]


def _chosen(rows: Sequence[Row], which: str, numbered: int | None, score: int | None) -> Row:
    def key(at: int | None, row: Row) -> float:
        return 0.0 if at is None else number(row.cells[at]) or 0.0

    if which == "best":
        return max(rows, key=lambda row: key(score, row))
    ordered = sorted(rows, key=lambda row: key(numbered, row))
    return ordered[0 if which == "first" else -1]
