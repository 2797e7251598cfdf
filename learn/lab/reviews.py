"""A log as the lab sees it: reviews of items in the order of time, and where each stands in its item's history."""

from collections.abc import Iterable

from msgspec import Struct

from learn.memory.evidence import Observation
from learn.memory.fsrs import AGAIN, GOOD


class Review(Struct, frozen=True, gc=False):
    """One answer to one item: a card, or a fact of one learner.

    `ms` is UTC, `rating` 1–4 as FSRS takes it, `seen` the same answer as evidence with its ordinal day, `kind` that of
    the question ("" where the log does not say), `duration` milliseconds. `judged` is false for an answer that only
    moves memory and is never scored: helped by a hint, said to be a guess, overridden, or about several facts at once.
    """

    item: str
    ms: int
    rating: int
    seen: Observation
    kind: str = ""
    duration: int = 0
    judged: bool = True


class Trial(Struct, frozen=True, gc=False):
    """A review in its place: days since the item's last one (-1 at first sight), how many came before, lapses so far.

    A lapse is a wrong answer on a later day.
    """

    review: Review
    elapsed: int
    before: int
    lapses: int

    @property
    def right(self) -> bool:
        """Whether the answer was fully right."""
        return self.review.rating > AGAIN

    @property
    def is_first(self) -> bool:
        """Whether it is the first sight of a fact, fit to be scored as one."""
        return self.elapsed < 0 and self.review.judged

    @property
    def is_plain(self) -> bool:
        """Whether it is scored with the rest: on a later day, and not to be guessed."""
        return self.elapsed > 0 and self.review.judged and self.review.seen.guess <= 0.0

    @property
    def is_closed(self) -> bool:
        """Whether it is scored with the closed kinds: on a later day, and to be guessed."""
        return self.elapsed > 0 and self.review.judged and self.review.seen.guess > 0.0


def review_of_card(item: str, ms: int, day: int, rating: int, duration: int = 0) -> Review:
    """A review of a flash card: nothing to guess, Hard and Easy are as right as Good."""
    return Review(item, ms, rating, Observation(day=day, score=float(rating > AGAIN)), duration=duration)


def rating_of(seen: Observation) -> int:
    """The rating that FSRS is given for an answer."""
    return rating(seen.score, seen.trust)


def rating(score: float, trust: float) -> int:
    """Good where an answer is fully right and not said to be a guess, else Again. Both from 0 to 1."""
    return GOOD if score >= 1.0 and trust > 0.0 else AGAIN


class _Item(Struct):
    day: int
    reviews: int = 0
    lapses: int = 0


def placed(reviews: Iterable[Review]) -> list[Trial]:
    """The reviews in the order of time (of one moment: as they came), each with its place.

    Days that go back, as a journey west makes them, count as the same day.
    """
    items: dict[str, _Item] = {}
    trials = []
    for review in sorted(reviews, key=_moment):
        day = review.seen.day
        item = items.get(review.item)
        if item is None:
            item = items[review.item] = _Item(day)
            elapsed = -1
        else:
            elapsed = max(0, day - item.day)
        trials.append(Trial(review, elapsed, item.reviews, item.lapses))
        item.day = max(day, item.day)
        item.reviews += 1
        item.lapses += elapsed > 0 and review.rating == AGAIN
    return trials


def _moment(review: Review) -> int:
    return review.ms
