"""Simulated courses: schedulers, the choice of questions, equal workload."""

from random import Random

import pytest
from fsrs import Card, Rating
from fsrs import Scheduler as Reference
from msgspec import structs

from learn.lab.simulation.arms import BASELINE, OURS, classics, remembering, two_by_two
from learn.lab.simulation.course import PLACES, Arm, Course, follow
from learn.lab.simulation.schedulers import FIXED, LEITNER, Interval, Ladder, Remembering, Sm2
from learn.lab.simulation.workload import Pace, matching_pace, workload
from learn.lab.simulation.world import CHOICE, TRUE_FALSE, TYPED, Kind, World
from learn.memory.evidence import Observation, update
from learn.memory.model import Model
from learn.session.candidate import Candidate
from learn.session.plan import Known, Standing, rank_comebacks, rank_questions, wanted_recall

SMALL = World(facts=12)
ARMS = [*two_by_two(), *classics()]


def due_after(scheduler: Interval, answers: list[bool]) -> list[int]:
    """The intervals that an item gets when it is always asked on the day it is due."""
    day, intervals = 0, []
    for right in answers:
        scheduler.answered(1, TYPED, day, right, guessed=False)
        intervals.append(scheduler.due(1) - day)
        day = scheduler.due(1)
    return intervals


def test_sm2() -> None:
    assert due_after(Sm2(0.5), [True, True, True, False, True, True, True]) == [1, 6, 15, 1, 1, 6, 12]


def test_leitner_and_fixed_intervals() -> None:
    assert due_after(Ladder(0.5, LEITNER), [True] * 6 + [False, True]) == [1, 2, 4, 8, 16, 16, 1, 2]
    assert due_after(Ladder(0.5, FIXED), [True, True, False, True]) == [1, 3, 1, 3]


def test_more_pace_is_shorter_intervals() -> None:
    assert due_after(Ladder(0.8, LEITNER), [True] * 5) == [1, 1, 1, 2, 4]
    assert due_after(Ladder(1 / 3, LEITNER), [True] * 3) == [2, 4, 8]


def test_a_right_answer_after_a_wrong_one_on_one_day_does_not_count() -> None:
    ladder = Ladder(0.5, LEITNER)
    for right in (True, True):
        ladder.answered(1, TYPED, 0 if ladder.stability(1) == 0 else 1, right, guessed=False)
    ladder.answered(1, TYPED, 5, right=False, guessed=False)
    ladder.answered(1, TYPED, 5, right=True, guessed=False)
    assert ladder.due(1) == 6


def test_without_awareness_it_is_plain_fsrs() -> None:
    ours = Remembering(0.9, aware=False, model=Model())
    reference, card = Reference(learning_steps=(), relearning_steps=(), enable_fuzzing=False), Card()
    for right in (True, True, False, True):
        when = card.due
        card, _ = reference.review_card(card, Rating.Good if right else Rating.Again, when)
        day = when.date().toordinal()
        ours.answered(0, CHOICE, day, right, guessed=False)
        assert ours.due(0) - day == pytest.approx((card.due - when).days, abs=1)


def test_with_awareness_it_is_the_memory_of_the_program() -> None:
    scheduler, state = Remembering(0.9, aware=True, model=Model()), None
    for day, kind, right in ((0, TRUE_FALSE, True), (1, CHOICE, True), (5, TYPED, True), (20, CHOICE, False)):
        scheduler.answered(0, kind, day, right, guessed=False)
        seen = Observation(day, float(right), kind.guess, kind.guess, kind.believed_slip, prior=0.5)
        state = update(state, seen, Model())
    assert scheduler.states[0] == state


def test_what_is_told_to_be_guessed_counts_for_nothing() -> None:
    told, silent = (Remembering(0.9, aware=True, model=Model()) for _ in range(2))
    told.answered(0, CHOICE, 0, right=True, guessed=True)
    silent.answered(0, CHOICE, 0, right=True, guessed=False)
    assert told.stability(0) < silent.stability(0)


def test_an_error_taken_for_a_slip_costs_a_known_fact_less() -> None:
    strict, mild = (Remembering(0.9, aware=True, model=Model(), slips=slips) for slips in (False, True))
    for scheduler in (strict, mild):
        for day in (0, 3, 12, 40):
            scheduler.answered(0, CHOICE, day, right=True, guessed=False)
        scheduler.answered(0, CHOICE, 50, right=False, guessed=False)
    assert mild.stability(0) > strict.stability(0)


def candidate(course: Course, fact: int, place: int) -> Candidate:
    """A question of the course as the planner of the program sees it."""
    kind: Kind = course.bank[fact][place].kind
    return Candidate("b", str(place), kind.name, kind.level, (str(fact),), "", "", (), 1.0, place)


@pytest.mark.parametrize("stability", [0.5, 2.0, 9.0])
@pytest.mark.parametrize("last", [0, 1, 2])
def test_questions_are_chosen_as_the_program_chooses_them(stability: float, last: int) -> None:
    course = Course(World(facts=30), _of_stability(stability), 0.9, 1, 5)
    for fact, questions in enumerate(course.bank):
        course.last[fact] = last
        uses = {(fact, one.place): Random(fact).choice([0, 1, 2]) + one.place % 2 for one in questions}
        course.uses |= uses
        known = Known(
            standings={str(fact): Standing(recall=0.5, stability=stability, last_question=f"b/{last}")},
            uses={f"b/{place}": count for (_, place), count in uses.items()},
        )
        candidates = [candidate(course, fact, one.place) for one in questions]
        best = rank_questions(str(fact), candidates, known, Random(1))[0]
        chosen = course._choose(fact, fact)
        wanted = wanted_recall(known.standings[str(fact)])
        assert abs(chosen.kind.level - wanted) == abs(best.recall - wanted)
        assert uses[fact, chosen.place] == uses[fact, int(best.question)]
        assert chosen.place != last


def _of_stability(stability: float) -> Arm:
    class Fixed(Remembering):
        def stability(self, item: int) -> float:
            return stability

    return Arm("fixed", True, lambda pace: Fixed(pace, aware=True, model=Model()))


def test_a_missed_fact_comes_back_as_in_the_program() -> None:
    course = Course(World(facts=30), two_by_two()[0], 0.9, 1, 5)
    for fact, questions in enumerate(course.bank):
        missed = questions[0]
        others = [candidate(course, fact, one.place) for one in questions if one is not missed]
        back = course._comeback(missed)
        assert back is not missed
        assert back.kind.level == rank_comebacks(others, Random(1))[0].recall


@pytest.mark.parametrize("arm", ARMS, ids=lambda arm: arm.name)
def test_a_course_is_the_same_for_the_same_seed(arm: Arm) -> None:
    first, again, other = (follow(SMALL, arm, 0.8, 40, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("arm", ARMS, ids=lambda arm: arm.name)
def test_more_pace_is_more_work(arm: Arm) -> None:
    slow, fast = ([follow(SMALL, arm, pace, 60, seed) for seed in range(3)] for pace in (0.3, 0.9))
    assert workload(fast, "minutes") > workload(slow, "minutes")


@pytest.mark.parametrize("arm", two_by_two(), ids=lambda arm: arm.name)
def test_more_retention_is_more_recall(arm: Arm) -> None:
    slow, fast = ([follow(SMALL, arm, pace, 60, seed) for seed in range(3)] for pace in (0.5, 0.9))
    assert sum(one.recall[60] for one in fast) > sum(one.recall[60] for one in slow)


@pytest.mark.parametrize("arm", two_by_two(), ids=lambda arm: arm.name)
def test_arms_meet_the_same_learner(arm: Arm) -> None:
    course, ours = Course(SMALL, arm, 0.9, 1, 7), Course(SMALL, two_by_two()[0], 0.9, 1, 7)
    assert course.bank == ours.bank
    assert course.typed_recall(1) == ours.typed_recall(1)


def test_per_question_the_first_of_each_fact_comes_before_the_second_of_any() -> None:
    course = Course(SMALL, two_by_two()[1], 0.9, 1, 7)
    items = list(course.new)
    assert [item % PLACES for item in items] == sorted(item % PLACES for item in items)
    assert len(items) == sum(len(questions) for questions in course.bank)


def test_a_fact_is_asked_once_a_day_and_once_more_when_missed() -> None:
    course = Course(SMALL, two_by_two()[1], 0.9, 30, 7)
    for day in range(30):
        before = dict(course.uses)
        course.practise(day)
        for fact in range(SMALL.facts):
            asked = sum(n - before.get(key, 0) for key, n in course.uses.items() if key[0] == fact)
            assert asked <= 2


def test_recall_is_read_on_the_milestones_and_at_the_end() -> None:
    assert list(follow(SMALL, two_by_two()[0], 0.8, 40, 1).recall) == [30, 40]


def test_who_never_learns_is_wrong_wherever_she_cannot_guess() -> None:
    blind = follow(World(facts=10, mix="typed", blind=True), two_by_two()[0], 0.9, 30, 1)
    assert blind.recall[30] == 0.0
    assert blind.calibration["typed"].right == 0
    assert blind.believed == 0.0


def test_schedulers_without_belief_believe_nothing() -> None:
    outcome = follow(SMALL, classics()[0], 0.5, 20, 1)
    assert outcome.believed is None
    assert outcome.calibration == {}


def test_equal_workload_is_found() -> None:
    ours, other = two_by_two()[:2]
    assert (ours.name, other.name) == (OURS, BASELINE)
    seeds = range(1_000_001, 1_000_009)
    wanted = workload([follow(World(), ours, 0.9, 20, seed) for seed in seeds], "answers")
    found = matching_pace(World(), other, 20, seeds, wanted, "answers")
    done = workload([follow(World(), other, found.value, 20, seed) for seed in seeds], "answers")
    assert found.miss == pytest.approx(done / wanted - 1)
    assert abs(found.miss) < 0.03


def test_a_workload_out_of_reach_is_not_called_matched() -> None:
    found = matching_pace(SMALL, two_by_two()[1], 10, [1], 10_000.0)
    assert not found.matched
    assert found.miss < -0.5
    assert Pace(0.5, 0.004).matched


def test_a_rule_that_is_changed_changes_the_course() -> None:
    plain = follow(SMALL, remembering("a"), 0.9, 40, 1)
    for changed in (
        remembering("b", familiar=0.5),
        remembering("c", level=None),
        remembering("d", tap=1.0),
        remembering("e", prior=0.1),
    ):
        assert follow(SMALL, changed, 0.9, 40, 1) != plain


def test_where_recall_may_repeat_it_is_asked_before_recognition() -> None:
    plain, strict = (
        Course(World(facts=30), structs.replace(_of_stability(9.0), repeat=repeat), 0.9, 1, 5)
        for repeat in (False, True)
    )
    alone = [f for f, some in enumerate(plain.bank) if sum(one.kind.options == 1 for one in some) == 1]
    for course in (plain, strict):
        course.last |= {fact: len(course.bank[fact]) - 1 for fact in alone}
    assert {plain._choose(fact, fact).kind.level for fact in alone} == {0}
    assert {strict._choose(fact, fact).kind.level for fact in alone} == {2}
