"""The forecast of `learn exam` against what simulated learners then score: `python -m benchmarks.exam [LEARNERS]`.

Learners forget by ACT-R, a power law or exponentially, never by the memory model that forecasts; they differ in
ability, in what they knew before, in how much of the plan they do. The test draws 20 questions of the bank.
"""

import sys
from collections.abc import Sequence
from random import Random
from statistics import fmean
from typing import NamedTuple

from learn.analysis.exam import Day, Forecast, Item, Pool, forecast, plan
from learn.analysis.leaning import Leanings, leanings
from learn.analysis.outcomes import Outcome
from learn.lab.simulation.bank import Question, make_bank
from learn.lab.simulation.forgetting import make_memories
from learn.lab.simulation.world import Forgetting, World
from learn.memory.evidence import Observation, recall_before, update
from learn.memory.model import Model
from learn.memory.state import MemoryState

FIRST = 738_000
QUESTIONS = 20
MODEL = Model()
FORGETTINGS: tuple[Forgetting, ...] = ("actr", "power", "exponential")


class Sat(NamedTuple):
    """One learner's test: what was expected, and what came; `reviews` is how many the forecast rests on."""

    forgetting: str
    reviews: int
    forecast: Forecast
    actual: float


class Learner:
    """A learner with her bank, followed by the memory model as the program follows her."""

    def __init__(self, seed: int) -> None:
        rng = self.rng = Random(seed)
        self.world = World(
            forgetting=FORGETTINGS[seed % 3],
            rho=rng.choice((0.3, 0.5, 0.8, 1.0)),
            facts=rng.choice((20, 40, 60)),
            known=rng.uniform(0.0, 0.4),
            ability=rng.gauss(0.0, 0.2),
        )
        self.bank = make_bank(self.world, rng)
        self.memories = make_memories(self.world, [len(some) for some in self.bank], rng)
        self.states: dict[str, MemoryState | None] = {str(fact): None for fact in range(self.world.facts)}
        self.outcomes: list[Outcome] = []
        self.pools = [
            Pool(QUESTIONS, tuple(_item(one) for questions in self.bank for one in questions)),
        ]

    @property
    def leanings(self) -> Leanings:
        return leanings(self.outcomes)

    def lives_until(self, exam: int) -> None:
        """Does some share of the plan, newly made every day."""
        diligence = self.rng.uniform(0.3, 1.0)
        for day in range(exam):
            if self.rng.random() < diligence:
                for fact in self._today(day, exam)[0].facts:
                    self._visit(int(fact), day)

    def _today(self, day: int, exam: int) -> list[Day]:
        ahead = range(FIRST + day, FIRST + exam)
        per_day = self.world.facts // 3
        return plan(self.pools, self.states, ahead[:1], FIRST + exam, MODEL, 0.3, self.leanings, per_day)

    def _visit(self, fact: int, day: int) -> None:
        if self.states[str(fact)] is None:
            self.memories[fact].read(day)
        question = self.rng.choice(self.bank[fact])
        right = self._answer(question, day)
        kind, name = question.kind, str(fact)
        seen = Observation(
            day=FIRST + day,
            score=float(right),
            guess=kind.guess,
            chance=kind.guess,
            slip=kind.believed_slip,
            prior=0.5,
        )
        state = self.states[name]
        if state is not None and state.last_day < FIRST + day:
            recall = recall_before(state, seen, MODEL)
            outcome = Outcome("ada", name, kind.name, FIRST + day, recall, kind.guess, kind.believed_slip, right)
            self.outcomes.append(outcome)
        self.states[name] = update(state, seen, MODEL)

    def _answer(self, question: Question, day: int) -> bool:
        closed, memory = question.kind.options > 1, self.memories[question.fact]
        knew = self.rng.random() < memory.recall(question.place, day, closed)
        right = self.rng.random() >= question.kind.slip if knew else self.rng.random() < question.lucky
        memory.answered(question.place, day, closed, knew)
        return right

    def sits(self, exam: int) -> Sat:
        """The morning's forecast, and the test."""
        before = forecast(self.pools, self.states, FIRST + exam, MODEL, 0.3, self.leanings)
        drawn = self.rng.sample([one for some in self.bank for one in some], QUESTIONS)
        return Sat(
            self.world.forgetting, len(self.outcomes), before, float(sum(self._answer(one, exam) for one in drawn))
        )


def _item(question: Question) -> Item:
    return Item((str(question.fact),), question.kind.guess, question.kind.believed_slip)


def sat(seed: int) -> Sat:
    """One learner, from her first day to the test."""
    learner = Learner(seed)
    exam = learner.rng.randint(4, 21)
    learner.lives_until(exam)
    return learner.sits(exam)


def figures(sats: Sequence[Sat]) -> tuple[float, float, float]:
    """Mean of (actual - expected), mean absolute error, and the share of intervals that held the score."""
    errors = [one.actual - one.forecast.expected for one in sats]
    covered = fmean(one.forecast.low <= one.actual <= one.forecast.high for one in sats)
    return fmean(errors), fmean(map(abs, errors)), covered


def main() -> int:
    """Print a row for each way of forgetting. 1 where the mean error is over 1 or coverage under 85 % for those with
    reviews, whom the forecast can know."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    sats = [sat(seed) for seed in range(learners)]
    print(f"{'forgetting':<14}{'n':>5}{'mean error':>12}{'mean |error|':>14}{'in the interval':>17}")
    groups = {name: [one for one in sats if one.forgetting == name] for name in FORGETTINGS}
    reviewed = [one for one in sats if one.reviews]
    groups |= {"no review yet": [one for one in sats if not one.reviews], "with reviews": reviewed, "all": sats}
    for name, some in groups.items():
        error, absolute, covered = figures(some)
        print(f"{name:<14}{len(some):>5}{error:>+12.2f}{absolute:>14.2f}{covered:>16.0%}")
    error, _, covered = figures(reviewed)
    return int(abs(error) > 1 or covered < 0.85)


if __name__ == "__main__":
    sys.exit(main())
