"""The plan of a session, made of its event and the library: the same whenever it is made again."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from msgspec import structs

from learn.app import App
from learn.events import AnswerBody, Event, SessionBody, body_of
from learn.interactions import freeze
from learn.session.candidate import Candidate
from learn.session.evidence import missed_facts
from learn.session.machine import Given, Plan, Slot
from learn.session.plan import rank_comebacks

if TYPE_CHECKING:
    from learn.store.sessions import SessionRecord

Place: TypeAlias = tuple[str, str]
"""A bank's id and a question's."""


def plan_of(app: App, body: SessionBody, found: Mapping[Place, Candidate]) -> Plan:
    """The plan of a session, the same whenever it is made again; questions that are not found leave gaps in it."""
    comebacks = body.mode != "test"
    slots = tuple(
        _slot(app, n, draw.seed, found[(draw.bank, draw.question)])
        for n, draw in enumerate(body.plan, start=1)
        if (draw.bank, draw.question) in found
    )
    return Plan(slots=slots, comebacks=comebacks, others=Others(app, body) if comebacks else {})


def _slot(app: App, n: int, seed: int, candidate: Candidate) -> Slot:
    return Slot(
        n=n,
        bank=candidate.bank,
        question=candidate.question,
        facts=candidate.facts,
        seed=seed,
        points=candidate.points,
        heading=app.library.heading(candidate),
    )


class Others(Mapping[str, Sequence[Slot]]):
    """For each fact the questions that it may come back by when it is missed, of the kinds and tags that the session
    was limited to. They are looked up when it is missed: most facts of a session are not."""

    def __init__(self, app: App, body: SessionBody) -> None:
        self._app = app
        self._body = body
        self._found: dict[str, list[Slot]] = {}

    def __getitem__(self, fact: str) -> Sequence[Slot]:
        if fact not in self._found:
            candidates = self._app.library.candidates_for([fact]).get(fact, ())
            ranked = rank_comebacks(candidates, Random(f"{self._body.plan[0].seed} {fact}"))
            self._found[fact] = [_slot(self._app, 0, 0, one) for one in ranked if self._is_wanted(one)]
        return self._found[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def _is_wanted(self, candidate: Candidate) -> bool:
        of_kind = not self._body.kinds or candidate.kind in self._body.kinds
        return of_kind and (not self._body.tags or not set(self._body.tags).isdisjoint(candidate.tags))


def given_of(app: App, plan: Plan, record: "SessionRecord") -> list[Given]:
    """The answers of a session as they stand, each in its slot of the plan or in that of its comeback."""
    answered: list[tuple[Event, AnswerBody]] = [(event, body_of(event)) for event in record.answers]
    found = app.library.lookup([(body.bank, body.question) for _, body in answered if body.comeback])
    planned = {slot.n: slot for slot in plan.slots}
    return [
        _answer(event.id, body, score, planned.get(body.n) or _comeback(app, body, found))
        for (event, body), score in zip(answered, record.scores, strict=True)
    ]


def _comeback(app: App, body: AnswerBody, found: Mapping[Place, Candidate]) -> Slot:
    """The slot of an answer that is not planned: a comeback, or to a question that is gone by now."""
    candidate = found.get((body.bank, body.question))
    return Slot(
        n=body.n,
        bank=body.bank,
        question=body.question,
        facts=candidate.facts if candidate else tuple(piece.fact for piece in body.evidence),
        seed=body.seed,
        heading=app.library.bank_title(body.bank),
        comeback=body.comeback,
    )


def _answer(event: str, body: AnswerBody, score: float, slot: Slot) -> Given:
    facts = missed_facts(body.evidence) if body.evidence else slot.facts
    return Given(
        slot=structs.replace(slot, points=body.points),
        event=event,
        response=freeze(body.response),
        score=score,
        missed=() if score == 1 else facts,
    )
