"""The questions of a file in the index: many to a row, so that ten thousand are written and read like a few hundred.

Each chunk holds for its questions what planning must know (candidates, facts as the author named them), the questions
themselves, and digests of what the author wrote: a question that stands in the file unchanged is not checked again.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from learn.content.bank import read_question
from learn.content.values import Bank, facts_of
from learn.kinds import kind_class
from learn.kinds.base import Fault, Question
from learn.session.candidate import Candidate
from learn.store.index_schema import CHUNK

_DIGEST = 16
_ENCODE = msgspec.msgpack.Encoder().encode
_BODIES = msgspec.msgpack.Decoder(list[tuple[str, msgspec.Raw]])
_CARDS = msgspec.msgpack.Decoder(list[Candidate])


class QuestionReader:
    """Reads questions as `read_question` does, those that were read before from memory."""

    def __init__(self, db: sqlite3.Connection, file: int | None) -> None:
        self._known = {} if file is None else dict(_known(db, file))
        self._decoders: dict[str, Any] = {}
        self.digests: dict[str, bytes] = {}

    def __call__(self, plain: dict[str, Any]) -> tuple[Question | None, list[Fault]]:
        digest = blake2b(_ENCODE(plain), digest_size=_DIGEST).digest()
        known = self._known.get(digest)
        question, faults = (self._decoded(*known), []) if known else read_question(plain)
        if question is not None and not faults:
            self.digests.setdefault(question.id, digest)
        return question, faults

    def _decoded(self, kind: str, body: msgspec.Raw) -> Question:
        if kind not in self._decoders:
            self._decoders[kind] = msgspec.msgpack.Decoder(kind_class(kind)).decode
        question: Question = self._decoders[kind](body)
        return question


def _known(db: sqlite3.Connection, file: int) -> Iterator[tuple[bytes, tuple[str, msgspec.Raw]]]:
    """The questions of a file as they are in the index, by their digests."""
    for digests, bodies in db.execute("SELECT digests, bodies FROM chunk WHERE file = ?", (file,)):
        for place, body in enumerate(_BODIES.decode(bodies)):
            yield digests[place * _DIGEST : (place + 1) * _DIGEST], body


def write_questions(db: sqlite3.Connection, file: int, bank: Bank | None, digests: dict[str, bytes]) -> None:
    """Makes the questions of a file those of the bank, writing only the chunks that differ."""
    old = {row[1]: row for row in db.execute("SELECT * FROM chunk WHERE file = ?", (file,))}
    rows = [] if bank is None else [(file, *row) for row in _chunks(bank, digests)]
    db.execute("DELETE FROM chunk WHERE file = ? AND n >= ?", (file, len(rows)))
    db.executemany("INSERT OR REPLACE INTO chunk VALUES (?,?,?,?,?)", [row for row in rows if old.get(row[1]) != row])


def _chunks(bank: Bank, digests: dict[str, bytes]) -> Iterator[tuple[int, bytes, bytes, bytes]]:
    for n, start in enumerate(range(0, len(bank.questions), CHUNK)):
        some = bank.questions[start : start + CHUNK]
        yield (
            n,
            b"".join(digests[one.id] for one in some),
            _ENCODE([_card(bank.id, one, position) for position, one in enumerate(some, start)]),
            _ENCODE([(one.kind, msgspec.Raw(_ENCODE(one))) for one in some]),
        )


def _card(bank: str, one: Question, position: int) -> Candidate:
    """The question as a candidate: its facts as they are named, its lesson not known yet."""
    facts = facts_of(bank, one)
    return Candidate(bank, one.id, one.kind, one.recall, facts, "", one.difficulty, one.tags, one.points, position)


def former_ids(bank: Bank) -> dict[str, tuple[str, ...]]:
    """The former ids of those questions that have some."""
    return {one.id: one.formerly for one in bank.questions if one.formerly}


def cards_of(db: sqlite3.Connection, file: int) -> list[Candidate]:
    """The questions of a file, in its order, as candidates of no lesson."""
    rows = db.execute("SELECT cards FROM chunk WHERE file = ? ORDER BY n", (file,))
    return [card for (cards,) in rows for card in _CARDS.decode(cards)]


def digests_in(digests: bytes, cards: bytes) -> Iterator[tuple[str, bytes]]:
    """The questions of a chunk with the digests of what was written of them."""
    for place, card in enumerate(_CARDS.decode(cards)):
        yield card.question, digests[place * _DIGEST : (place + 1) * _DIGEST]


def chunked(candidates: Sequence[Candidate]) -> list[bytes]:
    """The candidates of a bank, a text of bytes for each chunk."""
    return [_ENCODE(candidates[start : start + CHUNK]) for start in range(0, len(candidates), CHUNK)]
