"""What a learner's answers say of memory, and nothing else of them: statistics read every answer there is."""

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from learn.events import Evidence
from learn.store.history import amended_by
from learn.store.judgement import judged
from learn.store.lines import line_at

_ALL = """SELECT e.id, e.ms, e.offset, e.body FROM timeline AS t CROSS JOIN event AS e ON e.n = t.event
    JOIN device AS d ON d.n = e.device WHERE t.learner = ? AND t.type = 'answer' ORDER BY t.ms, d.id, e.seq, e.id"""


class Glance(Struct, frozen=True, gc=False):
    """An answer that was not taken back: when (UTC ms, minutes east of it), its question's kind, and its evidence in
    force. One that the learner overrode has none: it says nothing of memory."""

    ms: int
    offset: int
    kind: str
    evidence: tuple[Evidence, ...] = ()


class _Said(Struct, frozen=True, gc=False):
    kind: str
    evidence: tuple[Evidence, ...] = ()


_said = msgspec.json.Decoder(_Said)


def glances(db: sqlite3.Connection, learner: int) -> Iterator[Glance]:
    """All of a learner's answers in replay order, but those that were taken back."""
    amended = amended_by(db, learner)
    for event, ms, offset, body in db.execute(_ALL, (learner,)):
        if event in amended:
            yield from _judged(db, event)
        else:
            said = _said.decode(body)
            yield Glance(ms, offset, said.kind, said.evidence)


def _judged(db: sqlite3.Connection, event: bytes) -> Iterator[Glance]:
    line = line_at(db, event)
    assert line is not None
    standing = judged(db, line)
    if not standing.retracted:
        evidence = () if standing.overridden else standing.evidence
        yield Glance(line.ms, line.offset, standing.body.kind, evidence)
