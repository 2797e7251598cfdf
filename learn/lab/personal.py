"""Whether parameters fitted to a learner's own answers predict her better than the defaults, on answers held out."""

from collections.abc import Sequence

from msgspec import Struct

from learn.lab.evaluation import TRAINING
from learn.lab.fitting import fitted
from learn.lab.measuring import Drawing, Paired, measure, sample
from learn.lab.models import ours
from learn.lab.reviews import Review, Trial, placed
from learn.language import tr
from learn.memory.model import Model

LEAST = 1000
"""So many answers on later days that cannot be guessed are the least: what Anki asked for when it first fitted FSRS.

A fifth of them is held out, and differences between the defaults and a fit are small.
"""

DEFAULT, FITTED = "default", "fitted"


class Fit(Struct, frozen=True, omit_defaults=True):
    """What came of a fit. `plain` counts the answers that can be fitted to, the first `trained` of them were.

    `default` and `fitted` are log losses of this program's whole model on the other `held_out`; `difference` is paired
    with a 95 % interval, `closed` the same on answers of closed kinds from the same time. `better` says whether the
    fit is to be used, `reason` why or why not.
    """

    plain: int
    least: int
    better: bool
    reason: str
    trained: int = 0
    held_out: int = 0
    parameters: tuple[float, ...] = ()
    default: float | None = None
    fitted: float | None = None
    difference: Paired | None = None
    closed: Paired | None = None


def fit(reviews: Sequence[Review], drawing: Drawing | None = None) -> Fit:
    """Fit to the first 80 % of the plain later-day answers and judge by the rest. UsageError without the extra.

    The parameters that are handed back are those that were judged, not new ones from all answers.
    """
    trials = placed(reviews)
    plain = [place for place, trial in enumerate(trials) if trial.is_plain]
    if len(plain) < LEAST:
        return Fit(len(plain), LEAST, False, _too_few(len(plain)))
    return judge(trials, plain, drawing or Drawing())


def judge(trials: Sequence[Trial], plain: Sequence[int], drawing: Drawing) -> Fit:
    """Fit to the first 80 % of the trials at these places, and compare on the others, however few they are."""
    cut = int(len(plain) * TRAINING)
    parameters = fitted(trials[: plain[cut]])
    later = [place for place in range(plain[cut], len(trials)) if trials[place].is_closed]
    predicted = {DEFAULT: ours(trials), FITTED: ours(trials, Model(parameters=parameters))}
    by_default, by_fit = _compared(trials, plain[cut:], predicted, drawing)
    assert by_fit[1] is not None
    closed = _compared(trials, later, predicted, drawing)[1][1] if later else None
    better, reason = _judged(by_fit[1], closed)
    return Fit(
        plain=len(plain),
        least=LEAST,
        better=better,
        reason=reason,
        trained=cut,
        held_out=len(plain) - cut,
        parameters=parameters,
        default=by_default[0],
        fitted=by_fit[0],
        difference=by_fit[1],
        closed=closed,
    )


def _compared(
    trials: Sequence[Trial], places: Sequence[int], predicted: dict[str, list[float]], drawing: Drawing
) -> list[tuple[float, Paired | None]]:
    """Log loss of the defaults and of the fit, that with the difference."""
    chosen = {name: [every[place] for place in places] for name, every in predicted.items()}
    figures = measure(sample([trials[place] for place in places], chosen), drawing, DEFAULT)
    return [(one.log_loss, one.paired) for one in figures]


def _too_few(plain: int) -> str:
    return tr(
        "too few answers to fit to: {plain} that were typed (or a card) on a later day than the one before, "
        "{least} are the least; until then the defaults, fitted to some hundred million reviews, know better",
        plain=plain,
        least=LEAST,
    )


def _judged(difference: Paired, closed: Paired | None) -> tuple[bool, str]:
    if not difference.better:
        return False, tr("no better than the defaults on the answers held out: the interval does not lie below 0")
    if closed is not None and closed.log_loss_ci[0] > 0:
        return False, tr("better on typed answers, but worse on those that can be guessed")
    return True, tr("better than the defaults on the answers held out: the interval lies below 0")
