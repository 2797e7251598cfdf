"""From predictions to figures: each model's log loss, RMSE (bins) and AUC with intervals, and paired differences."""

from collections.abc import Mapping, Sequence
from operator import mul, sub
from random import Random

from msgspec import Struct

from learn.lab.bootstrap import Interval, draws, interval, interval_of_root
from learn.lab.metrics import Bin, Bins, Ranked, Weighed, bin_of, calibration, loss, picker
from learn.lab.reviews import Trial


class Drawing(Struct, frozen=True):
    """How intervals are drawn: how often, from which seed."""

    resamples: int = 1000
    seed: int = 1


class Paired(Struct, frozen=True):
    """How much more log loss than another model on the same answers (less is better), with a 95 % interval."""

    to: str
    log_loss: float
    log_loss_ci: Interval

    @property
    def better(self) -> bool:
        """Whether the interval lies below 0."""
        return self.log_loss_ci[1] < 0


class Figures(Struct, frozen=True):
    """One model on one set of answers, with 95 % intervals; `auc` is None where all answers are right, or wrong."""

    model: str
    log_loss: float
    log_loss_ci: Interval
    rmse_bins: float
    rmse_bins_ci: Interval
    auc: float | None
    auc_ci: Interval | None
    mean_predicted: float
    mean_actual: float
    paired: Paired | None = None


class Losses(Struct, frozen=True):
    """One model's log loss over several test sets together and in each, with a 95 % interval."""

    model: str
    log_loss: float
    log_loss_ci: Interval
    by_fold: tuple[float, ...]
    paired: Paired | None = None


class Sample(Struct, frozen=True):
    """Answers to be scored: the number of each one's item, whether it was right, and what each model predicted."""

    items: tuple[int, ...]
    right: tuple[bool, ...]
    bins: tuple[Bin, ...]
    predicted: Mapping[str, Sequence[float]]

    @property
    def clusters(self) -> int:
        """How many items there are."""
        return 1 + max(self.items)


def sample(trials: Sequence[Trial], predicted: Mapping[str, Sequence[float]]) -> Sample:
    """The trials with what was predicted for each of them."""
    numbers: dict[str, int] = {}
    return Sample(
        items=tuple(numbers.setdefault(trial.review.item, len(numbers)) for trial in trials),
        right=tuple(trial.right for trial in trials),
        bins=tuple(bin_of(max(1, trial.elapsed), trial.before + 1, trial.lapses) for trial in trials),
        predicted=predicted,
    )


class _Model:
    """One model's answers, sorted and summed once so that each draw costs little, and what the draws gave."""

    def __init__(self, sample: Sample, bins: Bins, predicted: Sequence[float]) -> None:
        losses = list(map(loss, predicted, sample.right))
        self.by_item = [0.0] * sample.clusters
        for item, each in zip(sample.items, losses, strict=True):
            self.by_item[item] += each
        self.log_loss = sum(losses) / len(losses)
        self.bins, self.excess = bins, bins.excess(predicted, sample.right)
        self.ranked = Ranked(predicted, sample.right)
        evenly = [1.0] * len(sample.right)
        self.rmse = bins.rmse(self.excess, bins.weighed(evenly))
        self.auc = self.ranked.value(evenly)
        self.drawn_loss: list[float] = []
        self.drawn_rmse: list[float] = []
        self.drawn_auc: list[float] = []

    def draw(self, by_item: Sequence[float], weights: Sequence[float], weighed: Weighed) -> None:
        self.drawn_loss.append(sum(map(mul, by_item, self.by_item)) / sum(weighed.bins))
        self.drawn_rmse.append(self.bins.rmse(self.excess, weighed))
        area = self.ranked.value(weights)
        if area is not None:
            self.drawn_auc.append(area)


def measure(sample: Sample, drawing: Drawing, base: str) -> list[Figures]:
    """The figures of every model; all but `base` with the paired difference to it."""
    bins, of_item = Bins(sample.bins), picker(sample.items)
    models = {name: _Model(sample, bins, predicted) for name, predicted in sample.predicted.items()}
    for by_item in draws(sample.clusters, drawing.resamples, Random(drawing.seed)):
        weights = of_item(by_item)
        weighed = bins.weighed(weights)
        for model in models.values():
            model.draw(by_item, weights, weighed)
    return [_figures(name, model, models, sample, base) for name, model in models.items()]


def _figures(name: str, model: _Model, models: Mapping[str, _Model], sample: Sample, base: str) -> Figures:
    mean = calibration(sample.predicted[name], sample.right)
    other = models.get(base)
    return Figures(
        model=name,
        log_loss=model.log_loss,
        log_loss_ci=interval(model.drawn_loss),
        rmse_bins=model.rmse,
        rmse_bins_ci=interval_of_root(model.drawn_rmse, model.rmse),
        auc=model.auc,
        auc_ci=interval(model.drawn_auc) if model.drawn_auc else None,
        mean_predicted=mean.predicted,
        mean_actual=mean.actual,
        paired=_paired(base, model.log_loss - other.log_loss, model.drawn_loss, other.drawn_loss)
        if other is not None and name != base
        else None,
    )


def _paired(base: str, difference: float, drawn: Sequence[float], others: Sequence[float]) -> Paired:
    return Paired(base, difference, interval(list(map(sub, drawn, others))))


def measure_folds(folds: Sequence[Sample], items: Sequence[Sequence[str]], drawing: Drawing, base: str) -> list[Losses]:
    """Log loss over all folds together; an item, named in `items` for each answer, is drawn with its answers in all."""
    numbers: dict[str, int] = {}
    places = [[numbers.setdefault(item, len(numbers)) for item in named] for named in items]
    sizes = _by_item(len(numbers), places, [[1.0] * len(fold.right) for fold in folds])
    losses = {
        name: [list(map(loss, fold.predicted[name], fold.right)) for fold in folds] for name in folds[0].predicted
    }
    sums = {name: _by_item(len(numbers), places, each) for name, each in losses.items()}
    drawn: dict[str, list[float]] = {name: [] for name in losses}
    for by_item in draws(len(numbers), drawing.resamples, Random(drawing.seed)):
        total = sum(map(mul, by_item, sizes))
        for name, each in sums.items():
            drawn[name].append(sum(map(mul, by_item, each)) / total)
    mean = {name: sum(map(sum, each)) / sum(map(len, each)) for name, each in losses.items()}
    return [
        Losses(
            model=name,
            log_loss=mean[name],
            log_loss_ci=interval(drawn[name]),
            by_fold=tuple(sum(fold) / len(fold) for fold in losses[name]),
            paired=_paired(base, mean[name] - mean[base], drawn[name], drawn[base]) if name != base else None,
        )
        for name in losses
    ]


def _by_item(count: int, places: Sequence[Sequence[int]], values: Sequence[Sequence[float]]) -> list[float]:
    """The sum of the values of each item over all folds."""
    sums = [0.0] * count
    for named, fold in zip(places, values, strict=True):
        for place, value in zip(named, fold, strict=True):
            sums[place] += value
    return sums
