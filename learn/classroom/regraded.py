"""What one old answer comes to under its question as it is now: a pure function of the answer and the question.

It begins with the answer as it was given, never with an earlier regrade: so grading to and fro ends where it began.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from learn.classroom.fitting import Unfit, fitted
from learn.classroom.leniency import Lenient, lenient
from learn.content.values import facts_of
from learn.events import AnswerBody, Evidence
from learn.kinds.base import Question, Shown
from learn.language import tr
from learn.session.evidence import Predicted, evidence_of
from learn.store.history import AnswerRow
from learn.verdict import Malformed, Verdict


class Ruling(Struct, frozen=True):
    """What a teacher decided about a question beside its key: that it counts for nothing, or what it takes as well.

    `anew` sets aside what was decided before.
    """

    void: bool = False
    accept: tuple[str, ...] = ()
    anew: bool = False


class Graded(Struct, frozen=True):
    """How an answer stands after grading: `points` is what the question can earn, 0 where it was voided."""

    score: float
    points: float
    parts: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    overridden: bool = False

    @property
    def mark(self) -> float | None:
        """Points earned; None where the question was voided."""
        return None if self.points == 0 else round(self.score * self.points, 6)


class Subject(Struct, frozen=True):
    """A question as it is now: its bank, content hash (both are "" for one that is gone), and facts' present names."""

    bank: str
    question: Question | None
    hash: str
    facts_now: Mapping[str, str] = {}


def standing(row: AnswerRow) -> Graded:
    """How an answer stands before."""
    return Graded(row.score, row.points, row.parts, row.evidence, row.overridden)


def regraded(row: AnswerRow, subject: Subject, ruling: Ruling) -> Graded:
    """How the answer stands under the question as it is now. Raises Unfit where it cannot be graded."""
    body, question = row.body, subject.question
    if ruling.void:
        return Graded(body.score, 0.0, body.parts, ())
    if question is None:
        raise Unfit(tr("the question is gone from the bank"))
    as_given = Graded(body.score, question.points, body.parts, body.evidence)
    fair = as_given if subject.hash == body.hash and not ruling.accept else _graded(body, question, subject, ruling)
    if row.claimed is not None and fair.score < row.claimed:
        return _claimed(as_given, row.claimed)
    return fair


def _claimed(as_given: Graded, score: float) -> Graded:
    """The learner's own word, which only a key that agrees with her (or a voided question) takes the place of."""
    evidence = tuple(structs.replace(piece, score=score) for piece in as_given.evidence)
    return structs.replace(as_given, score=score, evidence=evidence, overridden=True)


def _graded(body: AnswerBody, question: Question, subject: Subject, ruling: Ruling) -> Graded:
    shown, response = fitted(question, body)
    keys = lenient(question, ruling.accept)
    verdict = keys.grade(shown, response)
    if isinstance(verdict, Malformed):
        raise Unfit(tr("the answer does not fit the question any longer: {why}", why=verdict.message))
    evidence = _evidence(body, subject, keys, shown, verdict) if body.evidence else ()
    return Graded(verdict.score, question.points, tuple(part.score for part in verdict.parts), evidence)


def _evidence(
    body: AnswerBody, subject: Subject, keys: Lenient, shown: Shown, verdict: Verdict
) -> tuple[Evidence, ...]:
    """The evidence on each fact, with the recall and the prior of the day itself."""
    question = keys.keys[0]
    then = {subject.facts_now.get(piece.fact, piece.fact): piece for piece in body.evidence}
    facts = facts_of(subject.bank, question)
    predicted = {fact: _predicted(body, then.get(fact)) for fact in facts}
    named = {now: piece.fact for now, piece in then.items()}
    found = evidence_of(question, verdict, facts, predicted)
    if len(keys.keys) > 1:
        found = _by_chance(found, keys, shown)
    return tuple(structs.replace(piece, fact=named.get(piece.fact, piece.fact)) for piece in found)


def _predicted(body: AnswerBody, then: Evidence | None) -> Predicted:
    """What was predicted of a fact; of one that the question was not about then, what was of the answer as a whole."""
    if then is not None:
        return Predicted(recall=then.recall, prior=then.prior)
    return Predicted(recall=min(max(body.recall, 0.0), 1.0), prior=body.evidence[0].prior)


def _by_chance(evidence: Sequence[Evidence], keys: Lenient, shown: Shown) -> tuple[Evidence, ...]:
    """The same with what blind guessing earns where more than the key is right."""
    chance = keys.chance(shown)
    return tuple(structs.replace(piece, guess=chance.full, chance=chance.mean) for piece in evidence)
