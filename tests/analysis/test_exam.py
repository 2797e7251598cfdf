"""The forecast of an exam and the plan until then."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exam import figures, sat
from learn.analysis.exam import Item, Pool, forecast, plan, recalls_on, reviewed
from learn.analysis.leaning import Leaning, Leanings, fitted, leaned, leanings
from learn.analysis.outcomes import Outcome
from learn.memory.model import Model
from learn.memory.state import MemoryState

MODEL = Model()
TODAY = 739_000
EXAM = TODAY + 5
SURELY = Leanings(Leaning(sd=0.0), Leaning(sd=0.0))


def state(stability: float, last_day: int = TODAY) -> MemoryState:
    return MemoryState(stability=stability, difficulty=5.0, last_day=last_day, day_recall=0.9)


FACTS = {f"f{n}": state(2.0**n) for n in range(6)}
POOL = Pool(6, tuple(Item((fact,), chance=0.25, slip=0.03) for fact in FACTS))


def outcome(recall: float, right: bool, guess: float = 0.0) -> Outcome:
    return Outcome("ada", "f", "short", TODAY, recall, guess, 0.0, right)


def test_by_hand_a_fact_of_stability_5_five_days_on() -> None:
    """Recall is 0.9 after one stability; a choice of four then earns p = 0.25 + 0.72 x 0.9 = 0.898. Its luck has the
    variance p (1-p), doubt adds 0.05 squared: the interval goes down by 1.645 x 0.3068."""
    found = forecast([Pool(1, (Item(("f",), 0.25, 0.03),))], {"f": state(5.0)}, EXAM, MODEL, 0.3, SURELY)
    assert found.expected == pytest.approx(0.25 + 0.72 * 0.9)
    assert (found.high, found.questions) == (1.0, 1)
    assert found.low == pytest.approx(0.898 - 1.645 * 0.3068, abs=1e-3)


def test_what_was_never_met_has_its_prior() -> None:
    found = forecast([Pool(10, (Item(("new",)),))], {"new": None}, EXAM, MODEL, 0.3, SURELY)
    assert found.expected == pytest.approx(3.0)


def test_a_question_on_two_facts_needs_both() -> None:
    states = {"a": state(5.0), "b": state(5.0)}
    found = forecast([Pool(100, (Item(("a", "b")),))], states, EXAM, MODEL, 0.3, SURELY)
    assert found.expected == pytest.approx(81.0)


def test_the_plan_begins_with_the_weakest_and_ends_lightly() -> None:
    days = plan([POOL], FACTS, range(TODAY, EXAM), EXAM, MODEL, 0.3, Leanings(), per_day=4)
    sizes = [len(day.facts) for day in days]
    assert sizes[0] == 4
    assert sizes == sorted(sizes, reverse=True)  # what is sure by then is left alone
    assert sizes[-1] <= 2
    assert days[0].facts[:2] == ("f0", "f1")
    expected = [day.after.expected for day in days]
    assert expected == sorted(expected)


def test_without_a_time_given_the_plan_reaches_nine_tenths_with_no_more_than_it_needs() -> None:
    days = plan([POOL], FACTS, range(TODAY, EXAM), EXAM, MODEL, 0.3, Leanings())
    states = dict(FACTS)
    for day in days:
        for fact in day.facts:
            states[fact] = reviewed(states[fact], day.day, MODEL, 0.3)
    recalls = recalls_on(states, EXAM, MODEL, 0.3)
    assert sum(recalls.values()) / len(recalls) >= 0.9
    most = max(len(day.facts) for day in days)
    fewer = plan([POOL], FACTS, range(TODAY, EXAM), EXAM, MODEL, 0.3, Leanings(), per_day=most - 1)
    assert fewer[-1].after.expected < days[-1].after.expected


def test_what_was_done_today_is_not_asked_again_today() -> None:
    days = plan([POOL], FACTS, range(TODAY, EXAM), EXAM, MODEL, 0.3, Leanings(), per_day=6, done_today=["f0"])
    assert "f0" not in days[0].facts
    assert "f0" in {fact for day in days[1:] for fact in day.facts}


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.1, 300), min_size=1, max_size=8), st.integers(0, 60)
)
def test_a_forecast_lies_within_its_interval_and_reviews_never_lower_it(
    stabilities: dict[str, float], ahead: int
) -> None:
    states = {fact: state(one) for fact, one in stabilities.items()}
    pools = [Pool(20, tuple(Item((fact,), 0.25, 0.03) for fact in states))]
    before = forecast(pools, states, TODAY + ahead, MODEL, 0.3, Leanings())
    assert 0 <= before.low <= before.expected <= before.high <= 20
    after = plan(pools, states, [TODAY], TODAY + ahead, MODEL, 0.3, Leanings(), per_day=3)[-1].after
    assert after.expected >= before.expected - 1e-9


@settings(deadline=None, max_examples=20)
@given(st.floats(-2.0, 2.0), st.integers(0, 2**32))
def test_a_leaning_is_found_again(truth: float, seed: int) -> None:
    rng = Random(seed)
    shown = []
    for _ in range(3000):
        recall = rng.uniform(0.2, 0.95)
        shown.append(outcome(recall, rng.random() < leaned(recall, truth)))
    found = fitted(shown, 0.0)
    assert found.logit == pytest.approx(truth, abs=5 * found.sd)
    assert found.sd < 0.1


def test_few_answers_change_little_and_none_nothing() -> None:
    assert leanings([]) == Leanings()
    one = leanings([outcome(0.9, right=False)])
    assert -1.5 < one.typed.logit < 0
    assert (one.closed.n, one.n) == (0, one.typed.n)
    assert one.closed.logit < 0  # what is known of her typed answers counts a little for the others


def test_simulated_learners_score_about_what_was_forecast() -> None:
    """A small part of `python -m benchmarks.exam`: learners who do not forget by our model."""
    begun = [one for seed in range(60) if (one := sat(seed)).reviews]
    error, _, covered = figures(begun)
    assert abs(error) < 1.5
    assert covered > 0.8
