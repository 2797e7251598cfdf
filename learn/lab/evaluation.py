"""Every model on one log: on the last 20 % of the scored answers, and on five folds that follow each other in time.

Scored are answers on a later day than the item's last one; answers of the same day move memory and are not scored.
First sights and answers of closed kinds are other matters and are scored apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from learn.lab import baselines
from learn.lab.fitting import fitted, is_installed
from learn.lab.measuring import Drawing, Figures, Losses, Sample, measure, measure_folds, sample
from learn.lab.models import STANDING, fsrs6
from learn.lab.reviews import Review, Trial, placed
from learn.language import tr
from learn.problems import NotFound

BASE, FITTED, OURS, AVERAGE = "fsrs6-default", "fsrs6-fitted", "ours", "average"
ORDER = (BASE, FITTED, OURS, "sm2", "leitner", AVERAGE, "moving-average", "constant")
TRAINING = 0.8
FOLDS = 5
FEWEST_SCORED = 10

TIME_SPLIT, FOLD_SPLIT = "time-80-20", f"time-series-{FOLDS}"


class Part(Struct, frozen=True):
    """Answers that are scored together: how many of how many items, and every model's figures."""

    n: int
    items: int
    models: list[Figures]


class Folds(Struct, frozen=True):
    """The same over several folds: trained on all before, tested on the next sixth."""

    split: str
    n: int
    items: int
    models: list[Losses]


class Evaluation(Struct, frozen=True, omit_defaults=True):
    """What `learn lab evaluate` prints. `n` and `models` are those of the time split."""

    n: int
    split: str
    models: list[Figures]
    answers: int
    items: int
    scored: int
    resamples: int
    seed: int
    folds: Folds | None = None
    first_sights: Part | None = None
    closed: Part | None = None
    notices: list[str] = field(default_factory=list)


def evaluate(reviews: Sequence[Review], drawing: Drawing | None = None) -> Evaluation:
    """All figures. NotFound where there is nothing to score."""
    drawing = drawing or Drawing()
    log = _Log(placed(reviews))
    groups = {name: log.places(belongs) for name, belongs in GROUPS.items()}
    if not any(len(groups[name]) >= FEWEST_SCORED for name in ("plain", "closed")):
        raise NotFound(
            tr(
                "there is nothing to measure yet: {answers} answers, of which {scored} came on a later day than the "
                "one before and can be scored; {least} are the least",
                answers=len(reviews),
                scored=len(groups["plain"]),
                least=FEWEST_SCORED,
            ),
            hint=tr("learn study and learn review make some; or measure another log: learn lab evaluate FILE"),
        )
    main = log.part(groups["plain"], drawing, BASE)
    return Evaluation(
        n=main.n if main else 0,
        split=TIME_SPLIT,
        models=main.models if main else [],
        answers=len(reviews),
        items=len({review.item for review in reviews}),
        scored=len(groups["plain"]),
        resamples=drawing.resamples,
        seed=drawing.seed,
        folds=log.folds(groups["plain"], drawing),
        first_sights=log.part(groups["first"], drawing, AVERAGE, first=True),
        closed=log.part(groups["closed"], drawing, BASE),
        notices=list(log.notices()),
    )


GROUPS: dict[str, Callable[[Trial], bool]] = {
    "plain": lambda trial: trial.is_plain,
    "closed": lambda trial: trial.is_closed,
    "first": lambda trial: trial.is_first,
}


class _Log:
    """The trials with what the standing models predict for each of them."""

    def __init__(self, trials: list[Trial]) -> None:
        self.trials = trials
        self.standing = {name: predict(trials) for name, predict in STANDING.items()}
        self.has_fitting = is_installed()

    def notices(self) -> Iterator[str]:
        if not self.has_fitting:
            yield tr("{model} is left out: it needs fsrs-rs-python (pip install 'learn-quiz[fit]')", model=FITTED)

    def places(self, belongs: Callable[[Trial], bool]) -> list[int]:
        return [place for place, trial in enumerate(self.trials) if belongs(trial)]

    def part(self, places: list[int], drawing: Drawing, base: str, first: bool = False) -> Part | None:
        """The last fifth of these answers, the first four for training; None where there are too few."""
        if len(places) < FEWEST_SCORED:
            return None
        cut = int(len(places) * TRAINING)
        tested = self.sample(places[:cut], places[cut:], first)
        return Part(n=len(tested.right), items=tested.clusters, models=measure(tested, drawing, base))

    def folds(self, places: list[int], drawing: Drawing) -> Folds | None:
        size = len(places) // (FOLDS + 1)
        if size < 2:
            return None
        starts = range(len(places) - FOLDS * size, len(places), size)
        tested = [places[start : start + size] for start in starts]
        samples = [self.sample(places[:start], some, False) for start, some in zip(starts, tested, strict=True)]
        named = [[self.trials[place].review.item for place in some] for some in tested]
        found = measure_folds(samples, named, drawing, BASE)
        return Folds(FOLD_SPLIT, FOLDS * size, len({item for some in named for item in some}), found)

    def sample(self, train: list[int], test: list[int], first: bool) -> Sample:
        trials = [self.trials[place] for place in test]
        return sample(trials, _ordered(self.predicted(train, test, first)))

    def predicted(self, train: list[int], test: list[int], first: bool) -> dict[str, Sequence[float]]:
        """What each model says of the tested answers; of first sights FSRS, SM-2 and Leitner say nothing."""
        right = [self.trials[place].right for place in (*train, *test)]
        found: dict[str, Sequence[float]] = {
            AVERAGE: baselines.average(right[: len(train)], len(test)),
            "moving-average": baselines.moving_average(right)[len(train) :],
            "constant": baselines.constant(len(test)),
        }
        for name, every in self.standing.items():
            if name == OURS or not first:
                found[name] = [every[place] for place in test]
        if self.has_fitting and not first:
            every = fsrs6(self.trials[: test[-1] + 1], fitted(self.trials[: test[0]]))
            found[FITTED] = [every[place] for place in test]
        return found


def _ordered(predicted: Mapping[str, Sequence[float]]) -> dict[str, Sequence[float]]:
    return {name: predicted[name] for name in ORDER if name in predicted}
