"""The standing of one fact for one learner, and how it is written to its row."""

from typing import Any

import msgspec
from msgspec import Struct, structs

from learn.memory.state import MemoryState


class FactState(Struct, frozen=True):
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

_memory = msgspec.json.Decoder(tuple)


def fact_state(row: tuple[Any, ...]) -> FactState:
    """The value of a row of `COLUMNS`."""
    fact, memory, due_day, last_question, suspended, *rest = row
    return FactState(fact, memory_from(memory), due_day, last_question, bool(suspended), *rest)


def memory_from(text: str) -> MemoryState:
    """Memory from its column."""
    return MemoryState(*_memory.decode(text))


def memory_text(memory: MemoryState) -> str:
    """Memory for its column: the numbers of a MemoryState in their order, exact."""
    return msgspec.json.encode(structs.astuple(memory)).decode()
