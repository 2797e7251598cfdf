"""FSRS-6 fitted to a log by fsrs-rs, the library that Anki fits with; the extra `fit` brings it."""

from collections.abc import Sequence
from typing import Any

from learn.lab.reviews import Trial
from learn.language import tr
from learn.memory.fsrs import DEFAULT_PARAMETERS, PARAMETER_BOUNDS
from learn.problems import UsageError

FEWEST = 64
"""With fewer answers to fit to the defaults stand: fsrs-rs itself would only touch the first four parameters."""


def is_installed() -> bool:
    """Whether fsrs-rs-python can be imported."""
    from importlib.util import find_spec

    return find_spec("fsrs_rs_python") is not None


def fitted(trials: Sequence[Trial]) -> tuple[float, ...]:
    """The 21 parameters that predict best the plain later-day answers among the trials; the defaults where these are
    fewer than 64. The same trials always give the same parameters.

    All answers move memory as right or wrong (those of closed kinds too, which FSRS can take in no other way), but
    only answers that cannot be guessed are what is fitted to. UsageError where the extra is missing.
    """
    library = _library()
    items, cards = _items(trials, library)
    if len(items) < FEWEST:
        return DEFAULT_PARAMETERS
    found = library.FSRS(list(DEFAULT_PARAMETERS)).compute_parameters(items, card_ids=cards)
    return _bounded(found)


def _library() -> Any:
    try:
        import fsrs_rs_python
    except ImportError:
        raise UsageError(
            tr("parameters are fitted by fsrs-rs-python, which is not installed"), hint="pip install 'learn-quiz[fit]'"
        ) from None
    return fsrs_rs_python


def _items(trials: Sequence[Trial], library: Any) -> tuple[list[Any], list[int]]:
    """For each answer to fit to the history up to it, and the number of its item."""
    histories: dict[str, list[Any]] = {}
    numbers: dict[str, int] = {}
    items, cards = [], []
    for trial in trials:
        item = trial.review.item
        history = histories.setdefault(item, [])
        history.append(library.FSRSReview(trial.review.rating, max(0, trial.elapsed)))
        if trial.is_plain:
            items.append(library.FSRSItem(history))
            cards.append(numbers.setdefault(item, len(numbers)))
    return items, cards


def _bounded(parameters: Sequence[float]) -> tuple[float, ...]:
    """Within the bounds, which numbers of 32 bits may miss by a hair."""
    return tuple(min(max(value, low), high) for value, (low, high) in zip(parameters, PARAMETER_BOUNDS, strict=True))
