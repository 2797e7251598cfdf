"""Marks that come from elsewhere: a plain matrix, Moodle's reports of a quiz, or Canvas' student analysis."""

from msgspec import structs

from learn.gradebook.reading_canvas import is_analysis, read_analysis
from learn.gradebook.reading_faults import Faults
from learn.gradebook.reading_marks import Read, Wanted, fits, read_marks
from learn.gradebook.reading_moodle import is_grades, is_responses, read_grades, read_responses
from learn.gradebook.reading_table import read_table
from learn.language import tr
from learn.problems import UsageError

READERS = ((is_analysis, read_analysis), (is_grades, read_grades), (is_responses, read_responses))


def read(data: bytes, path: str, wanted: Wanted) -> Read:
    """The marks in a file, by what its header is.

    BrokenContent with the faults and their lines; UsageError for what the file does not go with.
    """
    faults = Faults(path)
    table = read_table(data, faults)
    reader = next((reader for recognise, reader in READERS if recognise(table)), None)
    if reader is None:
        return read_marks(table, wanted, faults)
    if wanted.most is not None or wanted.most_of:
        raise UsageError(tr("--max does not go with this file, which says what each question earns"))
    return _narrowed(reader(table, wanted, faults), wanted, path)


def _narrowed(found: Read, wanted: Wanted, path: str) -> Read:
    """Only the items that are wanted."""
    items = found.marks.matrix.items
    for glob in [*wanted.only, *wanted.drop]:
        if not any(fits(name, [glob]) for name in items):
            raise UsageError(
                tr("{path} has no question called {name}", path=path, name=glob),
                hint=tr("it has: {names}", names=", ".join(items)[:200]),
            )
    kept = [
        at
        for at, name in enumerate(items)
        if (not wanted.only or fits(name, wanted.only)) and not fits(name, wanted.drop)
    ]
    return structs.replace(found, marks=structs.replace(found.marks, matrix=found.marks.matrix.keep(kept)))
