"""What a learner's answers say of memory, and nothing else of them: statistics read every answer there is."""

import sqlite3
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from learn.store.history import amended_by, numbers_of
from learn.store.judgement import judged
from learn.store.lines import answer_bodies, line_of


class Piece(Struct, frozen=True, gc=False):
    """What an answer says about one fact, as in `learn.events.Evidence`."""

    fact: str
    score: float
    guess: float
    slip: float = 0.0
    recall: float = 0.0


class Glance(Struct, frozen=True, gc=False):
    """An answer that was not taken back: its question's kind, and its evidence in force. One that the learner overrode
    has none: it says nothing of memory."""

    kind: str
    evidence: tuple[Piece, ...] = ()


_glance = msgspec.json.Decoder(Glance).decode


def glances(db: sqlite3.Connection, learner: int) -> Iterator[tuple[int, int, Glance]]:
    """When (UTC ms, minutes east of it) a learner answered and what: all in replay order, but what was taken back."""
    amended = numbers_of(db, amended_by(db, learner))
    for ms, n, offset, body in answer_bodies(db, learner):
        if n in amended:
            yield from ((ms, offset, glance) for glance in _judged(db, n))
        else:
            yield ms, offset, _glance(body)


def _judged(db: sqlite3.Connection, n: int) -> Iterator[Glance]:
    standing = judged(db, line_of(db, n))
    if not standing.retracted:
        evidence = () if standing.overridden else standing.evidence
        pieces = tuple(Piece(one.fact, one.score, one.guess, one.slip, one.recall) for one in evidence)
        yield Glance(standing.body.kind, pieces)
