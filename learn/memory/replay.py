"""Memory from a whole history of answers, of one fact or of all a learner's facts at once."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from learn.memory.evidence import Observation, advance, recall_before, update
from learn.memory.model import Model
from learn.memory.state import MemoryState

Fact = TypeVar("Fact", bound=Hashable)
Row: TypeAlias = tuple[Fact, int, float, float, float, float, float, float, float]
"""One answer to one fact, unpacked: fact, day, score, guess, chance, slip, prior, trust, blame (see `Observation`)."""


def replay(observations: Iterable[Observation], model: Model, state: MemoryState | None = None) -> MemoryState | None:
    """Memory of one fact after its answers in their order, beginning with `state`; None where there is no answer."""
    for observation in observations:
        state = update(state, observation, model)
    return state


def trace(
    observations: Iterable[Observation], model: Model, state: MemoryState | None = None
) -> Iterator[tuple[float, MemoryState]]:
    """For each answer of one fact: the recall (0–1) predicted before it, and memory after it."""
    for observation in observations:
        before = recall_before(state, observation, model)
        state = update(state, observation, model)
        yield before, state


def replay_rows(
    rows: Iterable[Row[Fact]], model: Model, states: Mapping[Fact, MemoryState] | None = None
) -> dict[Fact, MemoryState]:
    """Memory of many facts after their answers, which may be interleaved, beginning with `states`.

    The rows are what a database cursor or `zip` of columns yields: no object is made for an answer, only the state
    that follows from it. Each goes through the same `advance` as in `update`, so both agree to the last bit.
    """
    memory = dict(states or {})
    known = memory.get
    for fact, day, score, guess, chance, slip, prior, trust, blame in rows:
        memory[fact] = advance(known(fact), day, score, guess, chance, slip, prior, trust, blame, model)
    return memory
