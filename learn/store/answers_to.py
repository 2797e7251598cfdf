"""The answers to certain questions, found without looking closely at any others."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec
from msgspec import Struct

from learn.store.history import numbers_of
from learn.store.lines import Line, answer_bodies, everyones_bodies, lines_of

Mark: TypeAlias = tuple[str, float]
"""What an answer is graded by: the content hash of its question, and the points."""

Sought: TypeAlias = Mapping[str, Mark | None]
"""The marks of questions by name (`bank/id`, as answers give it). An answer that has just this mark is passed over
unless something was said about it later; None: every answer is looked for."""

_MOST, _DEARER = 200_000, 4
_NOT: Mark = ("", 0.0)
"""The mark of what is not sought, told by its identity."""

_OF_BANK = "SELECT question, times FROM question_use WHERE learner = ? AND question >= ? || '/' AND question < ? || '0'"
_OF_FACTS = """SELECT e.n, e.body FROM event AS e WHERE e.type = 'answer' AND e.n IN (SELECT event FROM evidence
    WHERE state IN (SELECT n FROM state WHERE learner = ? AND fact IN (SELECT value FROM json_each(?))))"""


class _Put(Struct, frozen=True, gc=False):
    """Which question an answer was to, and by what it was graded on the day."""

    bank: str
    question: str
    hash: str
    points: float = 1.0


_put = msgspec.json.Decoder(_Put).decode


def questions_put(db: sqlite3.Connection, learner: int | None, banks: Iterable[str]) -> dict[str, int]:
    """How often each question of these banks was put to a learner, or to all; none that never was. As answers name
    them (`bank/id`)."""
    found: Counter[str] = Counter()
    everyone = _learners(db, learner)
    for bank in banks:
        for one in everyone:
            found.update(dict(db.execute(_OF_BANK, (one, bank, bank))))
    return dict(found)


def lines_to(
    db: sqlite3.Connection, learner: int | None, sought: Sought, facts: Collection[str], amended: Collection[bytes]
) -> Iterator[Line]:
    """The answers that are sought, in replay order; `amended` are those about which something was said later.

    By the `facts` of the questions (as they are called today) a few answers are found at once. That none is missing is
    known from how often each question was put; where one is, all answers there are are read.
    """
    if not sought:
        return iter(())
    said = numbers_of(db, amended)
    few = _by_facts(db, learner, sought, facts, said)
    if few is not None:
        return iter(sorted(lines_of(db, few), key=lambda line: line.order))
    return lines_of(db, _among(_bodies(db, learner), sought, said))


def _bodies(db: sqlite3.Connection, learner: int | None) -> Iterator[tuple[int, str]]:
    if learner is None:
        return everyones_bodies(db)
    return ((n, body) for _, n, _, body in answer_bodies(db, learner))


def _among(rows: Iterable[tuple[int, str]], sought: Sought, amended: Collection[int]) -> Iterator[int]:
    for n, body in rows:
        put = _put(body)
        mark = sought.get(f"{put.bank}/{put.question}", _NOT)
        if mark is not _NOT and (mark is None or mark != (put.hash, put.points) or n in amended):
            yield n


def _by_facts(
    db: sqlite3.Connection, learner: int | None, sought: Sought, facts: Collection[str], amended: Collection[int]
) -> list[int] | None:
    """The same by the facts; None where these do not lead to all of them, or would not be the shorter way."""
    times = {one: _times(db, one, sought) for one in _learners(db, learner)}
    answers = sum(number for one in times.values() for number in one.values())
    if answers > _MOST or answers * _DEARER > _events(db):
        return None
    found: list[int] = []
    for one, expected in times.items():
        if not expected:
            continue
        counts: Counter[str] = Counter()
        rows = db.execute(_OF_FACTS, (one, msgspec.json.encode(list(facts)).decode()))
        found += _among(_counted(rows, counts), sought, amended)
        if any(counts[name] != number for name, number in expected.items()):
            return None
    return found


def _counted(rows: Iterable[tuple[int, str]], counts: Counter[str]) -> Iterator[tuple[int, str]]:
    for n, body in rows:
        put = _put(body)
        counts[f"{put.bank}/{put.question}"] += 1
        yield n, body


def _times(db: sqlite3.Connection, learner: int, names: Iterable[str]) -> dict[str, int]:
    """How often each of these questions was put to a learner; none for those that never were."""
    query = (
        "SELECT question, times FROM question_use WHERE learner = ? AND question IN (SELECT value FROM json_each(?))"
    )
    return dict(db.execute(query, (learner, msgspec.json.encode(list(names)).decode())))


def _events(db: sqlite3.Connection) -> int:
    """About how many events there are."""
    found: int = db.execute("SELECT ifnull(max(n), 0) FROM event").fetchone()[0]
    return found


def _learners(db: sqlite3.Connection, learner: int | None) -> Sequence[int]:
    """The one learner, or everybody who counts as one."""
    if learner is not None:
        return (learner,)
    return [n for (n,) in db.execute("SELECT n FROM learner WHERE same_as IS NULL ORDER BY n")]
