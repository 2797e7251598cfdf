"""How much an answer says about a fact, and what memory becomes of it: FSRS-6 in which a lucky guess is weak evidence.

After a right answer the fact was recalled with probability pi, and guessed otherwise (Bayesian knowledge tracing:
Corbett & Anderson 1995; guess and slip of each item: Pardos & Heffernan 2011). Memory is then one of two: as after
FSRS's Good with that weight, as after Again with the rest. Mixing them is this project's own rule, and so is the
doubt that FSRS holds at all: it fits learners, and someone who answers blindly for a year never learns. The chance
that the fact is in memory (`MemoryState.known`) is traced by the same rule of Bayes from answer to answer, and
recall is that chance times FSRS's. With `taught` and `learned` 1 the model never doubts. Answers that cannot be
guessed are never doubted: they give plain FSRS-6.
"""

from collections.abc import Sequence
from math import prod

from msgspec import Struct

from learn.memory import fsrs
from learn.memory.fsrs import AGAIN, GOOD
from learn.memory.mixture import mixed_stability
from learn.memory.model import Model
from learn.memory.state import MemoryState

SUREST = 0.99
"""The most that answers of the past assure (a `taught` above it aside): full certainty could never be shaken again."""


class Observation(Struct, frozen=True, gc=False):
    """One answer as evidence for one fact. ValueError where a number is not within 0 to 1.

    `day`: ordinal calendar day; `score`: as earned, raw; `guess`: probability of full marks by blind guess (g);
    `chance`: expected blind score (E; equal to g where it is all or nothing); `slip`: probability that one who knows
    fails (s); `prior`: recall to assume at first sight; `trust`: what is left of the answer's weight (see
    `Model.trust`); `blame`: this fact's share in an answer that was not fully right (see `blames`).
    """

    day: int
    score: float
    guess: float = 0.0
    chance: float = 0.0
    slip: float = 0.0
    prior: float = 0.3
    trust: float = 1.0
    blame: float = 1.0

    def __post_init__(self) -> None:
        if (  # written out: every answer of a log comes by here
            0.0 <= self.score <= 1.0
            and 0.0 <= self.guess <= 1.0
            and 0.0 <= self.chance <= 1.0
            and 0.0 <= self.slip <= 1.0
            and 0.0 <= self.prior <= 1.0
            and 0.0 <= self.trust <= 1.0
            and 0.0 <= self.blame <= 1.0
        ):
            return
        for name in ("score", "guess", "chance", "slip", "prior", "trust", "blame"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ValueError(f"{name} = {getattr(self, name)} is not within 0 to 1")


def predicted(recall: float, guess: float, slip: float) -> float:
    """The probability (0–1) of a right answer: g + (1-s-g) R."""
    return guess + (1.0 - slip - guess) * recall


def recalled(recall: float, guess: float, slip: float) -> float:
    """The probability (0–1) that a right answer was recalled and not guessed: Bayes' rule on `predicted`.

    pi = R(1-s) / (R(1-s) + (1-R)g), where 0/0 is 1.
    """
    if guess <= 0.0:
        return 1.0
    knew = recall * (1.0 - slip)
    right = knew + (1.0 - recall) * guess
    return knew / right if right > 0.0 else 1.0


def corrected(score: float, chance: float) -> float:
    """The score (0–1) above what blind guessing expects: c = max(0, (score-E)/(1-E)); where E is 1 the score itself."""
    if score >= 1.0 or chance >= 1.0:
        return score
    return (score - chance) / (1.0 - chance) if score > chance else 0.0


def weight(recall: float, score: float, guess: float, chance: float, slip: float, trust: float) -> float:
    """The weight (0–1) of FSRS's Good in an answer, w = c·pi·trust; the rest is that of Again."""
    return corrected(score, chance) * trust * recalled(recall, guess, slip)


def blames(recalls: Sequence[float]) -> tuple[float, ...]:
    """How likely each of several facts was not recalled, given that not all were: (1-R_i) / (1-∏R_j).

    Each 0–1 and together at least 1; where all are certain the blame is shared equally, the limit of equal recalls.
    """
    missed = 1.0 - prod(recalls)
    if missed <= 0.0:
        return (1.0 / len(recalls),) * len(recalls)
    return tuple(min(1.0, (1.0 - each) / missed) for each in recalls)


def recall_on(state: MemoryState, day: int, model: Model) -> float:
    """The recall (0–1) predicted for an ordinal day; on the day of the last answer what it is after that answer."""
    return state.known * fsrs.recall(state.stability, day - state.last_day, model.parameters)


def recall_before(state: MemoryState | None, observation: Observation, model: Model) -> float:
    """The recall (0–1) an answer is judged by: the prior at first sight, else that before the day's first answer."""
    return observation.prior if state is None else recall_anew(state, observation.day, model)


def recall_anew(state: MemoryState, day: int, model: Model) -> float:
    """The recall (0–1) an answer on `day` is judged by: that before the day's first answer."""
    return recall_on(state, day, model) if day > state.last_day else state.day_recall


def due_day(state: MemoryState, retention: float, model: Model) -> int:
    """The ordinal day on which FSRS's recall has fallen to `retention` (0–1): later than that of the last answer."""
    return state.last_day + fsrs.interval(state.stability, retention, model.parameters)


def update(state: MemoryState | None, observation: Observation, model: Model) -> MemoryState:
    """Memory after one more answer; `state` is None at the fact's first sight. See `advance`, which this spells out."""
    return advance(
        state,
        observation.day,
        observation.score,
        observation.guess,
        observation.chance,
        observation.slip,
        observation.prior,
        observation.trust,
        observation.blame,
        model,
    )


def advance(
    state: MemoryState | None,
    day: int,
    score: float,
    guess: float,
    chance: float,
    slip: float,
    prior: float,
    trust: float,
    blame: float,
    model: Model,
) -> MemoryState:
    """Memory after one more answer, from plain numbers: the one arithmetic behind `update` and all of replay.

    The new stability is the time at which w·R(t; Good) + (1-w)·R(t; Again) falls to 0.9, never below the old after
    a fully right answer; the new difficulty is the weighted mean. An answer that is not fully right leaves the fact
    as it was with probability (1-w)(1-blame): the day that recall is counted from then moves by the rest of it, so
    that blame 0 changes nothing, blame 1 is Again in full, and a fact with little blame stays as due as it was. At
    first sight blame is 1, there being nothing to leave. An answer on an earlier day counts as one on the same day.
    """
    credit = corrected(score, chance) * trust
    proof = score >= 1.0 and guess <= 0.0 and trust > 0.0
    if state is None:
        return _sighted(day, credit * recalled(prior, guess, slip), guess, prior, proof, model)
    elapsed = day - state.last_day
    curve = fsrs.recall(state.stability, elapsed, model.parameters)
    before = state.known * curve if elapsed > 0 else state.day_recall
    share = credit * recalled(before, guess, slip)
    if score >= 1.0:
        blame = 1.0
    told = share + (1.0 - share) * blame
    if told <= 0.0:
        return state
    known = 1.0 if proof else state.known
    if elapsed > 0 and guess > 0.0:
        known += told * (_known_after(known, curve, credit, guess, slip, model) - known)
    stability, difficulty = _mixed(state, elapsed, curve, share, blame, model.parameters)
    return MemoryState(
        stability if score < 1.0 else max(stability, state.stability),
        difficulty,
        day if blame >= 1.0 else state.last_day + round(told * elapsed),
        before,
        state.reviews + 1,
        state.lapses + (share <= 0.0 and score < 1.0 and blame >= 0.5 and elapsed > 0),
        state.proved or proof,
        known,
    )


def _sighted(day: int, share: float, guess: float, prior: float, proof: bool, model: Model) -> MemoryState:
    good, again = fsrs.first(GOOD, model.parameters), fsrs.first(AGAIN, model.parameters)
    stability, difficulty = _between(good, again, share, model.parameters)
    return MemoryState(stability, difficulty, day, prior, 1, 0, proof, model.taught if guess > 0.0 else 1.0)


def _known_after(known: float, curve: float, credit: float, guess: float, slip: float, model: Model) -> float:
    """The chance (0–1) that the fact is in memory, after a further day's first answer that can be guessed.

    Bayes' rule between a learner whose recall is FSRS's `curve` and one who answers blindly, by `credit` as after a
    right answer and by the rest as after a wrong one; then the feedback may have taught it.
    """
    prior, right = min(known, max(SUREST, model.taught)), predicted(curve, guess, slip)
    after = credit * _posterior(prior, right, guess) + (1.0 - credit) * _posterior(prior, 1.0 - right, 1.0 - guess)
    return after + (1.0 - after) * model.learned


def _posterior(prior: float, likely: float, otherwise: float) -> float:
    """Bayes' rule: the probability of a hypothesis after something that it makes `likely`, and else `otherwise`."""
    total = prior * likely + (1.0 - prior) * otherwise
    return prior * likely / total if total > 0.0 else prior


def _mixed(
    state: MemoryState, elapsed: int, curve: float, share: float, blame: float, parameters: tuple[float, ...]
) -> tuple[float, float]:
    """Stability and difficulty after a further answer: `share` of Good, the rest `blame` of Again, else as it was."""
    if share >= 1.0:
        return _branch(state, elapsed, curve, GOOD, parameters)
    failed = _branch(state, elapsed, curve, AGAIN, parameters)
    if blame < 1.0:
        failed = _between(failed, (state.stability, state.difficulty), blame, parameters)
    if share <= 0.0:
        return failed
    return _between(_branch(state, elapsed, curve, GOOD, parameters), failed, share, parameters)


def _branch(
    state: MemoryState, elapsed: int, curve: float, rating: int, parameters: tuple[float, ...]
) -> tuple[float, float]:
    return (
        fsrs.stability_after(state.stability, state.difficulty, elapsed, curve, rating, parameters),
        fsrs.next_difficulty(state.difficulty, rating, parameters),
    )


def _between(
    one: tuple[float, float], other: tuple[float, float], share: float, parameters: tuple[float, ...]
) -> tuple[float, float]:
    """Stability and difficulty of a memory that is `one` with probability `share`, else `other`."""
    difficulty = one[1] if share >= 1.0 else other[1] + share * (one[1] - other[1])
    return mixed_stability(one[0], other[0], share, parameters), difficulty
