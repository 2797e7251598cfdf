"""The answers of the past as they stand today, and what else the log says of a learner."""

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from learn.events import AnswerBody, Event, ReadBody
from learn.store.codec import id_text
from learn.store.judgement import Judged, judged
from learn.store.lines import REPLAY_ORDER, REVERSED, event_of, learner_ids, select
from learn.store.renames import Names


class AnswerRow(Struct, frozen=True):
    """An answer with what became of it.

    `score` and `points` are in force after overrides and regrades (`body` has those of the day itself); `ms` is
    UTC, `offset` minutes east of it.
    """

    event: str
    ms: int
    offset: int
    learner: str
    body: AnswerBody
    score: float
    points: float
    retracted: bool
    overridden: bool
    regraded: bool


def answers(
    db: sqlite3.Connection, learner: int | None, since: int | None = None, limit: int | None = None
) -> Iterator[AnswerRow]:
    """Answers since a time (UTC ms), oldest first; with a limit the newest so many."""
    if limit is None:
        return _rows(db, learner, since, REPLAY_ORDER)
    return reversed(list(_rows(db, learner, since, f"{REVERSED} LIMIT {int(limit)}")))


def _rows(db: sqlite3.Connection, learner: int | None, since: int | None, order: str) -> Iterator[AnswerRow]:
    ids = learner_ids(db)
    given = {"e.learner = ?": learner, "e.ms >= ?": since}
    where = " AND ".join(["e.type = 'answer'", *(each for each, value in given.items() if value is not None)])
    values = tuple(value for value in given.values() if value is not None)
    return (_row(judged(db, line), ids[line.learner]) for line in select(db, where, values, order))


def _row(standing: Judged, learner: str) -> AnswerRow:
    line = standing.line
    return AnswerRow(
        event=id_text(line.id),
        ms=line.ms,
        offset=line.offset,
        learner=learner,
        body=standing.body,
        score=standing.score,
        points=standing.points,
        retracted=standing.retracted,
        overridden=standing.overridden,
        regraded=standing.regraded,
    )


def last_answer(db: sqlite3.Connection, learner: int) -> AnswerRow | None:
    """The newest answer that was not taken back."""
    return next((row for row in _rows(db, learner, None, REVERSED) if not row.retracted), None)


def reads(db: sqlite3.Connection, learner: int, names: Names) -> dict[str, int]:
    """When each lesson was read to its end last (UTC ms), under its name of today."""
    found: dict[str, int] = {}
    for line in select(db, "e.learner = ? AND e.type = 'read'", (learner,)):
        lesson = msgspec.json.decode(line.body, type=ReadBody).lesson
        found[names.lessons.get(lesson, lesson)] = line.ms
    return found


def events_of_type(db: sqlite3.Connection, kind: str, learner: int | None = None) -> Iterator[Event]:
    """All events of one type, of one learner or of all, in replay order."""
    ids = learner_ids(db)
    if learner is None:
        return (event_of(line, ids[line.learner]) for line in select(db, "e.type = ?", (kind,)))
    return (event_of(line, ids[line.learner]) for line in select(db, "e.learner = ? AND e.type = ?", (learner, kind)))
