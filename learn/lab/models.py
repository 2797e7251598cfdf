"""The models that are compared: each gives, before every answer, the probability that it will be right.

Those in `STANDING` follow each item through the whole log and learn nothing from other items. The rest are in
`learn.lab.baselines` (they look at answers of all items) and `learn.lab.fitting` (FSRS-6 fitted to the log).
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from learn.lab.reviews import Trial
from learn.memory import fsrs
from learn.memory.evidence import predicted, recall_before, update
from learn.memory.fsrs import AGAIN, DEFAULT_PARAMETERS
from learn.memory.model import Model
from learn.memory.state import MemoryState

Predictions: TypeAlias = list[float]
"""One for each trial; at first sights, where a model has nothing to say, 0.5."""

UNKNOWN = 0.5


def fsrs6(trials: Sequence[Trial], parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> Predictions:
    """FSRS-6 with all four ratings and no thought of guessing: the prediction is recall itself."""
    memory: dict[str, tuple[float, float]] = {}
    found = []
    for trial in trials:
        item, rating = trial.review.item, trial.review.rating
        state = memory.get(item)
        if state is None:
            found.append(UNKNOWN)
            memory[item] = fsrs.first(rating, parameters)
        else:
            found.append(fsrs.recall(state[0], trial.elapsed, parameters))
            memory[item] = fsrs.after(*state, trial.elapsed, rating, parameters)
    return found


def ours(trials: Sequence[Trial], model: Model | None = None) -> Predictions:
    """The memory of this program: FSRS-6 from right and wrong alone, in which a lucky guess is weak evidence."""
    model = model or Model()
    memory: dict[str, MemoryState] = {}
    found = []
    for trial in trials:
        item, seen = trial.review.item, trial.review.seen
        state = memory.get(item)
        found.append(predicted(recall_before(state, seen, model), seen.guess, seen.slip))
        memory[item] = update(state, seen, model)
    return found


def sm2(trials: Sequence[Trial]) -> Predictions:
    """SM-2 (Wozniak 1990): intervals of 1 and 6 days, then times the ease factor; a failure begins again.

    A rating r counts as quality r+1. SM-2 says when to review and not how probable recall is: 0.9 at its interval,
    and 0.9^(elapsed/interval) before and after it.
    """
    memory: dict[str, tuple[int, float, float]] = {}
    found = []
    for trial in trials:
        repetitions, ease, interval = memory.get(trial.review.item, (0, 2.5, 1.0))
        found.append(_at(trial.elapsed, interval))
        memory[trial.review.item] = _after_sm2(repetitions, ease, interval, trial.review.rating + 1)
    return found


def _after_sm2(repetitions: int, ease: float, interval: float, quality: int) -> tuple[int, float, float]:
    if quality < 3:
        repetitions, interval = 0, 1.0
    else:
        interval = (1.0, 6.0)[repetitions] if repetitions < 2 else interval * ease
        repetitions += 1
    return repetitions, max(1.3, ease + 0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02)), interval


LEITNER_BOXES = 7


def leitner(trials: Sequence[Trial]) -> Predictions:
    """Leitner's boxes of 1, 2, 4 … 64 days: a right answer moves on, a wrong one goes back to the first.

    A right answer on the same day moves nothing. Predictions as for SM-2.
    """
    memory: dict[str, int] = {}
    found = []
    for trial in trials:
        box = memory.get(trial.review.item, 0)
        found.append(_at(trial.elapsed, 2.0**box))
        if trial.review.rating == AGAIN:
            box = 0
        elif trial.elapsed != 0:
            box = min(box + 1, LEITNER_BOXES - 1)
        memory[trial.review.item] = box
    return found


def _at(elapsed: int, interval: float) -> float:
    return UNKNOWN if elapsed < 0 else float(0.9 ** (elapsed / interval))


STANDING: dict[str, Callable[[Sequence[Trial]], Predictions]] = {
    "fsrs6-default": fsrs6,
    "ours": ours,
    "sm2": sm2,
    "leitner": leitner,
}
