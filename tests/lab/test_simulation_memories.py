"""Simulated learners: their true memory, and the banks they meet."""

from math import exp, log
from random import Random

import pytest

from learn.lab.simulation.bank import make_bank
from learn.lab.simulation.forgetting import MAKERS, Actr, Memory, make_memories
from learn.lab.simulation.world import CLOSED, TYPED, World

OWN, SISTER, FRESH = 0, 1, 2


def read(forgetting: str, rho: float) -> Memory:
    """A fact of two questions and a fresh one, read on day 0 by an average learner."""
    memory = MAKERS[forgetting](World(rho=rho), 3, 0.0, False, Random(0))
    memory.read(0)
    return memory


def test_activation_is_that_of_pavlik_and_anderson() -> None:
    memory = Actr(World(rho=1.0), 0.0, [])
    memory.read(0)
    memory.answered(OWN, 1, closed=False, recalled=True)
    first = log(2160**-0.177)
    decay = 0.217 * exp(first) + 0.177
    activation = log((3 * 2160) ** -0.177 + (2 * 2160) ** -decay)
    assert memory.recall(OWN, 3, closed=False) == pytest.approx(1 / (1 + exp((-0.704 - activation) / 0.255)))


def test_crowded_practice_fades_faster_in_actr() -> None:
    crowded, spaced = read("actr", 1.0), read("actr", 1.0)
    for day in (1, 1, 1, 1):
        crowded.answered(OWN, day, closed=False, recalled=True)
    for day in (1, 5, 9, 13):
        spaced.answered(OWN, day, closed=False, recalled=True)
    assert spaced.recall(OWN, 13 + 60, closed=False) > crowded.recall(OWN, 1 + 60, closed=False)


@pytest.mark.parametrize("forgetting", MAKERS)
def test_memory_fades_and_recognition_is_easier(forgetting: str) -> None:
    memory = read(forgetting, 0.5)
    recalls = [memory.recall(OWN, day, closed=False) for day in (1, 3, 9, 27)]
    assert recalls == sorted(recalls, reverse=True)
    assert memory.recall(OWN, 9, closed=True) > memory.recall(OWN, 9, closed=False)


@pytest.mark.parametrize("forgetting", MAKERS)
@pytest.mark.parametrize(("rho", "spread"), [(0.0, 0.0), (1.0, 1.0)])
def test_rho_is_what_reaches_the_other_questions(forgetting: str, rho: float, spread: float) -> None:
    memory, untouched = read(forgetting, rho), read(forgetting, rho)
    memory.answered(OWN, 2, closed=False, recalled=True)
    before, own, other = (
        untouched.recall(FRESH, 12, closed=False),
        memory.recall(OWN, 12, closed=False),
        memory.recall(FRESH, 12, closed=False),
    )
    assert own > before
    assert other - before == pytest.approx(spread * (own - before))


@pytest.mark.parametrize("forgetting", MAKERS)
def test_more_sharing_helps_a_fresh_question(forgetting: str) -> None:
    recalls = []
    for rho in (0.0, 0.25, 0.5, 0.75, 1.0):
        memory = read(forgetting, rho)
        for day in (1, 3, 8):
            memory.answered(OWN, day, closed=False, recalled=True)
        recalls.append(memory.recall(FRESH, 20, closed=False))
    assert recalls == sorted(recalls)
    assert recalls[0] < recalls[-1]


def test_some_facts_are_known_before() -> None:
    known = make_memories(World(known=1.0), [3], Random(1))[0]
    new = make_memories(World(known=0.0), [3], Random(1))[0]
    known.read(0)
    new.read(0)
    assert known.recall(OWN, 5, closed=False) > new.recall(OWN, 5, closed=False)


def test_a_bank_has_the_mix_of_the_module() -> None:
    bank = make_bank(World(facts=4000), Random(1))
    kinds = [one.kind for questions in bank for one in questions]
    assert len(kinds) / len(bank) == pytest.approx(3.5, abs=0.05)
    assert kinds.count(TYPED) / len(kinds) == pytest.approx(11 / 30, abs=0.01)
    closed = len(kinds) - kinds.count(TYPED)
    for kind, share in CLOSED:
        assert kinds.count(kind) / closed == pytest.approx(share, abs=0.02)
    assert all({one.kind.level for one in questions} == {0, 2} for questions in bank)
    assert all(questions == sorted(questions, key=lambda one: one.kind.level) for questions in bank)


def test_options_attract_unevenly_but_fairly_on_average() -> None:
    even = make_bank(World(facts=50, mix="choice", attraction_spread=0.0), Random(1))
    assert {one.lucky for questions in even for one in questions} == {0.25}
    uneven = [one.lucky for questions in make_bank(World(facts=2000, mix="choice"), Random(1)) for one in questions]
    assert sum(uneven) / len(uneven) == pytest.approx(0.25, abs=0.01)
    assert max(uneven) > 0.6


def test_a_habit_is_always_right_or_always_wrong() -> None:
    bank = make_bank(World(facts=2000, mix="true_false", habit=True), Random(1))
    lucky = [one.lucky for questions in bank for one in questions]
    assert set(lucky) == {0.0, 1.0}
    assert sum(lucky) / len(lucky) == pytest.approx(0.5, abs=0.02)
