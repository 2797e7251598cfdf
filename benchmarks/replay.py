"""Replay of answers, counted per second: ours, py-fsrs and fsrs-rs on the same log in one run.

`PYTHONPATH=. python benchmarks/replay.py [ANSWERS]` (1,000,000 by default). Ours is what the program runs: one call of
`replay_rows` over rows as a database cursor yields them. The libraries go review by review, which is how a
scheduler calls them; what they are handed (dates, rating objects) is made before the clock starts. The real log is
read from ../shared/data or $LEARN_TEST_DATA, if it is there. The best of three runs counts.
"""

import csv
import gc
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import process_time

import fsrs as py_fsrs
from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, MemoryState

from learn.memory.model import Model
from learn.memory.replay import replay_rows

START = datetime(2020, 1, 1, tzinfo=UTC)
RUNS = 3

Log = list[tuple[int, int, bool]]
"""(fact, day, right) in the order of time."""


def synthetic(answers: int, seed: int = 1) -> Log:
    """About ten answers a fact, four in five right, one in ten on the day of the one before."""
    rng, days, log = Random(seed), dict[int, int](), Log()
    for _ in range(answers):
        fact = rng.randrange(max(1, answers // 10))
        days[fact] = days.get(fact, 0) + rng.choice((0, 1, 1, 2, 3, 5, 8, 13, 21, 40))
        log.append((fact, days[fact], rng.random() < 0.8))
    return log


def real() -> Log:
    """The real log, or nothing where it is not there."""
    beside = Path(__file__).parents[1].parent / "shared" / "data"
    path = Path(os.environ.get("LEARN_TEST_DATA", beside)) / "fsrs" / "review_log.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        rows = sorted(
            (line["review_time"], int(line["card_id"]), int(line["review_rating"])) for line in csv.DictReader(lines)
        )
    return [
        (card, datetime.fromisoformat(time).toordinal() - START.toordinal(), rating > 1) for time, card, rating in rows
    ]


def ours(log: Log, guess: float) -> Callable[[], object]:
    slip = 0.03 if guess else 0.0
    rows = [(fact, day, float(right), guess, guess, slip, 0.3, 1.0, 1.0) for fact, day, right in log]
    return lambda: replay_rows(rows, Model())


def by_py_fsrs(log: Log) -> Callable[[], object]:
    scheduler = py_fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    good, again = py_fsrs.Rating.Good, py_fsrs.Rating.Again
    reviews = [(fact, good if right else again, START + timedelta(days=day)) for fact, day, right in log]
    new = {fact: py_fsrs.Card(card_id=fact) for fact in dict.fromkeys(fact for fact, _, _ in log)}

    def run() -> None:
        cards = dict(new)
        for fact, rating, day in reviews:
            cards[fact], _ = scheduler.review_card(cards[fact], rating, day)

    return run


def by_fsrs_rs(log: Log) -> Callable[[], object]:
    scheduler = FSRS(list(DEFAULT_PARAMETERS))

    def run() -> None:
        memory: dict[int, MemoryState] = {}
        last: dict[int, int] = {}
        for fact, day, right in log:
            states = scheduler.next_states(memory.get(fact), 0.9, day - last.get(fact, day))
            memory[fact] = (states.good if right else states.again).memory
            last[fact] = day

    return run


def seconds(run: Callable[[], object]) -> float:
    """The least processor time of a few runs, the collector paused so that none pays for another's rubbish."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        gc.disable()
        start = process_time()
        run()
        times.append(process_time() - start)
        gc.enable()
    return min(times)


def table(title: str, log: Log) -> Iterable[str]:
    contestants = {
        "ours, plain evidence": ours(log, 0.0),
        "ours, mixture (choice of 4)": ours(log, 0.25),
        "py-fsrs": by_py_fsrs(log),
        "fsrs-rs, one by one": by_fsrs_rs(log),
    }
    taken = {name: seconds(run) for name, run in contestants.items()}
    yield f"{title}: {len(log):,} answers to {len({fact for fact, _, _ in log}):,} facts"
    yield f"  {'':30} seconds  answers/s  x py-fsrs"
    for name, time in taken.items():
        yield f"  {name:30} {time:7.2f}  {len(log) / time:9,.0f}  {taken['py-fsrs'] / time:9.2f}"


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for title, log in (("synthetic log", synthetic(answers)), ("real log", real())):
        if log:
            print("\n".join(table(title, log)), flush=True)


if __name__ == "__main__":
    main()
