"""Some sessions of one learner out of the log, with all that was said about their answers: what is handed in."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

import msgspec
from msgspec import Struct

from learn.events import FlagBody, SessionBody
from learn.store.codec import id_bytes, id_text
from learn.store.faults import told
from learn.store.lines import Line, answer_body, learner_number, select, timeline
from learn.store.log import Store
from learn.store.quarantine import copy_of_line
from learn.store.wire import event_line

_SESSION = "e.n = (SELECT event FROM session WHERE learner = ? AND id = ?)"
_ABOUT = "e.n IN (SELECT event FROM amendment WHERE target = ?) AND ifnull(l.same_as, l.n) = ?"


class Excerpt(Struct, frozen=True):
    """Events as lines of the log's own format, in replay order; `authors` are the ids of the learners in them.

    `first` and `last` are the times of the first and the last event (UTC ms).
    """

    lines: tuple[str, ...]
    authors: tuple[str, ...]
    answers: int
    first: int
    last: int


def excerpt(store: Store, learner: str, sessions: Collection[str]) -> Excerpt:
    """These sessions: each with its answers, its end, what amended them, and the flags on their questions."""
    with told(store.path):
        store.follow()
        number = learner_number(store.db, learner)
        found: dict[int, Line] = {}
        for session in sessions:
            found.update((line.n, line) for line in _of_session(store.db, number, id_bytes(session)))
        found.update((line.n, line) for line in _flags(store.db, number, _asked(found.values())))
        lines = sorted(found.values(), key=lambda line: line.order)
        return Excerpt(
            lines=tuple(map(_text, lines)),
            authors=tuple(sorted({id_text(line.author) for line in lines})),
            answers=sum(line.type == "answer" for line in lines),
            first=lines[0].ms if lines else 0,
            last=lines[-1].ms if lines else 0,
        )


def _of_session(db: sqlite3.Connection, learner: int, session: bytes) -> Iterator[Line]:
    row = db.execute(
        "SELECT first_ms, last_ms FROM session WHERE learner = ? AND id = ?", (learner, session)
    ).fetchone()
    if row is None:
        return
    yield from select(db, _SESSION, (learner, session))
    yield from _about(db, learner, session)
    if row[0] is None:
        return
    text = id_text(session)
    for line in timeline(db, learner, "answer", row):
        if answer_body(line).session == text:
            yield line
            yield from _about(db, learner, line.id)


def _about(db: sqlite3.Connection, learner: int, target: bytes) -> Iterator[Line]:
    """What was said about an event or a session, and what was said about that."""
    for line in list(select(db, _ABOUT, (target, learner))):
        yield line
        yield from _about(db, learner, line.id)


def _asked(lines: Iterable[Line]) -> set[tuple[str, str]]:
    """The questions in the plans of the sessions among these lines."""
    bodies = [msgspec.json.decode(line.body, type=SessionBody) for line in lines if line.type == "session"]
    return {(draw.bank, draw.question) for body in bodies for draw in body.plan}


def _flags(db: sqlite3.Connection, learner: int, asked: Collection[tuple[str, str]]) -> Iterator[Line]:
    for line in timeline(db, learner, "flag"):
        body = msgspec.json.decode(line.body, type=FlagBody)
        if (body.bank, body.question) in asked:
            yield line


def _text(line: Line) -> str:
    event_id, device, seq, ms, offset, learner, kind, body = copy_of_line(line)
    return event_line(id_text(event_id), id_text(device), seq, ms, offset, id_text(learner), kind, body)
