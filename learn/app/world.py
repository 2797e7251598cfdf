"""The world a session lives in, made of the library, the store and the clock."""

from collections.abc import Mapping, Sequence

from learn.app import App
from learn.events import Body, FinishBody, SessionBody, day_text
from learn.kinds.base import Question
from learn.language import tr, trn
from learn.memory.evidence import recall_anew
from learn.memory.model import Model
from learn.memory.state import MemoryState
from learn.session.asker import Return, Source
from learn.session.evidence import Predicted
from learn.session.machine import Slot
from learn.session.world import Outlook

_AT_ONCE = 16
"""So many questions are looked up at a time, once the first was answered."""


class AppWorld:
    """`learn.session.world.World` over an application.

    The session's own event is handed in when it is not on disk yet: it is written together with the first answer,
    so that a session in which nothing was answered leaves no trace. `slots` are those of the plan: what they need is
    looked up for some of them together.
    """

    def __init__(self, app: App, unwritten: SessionBody | None = None, slots: Sequence[Slot] = ()) -> None:
        self.app = app
        self.unwritten = unwritten
        self._slots = slots
        self._places = {slot.place: place for place, slot in enumerate(slots)}
        self._questions: dict[tuple[str, str], Question] = {}
        self._facts: frozenset[str] = frozenset()

    def now(self) -> int:
        return self.app.clock.now()

    def question(self, bank: str, question: str) -> Question:
        key = (bank, question)
        if key not in self._questions:
            self._look_ahead(key)
        if key not in self._questions:
            self._questions[key] = self.app.library.question(bank, question)
        return self._questions[key]

    def _look_ahead(self, key: tuple[str, str]) -> None:
        """Get the question and those that follow it; the first of a session alone, since somebody waits for it."""
        if self.unwritten is None and key in self._places:
            coming = self._slots[self._places[key] :][:_AT_ONCE]
            self._questions |= self.app.library.questions([slot.place for slot in coming])
            self._facts = frozenset(fact for slot in coming for fact in slot.facts)

    def predict(self, facts: Sequence[str]) -> Mapping[str, Predicted]:
        app = self.app
        coming, self._facts = self._facts.union(facts), frozenset()
        states, read, settings = app.store.before_answer(app.learner, coming)
        taught = _of_lessons(facts)
        lessons = app.library.fact_lessons(taught) if taught else {}
        today, model = app.today, settings.model
        found = {}
        for fact in facts:
            prior = model.prior(lessons.get(fact, "") in read)
            held = states.get(fact)
            recall = predicted_recall(held.memory, today, model) if held else prior
            found[fact] = Predicted(recall=recall, prior=prior, seen=held is not None)
        return found

    def record(self, body: Body) -> str:
        if self.unwritten is None:
            return self.app.record([body])[0].id
        if isinstance(body, FinishBody):
            return ""
        begun, self.unwritten = self.unwritten, None
        return self.app.record([begun, body])[-1].id

    def sources(self, facts: Sequence[str]) -> tuple[Source, ...]:
        return sources_of(self.app, facts)

    def returns(self, facts: Sequence[str]) -> tuple[Return, ...]:
        states = self.app.store.states(self.app.learner, facts, at_hand=True)
        today = self.app.today
        return tuple(Return(fact=f, days=max(0, states[f].due_day - today)) for f in facts if f in states)

    def outlook(self) -> Outlook:
        app = self.app
        counts = app.store.counts(app.learner, app.today, app.library.path)
        coming = app.store.next_due(app.learner, app.today)
        return Outlook(
            due_now=counts.due,
            next_due=day_text(coming[0]) if coming else "",
            next_due_count=coming[1] if coming else 0,
            advice=_five_minutes(app, counts.due, counts.new),
        )


def _five_minutes(app: App, due: int, new: int) -> str:
    """What another five minutes would bring at the learner's pace; nothing where there is nothing to do."""
    from learn.app.pace import questions_in

    fitting = questions_in(app, 5)
    if due > fitting:
        return tr(
            "Another five minutes: {fitting} of the {due} facts that are due (learn review --minutes 5).",
            fitting=fitting,
            due=due,
        )
    if due:
        return trn(
            "Another five minutes: all that is due, {n} fact (learn review).",
            "Another five minutes: all that is due, {n} facts (learn review).",
            due,
        )
    met, _ = app.store.answered_today(app.learner, app.today)
    more = min(fitting, new, app.settings.new_per_day - met)
    if more <= 0:
        return ""
    return trn(
        "Another five minutes: {n} new fact (learn study).", "Another five minutes: {n} new facts (learn study).", more
    )


def predicted_recall(state: MemoryState, day: int, model: Model) -> float:
    """The recall (0–1) by which an answer on `day` will be judged: on the day of an earlier answer, that before it."""
    return recall_anew(state, day, model)


def _of_lessons(facts: Sequence[str]) -> list[str]:
    """Those of the facts that a lesson may have: a question that is its own fact (`bank/id`) is in none."""
    return [fact for fact in facts if "/" not in fact]


def sources_of(app: App, facts: Sequence[str]) -> tuple[Source, ...]:
    """Who says so and where, for those of the facts that a lesson states."""
    cards = filter(None, map(app.library.fact, _of_lessons(facts)))
    return tuple(
        Source(
            fact=card.fact,
            statement=card.statement,
            claim=card.claim,
            by=card.by,
            where=card.where,
            disputed=card.disputed,
        )
        for card in cards
    )
