"""A roster as CSV: what is kept of one when a student has been taken out of it."""

import csv
import io

from learn.classroom.roster import Pupil, Roster
from learn.classroom.roster_columns import IDS, OF_CLASS

HEAD = ("name", "number", *IDS, "section", "code", "excused", "extra_time", *OF_CLASS)


def as_csv(roster: Roster) -> bytes:
    """The roster with every column that this program knows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEAD, lineterminator="\n")
    writer.writeheader()
    of_class = {column: getattr(roster, column) for column in OF_CLASS}
    writer.writerows({**_cells(pupil), **of_class} for pupil in roster.pupils)
    return text.getvalue().encode()


def _cells(pupil: Pupil) -> dict[str, str]:
    student = pupil.student
    return {
        "name": student.name,
        "number": student.number,
        **{column: student.ids.get(column, "") for column in IDS},
        "section": student.section,
        "code": pupil.code,
        "excused": " ".join(student.excused),
        "extra_time": f"{100 * student.extra_time:g}%" if student.extra_time else "",
    }
