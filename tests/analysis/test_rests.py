"""What is left of a test without one item: equal where it is equal, whatever the item earned."""

import pytest

from learn.analysis.matrix import Matrix
from learn.analysis.rests import Rests


@pytest.mark.parametrize("other", [0.0, None], ids=["everyone saw all", "not everyone saw all"])
def test_thirds_of_points_leave_equal_rests_equal(other: float | None) -> None:
    rows = ((2 / 3, 29 / 3, 0.0), (0.0, 29 / 3, 0.0), (0.0, 0.0, other))
    rest = Rests(Matrix(("a", "b", "c"), (2.0, 10.0, 1.0), ("x", "y", "z"), rows)).without(0)
    assert rest[0] == rest[1]
