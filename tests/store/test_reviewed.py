"""What FSRS's tools are given says what the whole evidence says, and an exported log is in replay order."""

from pathlib import Path

import msgspec
import pytest

from learn.events import OverrideBody, RetractBody
from learn.store.export import export
from learn.store.observed import observed
from learn.store.reviewed import reviewed
from tests.store.histories import SEOUL, START, Life, answer, evidence, machines, opened


@pytest.mark.parametrize("seed", range(8))
def test_the_same_as_the_evidence_says(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path, seed) as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        first, second = Life(store, minji, seed), Life(store, jisu, seed + 100)
        first.live(120)
        second.live(60, first.seen)
        for learner in (minji, jisu):
            expected = [
                (one.fact, one.ms, one.offset, one.took, one.seen.score, one.seen.guess, one.seen.trust)
                for one in observed(store, learner)
            ]
            found = [msgspec.structs.astuple(one) for one in reviewed(store, learner)]
            assert found == expected
            assert found


def test_facts_of_one_answer_come_in_their_order_and_once(tmp_path: Path) -> None:
    pieces = (evidence("b", 1.0), evidence("a", 0.0), evidence("b", 0.0))
    with opened(tmp_path) as store:
        minji = store.make_learner("Minji")
        kept, gone, claimed = (
            store.record(minji, msgspec.structs.replace(answer(n=n), evidence=pieces), START + n, SEOUL)
            for n in (1, 2, 3)
        )
        store.record(minji, RetractBody(target=gone.id), START + 4, SEOUL)
        store.record(minji, OverrideBody(target=claimed.id), START + 5, SEOUL)
        found = [(one.fact, one.ms, one.score) for one in reviewed(store, minji)]
        assert found == [("b", kept.ms, 1.0), ("a", kept.ms, 0.0), ("b", claimed.ms, 1.0), ("a", claimed.ms, 1.0)]


def test_an_exported_log_is_in_replay_order(tmp_path: Path) -> None:
    with machines(tmp_path, 2, 3) as stores:
        for number, store in enumerate(stores):
            Life(store, store.make_learner("Minji"), number).live(60)
            events = [msgspec.json.decode(line) for line in export(store)][1:]
            order = [(one["ms"], one["device"], one["seq"], one["id"]) for one in events]
            assert order == sorted(order)
            assert len(order) == store.db.execute("SELECT count(*) FROM event").fetchone()[0]
