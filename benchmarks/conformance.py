"""Replay of a whole real log beside fsrs-rs and py-fsrs: the largest relative difference in stability and difficulty.

`python -m benchmarks.conformance [LOG.csv]` (by default review_log.csv in ../shared/data or $LEARN_TEST_DATA). After
every review the states are compared, once with all four ratings by the bare formulas of `learn.memory.fsrs`, once as
this program takes answers, right or wrong, by `learn.memory.evidence.update`. Stabilities below 0.01 days (a quarter of
an hour) have a column of their own: fsrs-rs counts in 32 bits, of which (S+1)^w13 - 1 leaves few there; py-fsrs counts
in 64. 1 where a difference is above 1e-4 (fsrs-rs below 0.01 days: 1e-3), or where the log named is not there.
"""

import csv
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import fsrs as py_fsrs
from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from learn.memory import fsrs
from learn.memory.evidence import Observation, update
from learn.memory.model import Model
from learn.memory.state import MemoryState as OurState

TOLERANCE, BRIEF_TOLERANCE = 1e-4, 1e-3
BRIEF_DAYS = 0.01

Log = list[tuple[str, int, int]]
"""(card, day, rating) in the order of time."""
Pair = tuple[float, float]
"""Stability and difficulty."""
Step = Callable[[str, int, int, int], Pair]
"""(card, day, days since its last review, rating) to the state after it."""


def log_at(path: Path) -> Log:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = sorted(
            (line["review_time"], line["card_id"], int(line["review_rating"])) for line in csv.DictReader(lines)
        )
    return [(card, datetime.fromisoformat(time).toordinal(), rating) for time, card, rating in rows]


def by_formulas() -> Step:
    """All four ratings, by the formulas alone."""
    states: dict[str, Pair] = {}

    def step(card: str, _: int, elapsed: int, rating: int) -> Pair:
        before = states.get(card)
        states[card] = fsrs.first(rating) if before is None else fsrs.after(*before, elapsed, rating)
        return states[card]

    return step


def by_answers() -> Step:
    """Right or wrong, as the program learns from answers that cannot be guessed."""
    states: dict[str, OurState] = {}
    model = Model()

    def step(card: str, day: int, _: int, rating: int) -> Pair:
        states[card] = update(states.get(card), Observation(day=day, score=float(rating > 1)), model)
        return states[card].stability, states[card].difficulty

    return step


def fsrs_rs() -> Step:
    """fsrs-rs, review by review."""
    scheduler = FSRS(list(DEFAULT_PARAMETERS))
    memory: dict[str, MemoryState] = {}

    def step(card: str, _: int, elapsed: int, rating: int) -> Pair:
        states = scheduler.next_states(memory.get(card), 0.9, elapsed)
        chosen = (states.again, states.hard, states.good, states.easy)[rating - 1].memory
        memory[card] = chosen
        return chosen.stability, chosen.difficulty

    return step


def by_py_fsrs() -> Step:
    """py-fsrs, review by review, without steps of learning and without chance."""
    scheduler = py_fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, py_fsrs.Card] = {}
    start = datetime(1970, 1, 1, tzinfo=UTC)

    def step(card: str, day: int, _: int, rating: int) -> Pair:
        when = start + timedelta(days=day - start.toordinal())
        before = cards.get(card) or py_fsrs.Card(card_id=len(cards))
        after = cards[card] = scheduler.review_card(before, py_fsrs.Rating(rating), when)[0]
        assert after.stability is not None
        assert after.difficulty is not None
        return after.stability, after.difficulty

    return step


class Worst(NamedTuple):
    """The largest relative differences: in stability, in stability below 0.01 days, in difficulty."""

    stability: float
    brief: float
    difficulty: float


def compare(log: Log, ours: Step, theirs: Step) -> Worst:
    stability, brief, difficulty = [0.0], [0.0], [0.0]
    last: dict[str, int] = {}
    for card, day, rating in log:
        elapsed = day - last.get(card, day)
        last[card] = day
        mine, wanted = ours(card, day, elapsed, rating), theirs(card, day, elapsed, rating)
        (brief if wanted[0] < BRIEF_DAYS else stability).append(abs(mine[0] / wanted[0] - 1))
        difficulty.append(abs(mine[1] / wanted[1] - 1))
    return Worst(max(stability), max(brief), max(difficulty))


def main() -> int:
    beside = Path(__file__).parents[1].parent / "shared" / "data"
    path = Path(os.environ.get("LEARN_TEST_DATA", beside)) / "fsrs" / "review_log.csv"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else path
    if not path.is_file():
        print(f"there is no log at {path}: name one, or set LEARN_TEST_DATA")
        return int(len(sys.argv) > 1)
    log = log_at(path)
    plain = [(card, day, 3 if rating > 1 else 1) for card, day, rating in log]
    print(f"{len(log):,} reviews of {len({card for card, _, _ in log}):,} cards; largest relative difference in")
    print(f"  {'':44} stability  below {BRIEF_DAYS} d  difficulty")
    missed = False
    for title, rows, own in (
        ("formulas, ratings 1-4", log, by_formulas),
        ("answers, right or wrong", plain, by_answers),
    ):
        for name, other in (("fsrs-rs", fsrs_rs), ("py-fsrs", by_py_fsrs)):
            worst = compare(rows, own(), other())
            print(f"  {title + ' to ' + name:44} {worst.stability:9.1e}  {worst.brief:12.1e}  {worst.difficulty:10.1e}")
            missed = missed or max(worst.stability, worst.difficulty) > TOLERANCE or worst.brief > BRIEF_TOLERANCE
    print(f"  {'allowed':44} {TOLERANCE:9.0e}  {BRIEF_TOLERANCE:12.0e}  {TOLERANCE:10.0e}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
