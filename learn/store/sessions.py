"""Sessions: which are open, how far each has come, and the answers that stand in it."""

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from learn.events import Event, SessionBody
from learn.store.codec import id_bytes, id_text
from learn.store.judgement import Judged, amendments, judged, standing_about
from learn.store.lines import Line, answer_body, event_of, select, timeline

_EVENT_OF = "e.n = (SELECT event FROM session WHERE learner = ? AND id = ?)"


class SessionRecord(Struct, frozen=True):
    """A session with the answers that stand, in replay order; `scores[i]` is the score in force of `answers[i]`."""

    id: str
    session: Event
    body: SessionBody
    answers: tuple[Event, ...]
    scores: tuple[float, ...]
    finished: bool


class SessionSummary(Struct, frozen=True):
    """A session in a list. `answered` counts answers that stand, without comebacks, of `questions` planned."""

    id: str
    ms: int
    offset: int
    body: SessionBody
    answered: int
    questions: int
    finished: bool


def open_session(db: sqlite3.Connection, learner: int, session: str | None) -> SessionRecord | None:
    """A session by id, or the newest unfinished one; None where there is none."""
    wanted = _newest_unfinished(db, learner) if session is None else _id_or_none(session)
    if wanted is None:
        return None
    line = next(select(db, _EVENT_OF, (learner, wanted)), None)
    if line is None:
        return None
    standing = [each for each in _answers(db, learner, wanted) if not each.retracted]
    return SessionRecord(
        id=id_text(wanted),
        session=event_of(line),
        body=msgspec.json.decode(line.body, type=SessionBody),
        answers=tuple(event_of(each.line) for each in standing),
        scores=tuple(each.score for each in standing),
        finished=_is_finished(db, learner, wanted),
    )


def session_id(line: Line) -> bytes:
    """The id of the session that a `session` event begins: its own, or that of the event."""
    own = msgspec.json.decode(line.body, type=SessionBody).session
    return id_bytes(own) if own else line.id


def _id_or_none(session: str) -> bytes | None:
    try:
        return id_bytes(session)
    except ValueError:
        return None


def _newest_unfinished(db: sqlite3.Connection, learner: int) -> bytes | None:
    row = db.execute(
        """SELECT id FROM session WHERE learner = ? AND finished = 0 AND event IS NOT NULL
        ORDER BY ms DESC, id DESC LIMIT 1""",
        (learner,),
    ).fetchone()
    return None if row is None else row[0]


def summaries(db: sqlite3.Connection, learner: int) -> list[SessionSummary]:
    """All sessions of a learner, newest first."""
    rows = db.execute(
        """SELECT s.id, e.ms, e.offset, e.body, s.answered, s.finished
        FROM session AS s JOIN event AS e ON e.n = s.event WHERE s.learner = ? ORDER BY e.ms DESC, s.id DESC""",
        (learner,),
    )
    return [_summary(*row) for row in rows]


def _summary(session: bytes, ms: int, offset: int, data: str, answered: int, finished: int) -> SessionSummary:
    body = msgspec.json.decode(data, type=SessionBody)
    return SessionSummary(id_text(session), ms, offset, body, answered, len(body.plan), bool(finished))


def derive_session(db: sqlite3.Connection, learner: int, session: bytes) -> None:
    """Count again what stands in a session, and whether it is finished."""
    answered, finished = standing_in(db, learner, session)
    db.execute(
        "UPDATE session SET answered = ?, finished = ? WHERE learner = ? AND id = ?",
        (answered, finished, learner, session),
    )


def standing_in(db: sqlite3.Connection, learner: int, session: bytes) -> tuple[int, bool]:
    """How many answers stand in a session, comebacks aside, and whether it is finished."""
    answered = sum(not each.retracted and not each.body.comeback for each in _answers(db, learner, session))
    return answered, _is_finished(db, learner, session)


def mark_finished(db: sqlite3.Connection, learner: int, session: bytes) -> None:
    """Note whether a session of which no answer was taken back is finished."""
    finished = bool(standing_about(db, session, learner))
    db.execute("UPDATE session SET finished = ? WHERE learner = ? AND id = ?", (finished, learner, session))


def _answers(db: sqlite3.Connection, learner: int, session: bytes) -> Iterator[Judged]:
    row = db.execute(
        "SELECT first_ms, last_ms FROM session WHERE learner = ? AND id = ?", (learner, session)
    ).fetchone()
    if row is None or row[0] is None:
        return
    text = id_text(session)
    for line in timeline(db, learner, "answer", row):
        if answer_body(line).session == text:
            yield judged(db, line)


def _is_finished(db: sqlite3.Connection, learner: int, session: bytes) -> bool:
    """Whether a finish stands and no answer was taken back after it."""
    finishes = standing_about(db, session, learner)
    if not finishes:
        return False
    retracts = (
        about
        for answer in _answers(db, learner, session)
        if answer.retracted
        for about in amendments(db, answer.line)
        if about.type == "retract"
    )
    return all(retract.order < finishes[-1].order for retract in retracts)
