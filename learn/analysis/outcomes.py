"""One row for each piece of evidence: what was predicted of a fact, and what came of it."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs


class Outcome(Struct, frozen=True, gc=False):
    """An answer as seen from one fact.

    `day` is the ordinal day, `recall` the recall predicted before the answer, `guess` and `slip` those of the
    question, `right` whether it earned everything. `first` marks a fact's first answer, `repeat` any further one on
    the same day: neither says how well the memory model predicts. A recall of 0 says that nobody predicted, as on a
    published page, which knows nothing of the learner.
    """

    learner: str
    fact: str
    kind: str
    day: int
    recall: float
    guess: float
    slip: float
    right: bool
    first: bool = False
    repeat: bool = False

    @property
    def foretold(self) -> bool:
        """Whether there was a prediction: the memory model's own are never 0."""
        return self.recall > 0

    @property
    def predicted(self) -> float:
        """The predicted probability of a right answer: g + (1-s-g) R."""
        return self.guess + (1 - self.slip - self.guess) * self.recall


def placed(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, given in the order of the log, with `first` and `repeat` filled in."""
    last_day: dict[tuple[str, str], int] = {}
    for outcome in outcomes:
        key = (outcome.learner, outcome.fact)
        known = last_day.get(key)
        if known is None:
            yield structs.replace(outcome, first=True)
        else:
            yield structs.replace(outcome, repeat=True) if known == outcome.day else outcome
        last_day[key] = outcome.day


def reviews(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that test memory: foretold, and neither first sights nor repeats on the same day."""
    return [outcome for outcome in outcomes if outcome.foretold and not outcome.first and not outcome.repeat]
