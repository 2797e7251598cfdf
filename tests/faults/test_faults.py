"""The faults of docs/reliability.md, played again: each must come to what the page says. `make faults` in short."""

from pathlib import Path
from random import Random

import pytest

from tests.cli.program import Program
from tests.faults.ground import Ground
from tests.faults.kills import kill_often
from tests.faults.merges import random_merges
from tests.faults.outcome import Scenario, Unavailable, plain
from tests.faults.page import SECTIONS, name_of, row, rows
from tests.store.histories import scratch

SCENES = [scene for scenes in SECTIONS.values() for scene in scenes]


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.__module__.split('.')[-1]}-{scene.__name__}")
def test_a_fault_comes_to_what_the_page_says(scene: Scenario, ground: Ground) -> None:
    try:
        outcome = scene(ground)
    except Unavailable as missing:
        pytest.skip(f"cannot be played here: {missing}")
    assert row(scene, outcome) == rows().get(name_of(scene)), "run `python -m tests.faults --table` and read the row"


def test_the_page_has_no_row_that_is_not_played() -> None:
    names = {name_of(scene) for scene in SCENES}
    assert len(names) == len(SCENES)
    assert {name for name in rows() if not name.startswith(("what happens", "session"))} - names <= {
        "on a screen",
        "line by line",
        "over JSON lines",
    }


@pytest.mark.parametrize(("way", "times", "seed"), [("screen", 10, 11), ("screen", 10, 12), ("plain", 40, 13)])
def test_killed_sessions_lose_nothing_that_was_seen(ground: Ground, way: str, times: int, seed: int) -> None:
    """With those of tests/endtoend/test_crash.py and tests/store/test_processes.py these are a hundred kills."""
    tally = kill_often(ground.home(), way, times, seed)
    assert (tally.lost, tally.unsound) == (0, 0)
    assert tally.seen >= times


def test_three_devices_that_merge_at_random_have_equal_digests() -> None:
    with scratch() as folder:
        assert random_merges(folder, 60, seed=7) == 60


def test_a_tally_notices_what_is_missing(ground: Ground) -> None:
    """The measuring itself: a log from which the last answer was taken is found out."""
    from learn.app import App
    from tests.faults.kills import Victim

    program: Program = ground.home()
    victim = Victim(program, "plain", Random(1))
    victim._compare([True])
    assert victim.tally.lost == 1
    with App({"home": program.home, "learner": "ada"}, env={}) as app:
        assert len(list(app.store.history(app.learner))) == 3
    victim.kept = [*victim.kept, 1.0]
    victim._compare([])
    assert victim.tally.lost == 2


def test_what_differs_between_machines_is_left_out() -> None:
    said = "learn: /tmp/x/learn.db is damaged (database disk image is malformed).\n  Run it.\n"
    assert plain(said, HOME=Path("/tmp/x")) == "learn: HOME/learn.db is damaged. ⏎ Run it."
