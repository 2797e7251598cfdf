"""Rows of the log as values, and the order in which they are replayed."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from learn.events import AnswerBody, Event
from learn.store.codec import id_bytes, id_text

COLUMNS = "e.n, e.id, d.id, e.seq, e.ms, e.offset, ifnull(l.same_as, l.n), e.type, e.body, l.id"
JOINED = "JOIN device AS d ON d.n = e.device JOIN learner AS l ON l.n = e.learner"
SOURCE = f"event AS e {JOINED}"
REPLAY_ORDER = "e.ms, d.id, e.seq, e.id"
REVERSED = "e.ms DESC, d.id DESC, e.seq DESC, e.id DESC"

_MS, _KEY = 4, itemgetter(4, 2, 3, 1)
"""The place of the time among `COLUMNS`, and the replay order by them."""

Row: TypeAlias = tuple[Any, ...]
R = TypeVar("R", bound=Row)

_EVER = -(1 << 62), 1 << 62
_AT_ONCE = 500
_TIMELINE = f"""SELECT {COLUMNS} FROM timeline AS t CROSS JOIN event AS e ON e.n = t.event {JOINED}
    WHERE t.learner = ? AND t.type = ? AND t.ms BETWEEN ? AND ?"""  # noqa: S608
_BODIES = """SELECT t.ms, t.event, e.offset, e.body FROM timeline AS t CROSS JOIN event AS e ON e.n = t.event
    WHERE t.learner = ? AND t.type = 'answer' ORDER BY t.ms"""
_REPLAYED = f"SELECT {REPLAY_ORDER} FROM event AS e JOIN device AS d ON d.n = e.device WHERE e.n = ?"  # noqa: S608
_EVERYONES = f"""(SELECT e.n FROM {SOURCE} WHERE e.type = 'answer' AND e.ms >= ? ORDER BY {REPLAY_ORDER} LIMIT -1) AS o
    CROSS JOIN event AS e ON e.n = o.n"""  # noqa: S608 - the bodies are left out of the sorting, as in `export`


class Line(Struct, frozen=True, array_like=True, gc=False):
    """An event as it lies in the log: `n` its row, `body` its JSON.

    `learner` is the number of the learner it counts for, `author` the id that it carries.
    """

    n: int
    id: bytes
    device: bytes
    seq: int
    ms: int
    offset: int
    learner: int
    type: str
    body: str
    author: bytes

    @property
    def order(self) -> tuple[int, bytes, int, bytes]:
        """Replay order: time, device, sequence; the id where a copied home gave two events one sequence number."""
        return (self.ms, self.device, self.seq, self.id)


def select(
    db: sqlite3.Connection, where: str, values: tuple[Any, ...] = (), order: str = REPLAY_ORDER
) -> Iterator[Line]:
    """The events that fit a condition on `e`, in replay order unless told otherwise."""
    found = db.execute(f"SELECT {COLUMNS} FROM {SOURCE} WHERE {where} ORDER BY {order}", values)  # noqa: S608
    return (Line(*row) for row in found)


def timeline(
    db: sqlite3.Connection,
    learner: int,
    kind: str,
    between: tuple[int, int] | None = None,
    newest: int | None = None,
) -> Iterator[Line]:
    """A learner's events of one type, those `between` two times (UTC ms, both included), in replay order.

    With `newest` only so many of them, newest first (-1: all of them).
    """
    values = (learner, kind, *(between or _EVER))
    if newest is None:
        found = db.execute(f"{_TIMELINE} ORDER BY t.ms", values)
        return (Line(*row) for row in in_replay_order(found, _MS, _KEY))
    order = f"{REVERSED.replace('e.ms', 't.ms', 1)} LIMIT ?"
    return (Line(*row) for row in db.execute(f"{_TIMELINE} ORDER BY {order}", (*values, newest)))


def everyones_answers(db: sqlite3.Connection, since: int) -> Iterator[Line]:
    """The answers of all learners since a time (UTC ms) in replay order."""
    return (Line(*row) for row in db.execute(f"SELECT {COLUMNS} FROM {_EVERYONES} {JOINED}", (since,)))  # noqa: S608


def everyones_bodies(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """`n` and body of the answers of all learners in replay order."""
    return db.execute(f"SELECT e.n, e.body FROM {_EVERYONES}", (0,))  # noqa: S608


def in_replay_order(rows: Iterable[R], ms: int, key: Callable[[R], Any]) -> Iterator[R]:
    """Rows that come by time with those of one millisecond as they are replayed: a sort by SQLite would carry all the
    bodies along.

    `ms` is the place of the time, `key` gives the replay order.
    """
    found = iter(rows)
    last = next(found, None)
    if last is None:
        return
    same: list[R] = []
    for row in found:
        if row[ms] == last[ms]:
            same.append(last)
        elif same:
            yield from sorted([*same, last], key=key)
            same = []
        else:
            yield last
        last = row
    yield from sorted([*same, last], key=key)


def answer_bodies(db: sqlite3.Connection, learner: int) -> Iterator[tuple[int, int, int, str]]:
    """Time, `n`, offset and body of all of a learner's answers in replay order: for those who read every answer there
    is, and little of each."""

    def order(row: tuple[int, int, int, str]) -> Row:
        found: Row = db.execute(_REPLAYED, (row[1],)).fetchone()
        return found

    return in_replay_order(db.execute(_BODIES, (learner,)), 0, order)


def line_of(db: sqlite3.Connection, n: int) -> Line:
    """The event in this row."""
    return next(lines_of(db, (n,)))


def lines_of(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Line]:
    """The events in these rows, in the order of the numbers; so many at once as SQLite takes."""
    left = iter(numbers)
    while some := tuple(islice(left, _AT_ONCE)):
        marks = ", ".join("?" * len(some))
        found = {row[0]: row for row in db.execute(f"SELECT {COLUMNS} FROM {SOURCE} WHERE e.n IN ({marks})", some)}  # noqa: S608
        yield from (Line(*found[n]) for n in some)


def line_at(db: sqlite3.Connection, event_id: bytes) -> Line | None:
    """The event of this id, None where the log has none."""
    row = db.execute(f"SELECT {COLUMNS} FROM {SOURCE} WHERE e.id = ?", (event_id,)).fetchone()  # noqa: S608
    return None if row is None else Line(*row)


def event_of(line: Line) -> Event:
    """The event with its ids as text."""
    return Event(
        id=id_text(line.id),
        device=id_text(line.device),
        seq=line.seq,
        ms=line.ms,
        offset=line.offset,
        learner=id_text(line.author),
        type=line.type,
        body=msgspec.json.decode(line.body),
    )


def learner_ids(db: sqlite3.Connection, only: int | None = None) -> dict[int, str]:
    """Every learner's id by number, or that of one."""
    some = ("", ()) if only is None else (" WHERE n = ?", (only,))
    return {n: id_text(data) for n, data in db.execute(f"SELECT n, id FROM learner{some[0]}", some[1])}  # noqa: S608


def learner_number(db: sqlite3.Connection, learner: str) -> int:
    """The number a learner counts under, -1 for one who has no event yet."""
    row = db.execute("SELECT ifnull(same_as, n) FROM learner WHERE id = ?", (id_bytes(learner),)).fetchone()
    return -1 if row is None else int(row[0])


class _Put(Struct, gc=False):
    bank: str
    question: str


_answers = msgspec.json.Decoder(AnswerBody)
_puts = msgspec.json.Decoder(_Put)


def answer_body(line: Line) -> AnswerBody:
    """The typed body of an answer."""
    return _answers.decode(line.body)


def question_of(line: Line) -> str:
    """Which question an answer was to (`bank/id`), as it says itself."""
    put = _puts.decode(line.body)
    return f"{put.bank}/{put.question}"
