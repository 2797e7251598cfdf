"""Whole studies."""

import pytest
from msgspec import structs

from learn.lab.simulation import comparison
from learn.lab.simulation.arms import BASELINE, OURS, two_by_two
from learn.lab.simulation.blind import Belief, blind_beliefs
from learn.lab.simulation.comparison import Comparison, Difference, Plan, Row, compare, figures_of
from learn.lab.simulation.course import Outcome
from learn.lab.simulation.report import study_lines
from learn.lab.simulation.studies import REGISTERED, SHARES, Study, is_registered, run
from learn.lab.simulation.workload import Pace
from learn.lab.simulation.world import World

TINY = Plan(world=World(facts=10), days=30, seeds=3, tuning=2)


def silent(_: str) -> None:
    """No progress."""


def test_the_registered_plan_is_that_of_the_protocol() -> None:
    assert (
        Plan(
            world=World(forgetting="actr", rho=0.5, mix="module", facts=120),
            days=90,
            seeds=200,
            tuning=20,
            retention=0.9,
            measure="minutes",
        )
        == REGISTERED
    )
    assert is_registered(Plan(world=World()))
    assert not is_registered(structs.replace(REGISTERED, seeds=100))


def test_no_seed_both_tunes_and_tests() -> None:
    assert comparison.FIRST_TEST_SEED + 100_000 < comparison.FIRST_TUNING_SEED


def outcomes(minutes: float, edge: float) -> list[Outcome]:
    """Three courses that took so long; `edge` lifts the recall on day 90 over 0.5, 0.6 and 0.7."""
    return [Outcome(minutes, 10, {90: 0.5 + seed / 10 + edge}, 0.4, 0.4, 0.4, 0.4, 1.0, 0.2, {}) for seed in range(3)]


def test_differences_are_paired_and_the_leftover_workload_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    courses = iter([outcomes(100.0, 0.03), outcomes(101.0, 0.0)])
    worth = dict.fromkeys(figures_of(outcomes(1.0, 0.0)[0]), 0.5)
    monkeypatch.setattr(comparison, "_courses", lambda *_: next(courses))
    monkeypatch.setattr(comparison, "_worth", lambda *_: worth)
    monkeypatch.setattr(comparison, "_paces", lambda *_: [Pace(0.9, 0.0)] * 2)
    found = compare(TINY, two_by_two()[:2], silent, primary=True).rows[1]
    recall = found.ours_minus[0]
    assert (recall.measure, recall.primary, recall.p_holm) == ("recall on day 90", True, None)
    assert recall.raw.mean == pytest.approx(0.03)
    assert recall.even.mean == pytest.approx(0.03 + 0.5 * 0.01)
    assert found.matched


def row(found: Comparison, name: str) -> Row:
    """The row of one arm."""
    return next(row for row in found.rows if row.name == name)


def test_a_comparison_has_ours_first_and_corrects_every_other_difference() -> None:
    found = compare(TINY, two_by_two(), silent)
    assert [row.name for row in found.rows][:2] == [OURS, BASELINE]
    assert found.rows[0].ours_minus == []
    for difference in row(found, BASELINE).ours_minus:
        assert difference.even.p is None or difference.p_holm is not None
        assert (difference.p_holm or 1.0) >= (difference.even.p or 0.0)


def test_ours_against_itself_is_no_difference() -> None:
    twin = structs.replace(two_by_two()[0], name="twin")
    found = compare(TINY, [two_by_two()[0], twin], silent)
    assert row(found, "twin").pace != 0.0
    assert abs(row(found, "twin").minutes.mean / row(found, OURS).minutes.mean - 1.0) < 0.2


def test_sharing_goes_through_every_rho() -> None:
    told: list[str] = []
    found = run("sharing", TINY, told.append)
    assert [one.plan.world.rho for one in found.comparisons] == list(SHARES)
    assert told


def test_who_is_blind_is_believed_less_by_ours_than_by_fsrs() -> None:
    plan = structs.replace(TINY, days=200, world=World(facts=30))
    found = {(one.way, one.model): one for one in blind_beliefs(plan, ["true_false"], silent)}
    for way in ("options attract alike", "options attract unevenly"):
        ours, plain = found[way, OURS].believed.mean, found[way, "FSRS per fact"].believed.mean
        assert ours < plain / 2


def test_a_blind_learner_of_typed_questions_is_never_believed() -> None:
    found = blind_beliefs(TINY, ["typed"], silent)
    assert {one.believed.mean for one in found} == {0.0}
    assert all(isinstance(one, Belief) for one in found)


@pytest.mark.parametrize("name", ["primary", "blind"])
def test_tables_fit_a_screen(name: str) -> None:
    lines = study_lines(run(name, TINY, silent))
    assert max(len(line) for line in lines) <= 80
    assert any(OURS in line for line in lines)


def test_the_verdict_on_the_primary_outcome_is_printed() -> None:
    found = compare(TINY, two_by_two(), silent)
    rows = [structs.replace(one, ours_minus=[_registered(d) for d in one.ours_minus]) for one in found.rows]
    lines = study_lines(Study("primary", [structs.replace(found, rows=rows)], []))
    assert any(line.strip().startswith("It had to be 2 or more") for line in lines)


def _registered(difference: Difference) -> Difference:
    return structs.replace(difference, primary=difference.measure == "recall on day 30")
