"""A process that records answers and says so: `python -m tests.store.writing_process PATH SEED COUNT JOURNAL`.

Each id is printed when `record` has returned. COUNT 0 goes on until it is killed.
"""

import sys
from itertools import count
from pathlib import Path
from random import Random
from typing import cast

from learn.store import database
from learn.store.database import Journal
from learn.store.log import Store
from tests.store.histories import FACTS, START, TODAY, answer


def main(path: str, seed: str, wanted: str, journal: str) -> None:
    database.BUSY_SECONDS = 60.0  # eight at once on a busy machine
    rng = Random(int(seed))
    with Store.open(Path(path), Random().getrandbits, journal=cast("Journal", journal)) as store:
        learner = store.make_learner("Minji")
        for n in count(1):
            facts = rng.sample(FACTS, rng.choice((1, 1, 2)))
            event = store.record(learner, answer(facts, float(rng.random() < 0.7), n=n), START + n * 3_600_000, 0)
            print(event.id, flush=True)
            if rng.random() < 0.3:
                store.states(learner, FACTS)
            if rng.random() < 0.2:
                store.counts(learner, TODAY)
            if n == int(wanted):
                return


if __name__ == "__main__":
    main(*sys.argv[1:])
