"""The answers of the past as they stand today, and what else the log says of a learner."""

import sqlite3
from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from learn.events import AnswerBody, Event, ReadBody
from learn.store.codec import id_text
from learn.store.judgement import Judged, judged, judged_at_first
from learn.store.lines import REPLAY_ORDER, REVERSED, Line, event_of, learner_ids, select, timeline
from learn.store.renames import Names

_AFTER_ALL = 1 << 62


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
    rows = _rows(db, learner, since or 0, limit)
    return rows if limit is None else reversed(list(rows))


def _rows(db: sqlite3.Connection, learner: int | None, since: int, newest: int | None) -> Iterator[AnswerRow]:
    ids = learner_ids(db)
    judge = _judge(db, newest)
    if learner is not None:
        lines = timeline(db, learner, "answer", (since, _AFTER_ALL), newest)
    else:
        order = REPLAY_ORDER if newest is None else f"{REVERSED} LIMIT {int(newest)}"
        lines = select(db, "e.type = 'answer' AND e.ms >= ?", (since,), order)
    return (_row(judge(line), ids[line.learner]) for line in lines)


def _judge(db: sqlite3.Connection, newest: int | None) -> Callable[[Line], Judged]:
    """How to judge each line: one question to the log for all of them, or for a few newest one each."""
    if newest is not None:
        return lambda line: judged(db, line)
    amended = {target for (target,) in db.execute("SELECT DISTINCT target FROM amendment")}
    return lambda line: judged(db, line) if line.id in amended else judged_at_first(line)


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
    return next((row for row in _rows(db, learner, 0, -1) if not row.retracted), None)


def reads(db: sqlite3.Connection, learner: int, names: Names) -> dict[str, int]:
    """When each lesson was read to its end last (UTC ms), under its name of today."""
    found: dict[str, int] = {}
    for line in timeline(db, learner, "read"):
        lesson = msgspec.json.decode(line.body, type=ReadBody).lesson
        found[names.lessons.get(lesson, lesson)] = line.ms
    return found


def events_of_type(db: sqlite3.Connection, kind: str, learner: int | None = None) -> Iterator[Event]:
    """All events of one type, of one learner or of all, in replay order."""
    lines = select(db, "e.type = ?", (kind,)) if learner is None else timeline(db, learner, kind)
    return (event_of(line) for line in lines)
