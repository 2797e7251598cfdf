"""Answers to certain questions: what is found by facts, or by reading everything, is what the history has."""

from pathlib import Path
from random import Random

import pytest
from msgspec import structs

from learn.store import answers_to
from learn.store.answers_to import Sought
from learn.store.history import AnswerRow, events_of_type
from learn.store.judgement import AMENDING
from learn.store.lines import learner_number
from learn.store.log import Store
from tests.store.histories import FACTS, SEOUL, START, Life, answer, opened

MARKS = [None, ("c0ffee", 1.0), ("c0ffee", 2.0), ("other", 1.0)]


def is_sought(row: AnswerRow, sought: Sought, spoken_of: set[str]) -> bool:
    name = f"{row.body.bank}/{row.body.question}"
    if name not in sought:
        return False
    mark = sought[name]
    return mark is None or mark != (row.body.hash, row.body.points) or row.event in spoken_of


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("everyone", [False, True])
@pytest.mark.parametrize("dearer", [0, answers_to._DEARER, 1 << 40])
def test_the_same_as_the_history_has(
    tmp_path: Path, seed: int, everyone: bool, dearer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers_to, "_DEARER", dearer)
    with opened(tmp_path, seed) as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        first, second = Life(store, minji, seed), Life(store, jisu, seed + 100)
        first.live(120)
        second.live(60, first.seen)
        if seed % 2:  # an answer that says nothing of memory is not found by its fact
            store.record(minji, structs.replace(answer(FACTS[1]), evidence=()), START, SEOUL)
        rng, learner = Random(seed), None if everyone else minji
        put = store.questions_put(learner, ["shifts"])
        sought: Sought = {name: rng.choice(MARKS) for name in put if rng.random() < 0.5}
        number = None if learner is None else learner_number(store.db, learner)
        spoken_of = {one.body["target"] for kind in AMENDING for one in events_of_type(store.db, kind, number)}
        expected = [row for row in store.history(learner) if is_sought(row, sought, spoken_of)]
        assert list(store.answers_to(learner, sought, FACTS)) == expected
        assert list(store.answers_to(learner, sought, ())) == expected


def test_how_often_questions_were_put(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji, jisu = store.make_learner("Minji"), store.make_learner("Jisu")
        for learner, question in ((minji, "a"), (minji, "a"), (jisu, "a"), (jisu, "b")):
            store.record(learner, answer(question=question), START, SEOUL)
        elsewhere = structs.replace(answer(question="a"), bank="shifts-2")
        store.record(minji, elsewhere, START, SEOUL)
        assert store.questions_put(minji, ["shifts"]) == {"shifts/a": 2}
        assert store.questions_put(None, ["shifts", "shifts"[:3]]) == {"shifts/a": 3, "shifts/b": 1}
        assert store.questions_put(None, ["shifts-2", "none"]) == {"shifts-2/a": 1}


def test_amended_answers_to_certain_questions(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        minji = store.make_learner("Minji")
        Life(store, minji, 3).live(150)
        every = list(store.amended(minji))
        some = {f"shifts/{row.body.question}" for row in every[::2]}
        found = list(store.amended(minji, to=some))
        assert found == [row for row in every if f"shifts/{row.body.question}" in some]
        assert found


def test_a_few_are_found_without_reading_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("all answers were read")

    with opened(tmp_path) as store:
        minji = store.make_learner("Minji")
        store.record_all(minji, [answer(f"fact-{n % 20}") for n in range(200)], START, SEOUL)
        monkeypatch.setattr(answers_to, "answer_bodies", read)
        assert len(found(store, minji, ["fact-3"])) == 10
        with pytest.raises(AssertionError):
            found(store, minji, ["fact-4"])


def found(store: Store, learner: str, facts: list[str]) -> list[AnswerRow]:
    return list(store.answers_to(learner, {"shifts/fact-3-1": None}, facts))
