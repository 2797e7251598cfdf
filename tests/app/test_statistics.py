"""What `learn stats` sums up as the answers pass by is what the outcomes say when they are all looked at."""

from collections import Counter
from pathlib import Path

import pytest

from learn.analysis.outcomes import Outcome, placed, reviews
from learn.analysis.tally import Tally
from learn.app.statistics import tallies
from learn.events import learner_day
from tests.store.histories import Life, opened


def sums(tally: Tally) -> list[float]:
    return [getattr(tally, name) for name in Tally.__slots__]


@pytest.mark.parametrize("seed", range(8))
def test_the_sums_are_those_of_all_outcomes(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path, seed) as store:
        minji = store.make_learner("Minji")
        Life(store, minji, seed).live(200)
        rows = [row for row in store.history(minji) if not row.retracted]
        days: Counter[int] = Counter()
        tested, first_sight = tallies(store.glances(minji), days)
    assert days == Counter(learner_day(row.ms, row.offset) for row in rows)
    outcomes = [
        Outcome("", piece.fact, row.body.kind, day, piece.recall, piece.guess, piece.slip, piece.score == 1)
        for row in rows
        for day in [learner_day(row.ms, row.offset)]
        for piece in (() if row.overridden else row.evidence)
    ]
    everything = list(placed(outcomes))
    by_kind = {kind: Tally.of(one for one in reviews(everything) if one.kind == kind) for kind in tested}
    assert {kind: sums(tally) for kind, tally in tested.items()} == {kind: sums(one) for kind, one in by_kind.items()}
    assert sum(tally.n for tally in tested.values()) == len(reviews(everything)) > 0
    assert sums(first_sight) == sums(Tally.of(one for one in everything if one.first and one.foretold))
