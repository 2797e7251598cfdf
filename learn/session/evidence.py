"""What an answer says about each fact behind its question."""

from collections.abc import Mapping, Sequence
from math import prod

from msgspec import Struct

from learn.events import Evidence
from learn.kinds.base import Question
from learn.verdict import Part, Verdict


class Predicted(Struct, frozen=True):
    """The recall of a fact as predicted just before an answer, and the prior it would have at first sight (0–1)."""

    recall: float
    prior: float
    seen: bool = True


def evidence_of(
    question: Question, verdict: Verdict, facts: Sequence[str], predicted: Mapping[str, Predicted]
) -> tuple[Evidence, ...]:
    """One piece of evidence a fact: from the parts that name it, else from the whole verdict."""
    by_part: dict[str, list[Part]] = {}
    for part in verdict.parts:
        if part.fact:
            by_part.setdefault(part.fact, []).append(part)
    every = dict.fromkeys((*facts, *by_part))
    return tuple(
        _of_parts(question, fact, by_part[fact], predicted[fact])
        if fact in by_part
        else _of_whole(question, fact, verdict.score, predicted[fact])
        for fact in every
    )


def missed_facts(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The facts that an answer was not fully right on."""
    return tuple(piece.fact for piece in evidence if piece.score < 1)


def _of_whole(question: Question, fact: str, score: float, predicted: Predicted) -> Evidence:
    chance = question.chance()
    return Evidence(
        fact=fact,
        score=score,
        guess=chance.full,
        chance=chance.mean,
        slip=question.slip,
        recall=predicted.recall,
        prior=predicted.prior,
    )


def _of_parts(question: Question, fact: str, parts: Sequence[Part], predicted: Predicted) -> Evidence:
    """Parts are guessed independently: all right with the product of their guesses, scored with their mean chance."""
    return Evidence(
        fact=fact,
        score=sum(part.score for part in parts) / len(parts),
        guess=prod(part.guess for part in parts),
        chance=sum(part.chance for part in parts) / len(parts),
        slip=question.slip,
        recall=predicted.recall,
        prior=predicted.prior,
    )
