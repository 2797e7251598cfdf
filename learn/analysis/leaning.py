"""How far predictions lean for one learner: she forgets faster, or more slowly, than the memory model assumes.

One number, added to the log-odds of every predicted recall (recalibration in the large: Cox 1958), is fitted to her
reviews by maximum likelihood under a normal prior, so that a few answers change little: around 0 for all her reviews,
around the result of that for the closed and for the typed ones, since recognising is easier than recalling.
"""

from collections.abc import Iterable, Sequence
from math import exp, log, sqrt

from msgspec import Struct

from learn.analysis.outcomes import Outcome

PRIOR_SD = 1.0
"""Standard deviation over learners of the log-odds by which predictions are off: a wide guess."""

STEPS = 8
_LEAST = 0.01


class Leaning(Struct, frozen=True):
    """`logit` is added to the log-odds of predicted recall, `sd` its standard error, `n` the reviews it rests on."""

    logit: float = 0.0
    sd: float = PRIOR_SD
    n: int = 0


class Leanings(Struct, frozen=True):
    """The leaning for questions that can be guessed, and for those that cannot."""

    closed: Leaning = Leaning()
    typed: Leaning = Leaning()

    @property
    def n(self) -> int:
        """The reviews that both rest on."""
        return self.closed.n + self.typed.n


def leaned(recall: float, logit: float) -> float:
    """A recall (0–1) with its log-odds moved."""
    within = min(max(recall, _LEAST), 1.0 - _LEAST)
    return 1.0 / (1.0 + exp(-log(within / (1.0 - within)) - logit))


def leanings(outcomes: Iterable[Outcome]) -> Leanings:
    """The leanings that make the outcomes most likely. Give it those that test memory (see `outcomes.reviews`)."""
    tested = list(outcomes)
    centre = fitted(tested, 0.0).logit
    return Leanings(
        closed=fitted([one for one in tested if one.guess > 0], centre),
        typed=fitted([one for one in tested if one.guess == 0], centre),
    )


def fitted(outcomes: Sequence[Outcome], centre: float) -> Leaning:
    """The leaning under a prior around `centre`, by Fisher scoring; guesses and slips are those of the questions."""
    logit, information = centre, 1.0 / PRIOR_SD**2
    for _ in range(STEPS):
        slope, information = (centre - logit) / PRIOR_SD**2, 1.0 / PRIOR_SD**2
        for one in outcomes:
            up, told = _told(one, logit)
            slope += up
            information += told
        logit += slope / information
    return Leaning(logit, 1.0 / sqrt(information), len(outcomes))


def _told(one: Outcome, logit: float) -> tuple[float, float]:
    """What one outcome adds to the slope of the log-likelihood, and to Fisher's information."""
    recall = leaned(one.recall, logit)
    room = 1.0 - one.slip - one.guess
    likely = min(max(one.guess + room * recall, 1e-6), 1.0 - 1e-6)
    rise = room * recall * (1.0 - recall)
    return rise * (one.right - likely) / (likely * (1.0 - likely)), rise * rise / (likely * (1.0 - likely))
