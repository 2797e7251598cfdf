"""The answers of the past as they stand today, and what else the log says of a learner."""

import sqlite3
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from learn.events import AnswerBody, Event, Evidence, ReadBody, RegradeBody
from learn.store.codec import id_bytes, id_text
from learn.store.judgement import Judged, judged
from learn.store.lines import (
    REVERSED,
    Line,
    answer_body,
    event_of,
    everyones_answers,
    learner_ids,
    question_of,
    select,
    timeline,
)
from learn.store.renames import Names

if TYPE_CHECKING:
    from learn.store.answers_to import Sought

_AFTER_ALL = 1 << 62
_AMENDING = """SELECT DISTINCT json_extract(e.body, '$.target') FROM timeline AS t JOIN event AS e ON e.n = t.event
    WHERE t.learner = ? AND t.type IN ('retract', 'override', 'regrade')"""

_ANSWERED_ON = """SELECT id FROM device WHERE n IN (SELECT e.device FROM timeline AS t CROSS JOIN event AS e
    ON e.n = t.event WHERE t.learner = ? AND t.type = 'answer')"""


class AnswerRow(Struct, frozen=True, gc=False):
    """An answer with what became of it.

    `score` and `points` are in force after overrides and regrades (`body` has those of the day itself); `ms` is
    UTC, `offset` minutes east of it. `evidence` and `parts` are in force too; `regrade`, `claimed` and `said_ms` are
    those of `learn.store.judgement.Judged`.
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
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[float, ...] = ()
    regrade: RegradeBody | None = None
    claimed: float | None = None
    said_ms: int = 0


def answers(
    db: sqlite3.Connection,
    learner: int | None,
    since: int | None = None,
    limit: int | None = None,
    own_regrades: bool = True,
) -> Iterator[AnswerRow]:
    """Answers since a time (UTC ms), oldest first; with a limit the newest so many.

    Without `own_regrades` what the learners graded again themselves stands as it was.
    """
    rows = _rows(db, learner, since or 0, limit, own_regrades)
    return rows if limit is None else reversed(list(rows))


def answers_to(
    db: sqlite3.Connection, learner: int | None, sought: "Sought", facts: Collection[str], own_regrades: bool = True
) -> Iterator[AnswerRow]:
    """Of the same answers those to certain questions that may be graded otherwise now (see `answers_to.lines_to`)."""
    from learn.store.answers_to import lines_to

    ids = learner_ids(db)
    amended = _amended_of(db, learner)
    judge = _judge(db, amended, own_regrades)
    return (_row(line, judge(line), ids[line.learner]) for line in lines_to(db, learner, sought, facts, amended))


def amended_answers(
    db: sqlite3.Connection, learner: int | None, own_regrades: bool = True, to: Container[str] | None = None
) -> Iterator[AnswerRow]:
    """Of the same answers those about which something was said later: taken back, overridden, graded again. Those `to`
    questions (`bank/id`, as the answers name them) only, where these are given."""
    ids = learner_ids(db)
    judge = _judge(db, _amended_of(db, learner), own_regrades)
    found = select(db, "e.type = 'answer' AND e.id IN (SELECT target FROM amendment)")
    lines = (line for line in found if learner in (None, line.learner) and (to is None or question_of(line) in to))
    return (_row(line, judge(line), ids[line.learner]) for line in lines)


def _rows(
    db: sqlite3.Connection, learner: int | None, since: int, newest: int | None, own_regrades: bool = True
) -> Iterator[AnswerRow]:
    ids = learner_ids(db, learner)
    judge = _judge(db, None if newest is not None else _amended_of(db, learner), own_regrades)
    if learner is not None:
        lines = timeline(db, learner, "answer", (since, _AFTER_ALL), newest)
    elif newest is None:
        lines = everyones_answers(db, since)
    else:
        lines = select(db, "e.type = 'answer' AND e.ms >= ?", (since,), f"{REVERSED} LIMIT {int(newest)}")
    return (_row(line, judge(line), ids[line.learner]) for line in lines)


def _judge(
    db: sqlite3.Connection, amended: Container[bytes] | None, own_regrades: bool
) -> Callable[[Line], Judged | None]:
    """How to judge each line, None where nothing was said about it. Without `amended`, all about which something was
    said, each line is asked for in the log: for a few."""
    own = _nothing if own_regrades else cache(partial(_devices, db))
    if amended is None:
        return lambda line: judged(db, line, own(line.learner))
    return lambda line: judged(db, line, own(line.learner)) if line.id in amended else None


def _amended_of(db: sqlite3.Connection, learner: int | None) -> set[bytes]:
    return _amended(db) if learner is None else amended_by(db, learner)


def _amended(db: sqlite3.Connection) -> set[bytes]:
    """Everything about which something was said."""
    return {target for (target,) in db.execute("SELECT DISTINCT target FROM amendment")}


def amended_by(db: sqlite3.Connection, learner: int) -> set[bytes]:
    """What this learner's events say something about: all that counts for her, found without a look at others'."""
    bodies = db.execute(_AMENDING, (learner,))
    return {id_bytes(target) for (target,) in bodies if isinstance(target, str) and _is_id(target)}


def numbers_of(db: sqlite3.Connection, ids: Iterable[bytes]) -> set[int]:
    """The rows of these events, as far as the log has them."""
    found = (db.execute("SELECT n FROM event WHERE id = ?", (one,)).fetchone() for one in ids)
    return {row[0] for row in found if row is not None}


def _is_id(text: str) -> bool:
    try:
        id_bytes(text)
    except ValueError:
        return False
    return True


def _nothing(learner: int) -> frozenset[bytes]:  # noqa: ARG001 - as `_devices`
    return frozenset()


def _devices(db: sqlite3.Connection, learner: int) -> frozenset[bytes]:
    """The devices on which a learner gave answers: hers, not a teacher's."""
    return frozenset(device for (device,) in db.execute(_ANSWERED_ON, (learner,)))


def _row(line: Line, standing: Judged | None, learner: str) -> AnswerRow:
    if standing is None:
        body = answer_body(line)
        at, evidence = (id_text(line.id), line.ms, line.offset), body.evidence
        return AnswerRow(*at, learner, body, body.score, body.points, False, False, False, evidence, body.parts)
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
        evidence=standing.evidence,
        parts=standing.parts,
        regrade=standing.regrade,
        claimed=standing.claimed,
        said_ms=standing.said_ms,
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
