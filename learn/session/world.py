"""What a session is told of the world around it, and what was agreed before it began."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from learn.events import Body, Mode
from learn.kinds.base import Question
from learn.session.asker import Return, Source
from learn.session.evidence import Predicted


class Outlook(Struct, frozen=True):
    """What lies ahead of the learner: how much is due now, and the day (YYYY-MM-DD) and size of the next review."""

    due_now: int = 0
    next_due: str = ""
    next_due_count: int = 0
    advice: str = ""


class Terms(Struct, frozen=True):
    """What was agreed for a session.

    `deadline` (UTC ms) ends a test at once and any other session after the open question; `require` is the pass
    mark in percent; without `schedule` answers leave memory alone.
    """

    session: str
    mode: Mode
    title: str
    deadline: int | None = None
    minutes: float | None = None
    require: float | None = None
    schedule: bool = True
    notices: tuple[str, ...] = ()

    @property
    def is_test(self) -> bool:
        """Whether verdicts wait for the end."""
        return self.mode == "test"


class World(Protocol):
    """What a session needs from outside. Facts are given by id, times in UTC milliseconds."""

    def now(self) -> int:
        """The time, in milliseconds since 1970."""

    def question(self, bank: str, question: str) -> Question:
        """The question. NotFound when its bank no longer has it."""

    def predict(self, facts: Sequence[str]) -> Mapping[str, Predicted]:
        """The recall of each fact, as predicted now."""

    def record(self, body: Body) -> str:
        """Put the event on disk and return its id."""

    def sources(self, facts: Sequence[str]) -> tuple[Source, ...]:
        """Who says so and where, for the facts that lessons state."""

    def returns(self, facts: Sequence[str]) -> tuple[Return, ...]:
        """When each fact is due next."""

    def outlook(self) -> Outlook:
        """What comes next, for the end of the session."""
