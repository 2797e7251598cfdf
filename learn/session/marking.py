"""From a graded answer to what is recorded of it and what is shown of it. Pure."""

from collections.abc import Mapping, Sequence
from random import Random

from msgspec import Struct

from learn.events import AnswerBody
from learn.interactions import Response, texts
from learn.kinds.base import Question, Shown
from learn.kinds.words import said
from learn.session.asker import Answer, Missed
from learn.session.evidence import Predicted, evidence_of, missed_facts
from learn.session.machine import Given, Slot
from learn.session.world import Terms
from learn.verdict import Verdict


class Put(Struct):
    """A question as it stands before the learner: since when (UTC ms), and the hint once it was asked for."""

    slot: Slot
    question: Question
    shown: Shown
    since: int
    facts: tuple[str, ...]
    """All facts behind the question, those of its single parts among them."""
    hint: str = ""


class Marked(Struct, frozen=True):
    """A graded answer ready to be recorded: the event's body, the facts missed, and those met and known at once."""

    body: AnswerBody
    missed: tuple[str, ...]
    learned: tuple[str, ...]


def put(slot: Slot, question: Question, now: int) -> Put:
    """Present the question of a slot; the slot's seed says how it is shuffled."""
    facts = tuple(dict.fromkeys((*slot.facts, *question.part_facts())))
    return Put(slot=slot, question=question, shown=question.present(Random(slot.seed)), since=now, facts=facts)


def mark(
    put: Put, answer: Answer, verdict: Verdict, predicted: Mapping[str, Predicted], terms: Terms, now: int
) -> Marked:
    """What an answer comes to. `predicted` holds every fact of `put.facts`."""
    from learn.kinds.hashing import content_hash  # loads OpenSSL, which nobody needs to see a question

    slot, question = put.slot, put.question
    evidence = evidence_of(question, verdict, put.facts, predicted)
    body = AnswerBody(
        session=terms.session,
        n=slot.n,
        bank=slot.bank,
        question=slot.question,
        hash=content_hash(question),
        kind=question.kind,
        seed=slot.seed,
        response=answer.response,
        chosen=tuple(texts(put.shown.interaction, answer.response)),
        score=verdict.score,
        evidence=evidence if terms.schedule else (),
        parts=tuple(part.score for part in verdict.parts),
        points=question.points,
        recall=sum(one.recall for one in predicted.values()) / len(predicted),
        ms=max(0, now - put.since),
        hint=bool(put.hint),
        guessed=answer.guessed,
        comeback=slot.comeback,
    )
    new = tuple(piece.fact for piece in evidence if piece.score == 1 and not predicted[piece.fact].seen)
    return Marked(body=body, missed=missed_facts(evidence), learned=() if answer.guessed else new)


def grade_again(put: Put, response: Response) -> Verdict:
    """The verdict on a response that was graded before."""
    verdict = put.question.grade(put.shown, response)
    return verdict if isinstance(verdict, Verdict) else Verdict(score=0.0)


def missed_question(put: Put, given: Given) -> Missed:
    """A question that was not answered right, with what would have been."""
    verdict = grade_again(put, given.response)
    return Missed(
        question=put.slot.ref, ask=said(put.question.prompt, put.question.kind), expected=in_words(verdict.expected)
    )


def in_words(expected: str | Sequence[str]) -> str:
    """The right answer in one line."""
    return expected if isinstance(expected, str) else " · ".join(str(item) for item in expected)
