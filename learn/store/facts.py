"""The standing of one fact for one learner, and how it is read from its row and written to it."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct, structs

from learn.language import tr
from learn.memory.state import MemoryState


class FactState(Struct, frozen=True, gc=False):
    """A fact that was answered: memory, the ordinal day it is due, and what planning asks about it.

    `first_day` and `last_answer_day` are ordinal days of the answers that count, `last_ms` the time (UTC ms) and
    `last_question` (`bank/id`) of the last; a buried fact is left alone until the day `buried_until`.
    """

    fact: str
    memory: MemoryState
    due_day: int
    last_question: str
    suspended: bool = False
    buried_until: int = 0
    first_day: int = 0
    last_answer_day: int = 0
    last_ms: int = 0


COLUMNS = "fact, memory, due_day, last_question, suspended, buried_until, first_day, last_answer_day, last_ms"
_ROW = f"SELECT n, {COLUMNS} FROM state WHERE learner = ? AND fact = ?"  # noqa: S608
_WRITE = """UPDATE state SET memory = ?, due_day = ?, last_question = ?, first_day = ?, last_answer_day = ?, last_ms = ?
    WHERE n = ?"""
_EMPTY = (None,) * 6

_memory = msgspec.json.Decoder(tuple)


def fact_state(row: tuple[Any, ...]) -> FactState:
    """The value of a row of `COLUMNS` whose memory is not NULL."""
    fact, memory, due_day, last_question, suspended, *rest = row
    try:
        remembered = MemoryState(*_memory.decode(memory))
    except TypeError as error:
        raise msgspec.ValidationError(tr("not a memory: {memory}", memory=memory[:60])) from error
    return FactState(fact, remembered, due_day, last_question, bool(suspended), *rest)


def stored(db: sqlite3.Connection, learner: int, fact: str) -> tuple[int, FactState | None]:
    """The number of a fact's row, which is made if need be, and its state if an answer counts."""
    row = db.execute(_ROW, (learner, fact)).fetchone()
    if row is None:
        made = db.execute("INSERT INTO state (learner, fact) VALUES (?, ?)", (learner, fact)).lastrowid
        assert made is not None
        return made, None
    return row[0], None if row[2] is None else fact_state(row[1:])


def marked(db: sqlite3.Connection, learner: int, state: FactState) -> FactState:
    """The state with what its row says of suspending and burying, which may be there before any answer."""
    row = db.execute("SELECT suspended, buried_until FROM state WHERE learner = ? AND fact = ?", (learner, state.fact))
    suspended, buried_until = row.fetchone() or (0, 0)
    return structs.replace(state, suspended=bool(suspended), buried_until=buried_until)


def write(db: sqlite3.Connection, number: int, state: FactState | None) -> None:
    """Put a state into its row; None where no answer counts. Suspending and burying are written elsewhere."""
    db.execute(_WRITE, (*(_EMPTY if state is None else _written(state)), number))


def write_all(db: sqlite3.Connection, states: Iterable[tuple[int, FactState]]) -> None:
    """Put many states into their rows."""
    db.executemany(_WRITE, ((*_written(state), number) for number, state in states))


def _written(state: FactState) -> tuple[object, ...]:
    memory = msgspec.json.encode(structs.astuple(state.memory)).decode()
    return memory, state.due_day, state.last_question, state.first_day, state.last_answer_day, state.last_ms
