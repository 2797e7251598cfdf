"""What answers do to memory: the properties of the guess-aware update."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from learn.memory import fsrs
from learn.memory.evidence import (
    Observation,
    blames,
    corrected,
    due_day,
    predicted,
    recall_before,
    recall_on,
    recalled,
    update,
    weight,
)
from learn.memory.fsrs import AGAIN, GOOD
from learn.memory.mixture import mixed_stability
from learn.memory.model import Model
from learn.memory.replay import replay
from learn.memory.state import LEECH_LAPSES, MemoryState

MODEL = Model()
TODAY = 739_000
ROUNDING = 1 + 1e-11

chances = st.floats(0.0, 1.0)
days = st.integers(TODAY - 400, TODAY + 400)
states = st.builds(
    MemoryState,
    stability=st.floats(fsrs.STABILITY_MIN, fsrs.STABILITY_MAX),
    difficulty=st.floats(fsrs.DIFFICULTY_MIN, fsrs.DIFFICULTY_MAX),
    last_day=st.integers(TODAY - 400, TODAY),
    day_recall=chances,
    reviews=st.integers(1, 50),
    lapses=st.integers(0, 50),
    proved=st.booleans(),
    known=chances,
)
maybe_states = st.none() | states
observations = st.builds(
    Observation,
    day=days,
    score=chances,
    guess=chances,
    chance=chances,
    slip=chances,
    prior=chances,
    trust=chances,
    blame=chances,
)


def typed(day: int, right: bool) -> Observation:
    return Observation(day=day, score=float(right))


def true_false(day: int, right: bool, trust: float = 1.0) -> Observation:
    return Observation(day=day, score=float(right), guess=0.5, chance=0.5, slip=0.03, trust=trust)


def plain(state: MemoryState | None, day: int, rating: int) -> tuple[float, float]:
    """Stability and difficulty by FSRS alone."""
    if state is None:
        return fsrs.first(rating)
    return fsrs.after(state.stability, state.difficulty, day - state.last_day, rating)


class TestFormulas:
    @given(chances, chances, chances)
    def test_recalled_is_bayes_rule_on_predicted(self, recall: float, guess: float, slip: float) -> None:
        right = predicted(recall, guess, slip)
        if right > 1e-9:
            assert recalled(recall, guess, slip) * right == pytest.approx(recall * (1 - slip), abs=1e-12)

    @given(chances, chances, chances, chances)
    def test_recalled_rises_with_recall(self, one: float, other: float, guess: float, slip: float) -> None:
        low, high = sorted((one, other))
        if guess > 0.0 and slip < 1.0:
            assert recalled(low, guess, slip) <= recalled(high, guess, slip) * ROUNDING

    def test_what_cannot_be_guessed_was_recalled(self) -> None:
        assert recalled(0.0, 0.0, 0.0) == 1.0  # 0/0
        assert recalled(1.0, 0.5, 1.0) == 1.0  # 0/0
        assert recalled(0.3, 0.5, 0.03) == pytest.approx(0.291 / 0.641)

    @pytest.mark.parametrize(
        ("score", "chance", "wanted"), [(1, 0.5, 1), (0.75, 0.5, 0.5), (0.5, 0.5, 0), (0.2, 0.5, 0), (0.4, 1, 0.4)]
    )
    def test_scores_are_corrected_for_chance(self, score: float, chance: float, wanted: float) -> None:
        assert corrected(score, chance) == wanted

    def test_weight_is_the_product(self) -> None:
        assert weight(0.3, 0.75, 0.25, 0.5, 0.03, 0.5) == pytest.approx(0.5 * recalled(0.3, 0.25, 0.03) * 0.5)

    def test_the_least_recalled_fact_bears_the_most_blame(self) -> None:
        assert blames((0.9, 0.5)) == pytest.approx((0.1 / 0.55, 0.5 / 0.55))
        assert blames((0.4,)) == (1.0,)
        assert blames((1.0, 1.0)) == (0.5, 0.5)
        assert blames((1.0, 0.5)) == (0.0, 1.0)

    @given(st.lists(chances, min_size=1, max_size=6))
    def test_blame_is_shared_out_in_full(self, recalls: list[float]) -> None:
        shares = blames(recalls)
        assert all(0.0 <= share <= 1.0 for share in shares)
        assert sum(shares) >= 1.0 - 1e-9

    @pytest.mark.parametrize("field", ["score", "guess", "chance", "slip", "prior", "trust", "blame"])
    @pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
    def test_an_observation_keeps_to_its_range(self, field: str, value: float) -> None:
        with pytest.raises(ValueError, match=f"{field} = "):
            replace(typed(TODAY, True), **{field: value})


class TestTypedAnswers:
    """Answers that cannot be guessed are plain FSRS, to the last bit."""

    @given(st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=12))
    def test_equal_fsrs(self, answers: list[tuple[int, bool]]) -> None:
        state: MemoryState | None = None
        for day, right in answers:
            wanted = plain(state, day, GOOD if right else AGAIN)
            state = update(state, typed(day, right), MODEL)
            assert (state.stability, state.difficulty) == wanted
            assert recall_on(state, day + 9, MODEL) == fsrs.recall(state.stability, 9)


class TestWrongAnswers:
    @given(maybe_states, observations)
    def test_are_again_in_full(self, state: MemoryState | None, observation: Observation) -> None:
        wrong = replace(observation, score=0.0, blame=1.0)
        found = update(state, wrong, MODEL)
        assert (found.stability, found.difficulty) == plain(state, wrong.day, AGAIN)
        assert found.last_day == wrong.day

    @given(maybe_states, observations)
    def test_so_are_scores_below_chance(self, state: MemoryState | None, observation: Observation) -> None:
        chance = replace(observation, score=observation.chance / 2, blame=1.0)
        found = update(state, chance, MODEL)
        if observation.chance < 1.0:
            assert (found.stability, found.difficulty) == plain(state, chance.day, AGAIN)

    @given(states, observations)
    def test_without_blame_change_nothing(self, state: MemoryState, observation: Observation) -> None:
        assert update(state, replace(observation, score=0.0, blame=0.0), MODEL) is state

    @given(states, observations, chances, chances)
    def test_more_blame_weakens_more(
        self, state: MemoryState, observation: Observation, one: float, other: float
    ) -> None:
        little, much = (
            update(state, replace(observation, score=0.0, blame=blame), MODEL) for blame in sorted((one, other))
        )
        assert much.stability <= little.stability * ROUNDING
        again = fsrs.next_difficulty(state.difficulty, AGAIN)
        assert abs(much.difficulty - again) <= abs(little.difficulty - again) * ROUNDING + 1e-12
        if observation.day >= state.last_day:
            assert state.last_day <= little.last_day <= much.last_day <= observation.day

    def test_little_blame_leaves_a_fact_as_due_as_it_was(self) -> None:
        state = MemoryState(30.0, 5.0, TODAY - 10, 0.9)
        found = update(state, replace(typed(TODAY, False), blame=0.01), MODEL)
        assert found.last_day == state.last_day
        assert due_day(found, 0.9, MODEL) == pytest.approx(due_day(state, 0.9, MODEL), abs=2)

    def test_at_first_sight_blame_is_full(self) -> None:
        wrong = typed(TODAY, False)
        assert update(None, replace(wrong, blame=0.1), MODEL) == update(None, wrong, MODEL)


class TestRightAnswers:
    @given(states, observations)
    def test_never_lower_stability(self, state: MemoryState, observation: Observation) -> None:
        assert update(state, replace(observation, score=1.0), MODEL).stability >= state.stability

    @given(maybe_states, observations, chances, chances)
    def test_say_less_the_easier_they_are_guessed(
        self, state: MemoryState | None, observation: Observation, one: float, other: float
    ) -> None:
        hard, easy = (
            update(state, replace(observation, score=1.0, guess=guess), MODEL) for guess in sorted((one, other))
        )
        assert easy.stability <= hard.stability * ROUNDING

    @given(maybe_states, observations, chances, chances)
    def test_say_more_the_higher_the_score(
        self, state: MemoryState | None, observation: Observation, one: float, other: float
    ) -> None:
        low, high = (
            update(state, replace(observation, score=score, blame=1.0), MODEL) for score in sorted((one, other))
        )
        assert low.stability <= high.stability * ROUNDING
        assert high.difficulty <= low.difficulty * ROUNDING

    def test_a_lucky_first_pick_is_not_knowledge(self) -> None:
        share = recalled(0.3, 0.5, 0.03)
        found = update(None, true_false(TODAY, True), MODEL)
        good, again = fsrs.first(GOOD), fsrs.first(AGAIN)
        assert found.stability == mixed_stability(good[0], again[0], share)
        assert found.difficulty == pytest.approx(share * good[1] + (1 - share) * again[1])
        assert found.day_recall == 0.3

    def test_an_admitted_guess_is_again_that_does_not_lower(self) -> None:
        state = MemoryState(4.0, 5.0, TODAY - 4, 0.9)
        found = update(state, true_false(TODAY, True, trust=MODEL.trust(guessed=True)), MODEL)
        assert found.stability == 4.0
        assert found.difficulty == fsrs.next_difficulty(5.0, AGAIN)
        assert found.lapses == 0

    def test_a_hint_says_less(self) -> None:
        state = MemoryState(4.0, 5.0, TODAY - 4, 0.9)
        free = update(state, typed(TODAY, True), MODEL)
        helped = update(state, replace(typed(TODAY, True), trust=MODEL.trust(hint=True)), MODEL)
        assert 4.0 <= helped.stability < free.stability

    def test_half_right_counts_in_part_and_blames_in_part(self) -> None:
        state = MemoryState(4.0, 5.0, TODAY - 4, 0.9)
        half = Observation(day=TODAY, score=0.5)
        alone, shared = update(state, half, MODEL), update(state, replace(half, blame=0.2), MODEL)
        assert update(state, typed(TODAY, False), MODEL).stability < alone.stability < shared.stability
        assert alone.last_day == TODAY
        assert shared.last_day == TODAY - 2  # 0.6 of the four days: half recalled, a fifth of the rest blamed


class TestTheSameDay:
    def test_is_judged_by_the_recall_before_its_first_answer(self) -> None:
        first = update(MemoryState(2.0, 5.0, TODAY - 6, 0.9), true_false(TODAY, False), MODEL)
        again = true_false(TODAY, True)
        assert first.day_recall == fsrs.recall(2.0, 6)
        assert recall_before(first, again, MODEL) == first.day_recall
        second = update(first, again, MODEL)
        assert second.day_recall == first.day_recall
        share = recalled(first.day_recall, 0.5, 0.03)
        lower, upper = (fsrs.after_same_day(first.stability, rating) for rating in (AGAIN, GOOD))
        assert second.stability == max(first.stability, mixed_stability(upper, lower, share))

    def test_says_nothing_new_of_what_is_known(self) -> None:
        first = update(None, true_false(TODAY, True), MODEL)
        assert update(first, true_false(TODAY, False), MODEL).known == first.known

    def test_is_what_an_earlier_day_counts_as(self) -> None:
        state = MemoryState(2.0, 5.0, TODAY, 0.8)
        found = update(state, typed(TODAY - 1, True), MODEL)
        assert found.stability == fsrs.after_same_day(2.0, GOOD)
        assert (found.last_day, found.day_recall) == (TODAY - 1, 0.8)


class TestDoubt:
    """The chance that a fact is in memory at all, where answers can be guessed."""

    def test_begins_with_the_first_closed_answer(self) -> None:
        assert update(None, true_false(TODAY, True), MODEL).known == MODEL.taught
        assert update(None, typed(TODAY, False), MODEL).known == 1.0

    def test_grows_with_wrong_answers_and_shrinks_with_right_ones(self) -> None:
        state = replace(MemoryState(3.0, 5.0, TODAY - 3, 0.9), known=0.8)
        wrong, right = (update(state, true_false(TODAY, answer), MODEL).known for answer in (False, True))
        assert wrong < 0.8 < right
        recall, slip = fsrs.recall(3.0, 3), 0.03
        likely = 1 - (0.5 + (0.5 - slip) * recall)
        posterior = 0.8 * likely / (0.8 * likely + 0.2 * 0.5)
        assert wrong == pytest.approx(posterior + (1 - posterior) * MODEL.learned)

    def test_lowers_recall_and_the_weight_of_the_next_answer(self) -> None:
        sure = MemoryState(3.0, 5.0, TODAY - 3, 0.9)
        doubted = replace(sure, known=0.5)
        assert recall_on(doubted, TODAY, MODEL) == 0.5 * recall_on(sure, TODAY, MODEL)
        answer = true_false(TODAY, True)
        assert update(doubted, answer, MODEL).stability < update(sure, answer, MODEL).stability

    def test_ends_with_an_answer_that_cannot_be_guessed(self) -> None:
        doubted = replace(MemoryState(3.0, 5.0, TODAY - 3, 0.9), known=0.2)
        assert update(doubted, typed(TODAY, True), MODEL).known == 1.0
        assert update(doubted, typed(TODAY, False), MODEL).known == 0.2

    def test_is_not_lulled_for_good_by_one_typed_answer(self) -> None:
        proved = update(None, typed(TODAY, True), MODEL)
        failures = [true_false(TODAY + day, False) for day in range(1, 8)]
        found = replay(failures, MODEL, proved)
        assert found is not None
        assert proved.known == 1.0
        assert found.known < 0.2

    def test_moves_with_blame(self) -> None:
        state = replace(MemoryState(3.0, 5.0, TODAY - 3, 0.9), known=0.8)
        full = update(state, true_false(TODAY, False), MODEL).known
        half = update(state, replace(true_false(TODAY, False), blame=0.5), MODEL).known
        assert half == pytest.approx((full + 0.8) / 2)

    def test_is_never_felt_by_a_model_that_always_teaches(self) -> None:
        sure = Model(taught=1.0, learned=1.0)
        answers = [true_false(TODAY + day, day % 3 > 0) for day in range(20)]
        found = replay(answers, sure)
        assert found is not None
        assert found.known == 1.0

    def test_an_impossible_answer_says_nothing(self) -> None:
        state = replace(MemoryState(3.0, 5.0, TODAY - 3, 0.9), known=0.6)
        certain = Observation(day=TODAY, score=0.0, guess=1.0, chance=1.0)
        assert update(state, certain, Model(learned=0.0)).known == 0.6


class TestBounds:
    @given(maybe_states, st.lists(observations, min_size=1, max_size=8), st.sampled_from((MODEL, Model(learned=0.0))))
    def test_hold_whatever_comes_in_whatever_order(
        self, state: MemoryState | None, answers: list[Observation], model: Model
    ) -> None:
        for answer in answers:
            state = update(state, answer, model)
            assert fsrs.STABILITY_MIN <= state.stability <= fsrs.STABILITY_MAX
            assert fsrs.DIFFICULTY_MIN <= state.difficulty <= fsrs.DIFFICULTY_MAX
            assert 0.0 <= state.day_recall <= 1.0
            assert 0.0 <= state.known <= 1.0
            assert 0.0 <= recall_on(state, TODAY, model) <= 1.0
            assert isfinite(due_day(state, 0.9, model))


class TestTallies:
    def test_every_answer_counts_as_a_review(self) -> None:
        found = replay([typed(TODAY, False), typed(TODAY, True), typed(TODAY + 1, True)], MODEL)
        assert found is not None
        assert (found.reviews, found.lapses, found.proved) == (3, 0, True)

    def test_a_lapse_is_a_later_days_first_answer_without_recall(self) -> None:
        found = replay([typed(TODAY, True), typed(TODAY + 3, False), typed(TODAY + 3, False)], MODEL)
        assert found is not None
        assert found.lapses == 1

    def test_a_lapse_needs_half_the_blame(self) -> None:
        state = MemoryState(3.0, 5.0, TODAY - 3, 0.9)
        lapses = [update(state, replace(typed(TODAY, False), blame=blame), MODEL).lapses for blame in (0.4, 0.6)]
        assert lapses == [0, 1]

    def test_only_recall_without_a_guess_floor_proves(self) -> None:
        assert not update(None, true_false(TODAY, True), MODEL).proved
        assert not update(None, Observation(day=TODAY, score=0.9), MODEL).proved
        assert not update(None, replace(typed(TODAY, True), trust=0.0), MODEL).proved
        proved = update(None, typed(TODAY, True), MODEL)
        assert proved.proved
        assert update(proved, true_false(TODAY + 5, False), MODEL).proved

    def test_a_fact_forgotten_often_is_a_leech(self) -> None:
        state = MemoryState(1.0, 9.0, TODAY, 0.5, lapses=LEECH_LAPSES)
        assert state.leech()
        assert not state.leech(LEECH_LAPSES + 1)


class TestPrediction:
    def test_first_sight_is_judged_by_the_prior(self) -> None:
        assert recall_before(None, replace(typed(TODAY, True), prior=0.5), MODEL) == 0.5

    def test_recall_falls_to_the_retention_on_the_day_it_is_due(self) -> None:
        state = MemoryState(20.0, 5.0, TODAY, 0.9)
        assert due_day(state, 0.9, MODEL) == TODAY + 20
        assert recall_before(state, typed(TODAY + 20, True), MODEL) == pytest.approx(0.9)
        assert recall_on(state, TODAY, MODEL) == 1.0
