"""What a learner's answers say of memory, and nothing else of them: statistics read every answer there is."""

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from learn.store.history import amended_by
from learn.store.judgement import judged
from learn.store.lines import answer_bodies, line_at


class Piece(Struct, frozen=True, gc=False):
    """What an answer says about one fact, as in `learn.events.Evidence`."""

    fact: str
    score: float
    guess: float
    slip: float = 0.0
    recall: float = 0.0


class Glance(Struct, frozen=True, gc=False):
    """An answer that was not taken back: when (UTC ms, minutes east of it), its question's kind, and its evidence in
    force. One that the learner overrode has none: it says nothing of memory."""

    ms: int
    offset: int
    kind: str
    evidence: tuple[Piece, ...] = ()


class _Said(Struct, frozen=True, gc=False):
    kind: str
    evidence: tuple[Piece, ...] = ()


_said = msgspec.json.Decoder(_Said)


def glances(db: sqlite3.Connection, learner: int) -> Iterator[Glance]:
    """All of a learner's answers in replay order, but those that were taken back."""
    amended = amended_by(db, learner)
    for ms, _, _, event, offset, body in answer_bodies(db, learner):
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
        pieces = tuple(Piece(one.fact, one.score, one.guess, one.slip, one.recall) for one in evidence)
        yield Glance(line.ms, line.offset, standing.body.kind, pieces)
