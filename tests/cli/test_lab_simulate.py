"""`learn lab simulate`, run as a person would."""

import json
from typing import get_args

import pytest

from learn.cli.lab_simulate import FORGETTING, MIXES
from learn.lab.simulation.arms import OURS
from learn.lab.simulation.studies import NAMES
from learn.lab.simulation.world import Forgetting, Mix
from tests.cli.program import Program

OPTIONS = ("--facts", "10", "--days", "30", "--seeds", "3", "--tuning", "2")


def test_the_command_prints_tables_and_tells_its_progress(learn: Program) -> None:
    ran = learn.run("lab", "simulate", *OPTIONS)
    assert ran.code == 0
    assert "Equal minutes" in ran.out
    assert "FSRS per question" in ran.out
    assert "learn: ours: 3 learners at 0.900" in ran.err


def test_two_runs_give_identical_numbers(learn: Program) -> None:
    first, again = (learn.run("lab", "simulate", *OPTIONS, "--json") for _ in range(2))
    assert first.out == again.out
    (found,) = first.json["comparisons"]
    assert found["rows"][0]["name"] == OURS
    assert found["plan"]["world"]["rho"] == 0.5


@pytest.mark.parametrize("study", NAMES)
def test_every_study_is_offered(study: str, learn: Program) -> None:
    assert f"  {study} " in learn.run("lab", "simulate", "--help").out


def test_every_assumption_is_offered() -> None:
    assert (get_args(Forgetting), get_args(Mix)) == (FORGETTING, MIXES)


@pytest.mark.parametrize(
    "options", [("--rho", "2"), ("--rho", "nan"), ("--seeds", "1"), ("--study", "all"), ("--days", "0")]
)
def test_options_out_of_range_are_refused(options: tuple[str, ...], learn: Program) -> None:
    ran = learn.run("lab", "simulate", *options)
    assert ran.code == 2
    assert options[0] in ran.err


def test_json_is_whole(learn: Program) -> None:
    ran = learn.run("lab", "simulate", "--study", "blind", *OPTIONS, "--json")
    assert {one["kind"] for one in json.loads(ran.out)["beliefs"]} == {"typed", "true_false", "choice", "sort"}
