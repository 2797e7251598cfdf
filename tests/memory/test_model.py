"""The memory model as a value: what it accepts, and what it says of hints, guesses and first sights."""

import msgspec
import pytest
from msgspec.structs import replace

from learn.kinds.base import SLIP_CLOSED
from learn.memory.fsrs import DEFAULT_PARAMETERS, PARAMETER_BOUNDS
from learn.memory.model import PROBABILITIES, Model


def test_the_bounds_themselves_are_accepted() -> None:
    for side in (0, 1):
        assert Model(parameters=tuple(bounds[side] for bounds in PARAMETER_BOUNDS))


def test_a_wrong_number_of_parameters_is_refused() -> None:
    with pytest.raises(ValueError, match="21 parameters are needed, not 19"):
        Model(parameters=DEFAULT_PARAMETERS[:19])


@pytest.mark.parametrize("value", [0.05, 0.9, float("nan"), float("inf")])
def test_a_parameter_out_of_bounds_is_refused_by_name(value: float) -> None:
    with pytest.raises(ValueError, match=r"w20 = \S+ is not within 0.1 to 0.8"):
        Model(parameters=(*DEFAULT_PARAMETERS[:20], value))


@pytest.mark.parametrize("name", PROBABILITIES)
@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_a_probability_out_of_range_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} = "):
        replace(Model(), **{name: value})


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"^21 parameters are needed, not 19; slip = 2 is not within 0 to 1$"):
        Model(parameters=DEFAULT_PARAMETERS[:19], slip=2)


def test_a_lesson_read_makes_a_fact_likelier_known() -> None:
    assert Model().prior(lesson_read=True) == 0.5
    assert Model().prior(lesson_read=False) == 0.3


def test_a_guess_leaves_nothing_and_a_hint_half() -> None:
    model = Model()
    assert [model.trust(), model.trust(hint=True), model.trust(guessed=True)] == [1.0, 0.5, 0.0]


def test_the_slip_is_that_of_closed_kinds() -> None:
    assert Model().slip == SLIP_CLOSED


def test_a_model_survives_being_written_down() -> None:
    model = Model(learned=0.1)
    assert msgspec.json.decode(msgspec.json.encode(model), type=Model) == model
