"""Rows of the log as values, and the order in which they are replayed."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from learn.events import AnswerBody, Event
from learn.store.codec import id_bytes, id_text

COLUMNS = "e.n, e.id, d.id, e.seq, e.ms, e.offset, ifnull(l.same_as, l.n), e.type, e.body, l.id"
_JOINED = "JOIN device AS d ON d.n = e.device JOIN learner AS l ON l.n = e.learner"
SOURCE = f"event AS e {_JOINED}"
REPLAY_ORDER = "e.ms, d.id, e.seq, e.id"
REVERSED = "e.ms DESC, d.id DESC, e.seq DESC, e.id DESC"

_BEFORE_ALL, _AFTER_ALL = -(1 << 62), 1 << 62
_TIMELINE_ORDER = REPLAY_ORDER.replace("e.ms", "t.ms", 1)
_TIMELINE = f"""SELECT {COLUMNS} FROM timeline AS t CROSS JOIN event AS e ON e.n = t.event {_JOINED}
    WHERE t.learner = ? AND t.type = ? AND t.ms BETWEEN ? AND ?"""  # noqa: S608


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
    first, last = between or (_BEFORE_ALL, _AFTER_ALL)
    tail = f"{REVERSED.replace('e.ms', 't.ms', 1)} LIMIT ?" if newest is not None else _TIMELINE_ORDER
    values = (learner, kind, first, last) if newest is None else (learner, kind, first, last, newest)
    found = db.execute(f"{_TIMELINE} ORDER BY {tail}", values)
    return (Line(*row) for row in found)


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


_answers = msgspec.json.Decoder(AnswerBody)


def answer_body(line: Line) -> AnswerBody:
    """The typed body of an answer."""
    return _answers.decode(line.body)
