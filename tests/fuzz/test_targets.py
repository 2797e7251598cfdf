"""Every target on a few broken copies of its seeds, the same each time; `make fuzz` goes on from there."""

import pytest

from tests.fuzz.bar import within_time
from tests.fuzz.broken import played
from tests.fuzz.drawn import draw, shared
from tests.fuzz.targets import TARGETS

EXAMPLES = 100
"""Of what is quickest; a fifth or a fiftieth of what is not."""


@pytest.mark.parametrize("name", TARGETS)
def test_every_seed(name: str) -> None:
    for seed in TARGETS[name].seeds():
        within_time(TARGETS[name].run, seed)


@pytest.mark.parametrize("name", TARGETS)
def test_broken_copies(name: str) -> None:
    examples = max(5, EXAMPLES // TARGETS[name].costs)
    assert draw(name, examples, repeatable=True) >= examples // 2


def test_a_long_run_gives_each_target_the_same_time_and_the_slowest_enough() -> None:
    found = shared(1_000_000, {"quick": 900.0, "half": 450.0, "slow": 1.0})
    assert found == {"quick": 665_333, "half": 332_667, "slow": 2_000}
    assert shared(60, {"quick": 900.0, "half": 450.0, "slow": 1.0}) == {"quick": 20, "half": 20, "slow": 20}
    assert sum(shared(20_000, {name: 10.0 + at for at, name in enumerate(TARGETS)}).values()) == pytest.approx(
        20_000, abs=45
    )


def test_a_tape_says_which_file_and_which_edits() -> None:
    seeds = [b"one", b"two"]
    assert played(bytes(39), seeds) == b"one"
    assert played(b"\0\x08\0\0" + bytes(35), seeds) == b"two"
    assert played(b"\0\x08\0\x01" + bytes([2, 0, 0, 1, 0, 1, 0]) + bytes(28), seeds) == b"to"
    assert played(b"\0\x07\0\x03any" + bytes(32), seeds) == b"any"
