"""How many facts are due, new and answered, without a look at each of them.

The log counts its states by the day they are due, in an index; the library knows how many facts it asks. What differs
is kept: the states of facts that the library asks no question on, mostly few, and none that were looked at once are
looked at again. They stand in `meta` under `unasked` and the learner's number, with what they are true of: the content
of the library, and the states up to a row (`epoch` changes when rows went, whose numbers may be given again).
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

import msgspec
from msgspec import Struct

_AT_ONCE = 500
_MOST = 5_000
"""More facts that are not asked than these are counted by looking at every fact."""
_LEFT_OPEN = 200
"""Fewer states than these that came since are looked at each time: nothing is written."""

_DAYS = """SELECT due_day, count(*) FROM state INDEXED BY state_due WHERE learner = ? AND due_day IS NOT NULL
    GROUP BY due_day ORDER BY due_day"""
_ASKED = "EXISTS (SELECT 1 FROM library.fact AS f WHERE f.id = s.fact AND f.questions > 0)"
_UNASKED_ALL = f"SELECT n FROM state AS s INDEXED BY state_fact WHERE learner = ? AND NOT {_ASKED}"  # noqa: S608
_UNASKED_SINCE = f"SELECT n FROM state AS s NOT INDEXED WHERE n > ? AND learner = ? AND NOT {_ASKED}"  # noqa: S608
_ASIDE = f"""SELECT sum(due_day <= ?), sum(due_day IS NULL) FROM state AS s INDEXED BY state_aside
    WHERE learner = ? AND (suspended OR buried_until > 0) AND (suspended OR buried_until > ?) AND {_ASKED}"""  # noqa: S608
_ANY_ASIDE = """SELECT 1 FROM state INDEXED BY state_aside
    WHERE learner = ? AND (suspended OR buried_until > 0) LIMIT 1"""
_ASIDE_ALONE = """SELECT sum(due_day <= ?) FROM state INDEXED BY state_aside
    WHERE learner = ? AND (suspended OR buried_until > 0) AND (suspended OR buried_until > ?)"""
_LOOKED_AT = """SELECT sum(s.due_day <= ? AND NOT s.suspended AND s.buried_until <= ?),
    sum(s.due_day IS NULL AND NOT ifnull(s.suspended, 0) AND ifnull(s.buried_until, 0) <= ?), count(s.due_day)
    FROM library.fact AS f LEFT JOIN state AS s ON s.learner = ? AND s.fact = f.id WHERE f.questions > 0"""

Days = Sequence[tuple[int, int]]
"""Ordinal days with the number of answered facts that are due on each, soonest first."""


class Counts(Struct, frozen=True):
    """Numbers of facts: due today or before, never answered, answered; as far as the library still asks them."""

    due: int
    new: int
    answered: int


class _Unasked(Struct, array_like=True):
    content: str
    epoch: int
    upto: int
    states: list[int]


def due_days(db: sqlite3.Connection, learner: int) -> Days:
    """How many answered facts are due on each day."""
    return db.execute(_DAYS, (learner,)).fetchall()


def tally(db: sqlite3.Connection, learner: int, day: int) -> tuple[Days, Counts]:
    """The counts of the ordinal `day`, without a library, and the days that they are of."""
    days = due_days(db, learner)
    (aside,) = db.execute(_ASIDE_ALONE, (day, learner, day)).fetchone()
    due, answered = _upto(days, day)
    return days, Counts(due - (aside or 0), 0, answered)


def tally_of_library(db: sqlite3.Connection, learner: int, day: int, may_write: bool) -> tuple[Days, Counts]:
    """The same of the facts that the attached library asks. What was found out is noted where that `may` be done."""
    days = due_days(db, learner)
    unasked = _unasked(db, learner, may_write)
    if unasked is None:
        row = db.execute(_LOOKED_AT, (day, day, day, learner)).fetchone()
        return days, Counts(*(number or 0 for number in row))
    gone_due, gone = _of_states(db, unasked, day)
    aside_due, aside_new = (number or 0 for number in db.execute(_ASIDE, (day, learner, day)).fetchone())
    due, answered = _upto(days, day)
    new = _asked_facts(db) - (answered - gone) - aside_new
    return days, Counts(due - gone_due - aside_due, new, answered - gone)


def tally_as_noted(
    db: sqlite3.Connection, learner: int, day: int, content: str, asked: int
) -> tuple[Days, Counts] | None:
    """The same without the library, which has this content and asks so many facts. None where it has to be looked at:
    not all is noted, there are facts set aside, or names may have changed."""
    key = _key(learner)
    marks = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('adopted', 'epoch', ?)", (key,)))
    if marks.get("adopted") != content or key not in marks or db.execute(_ANY_ASIDE, (learner,)).fetchone():
        return None
    kept = msgspec.json.decode(marks[key], type=_Unasked)
    newest = db.execute("SELECT ifnull(max(n), 0) FROM state").fetchone()[0]
    if (kept.content, kept.epoch, kept.upto) != (content, marks.get("epoch", 0), newest):
        return None
    days = due_days(db, learner)
    gone_due, gone = _of_states(db, kept.states, day)
    due, answered = _upto(days, day)
    return days, Counts(due - gone_due, asked - (answered - gone), answered - gone)


def has_other_names(db: sqlite3.Connection) -> bool:
    """Whether it is not noted yet that the names are those of the attached library."""
    adopted = "SELECT value FROM meta WHERE key = 'adopted'"
    row = db.execute(f"SELECT ({adopted}) IS NOT value FROM library.meta WHERE key = 'content'").fetchone()  # noqa: S608
    return row is not None and bool(row[0])


def note_adopted(db: sqlite3.Connection) -> None:
    """Note that the names are those of the attached library, unless the file cannot be written now."""
    with suppress(sqlite3.OperationalError):
        db.execute("INSERT OR REPLACE INTO meta SELECT 'adopted', value FROM library.meta WHERE key = 'content'")


def _key(learner: int) -> str:
    return f"unasked {learner}"


def _upto(days: Days, day: int) -> tuple[int, int]:
    return sum(number for due, number in days if due <= day), sum(number for _, number in days)


def _of_states(db: sqlite3.Connection, states: Sequence[int], day: int) -> tuple[int, int]:
    """Of some states how many are due on the day, and how many were answered."""
    due = answered = 0
    for start in range(0, len(states), _AT_ONCE):
        some = states[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        row = db.execute(f"SELECT sum(due_day <= ?), count(due_day) FROM state WHERE n IN ({marks})", (day, *some))  # noqa: S608
        found = row.fetchone()
        due, answered = due + (found[0] or 0), answered + found[1]
    return due, answered


def _asked_facts(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM library.meta WHERE key = 'asked'").fetchone()
    if row is None:
        row = db.execute("SELECT count(*) FROM library.fact WHERE questions > 0").fetchone()
    return int(row[0])


def _unasked(db: sqlite3.Connection, learner: int, may_write: bool) -> list[int] | None:
    """The rows of the states of facts that the library does not ask; None where they are too many to keep."""
    content = db.execute("SELECT value FROM library.meta WHERE key = 'content'").fetchone()
    if content is None:
        return None
    key, kept = _key(learner), None
    marks = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('epoch', ?)", (key,)))
    epoch = marks.get("epoch", 0)
    if key in marks:
        kept = msgspec.json.decode(marks[key], type=_Unasked)
    newest = db.execute("SELECT ifnull(max(n), 0) FROM state").fetchone()[0]
    if kept is None or (kept.content, kept.epoch) != (content[0], epoch) or kept.upto > newest:
        kept = None
        found = [n for (n,) in db.execute(_UNASKED_ALL, (learner,))]
    else:
        since = db.execute(_UNASKED_SINCE, (kept.upto, learner)) if kept.upto < newest else ()
        found = kept.states + [n for (n,) in since]
    if len(found) > _MOST:
        return None
    if may_write and (kept is None or newest - kept.upto > _LEFT_OPEN):
        _note(db, key, _Unasked(content[0], epoch, newest, [n for n in found if n <= newest]))
    return found


def _note(db: sqlite3.Connection, key: str, unasked: _Unasked) -> None:
    """Keep it for the next time, unless the file cannot be written now."""
    with suppress(sqlite3.OperationalError):
        db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, msgspec.json.encode(unasked).decode()))


def rows_went(db: sqlite3.Connection) -> None:
    """Note that rows of states were removed: their numbers may be given to other facts."""
    db.execute("INSERT INTO meta VALUES ('epoch', 1) ON CONFLICT DO UPDATE SET value = value + 1")
