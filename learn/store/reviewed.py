"""Every answer that stands as a review of each of its facts, and no more of it: what tools of FSRS are given."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from learn.events import Evidence
from learn.memory.model import Model
from learn.store.faults import told
from learn.store.history import amended_by, numbers_of
from learn.store.judgement import judged
from learn.store.lines import answer_bodies, learner_number, line_of
from learn.store.log import Store


class Reviewed(Struct, frozen=True, gc=False):
    """One piece of evidence: on which fact (under its name of today), when, and what it is worth.

    `ms` is UTC, `offset` minutes east of it, `took` milliseconds; `score` and `guess`, the probability of full marks by
    blind guess, are as in the log, `trust` (0–1) as memory weighs the answer.
    """

    fact: str
    ms: int
    offset: int
    took: int
    score: float
    guess: float
    trust: float


class _Piece(Struct, frozen=True, gc=False):
    fact: str
    score: float
    guess: float


class _Said(Struct, frozen=True, gc=False):
    evidence: tuple[_Piece, ...]
    ms: int = 0
    hint: bool = False
    guessed: bool = False


_said = msgspec.json.Decoder(_Said)


def reviewed(store: Store, learner: str) -> Iterator[Reviewed]:
    """A learner's evidence in replay order; answers that were taken back are left out."""
    with told(store.path):
        store.follow()
        db, facts, trust = store.db, store.projector.names.facts, Model().trust
        number = learner_number(db, learner)
        amended = numbers_of(db, amended_by(db, number))
        for ms, n, offset, body in answer_bodies(db, number):
            said = _said.decode(body)
            evidence: Sequence[Evidence | _Piece] = _standing(store, n) if n in amended else said.evidence
            weight = trust(said.guessed, said.hint)
            pieces: dict[str, Evidence | _Piece] = {}
            for piece in evidence:
                pieces.setdefault(facts.get(piece.fact, piece.fact), piece)
            for fact, piece in pieces.items():
                yield Reviewed(fact, ms, offset, said.ms, piece.score, piece.guess, weight)


def _standing(store: Store, n: int) -> Sequence[Evidence]:
    """The evidence of an answer as it stands; none where it was taken back."""
    standing = judged(store.db, line_of(store.db, n))
    return () if standing.retracted else standing.evidence
