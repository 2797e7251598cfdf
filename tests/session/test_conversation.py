"""A session carried on with a scripted learner."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from learn.events import AnswerBody, FinishBody, FlagBody, OverrideBody, RetractBody
from learn.kinds import kind_class
from learn.kinds.base import Question
from learn.session.asker import Answer, Closing, Command
from learn.session.conversation import Conversation
from learn.session.machine import Given, Plan, Slot
from learn.session.world import Terms
from tests.session.scripted import MemoryWorld, ScriptedAsker


def short(n: int, **more: Any) -> Question:
    """A question whose right answer is `right`."""
    plain = {"id": f"q{n}", "ask": f"Question {n}?", "facts": [f"f{n}"], "accept": ["right"], **more}
    return msgspec.convert(plain, kind_class("short"))


def talk(
    replies: Sequence[Any],
    *,
    after: Sequence[Any] = (),
    end: Sequence[Any] = (),
    questions: Sequence[Question] = (),
    given: Sequence[Given] = (),
    **terms: Any,
) -> tuple[Closing, ScriptedAsker, MemoryWorld]:
    asked = list(questions) or [short(1), short(2)]
    asker, world = ScriptedAsker(replies, after, end), MemoryWorld(asked)
    slots = tuple(
        Slot(n=n, bank="bank", question=one.id, facts=one.facts, seed=n, points=one.points)
        for n, one in enumerate(asked, 1)
    )
    agreed = Terms(**{"session": "s", "mode": "practice", "title": "Title", **terms})
    plan = Plan(slots=slots, comebacks=agreed.mode != "test")
    return Conversation(asker, world, agreed, plan, given).run(), asker, world


RIGHT, WRONG = Answer("right"), Answer("nonsense")


def test_practice_records_each_answer_before_its_feedback_and_ends_with_the_score() -> None:
    closing, asker, world = talk([RIGHT, RIGHT])
    assert [name for name, _ in asker.heard] == ["open", "ask", "feedback", "ask", "feedback", "close"]
    assert (closing.points, closing.max, closing.percent, closing.paused) == (2.0, 2.0, 100.0, False)
    assert len(world.of(AnswerBody)) == 2
    assert len(world.of(FinishBody)) == 1
    assert [one.recorded for one in asker.said("feedback")] == ["event-0", "event-1"]
    assert closing.learned == ("Statement of f1", "Statement of f2")


def test_a_wrong_answer_comes_back_and_the_score_stays() -> None:
    closing, asker, world = talk([WRONG, RIGHT, RIGHT])
    assert [one.comeback for one in asker.said("ask")] == [False, False, True]
    assert asker.said("feedback")[0].returns[0].days == 0
    assert asker.said("feedback")[1].returns[0].days == 2
    assert closing.percent == 50.0
    assert closing.missed[0].expected == "right"
    assert world.of(AnswerBody)[2].comeback


def test_end_of_input_pauses_and_nothing_is_finished() -> None:
    closing, _, world = talk([RIGHT])
    assert closing.paused
    assert closing.answered == 1
    assert world.of(FinishBody) == []


def test_a_malformed_answer_is_asked_again_and_not_recorded() -> None:
    closing, asker, world = talk([Answer(3), Answer("  "), RIGHT, RIGHT])
    assert len(asker.said("malformed")) == 2
    assert len(world.of(AnswerBody)) == 2
    assert closing.percent == 100.0


def test_a_hint_is_shown_once_asked_for_and_noted() -> None:
    hinted = short(1, hint="Begins with r")
    _, asker, world = talk([Command("hint"), RIGHT], questions=[hinted])
    assert asker.said("hint") == ["Begins with r"]
    assert asker.said("ask")[1].hint_shown == "Begins with r"
    assert world.of(AnswerBody)[0].hint
    _, asker, _ = talk([Command("hint"), RIGHT], questions=[short(1)])
    assert asker.said("malformed") == ["this question has no hint"]


def test_a_skipped_question_is_asked_at_the_end() -> None:
    _, asker, _ = talk([Command("skip"), RIGHT, RIGHT])
    assert [one.n for one in asker.said("ask")] == [1, 2, 1]


def test_undo_takes_the_answer_back_wherever_it_is_asked_for() -> None:
    _, asker, world = talk([WRONG, Command("undo"), RIGHT, RIGHT])
    assert [one.n for one in asker.said("ask")] == [1, 2, 1, 2]
    assert [body.target for body in world.of(RetractBody)] == ["event-0"]
    closing, asker, _ = talk([WRONG, RIGHT, RIGHT], after=[Command("undo")])
    assert [one.n for one in asker.said("ask")] == [1, 1, 2]
    assert closing.percent == 100.0
    _, asker, _ = talk([Command("undo"), RIGHT, RIGHT])
    assert asker.said("malformed") == ["there is no answer to take back"]


def test_undo_on_the_final_screen_reopens_the_session() -> None:
    closing, asker, world = talk([RIGHT, WRONG, RIGHT, RIGHT], end=[Command("undo")])
    assert closing.percent == 50.0
    assert len(world.of(FinishBody)) == 2
    assert asker.said("ask")[-1].comeback


def test_i_was_right_is_recorded_and_calls_the_comeback_off() -> None:
    closing, asker, world = talk([WRONG, RIGHT], after=[Command("override")])
    assert [body.target for body in world.of(OverrideBody)] == ["event-0"]
    assert [one.overridden for one in asker.said("feedback")] == [False, True, False]
    assert closing.percent == 100.0
    _, asker, world = talk([Command("override"), RIGHT, RIGHT])
    assert world.of(OverrideBody) == []


def test_a_flag_is_recorded_with_its_remark() -> None:
    _, _, world = talk([Command("flag", "two are right"), RIGHT, RIGHT], after=[Command("flag", "again")])
    assert [body.remark for body in world.of(FlagBody)] == ["two are right", "again"]


def test_quit_on_the_feedback_pauses() -> None:
    closing, _, world = talk([RIGHT], after=[Command("quit")])
    assert closing.paused
    assert len(world.of(AnswerBody)) == 1


def test_a_test_keeps_its_verdicts_for_the_end_and_gives_no_second_chance() -> None:
    closing, asker, world = talk([WRONG, RIGHT], mode="test", require=70.0, end=[Command("undo")])
    assert [name for name, _ in asker.heard] == ["open", "ask", "recorded", "ask", "recorded", "verdicts", "close"]
    assert [one.verdict.correct for one in asker.said("verdicts")[0]] == [False, True]
    assert closing.passed is False
    assert closing.can_undo is False
    assert world.of(RetractBody) == []


def test_a_paused_test_gives_nothing_away() -> None:
    closing, _, _ = talk([RIGHT], mode="test", require=50.0)
    assert closing.paused
    assert closing.answered == 1
    assert closing.passed is None
    assert closing.untold
    assert (closing.points, closing.percent, closing.right, closing.missed) == (0.0, 0.0, 0, ())
    assert (closing.next_due, closing.next_due_count) == ("", 0)


def test_the_time_limit_ends_a_test_with_all_given_answers_kept() -> None:
    questions = [short(1), short(2), short(3)]
    closing, _, world = talk([RIGHT, Command("expired")], questions=questions, mode="test", deadline=2_000_000)
    assert closing.reason == "time"
    assert (closing.points, closing.max) == (1.0, 3.0)
    assert world.of(FinishBody)[0].reason == "time"


def test_an_answer_after_the_deadline_of_a_test_does_not_count() -> None:
    asker_replies: list[Any] = [RIGHT]
    asker, world = ScriptedAsker(asker_replies), MemoryWorld([short(1)])
    slots = (Slot(n=1, bank="bank", question="q1", facts=("f1",), seed=1),)

    def late() -> Answer:
        world.clock += 10_000
        return RIGHT

    asker.replies = iter([late])
    terms = Terms(session="s", mode="test", title="T", deadline=world.clock + 5_000)
    closing = Conversation(asker, world, terms, Plan(slots=slots, comebacks=False)).run()
    assert closing.reason == "time"
    assert world.of(AnswerBody) == []
    assert asker.said("ask")[0].seconds_left == 5.0


def test_practice_with_a_time_limit_lets_the_open_question_be_answered() -> None:
    asker, world = ScriptedAsker([]), MemoryWorld([short(1), short(2)])
    slots = tuple(Slot(n=n, bank="bank", question=f"q{n}", facts=(f"f{n}",), seed=n) for n in (1, 2))

    def late() -> Answer:
        world.clock += 10_000
        return RIGHT

    asker.replies = iter([late])
    terms = Terms(session="s", mode="practice", title="T", deadline=world.clock + 5_000)
    closing = Conversation(asker, world, terms, Plan(slots=slots)).run()
    assert (closing.reason, closing.answered) == ("time", 1)
    assert world.of(AnswerBody)[0].ms == 10_000


def test_a_session_goes_on_where_it_was_left() -> None:
    first = Slot(n=1, bank="bank", question="q1", facts=("f1",), seed=1)
    left = [Given(slot=first, event="e1", response="nonsense", score=0.0, missed=("f1",))]
    closing, asker, _ = talk([RIGHT, RIGHT], given=left)
    assert [one.n for one in asker.said("ask")] == [2, 3]
    assert asker.said("open")[0].answered == 1
    assert closing.percent == 50.0


def test_answers_without_schedule_leave_memory_alone_but_come_back() -> None:
    _, asker, world = talk([WRONG, RIGHT, RIGHT], schedule=False)
    assert all(body.evidence == () for body in world.of(AnswerBody))
    assert asker.said("ask")[2].comeback
    assert asker.said("feedback")[0].returns == ()


def test_a_guess_is_noted_and_teaches_nothing() -> None:
    closing, _, world = talk([Answer("right", guessed=True), RIGHT])
    assert world.of(AnswerBody)[0].guessed
    assert closing.learned == ("Statement of f2",)


def test_ctrl_c_passes_through() -> None:
    def interrupt() -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        talk([interrupt])
