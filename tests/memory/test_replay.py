"""Replay: one answer at a time, many facts in bulk, and the whole real log against fsrs-rs."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from fsrs import Card, Rating, Scheduler
from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

from learn.memory import fsrs
from learn.memory.evidence import Observation, recall_on
from learn.memory.model import Model
from learn.memory.replay import Row, replay, replay_rows, trace
from learn.memory.state import MemoryState

MODEL = Model()
TODAY = 739_000


def random_rows(seed: int, facts: int = 40, answers: int = 2000) -> list[Row[str]]:
    """Answers of every sort to many facts, interleaved."""
    rng, rows, day = Random(seed), list[Row[str]](), TODAY
    for _ in range(answers):
        day += rng.random() < 0.1
        guess = rng.choice((0.0, 0.25, 0.5))
        score = rng.choice((0.0, 0.6, 1.0, 1.0, 1.0))
        trust, blame = rng.choice((1.0, 1.0, 0.5, 0.0)), rng.choice((1.0, 1.0, 0.4))
        fact = f"fact-{rng.randrange(facts)}"
        rows.append((fact, day, score, guess, guess, 0.03 if guess else 0.0, rng.choice((0.3, 0.5)), trust, blame))
    return rows


def one_by_one(rows: list[Row[str]]) -> dict[str, MemoryState | None]:
    histories = defaultdict[str, list[Observation]](list)
    for fact, day, *numbers in rows:
        histories[fact].append(Observation(day, *numbers))
    return {fact: replay(history, MODEL) for fact, history in histories.items()}


class TestBulk:
    @pytest.mark.parametrize("seed", range(3))
    def test_equals_one_by_one_to_the_last_bit(self, seed: int) -> None:
        rows = random_rows(seed)
        assert replay_rows(rows, MODEL) == one_by_one(rows)

    def test_goes_on_from_states_without_touching_them(self) -> None:
        rows = random_rows(7)
        half = replay_rows(rows[:1000], MODEL)
        kept = dict(half)
        assert replay_rows(rows[1000:], MODEL, half) == replay_rows(rows, MODEL)
        assert half == kept

    def test_takes_columns(self) -> None:
        rows = random_rows(8)
        assert replay_rows(zip(*zip(*rows, strict=True), strict=True), MODEL) == replay_rows(rows, MODEL)


def test_no_answers_no_memory() -> None:
    assert replay([], MODEL) is None


def test_trace_gives_the_recall_before_and_the_state_after_each_answer() -> None:
    answers = [Observation(day=TODAY + days, score=1.0) for days in (0, 2, 9)]
    before, after = zip(*trace(answers, MODEL), strict=True)
    assert before[0] == 0.3
    assert before[1:] == tuple(
        recall_on(state, answer.day, MODEL) for state, answer in zip(after, answers[1:], strict=False)
    )
    assert after[-1] == replay(answers, MODEL)


class Review(NamedTuple):
    time: datetime
    rating: int

    @property
    def day(self) -> int:
        return self.time.toordinal()


@pytest.fixture(scope="module")
def histories(fsrs_data: Path) -> list[list[Review]]:
    """The real log by card, each card's reviews in their order."""
    cards = defaultdict[str, list[Review]](list)
    with (fsrs_data / "review_log.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            cards[line["card_id"]].append(
                Review(datetime.fromisoformat(line["review_time"]), int(line["review_rating"]))
            )
    return [sorted(reviews) for reviews in cards.values()]


def gaps(reviews: list[Review]) -> list[int]:
    return [0, *(later.day - earlier.day for earlier, later in pairwise(reviews))]


def memories(reviews: list[Review]) -> Iterator[tuple[float, float]]:
    """Stability and difficulty after each review."""
    state = fsrs.first(reviews[0].rating)
    yield state
    for days, review in list(zip(gaps(reviews), reviews, strict=True))[1:]:
        state = fsrs.after(*state, days, review.rating)
        yield state


class TestRealLog:
    def test_every_state_agrees_with_fsrs_rs(self, histories: list[list[Review]]) -> None:
        """Within 1e-4 relative, except below 0.01 days: there (S+1)^w13 - 1 leaves fsrs-rs few of its 32 bits."""
        items = [
            FSRSItem([FSRSReview(review.rating, days) for days, review in zip(gaps(reviews), reviews, strict=True)])
            for reviews in histories
        ]
        theirs = FSRS(DEFAULT_PARAMETERS).historical_memory_state_batch(items)
        stability, brief, difficulty = [0.0], [0.0], [0.0]
        for reviews, wanted in zip(histories, theirs, strict=True):
            for mine, their in zip(memories(reviews), wanted, strict=True):
                (stability if their.stability >= 0.01 else brief).append(abs(mine[0] / their.stability - 1))
                difficulty.append(abs(mine[1] / their.difficulty - 1))
        print(
            f"{len(difficulty) - 1} reviews, largest relative difference to fsrs-rs: difficulty {max(difficulty):.1e}, "
            f"stability {max(stability):.1e}, in {len(brief) - 1} states below 0.01 days {max(brief):.1e}"
        )
        assert max(difficulty) < 1e-4
        assert max(stability) < 1e-4
        assert max(brief) < 1e-3

    def test_every_state_agrees_with_py_fsrs_to_many_digits(self, histories: list[list[Review]]) -> None:
        """py-fsrs counts in 64 bits as we do, so nothing is left to rounding."""
        scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        largest = 0.0
        for reviews in histories:
            card = Card(card_id=1)
            for mine, review in zip(memories(reviews), reviews, strict=True):
                midnight = datetime.fromordinal(review.day).replace(tzinfo=UTC)
                card, _ = scheduler.review_card(card, Rating(review.rating), midnight)
                assert card.stability is not None
                assert card.difficulty is not None
                largest = max(largest, abs(mine[0] / card.stability - 1), abs(mine[1] / card.difficulty - 1))
        print(f"largest relative difference to py-fsrs: {largest:.1e}")
        assert largest < 1e-9

    def test_default_parameters_predict_as_well_as_published(self, histories: list[list[Review]]) -> None:
        """The baselines in vectors.json: log loss 0.4521, AUC 0.650 on the last fifth of the reviews by time."""
        scored = sorted(prediction for reviews in histories for prediction in predictions(reviews))
        test = [(probability, right) for _, probability, right in scored[int(len(scored) * 0.8) :]]
        assert len(test) == 1207
        assert log_loss(test) == pytest.approx(0.4521, abs=0.002)
        assert auc(test) == pytest.approx(0.650, abs=0.002)


def predictions(reviews: list[Review]) -> Iterator[tuple[datetime, float, bool]]:
    """When, recall before, and whether recalled, for each review a day or more after the one before."""
    for days, review, (stability, _) in zip(gaps(reviews)[1:], reviews[1:], memories(reviews), strict=False):
        if days > 0:
            yield review.time, fsrs.recall(stability, days), review.rating > fsrs.AGAIN


def log_loss(test: list[tuple[float, bool]]) -> float:
    return -sum(log(probability if right else 1 - probability) for probability, right in test) / len(test)


def auc(test: list[tuple[float, bool]]) -> float:
    """The chance that a review that was recalled had been given the higher probability."""
    ranked = sorted(test)
    right = sum(recalled for _, recalled in ranked)
    ranks = sum(rank for rank, (_, recalled) in enumerate(ranked, 1) if recalled)
    return (ranks - right * (right + 1) / 2) / (right * (len(ranked) - right))
