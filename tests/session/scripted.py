"""A learner who follows a script, and a world that remembers what it was told."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from learn.events import Body
from learn.kinds.base import Question
from learn.problems import NotFound
from learn.session.asker import Asked, Closing, Command, Feedback, Opening, Reply, Return, Source
from learn.session.evidence import Predicted
from learn.session.world import Outlook


class ScriptedAsker:
    """Answers from a list: replies to questions, to feedback and to the end each have their own script."""

    def __init__(self, replies: Iterable[Any], after: Iterable[Any] = (), end: Iterable[Any] = ()) -> None:
        self.replies = iter(replies)
        self.after = iter(after)
        self.end = iter(end)
        self.heard: list[tuple[str, Any]] = []

    def said(self, what: str) -> list[Any]:
        """Everything of one sort that the session said."""
        return [value for name, value in self.heard if name == what]

    def open(self, opening: Opening) -> None:
        self.heard.append(("open", opening))

    def ask(self, asked: Asked) -> Reply:
        self.heard.append(("ask", asked))
        reply = next(self.replies, Command("quit"))
        return reply() if callable(reply) else reply

    def malformed(self, message: str) -> None:
        self.heard.append(("malformed", message))

    def tell(self, message: str) -> None:
        self.heard.append(("tell", message))

    def hint(self, asked: Asked, text: str) -> None:
        self.heard.append(("hint", text))

    def recorded(self, asked: Asked, event: str) -> None:
        self.heard.append(("recorded", event))

    def feedback(self, feedback: Feedback) -> Command | None:
        self.heard.append(("feedback", feedback))
        return next(self.after, None)

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        self.heard.append(("verdicts", feedbacks))

    def close(self, closing: Closing) -> Command | None:
        self.heard.append(("close", closing))
        return next(self.end, None)


class MemoryWorld:
    """A world without disk: events go into a list, the clock moves when told."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = {question.id: question for question in questions}
        self.events: list[tuple[str, Body]] = []
        self.clock = 1_000_000
        self.seen: set[str] = set()

    def of(self, kind: type[Any]) -> list[Any]:
        """The bodies of one type, in the order they were recorded."""
        return [body for _, body in self.events if isinstance(body, kind)]

    def now(self) -> int:
        return self.clock

    def question(self, bank: str, question: str) -> Question:
        if question not in self.questions:
            raise NotFound(f"no question {bank}/{question}")
        return self.questions[question]

    def predict(self, facts: Sequence[str]) -> Mapping[str, Predicted]:
        return {fact: Predicted(recall=0.3, prior=0.3, seen=fact in self.seen) for fact in facts}

    def record(self, body: Body) -> str:
        event = f"event-{len(self.events)}"
        self.events.append((event, body))
        return event

    def sources(self, facts: Sequence[str]) -> tuple[Source, ...]:
        return tuple(Source(fact, f"Statement of {fact}", "expert", "Someone", "Paper, paragraph 1") for fact in facts)

    def returns(self, facts: Sequence[str]) -> tuple[Return, ...]:
        return tuple(Return(fact=fact, days=2) for fact in facts)

    def outlook(self) -> Outlook:
        return Outlook(due_now=1, next_due="2026-01-02", next_due_count=3)
