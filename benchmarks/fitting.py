"""Fitting parameters: how long it takes, from how many answers on it helps, and how often chance alone is adopted.

`python -m benchmarks.fitting [LOG.csv]` (by default review_log.csv in ../shared/data or $LEARN_TEST_DATA; without it
there is no middle table). Learners of the last table are FSRS-6 themselves, with the default parameters (so that every
adoption is a mistake) or with others; that shows whether the rule of adoption keeps its promise, and nothing about
people. 1 where 100,000 reviews take longer than half a second of processor time.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

from learn.app.lab_logs import log_in
from learn.lab.fitting import fitted
from learn.lab.measuring import Drawing
from learn.lab.personal import fit, judge
from learn.lab.reviews import Trial, placed
from tests.lab.logs import QUICK_LEARNER, learned

REVIEWS, TARGET = 100_000, 0.5
SIZES = (100, 250, 500, 1000, 2000, 4000)
LEARNERS = 100


def speed() -> tuple[float, float]:
    """The least wall-clock and processor time of a few fits."""
    trials = placed(learned(REVIEWS, QUICK_LEARNER))
    times = []
    for _ in range(3):
        wall, processor = perf_counter(), process_time()
        fitted(trials)
        times.append((perf_counter() - wall, process_time() - processor))
    return min(times)


def by_size(trials: list[Trial]) -> Iterator[str]:
    """Fits to the first so many scored answers of a log, judged on the last fifth of them."""
    plain = [place for place, trial in enumerate(trials) if trial.is_plain]
    yield "  scored   default    fitted  difference, 95 % interval"
    for size in (*(each for each in SIZES if each < len(plain)), len(plain)):
        part = trials[: plain[size - 1] + 1]
        found = judge(part, plain[:size], Drawing())
        assert found.difference is not None
        low, high = found.difference.log_loss_ci
        yield (
            f"  {size:>6}  {found.default:8.4f}  {found.fitted:8.4f}  {found.difference.log_loss:+.4f} "
            f"[{low:+.4f}, {high:+.4f}]"
        )


def adopted() -> Iterator[str]:
    """How many of a hundred learners would use a fit."""
    for title, parameters in (("as the defaults say", None), ("otherwise", QUICK_LEARNER)):
        for size in (1200, 6000):
            logs = (
                learned(size, parameters, seed) if parameters else learned(size, seed=seed)
                for seed in range(100, 100 + LEARNERS)
            )
            count = sum(fit(log, Drawing(200, 1)).better for log in logs)
            yield f"  {size} reviews, forgets {title}: {count} of {LEARNERS} fits adopted"


def main() -> int:
    wall, processor = speed()
    print(f"A fit of {REVIEWS:,} reviews: {wall:.2f} s, {processor:.2f} s of processor time (target {TARGET} s)")
    beside = Path(__file__).parents[1].parent / "shared" / "data"
    path = Path(os.environ.get("LEARN_TEST_DATA", beside)) / "fsrs" / "review_log.csv"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else path
    if path.is_file():
        print("\nThe first so many scored answers of a log: log loss on their last fifth")
        print("\n".join(by_size(placed(log_in(path).reviews))))
    print("\nAdoption")
    for line in adopted():
        print(line, flush=True)
    return int(processor > TARGET)


if __name__ == "__main__":
    sys.exit(main())
