"""From answers to the state of a fact: the one way in which memory follows, whether by one answer or by all."""

from collections.abc import Iterable

from learn.memory.evidence import due_day, update
from learn.store.facts import FactState
from learn.store.judgement import Judged, observation
from learn.store.renames import Names
from learn.store.settings import Settings

Told = tuple[Judged, int]
"""An answer that stands, and the place in it of the evidence on the fact."""


def learned(
    fact: str, before: FactState | None, answers: Iterable[Told], settings: Settings, names: Names
) -> FactState | None:
    """The state of a fact after further answers in replay order; `before` where there are none."""
    memory = before.memory if before else None
    first = before.first_day if before else None
    last: Judged | None = None
    day = 0
    for last, place in answers:
        seen = observation(last, place, settings.model)
        memory, day = update(memory, seen, settings.model), seen.day
        first = day if first is None else first
    if last is None or memory is None or first is None:
        return before
    return FactState(
        fact=fact,
        memory=memory,
        due_day=due_day(memory, names.retention(fact, settings), settings.model),
        last_question=f"{last.body.bank}/{last.body.question}",
        suspended=before.suspended if before else False,
        buried_until=before.buried_until if before else 0,
        first_day=first,
        last_answer_day=day,
        last_ms=last.line.ms,
    )


def places(standing: Judged, names: Names) -> list[tuple[str, int]]:
    """What each fact that the answer speaks about is called now, with the place of its evidence; each fact once."""
    found: dict[str, int] = {}
    for place, piece in enumerate(standing.evidence):
        found.setdefault(names.fact(piece.fact), place)
    return list(found.items())
