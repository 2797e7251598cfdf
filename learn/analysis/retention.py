"""True retention: how much was recalled when it was due, corrected for guessing."""

from collections.abc import Iterable

from msgspec import Struct

from learn.analysis.outcomes import Outcome
from learn.analysis.tally import Tally


class Retention(Struct, frozen=True):
    """`observed`: share of right answers; `corrected`: (observed - g) / (1 - s - g), with the mean g and s of the
    answers, clipped to 0–1; both None where there is no answer. `expected`: mean predicted recall."""

    n: int
    observed: float | None = None
    corrected: float | None = None
    expected: float | None = None


def retention(outcomes: Iterable[Outcome]) -> Retention:
    """The retention over some outcomes (see `outcomes.reviews`)."""
    return retained(Tally.of(outcomes))


def retained(tally: Tally) -> Retention:
    """The retention over what was counted."""
    n = tally.n
    if n == 0:
        return Retention(n=0)
    observed, guess, slip = tally.right / n, tally.guess / n, tally.slip / n
    room = 1 - slip - guess
    corrected = min(1.0, max(0.0, (observed - guess) / room)) if room > 0 else None
    return Retention(n, observed, corrected, tally.recall / n)
