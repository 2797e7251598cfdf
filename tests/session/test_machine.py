"""The state of a session as a fold over its entries."""

from hypothesis import given
from hypothesis import strategies as st

from learn.session.machine import Entry, Given, Plan, Skipped, Slot, State, begin, correct, step, undo
from learn.session.score import score_of


def slot(n: int, fact: str = "", question: str = "", points: float = 1.0) -> Slot:
    return Slot(n=n, bank="b", question=question or f"q{n}", facts=(fact or f"f{n}",), seed=n, points=points)


def answer(state: State, score: float = 1.0) -> State:
    assert state.current is not None
    return step(state, given_to(state.current, score))


def given_to(current: Slot, score: float) -> Given:
    missed = () if score == 1 else current.facts
    return Given(slot=current, event=f"e{current.n}", response=0, score=score, missed=missed)


def plan(count: int = 3, comebacks: bool = True) -> Plan:
    others = {"f1": (slot(0, "f1", "q1"), slot(0, "f1", "other"))}
    return Plan(slots=tuple(slot(n) for n in range(1, count + 1)), comebacks=comebacks, others=others)


def test_questions_are_asked_in_the_order_of_the_plan() -> None:
    state = begin(plan())
    asked = []
    while state.current is not None:
        asked.append(state.current.n)
        state = answer(state)
    assert asked == [1, 2, 3]


def test_a_wrong_answer_comes_back_once_at_the_end_by_another_question_on_its_fact() -> None:
    state = answer(begin(plan()), score=0.0)
    state = answer(answer(state))
    back = state.current
    assert back is not None
    assert (back.n, back.question, back.comeback, back.points) == (4, "other", True, 0.0)
    assert answer(state, score=0.0).current is None


def test_the_same_question_comes_back_where_its_fact_has_no_other() -> None:
    state = answer(answer(begin(plan(2))), score=0.5)
    assert state.current is not None
    assert (state.current.question, state.current.comeback) == ("q2", True)
    assert state.current.seed != 2


def test_a_fact_missed_by_two_questions_comes_back_once() -> None:
    twice = Plan(slots=(slot(1, "f"), slot(2, "f")))
    state = answer(answer(begin(twice), 0.0), 0.0)
    assert [one.n for one in state.queue] == [3]


def test_nothing_comes_back_in_a_test() -> None:
    state = answer(begin(plan(1, comebacks=False)), 0.0)
    assert state.current is None


def test_a_skipped_question_is_asked_again_at_the_end_and_left_out_when_skipped_there() -> None:
    state = step(begin(plan(2)), Skipped(1))
    assert [one.n for one in state.queue] == [2, 1]
    state = step(step(state, Skipped(1)), Skipped(99))
    assert [one.n for one in state.queue] == [2]


def test_undo_opens_the_last_answered_question_again() -> None:
    state = answer(answer(begin(plan())), 0.0)
    before, taken = undo(state)
    assert taken is not None
    assert taken.slot.n == 2
    assert [one.n for one in before.queue] == [2, 3]
    assert undo(begin(plan())) == (begin(plan()), None)


def test_undo_after_a_skip_takes_back_the_answer_before_it() -> None:
    state = step(answer(begin(plan())), Skipped(2))
    before, taken = undo(state)
    assert taken is not None
    assert [one.n for one in before.queue] == [1, 2, 3]


def test_an_answer_counted_as_right_calls_its_comeback_off() -> None:
    state = answer(begin(plan(2)), 0.0)
    state = correct(state, "e1")
    assert [one.n for one in state.queue] == [2]
    assert state.given[0].score == 1.0


def test_comebacks_do_not_count_for_the_score() -> None:
    state = answer(begin(Plan(slots=(slot(1, points=2.0), slot(2)))), 0.5)
    state = answer(answer(state), 1.0)
    assert state.current is None
    score = score_of(state, require=66.0)
    assert (score.points, score.max, score.percent, score.passed) == (2.0, 3.0, 66.67, True)


def test_what_was_not_answered_earns_nothing_and_no_mark_is_no_verdict() -> None:
    state = answer(begin(plan(3)))
    assert score_of(state, None).percent == 33.33
    assert score_of(state, None).passed is None
    assert score_of(state, 50).passed is False
    assert score_of(begin(Plan(slots=())), None).percent == 0.0


moves = st.lists(st.one_of(st.floats(0, 1), st.sampled_from(["skip", "undo"])), max_size=25)


@given(st.integers(1, 6), moves)
def test_the_state_is_the_fold_of_its_answers_and_every_run_ends(count: int, played: list[float | str]) -> None:
    state = begin(plan(count))
    for move in played:
        current = state.current
        if current is None:
            break
        if move == "undo":
            state, _ = undo(state)
        elif move == "skip":
            state = step(state, Skipped(current.n))
        else:
            state = answer(state, float(move))
    entries: tuple[Entry, ...] = state.entries
    assert [one.slot.n for one in begin(state.plan, entries).given] == [one.slot.n for one in state.given]
    assert len({one.slot.n for one in state.given}) == len(state.given)
    for _ in range(100):
        if state.current is None:
            break
        state = answer(state, 0.0)
    assert state.current is None
    assert 0 <= score_of(state, None).percent <= 100
