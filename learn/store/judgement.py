"""What an answer comes to after everything that was said about it later: taken back, overridden, graded again."""

import sqlite3
from collections.abc import Container, Sequence

import msgspec
from msgspec import Struct, structs

from learn.events import AnswerBody, Evidence, OverrideBody, RegradeBody, learner_day
from learn.memory.evidence import Observation, blames
from learn.memory.model import Model
from learn.store.lines import Line, answer_body, select

AMENDING = ("retract", "override", "regrade")


class Judged(Struct, frozen=True, gc=False):
    """An answer as it stands now: `score` and `evidence` in force, and what was done to it.

    `regrade` is the last word of a grader and `claimed` the score that the learner last said she deserved, whichever of
    them is in force; `said_ms` is when the last of either was said.
    """

    line: Line
    body: AnswerBody
    score: float
    points: float
    evidence: tuple[Evidence, ...]
    retracted: bool = False
    overridden: bool = False
    regrade: RegradeBody | None = None
    claimed: float | None = None
    said_ms: int = 0

    @property
    def regraded(self) -> bool:
        """Whether it was graded again."""
        return self.regrade is not None

    @property
    def parts(self) -> tuple[float, ...]:
        """The scores of its parts, in force."""
        return self.body.parts if self.regrade is None else self.regrade.parts


def judged_at_first(line: Line) -> Judged:
    """The answer of a line as it was recorded."""
    body = answer_body(line)
    return Judged(line=line, body=body, score=body.score, points=body.points, evidence=body.evidence)


def judged(db: sqlite3.Connection, line: Line, own: Container[bytes] = ()) -> Judged:
    """The answer of a line as it stands; regrades by the devices `own` are left out of account."""
    standing = judged_at_first(line)
    for amendment in amendments(db, line):
        if amendment.type == "regrade" and amendment.device in own:
            standing = structs.replace(standing, said_ms=amendment.ms)
        else:
            standing = _amended(standing, amendment)
    return standing


def amendments(db: sqlite3.Connection, line: Line) -> list[Line]:
    """What the same learner said about an event, in replay order, without what was taken back itself."""
    return standing_about(db, line.id, line.learner)


def standing_about(db: sqlite3.Connection, target: bytes, learner: int) -> list[Line]:
    """What a learner said about an event or a session, in replay order, without what was taken back itself."""
    found = _about(db, target, learner)
    return [line for line in found if line.type == "retract" or not _is_retracted(db, line)]


def _is_retracted(db: sqlite3.Connection, line: Line) -> bool:
    return any(found.type == "retract" for found in _about(db, line.id, line.learner))


def spoken_of(db: sqlite3.Connection, standing: Judged) -> tuple[Evidence, ...]:
    """Every piece of evidence that the answer gave at any time, in force or not."""
    bodies = [
        msgspec.json.decode(found.body, type=RegradeBody)
        for found in _about(db, standing.line.id, standing.line.learner)
        if found.type == "regrade"
    ]
    return (*standing.body.evidence, *(piece for body in bodies for piece in body.evidence))


def _about(db: sqlite3.Connection, target: bytes, learner: int) -> list[Line]:
    where = "e.n IN (SELECT event FROM amendment WHERE target = ?) AND ifnull(l.same_as, l.n) = ?"
    return list(select(db, where, (target, learner)))


def _amended(standing: Judged, amendment: Line) -> Judged:
    match amendment.type:
        case "retract":
            return structs.replace(standing, retracted=True)
        case "override":
            return _overridden(standing, msgspec.json.decode(amendment.body, type=OverrideBody), amendment.ms)
        case "regrade":
            return _regraded(standing, msgspec.json.decode(amendment.body, type=RegradeBody), amendment.ms)
    return standing


def _overridden(standing: Judged, body: OverrideBody, ms: int) -> Judged:
    evidence = tuple(structs.replace(piece, score=body.score) for piece in standing.evidence)
    return structs.replace(
        standing, score=body.score, evidence=evidence, overridden=True, claimed=body.score, said_ms=ms
    )


def _regraded(standing: Judged, body: RegradeBody, ms: int) -> Judged:
    return structs.replace(
        standing,
        score=body.score,
        points=standing.points if body.points is None else body.points,
        evidence=body.evidence,
        overridden=body.overridden,
        regrade=body,
        said_ms=ms,
    )


def observation(standing: Judged, place: int, model: Model) -> Observation:
    """What the piece of evidence in this place says, each number within 0 to 1 whatever a log from elsewhere holds."""
    piece, body = standing.evidence[place], standing.body
    return Observation(
        day=learner_day(standing.line.ms, standing.line.offset),
        score=_unit(piece.score),
        guess=_unit(piece.guess),
        chance=_unit(piece.chance),
        slip=_unit(piece.slip),
        prior=_unit(piece.prior),
        trust=model.trust(body.guessed, body.hint),
        blame=blame_of(standing.evidence, place),
    )


def blame_of(evidence: Sequence[Evidence], place: int) -> float:
    """The share of one fact in an answer that was not fully right; 1 where its evidence stands for itself.

    Facts judged by the same whole verdict have the same numbers; a fact judged by parts of its own has others.
    """
    if len(evidence) == 1:
        return 1.0
    piece = evidence[place]
    if piece.score >= 1.0:
        return 1.0
    together = judged_together(evidence, place)
    if len(together) == 1:
        return 1.0
    return blames([_unit(evidence[index].recall) for index in together])[together.index(place)]


def judged_together(evidence: Sequence[Evidence], place: int) -> list[int]:
    """The places of all facts that the verdict on this one is on as well, its own among them."""
    return [index for index, other in enumerate(evidence) if _same_verdict(evidence[place], other)]


def _same_verdict(one: Evidence, other: Evidence) -> bool:
    return (one.score, one.guess, one.chance, one.slip) == (other.score, other.guess, other.chance, other.slip)


def _unit(value: float) -> float:
    return min(max(value, 0.0), 1.0)
