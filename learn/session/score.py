"""What a session earned."""

from msgspec import Struct

from learn.session.machine import State


class Score(Struct, frozen=True):
    """Points earned of `max`, in percent, and the pass mark's verdict (None: no mark was set).

    What was not answered earns nothing; comebacks count neither for nor against.
    """

    points: float
    max: float
    percent: float
    passed: bool | None


def score_of(state: State, require: float | None) -> Score:
    """The score as it stands. `require` is the pass mark in percent; percent is rounded to two places, and what is
    shown is what counts: two of three pass a mark of 66.67."""
    earned = sum(given.score * given.slot.points for given in state.counted)
    most = state.plan.max_points
    percent = round(100 * earned / most, 2) if most else 0.0
    passed = None if require is None else percent >= require
    return Score(points=round(earned, 6), max=round(most, 6), percent=percent, passed=passed)
