"""Every target on a few broken copies of its seeds, the same each time; `make fuzz` goes on from there."""

import pytest

from tests.fuzz.bar import within_time
from tests.fuzz.drawn import draw
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
