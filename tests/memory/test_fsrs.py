"""The FSRS formulas against the published vectors and against both libraries."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import fsrs as py_fsrs
import pytest
from fsrs_rs_python import FSRS, FSRSItem, FSRSReview

from learn.memory import fsrs
from learn.memory.fsrs import AGAIN, DEFAULT_PARAMETERS, EASY, GOOD, HARD, PARAMETER_BOUNDS

CLOSE = 1e-4
START = datetime(2024, 1, 1, tzinfo=UTC)

History = list[tuple[int, int]]
"""(rating, days since the answer before) of one fact."""


@pytest.fixture(scope="module")
def vectors(fsrs_data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((fsrs_data / "vectors.json").read_text(encoding="utf-8"))
    return found


def states(history: History, parameters: tuple[float, ...] = DEFAULT_PARAMETERS) -> list[tuple[float, float]]:
    """Stability and difficulty after each answer, by our formulas."""
    state = fsrs.first(history[0][0], parameters)
    found = [state]
    for rating, days in history[1:]:
        state = fsrs.after(*state, days, rating, parameters)
        found.append(state)
    return found


class TestVectors:
    """Every block of `vectors.json`; the baselines on the real log are in test_replay.py."""

    def test_memory_state(self, vectors: dict[str, Any]) -> None:
        block = vectors["memory_state"]
        history = list(zip(block["ratings"], block["days_since_previous"], strict=True))
        frozen = (*DEFAULT_PARAMETERS[:17], 0.0, 0.0, 0.0, DEFAULT_PARAMETERS[20])
        for wanted, parameters in ((block, DEFAULT_PARAMETERS), (block["with_w17_w18_w19_zero"], frozen)):
            stability, difficulty = states(history, parameters)[-1]
            assert stability == pytest.approx(wanted["stability"], abs=block["tolerance"])
            assert difficulty == pytest.approx(wanted["difficulty"], abs=block["tolerance"])

    def test_interval_sequence(self, vectors: dict[str, Any]) -> None:
        block = vectors["interval_sequence"]
        wanted: list[int] = block["interval_days_after_each"]
        history = list(zip(block["ratings"], [0, *wanted[:-1]], strict=True))
        intervals = [fsrs.interval(stability, 0.9) for stability, _ in states(history)]
        # Where the vector says 0 a learning step of minutes was scheduled instead of days.
        assert [days for days, step in zip(intervals, wanted, strict=True) if step] == [step for step in wanted if step]

    def test_next_interval(self, vectors: dict[str, Any]) -> None:
        block = vectors["next_interval"]
        asked = block["desired_retention"]
        found = [fsrs.interval(block["stability"], each, maximum=10**9) for each in asked]
        assert found[1:] == block["days"][1:]
        assert found[0] == pytest.approx(block["days"][0], rel=1e-6)  # fsrs-rs counts in 32 bits

    def test_retrievability_with_another_decay(self, vectors: dict[str, Any]) -> None:
        block = vectors["retrievability_decay_0.2"]
        parameters = (*DEFAULT_PARAMETERS[:20], 0.2)
        found = [fsrs.recall(block["stability"], days, parameters) for days in block["days"]]
        assert found == pytest.approx(block["recall"], rel=1e-6)

    def test_stability_after_success(self, vectors: dict[str, Any]) -> None:
        block = vectors["formulas"]["stability_after_success"]
        given = zip(block["difficulty"], block["recall"], block["rating"], strict=True)
        assert [fsrs.after_success(block["stability"], *each) for each in given] == pytest.approx(
            block["value"], rel=1e-6
        )

    def test_stability_after_failure(self, vectors: dict[str, Any]) -> None:
        block = vectors["formulas"]["stability_after_failure"]
        given = zip(block["difficulty"], block["recall"], strict=True)
        assert [fsrs.after_failure(block["stability"], *each) for each in given] == pytest.approx(
            block["value"], rel=1e-6
        )

    def test_stability_on_the_same_day(self, vectors: dict[str, Any]) -> None:
        block = vectors["formulas"]["stability_same_day"]
        found = [fsrs.after_same_day(block["stability"], rating) for rating in block["rating"]]
        assert found == pytest.approx(block["value"], rel=1e-6)

    def test_next_difficulty(self, vectors: dict[str, Any]) -> None:
        block = vectors["formulas"]["next_difficulty"]
        found = [fsrs.next_difficulty(block["difficulty"], rating) for rating in block["rating"]]
        assert found == pytest.approx(block["value"], rel=1e-6)

    def test_retrievability(self, vectors: dict[str, Any]) -> None:
        block = vectors["formulas"]["retrievability"]
        given = zip(block["stability"], block["days"], strict=True)
        assert [fsrs.recall(*each) for each in given] == pytest.approx(block["value"], rel=1e-6)


class TestLibraries:
    """3,000 random histories, same-day answers among them, under 100 sets of parameters, answer by answer."""

    @pytest.mark.parametrize("seed", range(10))
    def test_random_histories_agree_with_both(self, seed: int) -> None:
        rng = Random(seed)
        for _ in range(10):
            parameters = DEFAULT_PARAMETERS if rng.random() < 0.5 else random_parameters(rng)
            histories = [random_history(rng) for _ in range(30)]
            ours = [states(history, parameters) for history in histories]
            for history, mine, rust, python in zip(
                histories, ours, by_fsrs_rs(histories, parameters), by_py_fsrs(histories, parameters), strict=True
            ):
                assert_close(mine, rust, history)
                assert_close(mine, python, history)

    @pytest.mark.parametrize("rating", [AGAIN, HARD, GOOD, EASY])
    def test_first_answer(self, rating: int) -> None:
        assert_close([fsrs.first(rating)], by_fsrs_rs([[(rating, 0)]], DEFAULT_PARAMETERS)[0], [])

    def test_intervals_agree_with_py_fsrs(self) -> None:
        rng = Random(1)
        for _ in range(300):
            stability, retention = 10 ** rng.uniform(-3, 4.5), rng.uniform(0.7, 0.99)
            scheduler = py_fsrs.Scheduler(desired_retention=retention)
            assert fsrs.interval(stability, retention) == scheduler._next_interval(stability=stability)


def random_history(rng: Random) -> History:
    """Up to 16 answers; a third of them on the day of the one before."""
    gaps = (0, 0, 0, 1, 1, 2, 4, 9, 25, 90)
    ratings = rng.choices((AGAIN, HARD, GOOD, EASY), (3, 1, 8, 1), k=rng.randint(1, 16))
    return [(rating, rng.choice(gaps) if place else 0) for place, rating in enumerate(ratings)]


def random_parameters(rng: Random) -> tuple[float, ...]:
    """The defaults, each moved up to a tenth of the way to one of its bounds."""
    return tuple(
        value + rng.uniform(0, 0.1) * (rng.choice(bounds) - value)
        for value, bounds in zip(DEFAULT_PARAMETERS, PARAMETER_BOUNDS, strict=True)
    )


def by_fsrs_rs(histories: list[History], parameters: tuple[float, ...]) -> list[list[tuple[float, float]]]:
    items = [FSRSItem([FSRSReview(rating, days) for rating, days in history]) for history in histories]
    found = FSRS(list(parameters)).historical_memory_state_batch(items)
    return [[(state.stability, state.difficulty) for state in history] for history in found]


def by_py_fsrs(histories: list[History], parameters: tuple[float, ...]) -> list[list[tuple[float, float]]]:
    """py-fsrs counts 24-hour blocks and fuzzes: answers at the same hour, no steps, no fuzz."""
    scheduler = py_fsrs.Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    return [_by_py_fsrs(history, scheduler) for history in histories]


def _by_py_fsrs(history: History, scheduler: py_fsrs.Scheduler) -> list[tuple[float, float]]:
    card, now, found = py_fsrs.Card(card_id=1), START, []
    for rating, days in history:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, py_fsrs.Rating(rating), now)
        assert card.stability is not None
        assert card.difficulty is not None
        found.append((card.stability, card.difficulty))
    return found


def assert_close(ours: list[tuple[float, float]], theirs: list[tuple[float, float]], history: History) -> None:
    """Equal within 1e-4 relative, up to where a stability reaches the bound that py-fsrs does not have."""
    assert len(ours) == len(theirs)
    for mine, their in zip(ours, theirs, strict=True):
        if mine[0] >= fsrs.STABILITY_MAX:
            break
        assert mine == pytest.approx(their, rel=CLOSE), history


class TestFormulas:
    def test_recall_is_nine_tenths_after_one_stability(self) -> None:
        assert fsrs.recall(7.5, 7.5) == pytest.approx(0.9)

    def test_days_that_run_backwards_count_as_none(self) -> None:
        assert fsrs.recall(7.5, -3) == 1.0

    def test_hard_never_lowers_stability_on_the_same_day(self) -> None:
        assert fsrs.after_same_day(50.0, HARD) == 50.0

    def test_interval_keeps_to_its_bounds(self) -> None:
        assert fsrs.interval(0.001, 0.99) == 1
        assert fsrs.interval(36500.0, 0.7) == 36500
        assert fsrs.interval(5.0, 0.0) == fsrs.interval(5.0, fsrs.RETENTION_MIN)
        assert fsrs.interval(5.0, 2.0) == 1

    def test_stability_keeps_to_its_bounds(self) -> None:
        assert fsrs.after_success(36000.0, 1.0, 0.5) == fsrs.STABILITY_MAX
        assert fsrs.after_failure(0.001, 10.0, 1.0) == fsrs.STABILITY_MIN

    def test_difficulty_keeps_to_its_bounds(self) -> None:
        assert fsrs.first(EASY)[1] == fsrs.DIFFICULTY_MIN
        assert fsrs.first(AGAIN, (*DEFAULT_PARAMETERS[:4], 10.0, *DEFAULT_PARAMETERS[5:]))[1] == fsrs.DIFFICULTY_MAX
        assert fsrs.next_difficulty(11.0, GOOD) == fsrs.DIFFICULTY_MAX
