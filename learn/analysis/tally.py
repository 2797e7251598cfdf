"""Sums over outcomes as they pass by, so that a million of them need not be kept."""

from collections.abc import Iterable
from typing import Self

from learn.analysis.outcomes import Outcome


class Tally:
    """How many outcomes, how many of them right, and the sums of what was predicted."""

    __slots__ = ("guess", "n", "predicted", "recall", "right", "slip")

    def __init__(self) -> None:
        self.n = self.right = 0
        self.guess = self.slip = self.recall = self.predicted = 0.0

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Self:
        """The sums over some outcomes."""
        tally = cls()
        for outcome in outcomes:
            tally.add(outcome)
        return tally

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.count(outcome.guess, outcome.slip, outcome.recall, outcome.right)

    def count(self, guess: float, slip: float, recall: float, right: bool) -> None:
        """Count one more by its numbers."""
        self.n += 1
        self.right += right
        self.guess += guess
        self.slip += slip
        self.recall += recall
        self.predicted += guess + (1 - slip - guess) * recall

    def join(self, other: "Tally") -> None:
        """Count what another one counted, too."""
        for name in Tally.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
