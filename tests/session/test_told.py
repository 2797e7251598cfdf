"""What an asker is told and what is put on disk, to the last field: nothing of a question is lost on the way."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import msgspec
import pytest

from learn.events import AnswerBody, Evidence, FinishBody, FlagBody
from learn.interactions import PickOne
from learn.kinds import kind_class
from learn.kinds.base import Question
from learn.kinds.hashing import content_hash
from learn.kinds.words import said, shown
from learn.language import speaking, tr
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Missed, Opening, Return
from learn.session.conversation import Conversation
from learn.session.evidence import Predicted
from learn.session.machine import Given, Plan, Skipped, Slot, begin, correct, retrace, step, undo
from learn.session.marking import grade_again, mark, put
from learn.session.score import Score, score_of
from learn.session.titles import shown_title
from learn.session.world import Outlook, Terms
from learn.verdict import Verdict
from tests.session.scripted import MemoryWorld, ScriptedAsker


class TellingWorld(MemoryWorld):
    """A world in which no two numbers are the same, with one bank."""

    def question(self, bank: str, question: str) -> Question:
        assert bank == "bank"
        return super().question(bank, question)

    def predict(self, facts: Sequence[str]) -> Mapping[str, Predicted]:
        return {
            fact: Predicted(recall=(4 + 2 * place) / 10, prior=0.3, seen=fact in self.seen)
            for place, fact in enumerate(facts)
        }

    def returns(self, facts: Sequence[str]) -> tuple[Return, ...]:
        return tuple(Return(fact=fact, days=5) for fact in facts)

    def outlook(self) -> Outlook:
        return Outlook(due_now=4, next_due="2026-03-02", next_due_count=3, advice="Sleep well.")


def made(kind: str, **plain: Any) -> Question:
    cls = kind_class(kind)
    return msgspec.convert(cls.prepare({"ask": f"Question {plain['id']}?", **plain}), cls)


CHOICE = made(
    "choice",
    id="q1",
    facts=["f1", "g1"],
    answer="Seoul",
    distractors=[{"text": "Busan", "feedback": "That is a port."}, "Daegu"],
    hint="Not by the sea",
    explain="It is the capital.",
    points=2.0,
)
SORT = made("sort", id="q2", facts=["f2"], categories={"A": ["a1", "a2"], "B": [{"text": "b1", "fact": "part"}]})
SLOTS = (
    Slot(n=1, bank="bank", question="q1", facts=("f1", "g1"), seed=7, points=2.0, heading="Cities"),
    Slot(n=2, bank="bank", question="q2", facts=("f2",), seed=8, heading="Sorting"),
)
TERMS = Terms(session="s", mode="practice", title="Title", minutes=5, require=60.0, notices=("Note",))
SHOWN = CHOICE.present(Random(7))
assert isinstance(SHOWN.interaction, PickOne)
SEOUL, BUSAN = (SHOWN.interaction.options.index(city) for city in ("Seoul", "Busan"))
SORTED = SORT.samples(SORT.present(Random(8))).right


class ListeningAsker(ScriptedAsker):
    """One that also notes which question it was spoken to about."""

    def hint(self, asked: Asked, text: str) -> None:
        super().hint(asked, text)
        self.heard.append(("about", asked.n))

    def recorded(self, asked: Asked, event: str) -> None:
        super().recorded(asked, event)
        self.heard.append(("about", asked.n))


class Run:
    """A conversation over, and what was said in it; a second passes at every question."""

    def __init__(self, replies: Sequence[Any], terms: Terms = TERMS, **scripts: Sequence[Any]) -> None:
        self.world = TellingWorld([CHOICE, SORT])
        self.asker = ListeningAsker([self._slow(reply) for reply in replies], **scripts)
        plan = Plan(slots=SLOTS, comebacks=not terms.is_test)
        self.closing = Conversation(self.asker, self.world, terms, plan).run()

    def _slow(self, reply: Any) -> Any:
        def wait() -> Any:
            self.world.clock += 1000
            return reply

        return wait

    def said(self, what: str) -> list[Any]:
        return self.asker.said(what)


def verdict_on(response: int) -> Verdict:
    verdict = CHOICE.grade(SHOWN, response)
    assert isinstance(verdict, Verdict)
    return verdict


FIRST = Asked(
    n=1,
    of=2,
    question="bank/q1",
    kind="choice",
    ask="Question q1?",
    interaction=SHOWN.interaction,
    heading="Cities",
    has_hint=True,
)


class TestPractice:
    def test_the_opening(self) -> None:
        assert Run([]).said("open") == [Opening("s", "practice", 2, "Title", 0, 5, 60.0, ("Note",))]

    def test_the_questions(self) -> None:
        run = Run([Command("hint"), Answer(SEOUL), Answer(SORTED)])
        second = Asked(2, 2, "bank/q2", "sort", "Question q2?", SORT.present(Random(8)).interaction, "Sorting")
        assert run.said("ask") == [
            FIRST,
            msgspec.structs.replace(FIRST, hint_shown="Not by the sea"),
            msgspec.structs.replace(second, can_undo=True),
        ]

    def test_the_feedback_on_a_wrong_answer(self) -> None:
        run = Run([Answer(BUSAN), Command("quit")])
        assert run.said("feedback") == [
            Feedback(
                n=1,
                asked=FIRST,
                response=BUSAN,
                verdict=verdict_on(BUSAN),
                recorded="event-0",
                explain="It is the capital.",
                sources=run.world.sources(("f1", "g1")),
                returns=(Return("f1", 0), Return("g1", 0)),
                can_override=True,
            )
        ]

    def test_the_feedback_on_right_answers(self) -> None:
        first, last = Run([Answer(SEOUL), Answer(SORTED)]).said("feedback")
        assert not first.can_override
        assert first.returns == (Return("f1", 5), Return("g1", 5))
        assert (first.last, last.last) == (False, True)

    def test_what_is_put_on_disk(self) -> None:
        run = Run([Command("hint"), Answer(BUSAN, guessed=True), Answer(SORTED), Answer(SEOUL)])
        first, second, third = run.world.of(AnswerBody)
        shares = {"guess": 1 / 3, "chance": 1 / 3, "slip": 0.03, "prior": 0.3}
        assert first == AnswerBody(
            session="s",
            n=1,
            bank="bank",
            question="q1",
            hash=content_hash(CHOICE),
            kind="choice",
            seed=7,
            response=BUSAN,
            chosen=("Busan",),
            score=0.0,
            evidence=(
                Evidence("f1", 0.0, recall=0.4, **shares),
                Evidence("g1", 0.0, recall=0.6, **shares),
            ),
            points=2.0,
            recall=0.5,
            ms=2000,
            hint=True,
            guessed=True,
        )
        assert (second.parts, second.points, second.ms, second.hint, second.guessed) == (
            (1, 1, 1),
            1.0,
            1000,
            False,
            False,
        )
        assert (third.n, third.comeback) == (3, True)

    def test_evidence_for_a_part_keeps_its_recall_and_prior(self) -> None:
        body = Run([Answer(SEOUL), Answer(SORTED)]).world.of(AnswerBody)[1]
        assert [(one.fact, one.recall, one.prior, one.slip) for one in body.evidence] == [
            ("f2", 0.4, 0.3, 0.03),
            ("part", 0.6, 0.3, 0.03),
        ]

    def test_the_end(self) -> None:
        run = Run([Answer(BUSAN), Answer(SORTED), Answer(SEOUL)])  # which is another city where it comes back
        assert run.world.of(FinishBody) == [FinishBody("s", points=1.0, max=3.0, percent=33.33, passed=False)]
        assert run.closing == Closing(
            points=1.0,
            max=3.0,
            percent=33.33,
            passed=False,
            require=60.0,
            answered=2,
            right=1,
            learned=("Statement of f2", "Statement of part"),
            missed=(Missed("bank/q1", "Question q1?", "Seoul"),),
            next_due="2026-03-02",
            next_due_count=3,
            due_now=4,
            advice="Sleep well.",
            can_undo=True,
        )
        assert run.said("close") == [run.closing]

    def test_a_pause_says_how_far_it_came_and_nothing_of_what_was_missed(self) -> None:
        closing = Run([Answer(BUSAN), Command("quit")]).closing
        assert (closing.paused, closing.answered, closing.points, closing.missed) == (True, 1, 0.0, ())
        assert (closing.reason, closing.can_undo) == ("done", False)

    def test_what_was_right_is_counted(self) -> None:
        assert [Run([Answer(SEOUL), Answer(SORTED)]).closing.right, Run([Answer(SEOUL)]).closing.right] == [2, 1]

    def test_a_clock_that_was_set_back_took_no_time(self) -> None:
        asked = put(SLOTS[0], CHOICE, 5_000)
        known = {fact: Predicted(0.5, 0.3) for fact in asked.facts}
        for now, took in ((4_000, 0), (5_000, 0), (5_001, 1)):
            assert mark(asked, Answer(SEOUL), verdict_on(SEOUL), known, TERMS, now).body.ms == took

    def test_time_that_is_up(self) -> None:
        run = Run([Answer(SEOUL), Command("expired")])
        assert run.closing.reason == "time"
        assert run.world.of(FinishBody)[0].reason == "time"

    def test_a_flag_names_the_question_and_its_content(self) -> None:
        run = Run([Command("flag", "Busan is right")])
        assert run.world.of(FlagBody) == [FlagBody("bank", "q1", content_hash(CHOICE), "Busan is right")]
        assert run.said("tell") == ["Flagged for the teacher."]

    def test_a_flag_on_the_feedback_is_followed_by_the_feedback_again(self) -> None:
        run = Run([Answer(SEOUL), Answer(SORTED)], after=[Command("flag", "why?")])
        assert [one.n for one in run.said("feedback")] == [1, 1, 2]
        assert [one.remark for one in run.world.of(FlagBody)] == ["why?"]

    def test_what_was_carried_out_is_said(self) -> None:
        run = Run([Answer(BUSAN), Command("override"), Command("undo")])
        assert run.said("tell") == [
            "Noted: you were right. It counts as right from now on.",
            "Taken back: the question is open again.",
        ]
        assert run.said("ask")[-1].n == 1

    def test_there_is_nothing_to_count_as_right_where_all_is(self) -> None:
        refused = "there is no wrong answer here that could be counted as right"
        assert Run([Command("override")]).said("malformed") == [refused]
        assert Run([Answer(SEOUL), Command("override")]).said("malformed") == [refused]

    def test_a_hint_is_that_of_the_question_before_it(self) -> None:
        run = Run([Command("hint"), Answer(SEOUL)])
        assert run.asker.heard[2:4] == [("hint", "Not by the sea"), ("about", 1)]
        assert run.said("ask")[2].hint_shown == ""

    def test_a_right_answer_is_not_counted_as_right_besides(self) -> None:
        run = Run([Answer(SEOUL), Answer(SORTED)], after=[Command("override")])
        assert [one.overridden for one in run.said("feedback")] == [False, False, False]

    def test_what_is_counted_as_right_twice_is_recorded_once(self) -> None:
        run = Run([Answer(BUSAN), Answer(SORTED)], after=[Command("override"), Command("override")])
        assert [one.can_override for one in run.said("feedback")] == [True, False, False, False]
        assert len(run.world.events) == 4  # two answers, one override, the end

    def test_what_is_no_answer_is_asked_again_and_why(self) -> None:
        run = Run([Answer(3), Answer(SEOUL), Answer((0, 1))])
        assert run.said("malformed") == [
            "the answer is a number from 0 to 2",
            "the answer is a list of 3 numbers from 0 to 1, one for each left item",
        ]

    def test_the_missed_parts_in_one_line(self) -> None:
        wrong = SORT.samples(SORT.present(Random(8))).wrong
        closing = Run([Answer(SEOUL), Answer(wrong), Answer(SORTED)]).closing
        expected = SORT.grade(SORT.present(Random(8)), SORTED)
        assert isinstance(expected, Verdict)
        assert closing.missed[0].expected == " · ".join(map(str, expected.expected))

    @pytest.mark.parametrize(
        ("session", "replies"), [("", [Answer(SEOUL), Answer(SORTED)]), ("s", [Command("skip")] * 4)]
    )
    def test_nothing_to_take_back_at_the_end(self, session: str, replies: list[Any]) -> None:
        closing = Run(replies, msgspec.structs.replace(TERMS, session=session)).closing
        assert (closing.paused, closing.can_undo) == (False, False)


class TestTest:
    TERMS = Terms(session="s", mode="test", title="Test", deadline=1_000_000 + 9_000, require=50.0)

    def test_a_question_says_that_it_is_one_and_what_time_is_left(self) -> None:
        first, second = Run([Answer(BUSAN), Answer(SORTED)], self.TERMS).said("ask")
        assert (first.test, first.seconds_left) == (True, 9.0)
        assert (second.test, second.seconds_left) == (True, 8.0)

    def test_the_verdicts_at_the_end(self) -> None:
        run = Run([Answer(BUSAN), Answer(SORTED)], self.TERMS)
        wrong, right = run.said("verdicts")[0]
        assert (wrong.n, wrong.response, wrong.verdict, wrong.recorded) == (1, BUSAN, verdict_on(BUSAN), "event-0")
        assert (wrong.can_override, wrong.overridden, wrong.explain) == (False, False, "It is the capital.")
        assert (right.n, right.verdict.correct, right.last) == (2, True, True)
        assert run.said("recorded") == ["event-0", "event-1"]
        assert run.said("about") == [1, 2]
        assert run.closing.missed == (Missed("bank/q1", "Question q1?", "Seoul"),)
        assert (run.closing.passed, run.closing.can_undo) == (False, False)

    def test_an_answer_that_the_question_would_refuse_today_earns_nothing(self) -> None:
        asked = made("number", id="q3", value="5")
        assert grade_again(put(Slot(n=1, bank="bank", question="q3", facts=(), seed=1), asked, 0), "many") == Verdict(
            0.0
        )

    def test_left_before_its_end(self) -> None:
        closing = Run([Answer(SEOUL)], self.TERMS).closing
        assert closing == Closing(
            points=0.0,
            max=3.0,
            percent=0.0,
            require=50.0,
            paused=True,
            answered=1,
            due_now=4,
            advice="Sleep well.",
            untold=True,
        )

    def test_no_answer_of_it_can_be_counted_as_right(self) -> None:
        run = Run([Answer(BUSAN), Command("override")], self.TERMS)
        assert len(run.said("malformed")) == 1
        assert len(run.world.events) == 1

    def test_the_last_moment_is_too_late(self) -> None:
        run = Run([Answer(BUSAN)], msgspec.structs.replace(self.TERMS, deadline=1_001_000))
        assert run.world.of(AnswerBody) == []
        assert run.closing.reason == "time"


class TestInAnotherLanguage:
    """What no author wrote is said in the interface's language; what an author wrote stays, if it reads the same."""

    def test_the_words_of_kinds(self) -> None:
        options = PickOne(("True", "False"))
        with speaking("ko"):
            yes, no = (said(word, "true_false") for word in options.options)
            assert len({yes, no, "True", "False"}) == 4
            assert shown(options, "true_false") == PickOne((yes, no))
            assert shown(options, "choice") == options
            assert said("True", "short") == "True"
            assert said("Fill the gaps.", "cloze") != "Fill the gaps."
            assert said("True", "cloze") == "True"

    def test_a_question_as_it_is_asked(self) -> None:
        questions = [
            made("cloze", id="q1", text="{{a}}", ask=""),
            made("true_false", id="q2", answer="true", ask="Well?"),
        ]
        slots = tuple(Slot(n=n, bank="bank", question=one.id, facts=(), seed=n) for n, one in enumerate(questions, 1))
        asker = ScriptedAsker([Command("skip"), Command("skip")])
        with speaking("ko"):
            Conversation(asker, TellingWorld(questions), TERMS, Plan(slots=slots)).run()
            first, second = asker.said("ask")[:2]
            assert first.ask == said("Fill the gaps.", "cloze")
            assert (second.ask, second.interaction.options[0]) == ("Well?", said("True", "true_false"))

    def test_the_titles_of_sessions(self) -> None:
        with speaking("ko"):
            assert shown_title("Review") != "Review"
            assert shown_title("Mixed practice") != "Mixed practice"
            assert tr("Flagged for the teacher.") != "Flagged for the teacher."
            assert shown_title("Flagged for the teacher.") == "Flagged for the teacher."
        assert shown_title("Review") == "Review"


def slot(n: int, *facts: str, question: str = "", heading: str = "") -> Slot:
    return Slot(n=n, bank="b", question=question or f"q{n}", facts=facts or (f"f{n}",), seed=n, heading=heading)


def given(at: Slot, score: float = 0.0, missed: tuple[str, ...] | None = None) -> Given:
    return Given(at, f"e{at.n}", 0, score, (() if score == 1 else at.facts) if missed is None else missed)


class TestTheFold:
    def test_comebacks_are_numbered_on_behind_the_plan(self) -> None:
        state = begin(Plan(slots=(slot(1), slot(2), slot(3))))
        for n in (1, 2, 3):
            state = step(state, given(slot(n)))
        assert [one.n for one in state.queue] == [4, 5, 6]

    def test_comebacks_of_many_questions_are_shuffled_each_in_its_own_way(self) -> None:
        slots = tuple(slot(n) for n in range(1, 200))
        state = begin(Plan(slots=slots), [given(one) for one in slots])
        seeds = {one.seed for one in state.queue}
        assert len(seeds) == 199
        assert all(0 <= seed < 2**31 for seed in seeds)

    def test_a_comeback_is_shuffled_alike_by_every_version_of_the_program(self) -> None:
        state = begin(Plan(slots=(slot(2),)), [given(slot(2))])
        assert state.queue[0].seed == (2 * 1_103_515_245 + 12_345) - 2**31

    def test_a_comeback_takes_the_heading_of_what_was_missed(self) -> None:
        plan = Plan(slots=(slot(1, "f", heading="Here"),), others={"f": (slot(0, "f", question="other"),)})
        back = step(begin(plan), given(plan.slots[0])).current
        assert back is not None
        assert (back.question, back.heading, back.n, back.points) == ("other", "Here", 2, 0.0)

    def test_a_number_given_elsewhere_is_not_given_again(self) -> None:
        plan = Plan(slots=(slot(1), slot(2)))
        state = begin(plan, [given(slot(7), 1.0), given(plan.slots[0])])
        assert [one.n for one in state.queue] == [2, 8]

    def test_an_answer_missed_on_two_facts_comes_back_for_the_first(self) -> None:
        plan = Plan(slots=(slot(1, "f", "g"), slot(2, "g")))
        state = step(begin(plan), given(plan.slots[0]))
        assert state.returned == {"f"}
        state = step(state, given(plan.slots[1]))
        assert state.returned == {"f", "g"}
        assert [one.n for one in state.queue] == [3, 4]

    def test_what_comes_back_covers_all_facts_it_tests(self) -> None:
        plan = Plan(slots=(slot(1, "f"), slot(2, "g")), others={"f": (slot(0, "f", "g", question="both"),)})
        state = step(begin(plan), given(plan.slots[0]))
        state = step(state, given(state.queue[1]))
        assert [one.n for one in step(state, given(plan.slots[1])).queue] == []

    def test_the_question_asked_last_on_another_of_its_facts_comes_back_rather_not(self) -> None:
        both, fresh = slot(0, "f", "g", question="q2"), slot(0, "f", question="fresh")
        plan = Plan(slots=(slot(1, "f"), slot(2, "g")), others={"f": (both, fresh)})
        back = step(begin(plan), given(plan.slots[0])).queue[-1]
        assert back.question == "fresh"

    def test_of_questions_asked_anyway_that_comes_back_which_was_not_the_last_on_any_of_its_facts(self) -> None:
        last, other = slot(0, "f", "g", question="q1"), slot(0, "f", "h", question="q3")
        plan = Plan(slots=(slot(1, "g"), slot(2, "f"), slot(3, "h")), others={"f": (last, other)})
        state = begin(plan, [given(slot(1, "g"), 1.0), given(slot(2, "f"))])
        assert state.queue[-1].question == "q3"

    def test_passed_over_is_skipped_once(self) -> None:
        plan = Plan(slots=(slot(1), slot(2), slot(3)))
        entries = retrace(plan, [given(slot(3), 1.0), given(slot(2), 1.0)])
        assert entries == [Skipped(1), Skipped(2), given(slot(3), 1.0), given(slot(2), 1.0)]
        assert [one.n for one in begin(plan, entries).queue] == [1]
        assert retrace(plan, [given(slot(1), 1.0), given(slot(3), 1.0)])[1] == Skipped(2)

    def test_only_the_answer_that_was_meant_is_counted_as_right(self) -> None:
        plan = Plan(slots=(slot(1), slot(2)), comebacks=False)
        state = correct(begin(plan, [given(slot(1)), Skipped(2), given(slot(2))]), "e2")
        assert [one.score for one in state.given] == [0.0, 1.0]
        assert state.given[1].missed == ()

    def test_undo_puts_the_question_in_front_and_keeps_what_was_before(self) -> None:
        plan = Plan(slots=(slot(1), slot(2), slot(3)))
        state = begin(plan, [given(slot(1)), given(slot(2), 1.0)])
        before, taken = undo(state)
        assert taken == given(slot(2), 1.0)
        assert [one.n for one in before.queue] == [2, 3, 4]
        assert before.given == (given(slot(1)),)
        assert before.can_undo
        assert not begin(plan, [Skipped(1)]).can_undo

    def test_points_are_rounded_where_halves_and_thirds_meet(self) -> None:
        plan = Plan(slots=(slot(1), slot(2), slot(3)), comebacks=False)
        state = begin(plan, [given(slot(n), score) for n, score in ((1, 0.1), (2, 0.2), (3, 1 / 3))])
        assert score_of(state, 21.11) == Score(points=0.633333, max=3.0, percent=21.11, passed=True)
        assert score_of(state, 21.12).passed is False
        halves = begin(Plan(slots=(msgspec.structs.replace(slot(1), points=0.5), slot(2))), [given(slot(2), 1.0)])
        assert score_of(halves, None) == Score(points=1.0, max=1.5, percent=66.67, passed=None)
