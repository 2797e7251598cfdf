"""A learner's own parameters reach every formula: memory with them is nowhere that of the defaults."""

from random import Random

import pytest

from learn.memory import fsrs
from learn.memory.evidence import Observation, due_day, recall_on, recalled, update
from learn.memory.fsrs import AGAIN, DEFAULT_PARAMETERS, GOOD, PARAMETER_BOUNDS
from learn.memory.mixture import mixed_stability
from learn.memory.model import Model
from learn.memory.state import MemoryState

TODAY = 739_000
STATE = MemoryState(6.0, 5.0, TODAY - 4, 0.9)


def fitted(seed: int) -> Model:
    """Every parameter moved a tenth to a fifth of the way to one of its bounds."""
    rng = Random(seed)
    moved = (
        value + rng.uniform(0.1, 0.2) * (rng.choice(bounds) - value)
        for value, bounds in zip(DEFAULT_PARAMETERS, PARAMETER_BOUNDS, strict=True)
    )
    return Model(parameters=tuple(moved))


@pytest.mark.parametrize("seed", range(12))
class TestFittedParameters:
    @pytest.mark.parametrize("days", [0, 1, 9])
    def test_typed_answers_are_fsrs_with_them_to_the_last_bit(self, seed: int, days: int) -> None:
        model = fitted(seed)
        for right in (True, False):
            rating = GOOD if right else AGAIN
            first = update(None, Observation(day=TODAY, score=float(right)), model)
            assert (first.stability, first.difficulty) == fsrs.first(rating, model.parameters)
            again = update(first, Observation(day=TODAY + days, score=float(right)), model)
            wanted = fsrs.after(first.stability, first.difficulty, days, rating, model.parameters)
            assert (max(wanted[0], first.stability) if right else wanted[0], wanted[1]) == (
                again.stability,
                again.difficulty,
            )

    def test_what_is_recalled_and_due_follows_them(self, seed: int) -> None:
        model = fitted(seed)
        assert recall_on(STATE, TODAY, model) == fsrs.recall(6.0, 4, model.parameters)
        assert due_day(STATE, 0.8, model) == TODAY - 4 + fsrs.interval(6.0, 0.8, model.parameters)

    def test_a_first_pick_lies_between_their_first_answers(self, seed: int) -> None:
        model = fitted(seed)
        good, again = (fsrs.first(rating, model.parameters) for rating in (GOOD, AGAIN))
        share = recalled(0.3, 0.25, 0.03)
        found = update(None, Observation(day=TODAY, score=1.0, guess=0.25, chance=0.25, slip=0.03), model)
        assert found.stability == mixed_stability(good[0], again[0], share, model.parameters)
        assert found.difficulty == pytest.approx(share * good[1] + (1 - share) * again[1])

    def test_a_later_pick_lies_between_their_later_answers(self, seed: int) -> None:
        model = fitted(seed)
        good, again = (fsrs.after(6.0, 5.0, 4, rating, model.parameters) for rating in (GOOD, AGAIN))
        share = recalled(fsrs.recall(6.0, 4, model.parameters), 0.25, 0.03)
        found = update(STATE, Observation(day=TODAY, score=1.0, guess=0.25, chance=0.25, slip=0.03), model)
        assert found.stability == max(6.0, mixed_stability(good[0], again[0], share, model.parameters))
        assert found.difficulty == pytest.approx(share * good[1] + (1 - share) * again[1])

    def test_a_shared_failure_lies_between_theirs_and_what_was(self, seed: int) -> None:
        model = fitted(seed)
        again = fsrs.after(6.0, 5.0, 4, AGAIN, model.parameters)
        found = update(STATE, Observation(day=TODAY, score=0.0, blame=0.4), model)
        assert found.stability == mixed_stability(again[0], 6.0, 0.4, model.parameters)
        assert found.difficulty == pytest.approx(0.4 * again[1] + 0.6 * 5.0)


class TestWhatIsRight:
    def test_blame_has_no_part_in_a_right_answer(self) -> None:
        right = Observation(day=TODAY, score=1.0, guess=0.5, chance=0.5, slip=0.03, blame=0.0)
        found = update(STATE, right, Model())
        assert found.last_day == TODAY
        assert found == update(STATE, Observation(day=TODAY, score=1.0, guess=0.5, chance=0.5, slip=0.03), Model())

    def test_a_right_pick_shrinks_doubt_by_bayes_rule(self) -> None:
        state = MemoryState(3.0, 5.0, TODAY - 3, 0.9, known=0.8)
        found = update(state, Observation(day=TODAY, score=1.0, guess=0.5, chance=0.5, slip=0.03), Model())
        likely = 0.5 + 0.47 * fsrs.recall(3.0, 3)
        posterior = 0.8 * likely / (0.8 * likely + 0.2 * 0.5)
        assert found.known == pytest.approx(posterior + (1 - posterior) * Model().learned)

    @pytest.mark.parametrize(("score", "lapses"), [(0.0, 1), (0.4, 0), (1.0, 0)])
    def test_what_was_recalled_in_part_is_no_lapse(self, score: float, lapses: int) -> None:
        assert update(STATE, Observation(day=TODAY, score=score), Model()).lapses == lapses


class TestTheNextDay:
    """One night is time enough: nothing that is said of later days begins only after two."""

    YESTERDAY = MemoryState(3.0, 5.0, TODAY - 1, 0.4, known=0.8)

    def test_recall_has_begun_to_fall(self) -> None:
        wanted = 0.8 * fsrs.recall(3.0, 1)
        assert update(self.YESTERDAY, Observation(day=TODAY, score=1.0), Model()).day_recall == wanted
        assert recall_on(self.YESTERDAY, TODAY, Model()) == wanted

    @pytest.mark.parametrize("blame", [0.5, 1.0])
    def test_forgetting_is_a_lapse(self, blame: float) -> None:
        assert update(self.YESTERDAY, Observation(day=TODAY, score=0.0, blame=blame), Model()).lapses == 1

    def test_a_wrong_pick_raises_doubt(self) -> None:
        wrong = Observation(day=TODAY, score=0.0, guess=0.5, chance=0.5, slip=0.03)
        assert update(self.YESTERDAY, wrong, Model()).known < 0.8


class TestCertainMixtures:
    @pytest.mark.parametrize("other", [0.3, 7.0, 900.0])
    @pytest.mark.parametrize("one", [0.212, 2.3065, 17.3, 4000.1])
    def test_a_sure_memory_is_itself_to_the_last_bit(self, one: float, other: float) -> None:
        assert mixed_stability(one, other, 1.0) == one
        assert mixed_stability(other, one, 0.0) == one
        assert mixed_stability(one, one, 0.37) == one
