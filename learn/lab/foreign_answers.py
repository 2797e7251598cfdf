"""Reviews from Anki as answers of our log: cards that were judged by the learner, Again as wrong, the rest as right."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from learn.events import AnswerBody, Evidence, learner_day
from learn.lab.review_csv import Dated
from learn.memory.evidence import Observation, recall_before, update
from learn.memory.fsrs import AGAIN
from learn.memory.model import Model
from learn.memory.state import MemoryState

BANK = "anki"


class Answered(Struct, frozen=True):
    """An answer with its time (UTC ms, offset in minutes) and its number among all reviews of its source, from 1."""

    number: int
    ms: int
    offset: int
    body: AnswerBody


def answers_of(reviews: Iterable[Dated], facts: Mapping[str, str], session: str) -> list[Answered]:
    """The reviews of cards that have a fact, in the order of time.

    Nothing was predicted when they were given: `recall` is what the default model would have said from the reviews
    before. The same reviews always give the same answers.
    """
    model = Model()
    memory: dict[str, MemoryState] = {}
    found = []
    for number, one in enumerate(sorted(reviews, key=lambda one: (one.ms, one.card)), start=1):
        fact = facts.get(one.card)
        if fact is None:
            continue
        seen = Observation(
            day=learner_day(one.ms, one.offset), score=float(one.rating > AGAIN), prior=model.prior(False)
        )
        recall = recall_before(memory.get(fact), seen, model)
        memory[fact] = update(memory.get(fact), seen, model)
        found.append(Answered(number, one.ms, one.offset, _body(one, fact, seen, recall, session)))
    return found


def _body(one: Dated, fact: str, seen: Observation, recall: float, session: str) -> AnswerBody:
    right = seen.score >= 1.0
    return AnswerBody(
        session=session,
        n=0,
        bank=BANK,
        question=one.card,
        hash="",
        kind="card",
        seed=0,
        response=right,
        chosen=(),
        score=seen.score,
        evidence=(Evidence(fact=fact, score=seen.score, guess=0.0, recall=recall, prior=seen.prior),),
        recall=recall,
        ms=one.duration,
    )
