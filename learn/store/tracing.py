"""How the memory of one fact came about: its state after each answer, as the stored one was derived."""

from learn.memory.evidence import update
from learn.memory.state import MemoryState
from learn.store.judgement import judged, observation
from learn.store.learning import places
from learn.store.lines import select
from learn.store.projector import Projector

_ANSWERS = "e.n IN (SELECT event FROM evidence WHERE state = (SELECT n FROM state WHERE learner = ? AND fact = ?))"


def memory_path(projector: Projector, learner: int, fact: str) -> list[tuple[int, MemoryState]]:
    """The ordinal day of each answer that counts for a fact, oldest first, with memory after it."""
    db, names, model = projector.db, projector.names, projector.settings(learner).model
    path: list[tuple[int, MemoryState]] = []
    memory: MemoryState | None = None
    for line in select(db, _ANSWERS, (learner, fact)):
        standing = judged(db, line)
        place = dict(places(standing, names)).get(fact)
        if standing.retracted or place is None:
            continue
        seen = observation(standing, place, model)
        memory = update(memory, seen, model)
        path.append((seen.day, memory))
    return path
