"""A session carried on with a learner: put the question, take the reply, grade, record, answer.

The rules of order live here: an answer is recorded before its feedback is shown; in a test the feedback waits for
the end; whatever ends the conversation early leaves a session that can be gone on with.
"""

from collections.abc import Sequence

from learn.events import FinishBody, FlagBody, OverrideBody, RetractBody
from learn.interactions import fault
from learn.kinds.words import said, shown
from learn.language import tr
from learn.session.asker import Answer, Asked, Asker, Closing, Command, Feedback, Opening, Reply, Return
from learn.session.machine import Given, Plan, Skipped, Slot, State, begin, correct, retrace, step, undo
from learn.session.marking import Put, grade_again, mark, missed_question, put
from learn.session.score import score_of
from learn.session.world import Terms, World
from learn.verdict import Malformed, Verdict


class Conversation:
    """One session, from its opening (or from where it was left) to its close."""

    def __init__(self, asker: Asker, world: World, terms: Terms, plan: Plan, given: Sequence[Given] = ()) -> None:
        self.asker = asker
        self.world = world
        self.terms = terms
        self.state: State = begin(plan, retrace(plan, given))
        self.put: Put | None = None
        self.learned: dict[str, None] = {}
        self.expired = False

    def run(self) -> Closing:
        """Ask until the end, or until the learner leaves. KeyboardInterrupt passes through: all answers are kept."""
        self._opening()
        while self._ask_all():
            closing, command = self._finish()
            if command is None or command.name != "undo" or self.terms.is_test:
                return closing
            self._take_back()
        return self._pause()

    # -- the run of questions ------------------------------------------------------------------------------------

    def _opening(self) -> None:
        terms = self.terms
        self.asker.open(
            Opening(
                session=terms.session,
                mode=terms.mode,
                questions=len(self.state.plan.slots),
                title=terms.title,
                answered=len(self.state.counted),
                minutes=terms.minutes,
                require=terms.require,
                notices=terms.notices,
            )
        )

    def _ask_all(self) -> bool:
        """True at the end of the questions or of the time, False when the learner leaves."""
        while self.state.current is not None and not self._time_is_up():
            current = self._put(self.state.current)
            asked = self._asked(current)
            reply: Reply | None = self.asker.ask(asked)
            if isinstance(reply, Answer):
                reply = self._answer(current, asked, reply)
            if reply is not None and not self._carry_out(reply, current, asked):
                return False
        return True

    def _time_is_up(self) -> bool:
        deadline = self.terms.deadline
        self.expired = self.expired or (deadline is not None and self.world.now() >= deadline)
        return self.expired

    def _put(self, slot: Slot) -> Put:
        if self.put is None or self.put.slot.n != slot.n:
            self.put = put(slot, self.world.question(slot.bank, slot.question), self.world.now())
        return self.put

    def _asked(self, current: Put) -> Asked:
        slot, question = current.slot, current.question
        return Asked(
            n=slot.n,
            of=self.state.plan.last_n,
            question=slot.ref,
            kind=question.kind,
            ask=said(question.prompt, question.kind),
            interaction=shown(current.shown.interaction, question.kind),
            heading=slot.heading,
            comeback=slot.comeback,
            has_hint=bool(question.hint),
            hint_shown=current.hint,
            seconds_left=self._seconds_left(),
            can_undo=self.state.can_undo,
            test=self.terms.is_test,
        )

    def _seconds_left(self) -> float | None:
        if self.terms.deadline is None or not self.terms.is_test:
            return None
        return max(0.0, (self.terms.deadline - self.world.now()) / 1000)

    # -- answers -------------------------------------------------------------------------------------------------

    def _answer(self, current: Put, asked: Asked, answer: Answer) -> Command | None:
        """Grade, record, and show what it came to. Returns a command given on the feedback that is still to do."""
        misfit = fault(current.shown.interaction, answer.response)
        verdict = Malformed(misfit) if misfit else current.question.grade(current.shown, answer.response)
        if isinstance(verdict, Malformed):
            self.asker.malformed(verdict.message)
            return None
        if self.terms.is_test and self._time_is_up():
            return None
        given = self._record(current, answer, verdict)
        if self.terms.is_test:
            self.asker.recorded(asked, given.event)
            return None
        return self._respond(current, asked, given, verdict)

    def _record(self, current: Put, answer: Answer, verdict: Verdict) -> Given:
        predicted = self.world.predict(current.facts)
        marked = mark(current, answer, verdict, predicted, self.terms, self.world.now())
        event = self.world.record(marked.body)
        given = Given(current.slot, event, answer.response, verdict.score, marked.missed)
        self.learned |= dict.fromkeys(marked.learned)
        self.state = step(self.state, given)
        self.put = None
        return given

    def _respond(self, current: Put, asked: Asked, given: Given, verdict: Verdict) -> Command | None:
        """Show the feedback until the learner goes on; an undo or a quit is handed back to be carried out."""
        overridden = False
        while True:
            command = self.asker.feedback(self._feedback(current, asked, given, verdict, overridden))
            if command is None or command.name not in ("override", "flag"):
                return command
            if command.name == "flag":
                self._flag(current, command.remark)
            else:
                overridden = self._override() or overridden

    def _feedback(self, current: Put, asked: Asked, given: Given, verdict: Verdict, overridden: bool) -> Feedback:
        return Feedback(
            n=asked.n,
            asked=asked,
            response=given.response,
            verdict=verdict,
            recorded=given.event,
            explain=current.question.explain,
            sources=self.world.sources(current.facts),
            returns=self._returns(current),
            can_override=not verdict.correct and not overridden and not self.terms.is_test,
            overridden=overridden,
            last=self.state.current is None,
        )

    def _returns(self, current: Put) -> tuple[Return, ...]:
        if not self.terms.schedule:
            return ()
        known = self.world.returns(current.facts)
        if not self.state.returned:
            return known
        soon = {fact for waiting in self.state.queue if waiting.comeback for fact in waiting.facts}
        return tuple(Return(fact=back.fact, days=0) if back.fact in soon else back for back in known)

    # -- commands ------------------------------------------------------------------------------------------------

    def _carry_out(self, command: Command, current: Put, asked: Asked) -> bool:
        """Do what was asked for; False for quit."""
        match command.name:
            case "quit":
                return False
            case "hint":
                self._hint(current, asked)
            case "skip":
                self.state = step(self.state, Skipped(current.slot.n))
            case "undo":
                self._take_back()
            case "override":
                self._override()
            case "flag":
                self._flag(current, command.remark)
            case "expired":
                self.expired = True
        return True

    def _hint(self, current: Put, asked: Asked) -> None:
        if not current.question.hint:
            self.asker.malformed(tr("this question has no hint"))
            return
        current.hint = current.question.hint
        self.asker.hint(asked, current.hint)

    def _flag(self, current: Put, remark: str) -> None:
        from learn.kinds.hashing import content_hash

        slot = current.slot
        digest = content_hash(current.question)
        self.world.record(FlagBody(bank=slot.bank, question=slot.question, hash=digest, remark=remark))
        self.asker.tell(tr("Flagged for the teacher."))

    def _take_back(self) -> None:
        before, given = undo(self.state)
        if given is None:
            self.asker.malformed(tr("there is no answer to take back"))
            return
        self.world.record(RetractBody(target=given.event))
        self.state = before
        self.put, self.expired = None, False
        self.asker.tell(tr("Taken back: the question is open again."))

    def _override(self) -> bool:
        last = self.state.given[-1] if self.state.given else None
        if self.terms.is_test or last is None or last.score == 1:
            self.asker.malformed(tr("there is no wrong answer here that could be counted as right"))
            return False
        self.world.record(OverrideBody(target=last.event))
        self.state = correct(self.state, last.event)
        self.asker.tell(tr("Noted: you were right. It counts as right from now on."))
        return True

    # -- the end -------------------------------------------------------------------------------------------------

    def _pause(self) -> Closing:
        closing = self._closing(paused=True)
        if self.terms.is_test:
            closing = _untold(closing)
        self.asker.close(closing)
        return closing

    def _finish(self) -> tuple[Closing, Command | None]:
        score = score_of(self.state, self.terms.require)
        self.world.record(
            FinishBody(
                session=self.terms.session,
                points=score.points,
                max=score.max,
                percent=score.percent,
                passed=score.passed,
                reason="time" if self.expired else "done",
            )
        )
        if self.terms.is_test:
            self.asker.verdicts(tuple(self._late_feedback(given) for given in self.state.given))
        closing = self._closing(paused=False)
        return closing, self.asker.close(closing)

    def _late_feedback(self, given: Given) -> Feedback:
        current = self._put_again(given.slot)
        return self._feedback(current, self._asked(current), given, grade_again(current, given.response), False)

    def _put_again(self, slot: Slot) -> Put:
        return put(slot, self.world.question(slot.bank, slot.question), self.world.now())

    def _closing(self, paused: bool) -> Closing:
        score = score_of(self.state, self.terms.require)
        outlook = self.world.outlook()
        counted = self.state.counted
        wrong = () if paused else tuple(given for given in counted if given.score < 1)
        return Closing(
            points=score.points,
            max=score.max,
            percent=score.percent,
            passed=score.passed,
            require=self.terms.require,
            reason="time" if self.expired else "done",
            paused=paused,
            answered=len(counted),
            right=sum(given.score == 1 for given in counted),
            learned=tuple(source.statement for source in self.world.sources(tuple(self.learned))),
            missed=tuple(missed_question(self._put_again(one.slot), one) for one in wrong),
            next_due=outlook.next_due,
            next_due_count=outlook.next_due_count,
            due_now=outlook.due_now,
            advice=outlook.advice,
            can_undo=bool(self.state.given and self.terms.session) and not paused and not self.terms.is_test,
        )


def _untold(closing: Closing) -> Closing:
    """The end of a test that was left, with nothing in it that tells how well it goes."""
    return Closing(
        points=0.0,
        max=closing.max,
        percent=0.0,
        require=closing.require,
        reason=closing.reason,
        paused=True,
        answered=closing.answered,
        due_now=closing.due_now,
        advice=closing.advice,
        untold=True,
    )
