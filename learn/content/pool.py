"""The pools of a test: which questions belong to one, and which of them a test draws."""

from typing import Literal, Protocol

from msgspec import Struct

from learn.kinds.base import Difficulty


class Drawable(Protocol):
    """What a pool looks at in a question."""

    @property
    def bank(self) -> str: ...
    @property
    def lesson(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def difficulty(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Pool(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A pool of a test: the questions that fit every field that is set, and how many of them to draw."""

    count: int
    bank: str = ""
    lesson: str = ""
    tag: str = ""
    difficulty: Difficulty | Literal[""] = ""
    kind: str = ""

    def draws(self, question: Drawable) -> bool:
        """Whether a question may be drawn. A card, which the learner judges herself, only where cards are named."""
        return (
            self.bank in ("", question.bank)
            and self.lesson in ("", question.lesson)
            and (not self.tag or self.tag in question.tags)
            and self.difficulty in ("", question.difficulty)
            and (self.kind == question.kind or (not self.kind and question.kind != "card"))
        )
