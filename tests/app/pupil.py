"""A simulated learner before the real engine: what she knows decides each answer, and her days pass as told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from learn.app import App
from learn.app.sessions import Wish, begin, resume
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Opening, Reply
from learn.session.conversation import Conversation

FIRST_DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)

Knows = Callable[[str, tuple[str, ...]], bool]
"""Whether the question `bank/id` on those facts is answered right."""


class PupilAsker:
    """Answers as `knows` says, and leaves when `patience` questions were put. Keeps all that was put before her."""

    def __init__(self, knows: Knows, patience: int) -> None:
        self.knows = knows
        self.patience = patience
        self.conversation: Conversation | None = None
        self.asked: list[Asked] = []
        self.facts: list[tuple[str, ...]] = []
        self.feedbacks: list[Feedback] = []

    def open(self, opening: Opening) -> None: ...

    def ask(self, asked: Asked) -> Reply:
        if len(self.asked) == self.patience:
            return Command("quit")
        assert self.conversation is not None
        assert self.conversation.put is not None
        put = self.conversation.put
        samples = put.question.samples(put.shown)
        self.asked.append(asked)
        self.facts.append(put.facts)
        return Answer(samples.right if self.knows(asked.question, put.facts) else samples.wrong, ms=4_000)

    def feedback(self, feedback: Feedback) -> Command | None:
        self.feedbacks.append(feedback)
        return None

    def malformed(self, message: str) -> None:
        raise AssertionError(message)

    def tell(self, message: str) -> None: ...

    def hint(self, asked: Asked, text: str) -> None: ...

    def recorded(self, asked: Asked, event: str) -> None: ...

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None: ...

    def close(self, closing: Closing) -> Command | None: ...


class Pupil:
    """One learner with her home. `day` counts from 0; every session of a day begins later than the one before."""

    def __init__(self, home: Path, content: Path | None = None, knows: Knows = lambda _question, _facts: True) -> None:
        self.home = home
        self.content = content
        self.knows = knows
        self.day = 0
        self.sessions = 0

    def app(self) -> App:
        """The application as it opens now."""
        self.sessions += 1
        moment = FIRST_DAY + timedelta(days=self.day, seconds=self.sessions % 3600)
        given = {"home": str(self.home), "learner": "ada", "content": [str(self.content)] if self.content else []}
        return App(given, {"LEARN_NOW": moment.isoformat()})

    def session(self, app: App, wish: Wish, patience: int = 1_000) -> PupilAsker:
        """A whole session, or as much of it as patience lasts."""
        return self._run(lambda asker: begin(app, wish, asker), patience)

    def resume(self, app: App, patience: int = 1_000) -> PupilAsker:
        """The session that was left, gone on with."""
        return self._run(lambda asker: resume(app, None, asker), patience)

    def _run(self, make: Callable[[Any], Conversation], patience: int) -> PupilAsker:
        asker = PupilAsker(self.knows, patience)
        asker.conversation = make(asker)
        asker.conversation.run()
        return asker
