"""Logs to measure models on: made of a seed, so that they are the same each time."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from learn.lab.reviews import Review, review_of_card
from learn.memory import fsrs
from learn.memory.evidence import Observation
from learn.memory.fsrs import DEFAULT_PARAMETERS

BEGIN = datetime(2023, 1, 2, 10, tzinfo=UTC)
DAY_MS = 86_400_000

QUICK = list(DEFAULT_PARAMETERS)
QUICK[0] *= 3
QUICK[2] *= 2.5
QUICK[8] += 0.7
QUICK[20] = 0.4
QUICK_LEARNER = tuple(QUICK)
"""One who forgets otherwise than the defaults say: slower at first, on another curve."""


def moment(day: int, second: int = 0) -> int:
    """UTC milliseconds of a second on a day."""
    return int((BEGIN + timedelta(days=day, seconds=second)).timestamp() * 1000)


def card(item: str, day: int, rating: int, second: int = 0) -> Review:
    return review_of_card(item, moment(day, second), day, rating)


def pick(item: str, day: int, right: bool, guess: float = 0.25, judged: bool = True) -> Review:
    """An answer of a closed kind."""
    seen = Observation(day=day, score=float(right), guess=guess, chance=guess, slip=0.03)
    return Review(item, moment(day), 3 if right else 1, seen, kind="choice", judged=judged)


def learned(count: int, parameters: Sequence[float] = DEFAULT_PARAMETERS, seed: int = 1) -> list[Review]:
    """So many reviews, ten a card, of one whose memory is FSRS-6 with these parameters."""
    rng, w = Random(seed), tuple(parameters)
    reviews: list[Review] = []
    for number in range(count // 10):
        day = rng.randrange(200)
        rating = fsrs.GOOD if rng.random() < 0.4 else fsrs.AGAIN
        state = fsrs.first(rating, w)
        reviews.append(card(f"c{number}", day, rating, number))
        for _ in range(9):
            gap = min(60, max(1, round(state[0] * rng.choice((0.5, 1.0, 1.5, 3.0)))))
            day += gap
            rating = fsrs.GOOD if rng.random() < fsrs.recall(state[0], gap, w) else fsrs.AGAIN
            state = fsrs.after(*state, gap, rating, w)
            reviews.append(card(f"c{number}", day, rating, number))
    return reviews


def as_csv(reviews: Sequence[Review], path: Path) -> Path:
    """The same as a file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("card_id", "review_rating", "review_time", "review_duration"))
    for one in reviews:
        time = datetime.fromtimestamp(one.ms / 1000, UTC).isoformat()
        writer.writerow((one.item, one.rating, time, one.duration))
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path
