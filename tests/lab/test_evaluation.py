"""Models compared on a log: the published baselines, the splits, and that two runs are one."""

import csv
import json
from datetime import datetime
from typing import Any

import msgspec
import pytest

from learn.lab import evaluation as module
from learn.lab.evaluation import BASE, FITTED, OURS, Evaluation, evaluate
from learn.lab.evaluation_report import evaluation_lines
from learn.lab.measuring import Drawing
from learn.lab.reviews import Review, review_of_card
from learn.problems import NotFound
from tests.exchange.data import shared
from tests.lab.logs import QUICK_LEARNER, card, learned, pick

QUICK = Drawing(resamples=60, seed=1)


@pytest.fixture(scope="module")
def real() -> Evaluation:
    """The real log by all models."""
    reviews = []
    with shared("fsrs/review_log.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            time = datetime.fromisoformat(line["review_time"])
            reviews.append(
                review_of_card(
                    line["card_id"], int(time.timestamp() * 1000), time.toordinal(), int(line["review_rating"])
                )
            )
    return evaluate(reviews, Drawing(resamples=200, seed=1))


@pytest.fixture(scope="module")
def published() -> Any:
    return json.loads(shared("fsrs/vectors.json").read_text())["published_baselines_on_review_log"]


NAMES = {
    "FSRS-6 fitted": FITTED,
    "FSRS-6 default": BASE,
    "average of train": "average",
    "moving average": "moving-average",
    "Leitner 1,2,4..64": "leitner",
    "SM-2": "sm2",
}


class TestRealLog:
    @pytest.mark.parametrize("metric", ["log_loss", "auc"])
    def test_the_published_baselines_come_out(self, real: Evaluation, published: Any, metric: str) -> None:
        found = {one.model: getattr(one, metric) for one in real.models}
        wanted = {NAMES[name]: value for name, value in published[metric].items()}
        assert {name: found[name] for name in wanted} == pytest.approx(wanted, abs=0.002)

    def test_ours_is_no_worse_than_fsrs(self, real: Evaluation) -> None:
        own = next(one for one in real.models if one.model == OURS)
        assert own.log_loss <= 0.4521 + 0.0005

    def test_every_figure_lies_within_its_interval(self, real: Evaluation) -> None:
        for one in real.models:
            assert one.log_loss_ci[0] <= one.log_loss <= one.log_loss_ci[1]
            assert one.rmse_bins_ci[0] <= one.rmse_bins <= one.rmse_bins_ci[1]
            assert one.auc is not None
            assert one.auc_ci is not None
            assert one.auc_ci[0] <= one.auc <= one.auc_ci[1]

    def test_there_are_five_folds_and_first_sights(self, real: Evaluation) -> None:
        assert real.n == 1207
        assert real.folds is not None
        assert real.folds.n == 5 * (6032 // 6)
        assert all(len(one.by_fold) == 5 for one in real.folds.models)
        assert real.first_sights is not None
        assert real.first_sights.n == 241
        assert real.closed is None

    def test_the_tables_fit_eighty_cells(self, real: Evaluation) -> None:
        assert max(map(len, evaluation_lines(real))) <= 80


class TestSplits:
    def test_two_runs_give_identical_numbers(self) -> None:
        log = learned(600)
        assert msgspec.json.encode(evaluate(log, QUICK)) == msgspec.json.encode(evaluate(log, QUICK))

    def test_another_seed_moves_the_intervals_only(self) -> None:
        log = learned(600)
        one, other = evaluate(log, QUICK).models[0], evaluate(log, Drawing(60, 2)).models[0]
        assert one.log_loss == other.log_loss
        assert one.log_loss_ci != other.log_loss_ci

    def test_the_order_of_lines_is_no_matter(self) -> None:
        log = learned(600)
        assert (
            evaluate(sorted(log, key=lambda one: (one.item, one.ms)), QUICK).models
            == evaluate(sorted(log, key=lambda one: (one.ms, one.item)), QUICK).models
        )

    def test_the_fit_sees_nothing_of_the_test(self) -> None:
        """Answers of the last fifth turned round: the fit, judged by the old ones, is the same."""
        log = sorted(learned(3000, QUICK_LEARNER), key=lambda one: one.ms)
        cut = int(len(log) * 0.95)
        turned = [*log[:cut], *(card(one.item, one.seen.day, 4 - one.rating) for one in log[cut:])]
        kept = evaluate(log, QUICK).folds
        other = evaluate(turned, QUICK).folds
        assert kept is not None
        assert other is not None
        for one, same in zip(kept.models, other.models, strict=True):
            assert one.by_fold[:4] == same.by_fold[:4]
            assert one.by_fold[4] != same.by_fold[4]

    def test_a_fit_to_one_who_forgets_otherwise_is_better(self) -> None:
        figures = {one.model: one for one in evaluate(learned(6000, QUICK_LEARNER), Drawing(200, 1)).models}
        paired = figures[FITTED].paired
        assert paired is not None
        assert paired.better

    def test_closed_kinds_are_scored_apart(self) -> None:
        closed = [pick(f"p{n}", day, (n + day) % 4 != 0) for n in range(20) for day in (0, 3, 9, 20)]
        found = evaluate([*learned(300), *closed], QUICK)
        assert found.closed is not None
        assert found.closed.n == 12
        assert found.scored == 270

    def test_a_log_of_closed_kinds_alone_has_figures_too(self) -> None:
        found = evaluate([pick(f"p{n}", day, n % 3 != 0) for n in range(20) for day in (0, 3, 9)], QUICK)
        assert (found.n, found.models) == (0, [])
        assert found.closed is not None
        assert evaluation_lines(found)

    @pytest.mark.parametrize("log", [[], [card("a", 0, 3)], [card("a", day, 3) for day in range(10)]])
    def test_too_few_answers_are_said_to_be_too_few(self, log: list[Review]) -> None:
        with pytest.raises(NotFound, match=f"{len(log)} answers"):
            evaluate(log, QUICK)

    def test_nothing_but_right_answers_has_no_auc(self) -> None:
        found = evaluate([card(f"c{n}", day, 3) for n in range(5) for day in (0, 2, 6, 13)], QUICK)
        assert all(one.auc is None and one.auc_ci is None for one in found.models)
        assert any("no wrong answer" in line for line in evaluation_lines(found))

    def test_without_the_extra_the_fit_is_left_out_and_that_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "is_installed", lambda: False)
        found = evaluate(learned(600), QUICK)
        assert FITTED not in {one.model for one in found.models}
        assert "learn-quiz[fit]" in found.notices[0]
