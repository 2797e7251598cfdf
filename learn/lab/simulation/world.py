"""What is assumed of learners, banks and sessions, before anyone learns: every number of docs/lab-protocol.md."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

Forgetting = Literal["actr", "power", "exponential"]
Mix = Literal["module", "typed", "true_false", "choice", "sort"]


class Kind(Struct, frozen=True):
    """A kind of question: its options (1 where it is typed), the seconds it takes, and its slips.

    `slip` is the true probability that one who knows is wrong, `believed_slip` what the memory model assumes.
    """

    name: str
    options: int
    seconds: float
    slip: float
    believed_slip: float

    @property
    def guess(self) -> float:
        """The probability (0–1) of a right blind answer if all options attract alike: what the model assumes."""
        return 1.0 / self.options if self.options > 1 else 0.0

    @property
    def level(self) -> int:
        """0 recognition, 2 recall, as in `kinds.base.Question.recall`."""
        return 0 if self.options > 1 else 2


TYPED = Kind("typed", 1, 16.0, 0.02, 0.0)
TRUE_FALSE = Kind("true_false", 2, 9.0, 0.05, 0.03)
CHOICE = Kind("choice", 4, 9.0, 0.05, 0.03)
SORT = Kind("sort", 8, 14.0, 0.05, 0.03)
"""Sorting is all or nothing here: one of its eight answers is right."""

CLOSED: tuple[tuple[Kind, float], ...] = ((TRUE_FALSE, 0.31), (CHOICE, 0.45), (SORT, 0.24))
"""Closed kinds and their shares among closed questions of the shipped module."""

ONLY: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (TYPED, TRUE_FALSE, CHOICE, SORT)})
"""Mixes of a single kind, by its name."""

FEEDBACK_SECONDS = 8.0
"""What reading the feedback of a wrong answer takes besides."""


class World(Struct, frozen=True, kw_only=True):
    """What a simulated course assumes. `rho`: the share (0–1) of an answer's strengthening that reaches the other
    questions of its fact; `known`: share of facts known before; `ability`: a learner's mean β;
    `recognised`: what recognising strengthens where recalling counts 1;
    `blind`: she never learns; `habit`: a guess at a question is the same every time, so always right or always wrong.
    """

    forgetting: Forgetting = "actr"
    rho: float = 0.5
    mix: Mix = "module"
    facts: int = 120
    new_a_day: int = 20
    known: float = 0.2
    ability: float = 0.0
    recognised: float = 0.7
    fact_spread: float = 0.35
    learner_spread: float = 0.25
    attraction_spread: float = 0.8
    blind: bool = False
    habit: bool = False
