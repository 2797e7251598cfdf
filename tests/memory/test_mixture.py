"""The mixture of two forgetting curves, against its definition."""

from hypothesis import given
from hypothesis import strategies as st

from learn.memory.fsrs import DEFAULT_PARAMETERS, recall
from learn.memory.mixture import mixed_stability

stabilities = st.floats(0.001, 36500.0)
weights = st.floats(0.0, 1.0)
decays = st.floats(0.1, 0.8).map(lambda decay: (*DEFAULT_PARAMETERS[:20], decay))


def test_one_memory_alone_is_itself() -> None:
    assert mixed_stability(10.0, 1.0, 1.0) == 10.0
    assert mixed_stability(10.0, 1.0, 0.0) == 1.0
    assert mixed_stability(3.0, 3.0, 0.4) == 3.0


@given(stabilities, stabilities, weights, decays)
def test_the_mixture_has_fallen_to_nine_tenths(
    first: float, second: float, weight: float, parameters: tuple[float, ...]
) -> None:
    days = mixed_stability(first, second, weight, parameters)
    mixed = weight * recall(first, days, parameters) + (1 - weight) * recall(second, days, parameters)
    assert abs(mixed - 0.9) < 1e-11
    assert min(first, second) <= days <= max(first, second)


@given(stabilities, stabilities, weights, weights)
def test_more_weight_draws_nearer(one: float, other: float, first: float, second: float) -> None:
    short, long = sorted((one, other))
    little, much = sorted((first, second))
    assert mixed_stability(long, short, little) <= mixed_stability(long, short, much) * (1 + 1e-11)
