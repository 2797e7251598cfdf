"""What decides when an item comes back: learn's memory model per fact or per question, SM-2, Leitner, fixed intervals.

An item is a fact, or a question where memory is kept for each. A scheduler's `pace` (0–1) sets its workload: the
desired retention, or for those without one what shortens all intervals; more pace is more work.
"""

from math import inf
from typing import Protocol

from learn.lab.simulation.world import Kind
from learn.memory.evidence import advance, due_day, predicted, recall_on
from learn.memory.model import Model
from learn.memory.state import MemoryState


class Scheduler(Protocol):
    """Keeps what it believes of each item of one learner."""

    def answered(self, item: int, kind: Kind, day: int, right: bool, guessed: bool) -> None:
        """An answer; `guessed` where the learner said so."""

    def due(self, item: int) -> int:
        """The day on which a seen item should come back."""

    def stability(self, item: int) -> float:
        """What question a fact is ready for (see `session.plan.wanted_recall`): days."""

    def recall(self, item: int, day: int) -> float | None:
        """The recall believed (0–1), 0 for an unseen item; None for a scheduler that has no such belief."""

    def expected(self, item: int, kind: Kind, day: int) -> float | None:
        """The probability believed (0–1) that a question will be answered rightly; None as above."""


class Remembering:
    """`learn.memory` itself; where it is not `aware`, guesses and slips are unknown to it: plain FSRS-6.

    Two rules that the program does not have: `slips` takes an error for a slip as far as the belief suggests it;
    `familiar` is the probability (0–1) that one who cannot recall an answer recognises it: it is added to the guess,
    so that belief is about recall, and a right pick says less about it.
    """

    def __init__(
        self,
        retention: float,
        *,
        aware: bool,
        model: Model,
        slips: bool = False,
        prior: float = 0.5,
        familiar: float = 0.0,
    ) -> None:
        self.model = model
        self._familiar = familiar
        self._retention, self._aware, self._slips, self._prior = retention, aware, slips, prior
        self.states: dict[int, MemoryState] = {}

    def answered(self, item: int, kind: Kind, day: int, right: bool, guessed: bool) -> None:
        """See `Scheduler`."""
        state = self.states.get(item)
        guess, slip = self._doubts(kind)
        self.states[item] = advance(
            state,
            day,
            1.0 if right else 0.0,
            guess,
            guess,
            slip,
            self._prior,
            self.model.trust(guessed=guessed),
            self._blame(state, day, guess, slip) if self._slips and not right else 1.0,
            self.model,
        )

    def _doubts(self, kind: Kind) -> tuple[float, float]:
        """The guess and the slip that an answer of this kind is judged by."""
        if not self._aware or kind.options == 1:
            return 0.0, 0.0
        return kind.guess + (1.0 - kind.believed_slip - kind.guess) * self._familiar, kind.believed_slip

    def _blame(self, state: MemoryState | None, day: int, guess: float, slip: float) -> float:
        recall = recall_on(state, day, self.model) if state and day > state.last_day else self._prior
        missed = (1.0 - recall) * (1.0 - guess)
        return missed / (missed + recall * slip) if missed > 0.0 else 1.0

    def due(self, item: int) -> int:
        """See `Scheduler`."""
        return due_day(self.states[item], self._retention, self.model)

    def stability(self, item: int) -> float:
        """See `Scheduler`."""
        state = self.states.get(item)
        return state.stability if state else 0.0

    def recall(self, item: int, day: int) -> float:
        """See `Scheduler`."""
        state = self.states.get(item)
        return recall_on(state, day, self.model) if state else 0.0

    def expected(self, item: int, kind: Kind, day: int) -> float:
        """See `Scheduler`."""
        guess, slip = self._doubts(kind)
        return predicted(self.recall(item, day), guess, slip)


class Interval:
    """A scheduler that knows intervals only. A second answer on one day counts where it is wrong."""

    def __init__(self, pace: float) -> None:
        self._factor = (1.0 - pace) / pace if pace > 0.0 else inf
        self._last: dict[int, int] = {}
        self._days: dict[int, float] = {}

    def answered(self, item: int, kind: Kind, day: int, right: bool, guessed: bool) -> None:  # noqa: ARG002
        """See `Scheduler`."""
        if right and self._last.get(item) == day:
            return
        self._last[item] = day
        self._days[item] = self._next(item, right)

    def _next(self, item: int, right: bool) -> float:
        raise NotImplementedError

    def due(self, item: int) -> int:
        """See `Scheduler`."""
        return self._last[item] + max(1, round(self._days[item] * self._factor))

    def stability(self, item: int) -> float:
        """See `Scheduler`."""
        return self._days.get(item, 0.0)

    def recall(self, item: int, day: int) -> None:
        """It believes nothing."""

    def expected(self, item: int, kind: Kind, day: int) -> None:
        """It believes nothing."""


class Sm2(Interval):
    """SuperMemo 2 (Woźniak 1990): right is quality 4, which leaves the easiness at 2.5; wrong is 1."""

    def __init__(self, pace: float) -> None:
        super().__init__(pace)
        self._easiness: dict[int, float] = {}
        self._row: dict[int, int] = {}

    def _next(self, item: int, right: bool) -> float:
        easiness, row = self._easiness.get(item, 2.5), self._row.get(item, 0)
        if not right:
            self._easiness[item] = max(1.3, easiness - 0.54)
            self._row[item] = 0
            return 1.0
        self._row[item] = row + 1
        return (1.0, 6.0)[row] if row < 2 else self._days[item] * easiness


class Ladder(Interval):
    """Fixed intervals, a step up after a right answer and back to the first after a wrong one."""

    def __init__(self, pace: float, steps: tuple[float, ...]) -> None:
        super().__init__(pace)
        self._steps = steps
        self._step: dict[int, int] = {}

    def _next(self, item: int, right: bool) -> float:
        step = min(self._step.get(item, -1) + 1, len(self._steps) - 1) if right else 0
        self._step[item] = step
        return self._steps[step]


LEITNER = (1.0, 2.0, 4.0, 8.0, 16.0)
FIXED = (1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 120.0)
