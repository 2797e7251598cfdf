"""`learn lab evaluate` and `learn lab fit` as a person runs them."""

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest

from learn.app.lab_fitting import stack
from learn.lab.fitting import FEWEST, fitted
from learn.lab.measuring import Drawing
from learn.lab.personal import LEAST, fit
from learn.lab.reviews import placed
from learn.memory.fsrs import DEFAULT_PARAMETERS
from learn.memory.model import Model
from learn.problems import UsageError
from tests.cli.program import Program
from tests.lab.logs import QUICK_LEARNER, as_csv, card, learned, pick

QUICK = ("--resamples", "20")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return as_csv(learned(600), tmp_path_factory.mktemp("log") / "log.csv")


def known(program: Program, tmp_path: Path, count: int) -> Program:
    """The program with so many answers of one who forgets otherwise than the defaults say."""
    reviews = learned(count, QUICK_LEARNER)
    path, table = as_csv(reviews, tmp_path / "log.csv"), tmp_path / "map.csv"
    table.write_text("card_id,fact\n" + "".join(f"{name},f-{name}\n" for name in {one.item for one in reviews}))
    assert program.run("log", "import", str(path), "--map", str(table)).code == 0
    return program


class TestEvaluate:
    def test_json_has_the_shape_of_the_contract(self, learn: Program, log: Path) -> None:
        found = learn.run("lab", "evaluate", str(log), *QUICK, "--json").json
        assert (found["n"], found["split"], found["answers"], found["items"]) == (108, "time-80-20", 600, 60)
        assert [one["model"] for one in found["models"]] == [
            "fsrs6-default",
            "fsrs6-fitted",
            "ours",
            "sm2",
            "leitner",
            "average",
            "moving-average",
            "constant",
        ]
        for one in found["models"]:
            assert {"log_loss", "log_loss_ci", "rmse_bins", "auc", "mean_predicted", "mean_actual"} <= one.keys()
            assert len(one["log_loss_ci"]) == 2
        assert found["folds"]["split"] == "time-series-5"

    def test_two_runs_print_the_same(self, learn: Program, log: Path) -> None:
        one, other = (learn.run("lab", "evaluate", str(log), *QUICK) for _ in range(2))
        assert one.out == other.out
        assert "fsrs6-default" in one.out
        assert not learn.has_log

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            (["none.csv"], 4, "no such file: none.csv"),
            (["."], 4, "no such file: ."),
            ([], 4, "there is nothing to measure yet: 0 answers"),
            (["{log}", "--resamples", "3"], 2, "--resamples"),
            (["{log}", "--rollover", "nan"], 2, "--rollover"),
            (["{log}", "more"], 2, "unexpected extra argument"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, learn: Program, log: Path, arguments: list[str], code: int, said: str
    ) -> None:
        ran = learn.run("lab", "evaluate", *(each.format(log=log) for each in arguments))
        assert (ran.code, ran.out) == (code, "")
        assert said in ran.err

    def test_a_bad_line_is_named_and_nothing_measured(self, learn: Program, log: Path, tmp_path: Path) -> None:
        bad = tmp_path / "bad.csv"
        bad.write_text(log.read_text() + "c1,7,2026-01-01T00:00:00+00:00,1\n")
        ran = learn.run("lab", "evaluate", str(bad))
        assert (ran.code, ran.out) == (3, "")
        assert f"{bad}:602: review_rating is 1, 2, 3 or 4, not `7`" in ran.err

    def test_a_log_of_headers_alone_is_too_few(self, learn: Program, tmp_path: Path) -> None:
        path = tmp_path / "empty.csv"
        path.write_text("card_id,review_rating,review_time\n")
        assert learn.run("lab", "evaluate", str(path)).code == 4

    def test_answers_of_ours_are_scored_by_kind(self, learn: Program) -> None:
        """Closed kinds apart; a second answer on the same day only moves memory."""
        for day in range(0, 60, 3):
            learn.at(day).run("quiz", "tides", "-n", "3", "--plain", stdin="1\n1\n1\n1\n")
        found = learn.run("lab", "evaluate", *QUICK, "--json").json
        assert found["answers"] > 40
        assert found["closed"]["n"] > 0


class TestFit:
    def test_fifty_answers_are_too_few_and_why(self, learn: Program, tmp_path: Path) -> None:
        known(learn, tmp_path, 50)
        before = learn.run("log", "export").out
        ran = learn.run("lab", "fit")
        assert ran.code == 0
        assert "Not used. Too few answers to fit to: 45" in ran.out
        assert f"{LEAST} are the least" in ran.out
        assert learn.run("lab", "fit", "--json").json["used"] is False
        assert learn.run("log", "export").out == before

    def test_nobody_has_nothing_to_fit(self, learn: Program) -> None:
        assert "Too few" in learn.run("lab", "fit").out
        assert "nothing to take back" in learn.run("lab", "fit", "--undo").out
        assert not learn.has_log

    def test_a_better_fit_is_used_until_it_is_taken_back(self, learn: Program, tmp_path: Path) -> None:
        known(learn, tmp_path, 6000)
        start = learn.run("log", "export").out
        tried = learn.run("lab", "fit", "--dry-run")
        assert "this was a dry run" in tried.out
        assert learn.run("log", "export").out == start
        ran = learn.run("lab", "fit", "--json").json
        assert (ran["used"], ran["better"], ran["held_out"]) == (True, True, 1080)
        assert ran["difference"]["log_loss_ci"][1] < 0
        (event,) = [line for line in learn.run("log", "export").lines[1:] if line["type"] == "params"]
        assert event["body"]["parameters"] == ran["parameters"]
        assert event["body"]["version"] == Model().version
        assert learn.run("doctor").code == 0
        assert "in force already" in learn.run("lab", "fit").out

        assert "the defaults are in force again" in learn.run("lab", "fit", "--undo").out
        assert learn.run("doctor").code == 0
        assert "nothing to take back" in learn.run("lab", "fit", "--undo").out

    def test_memory_follows_from_the_fit(self, learn: Program, tmp_path: Path) -> None:
        known(learn, tmp_path, 6000).at(300)

        def forecast() -> list[int]:
            return [one["count"] for one in learn.run("stats", "--json").json["forecast"]]

        before = forecast()
        learn.run("lab", "fit")
        assert forecast() != before
        learn.run("lab", "fit", "--undo")
        assert forecast() == before

    def test_one_whom_the_defaults_describe_keeps_them(self) -> None:
        found = fit(learned(3000), Drawing(200, 1))
        assert (found.better, found.difference is not None) == (False, True)
        assert "the interval does not lie below 0" in found.reason

    def test_a_fit_that_is_worse_on_picked_answers_is_not_used(self) -> None:
        """Picks of the held-out time that go as the defaults say, many of them, against the fit."""
        log = learned(6000, QUICK_LEARNER)
        end = max(one.seen.day for one in log)
        picks = [pick(f"p{n}", end + day, day < 40, guess=0.01) for n in range(300) for day in (1, 3, 9, 100)]
        found = fit([*log, *picks], Drawing(100, 1))
        assert found.difference is not None
        assert found.difference.better
        assert found.closed is not None
        assert found.closed.log_loss_ci[0] > 0
        assert not found.better
        assert "worse on those that can be guessed" in found.reason

    def test_the_same_answers_give_the_same_parameters(self) -> None:
        trials = placed(learned(1000, QUICK_LEARNER))
        assert fitted(trials) == fitted(trials)
        Model(parameters=fitted(trials))  # within the bounds that memory accepts

    def test_closed_answers_are_not_fitted_to(self) -> None:
        log = [pick(f"p{n}", day, True) for n in range(200) for day in (0, 5, 20)]
        assert fitted(placed(log)) == DEFAULT_PARAMETERS

    def test_few_answers_leave_the_defaults(self) -> None:
        log = [card(f"c{n}", day, 3) for n in range(FEWEST - 1) for day in (0, 3)]
        assert fitted(placed(log)) == DEFAULT_PARAMETERS

    def test_the_missing_extra_is_named(self, learn: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        known(learn, tmp_path, 2000)
        real = builtins.__import__

        def without(name: str, *rest: Any, **more: Any) -> Any:
            if name == "fsrs_rs_python":
                raise ImportError(name)
            return real(name, *rest, **more)

        monkeypatch.delitem(sys.modules, "fsrs_rs_python", raising=False)
        monkeypatch.setattr(builtins, "__import__", without)
        ran = learn.run("lab", "fit")
        assert ran.code == 2
        assert "learn-quiz[fit]" in ran.err
        with pytest.raises(UsageError):
            fitted(placed(learned(1000)))


@pytest.mark.parametrize(
    ("events", "standing"),
    [([], 0), ([1], 1), ([1, 2], 2), ([1, 2, 1], 1), ([1, 2, 1, 0], 0), ([1, 1], 1), ([0], 0), ([1, 0, 2], 1)],
)
def test_undoing_goes_back_one_by_one(events: list[int], standing: int) -> None:
    """0 stands for the defaults; how many lie above them."""
    made = [DEFAULT_PARAMETERS, *((float(number),) * 21 for number in (1, 2))]
    found = stack([made[number] for number in events])
    assert len(found) - 1 == standing
    assert found[-1] == (made[events[-1]] if events else DEFAULT_PARAMETERS)
