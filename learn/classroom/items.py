"""What the content at hand says of the questions that were asked; each is read once."""

from functools import cache
from typing import TYPE_CHECKING

from learn.problems import BrokenContent, NotFound
from learn.store.history import AnswerRow

if TYPE_CHECKING:
    from learn.kinds.base import Question
    from learn.store.library import Library


class Texts(dict[str, str]):
    """Each text kept once: of 200,000 answers each would bring its own copy."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


class Items:
    """Questions by `bank/question`. What is gone from the library earns 1 point, as it does by default."""

    def __init__(self, library: "Library") -> None:
        self.library = library
        self.question = cache(self._question)
        self.points = cache(self._points)
        self.kind = cache(self._kind)
        self._known = cache(self._hash_and_chance)
        self.name = Texts().__getitem__

    def _question(self, item: str) -> "Question | None":
        """The question as it is today, former names followed; None where it is gone or broken."""
        bank, _, name = item.partition("/")
        try:
            return self.library.question(bank, name)
        except (NotFound, BrokenContent):
            return None

    def _points(self, item: str) -> float:
        question = self.question(item)
        return 1.0 if question is None else question.points

    def _kind(self, item: str) -> str:
        question = self.question(item)
        return "" if question is None else question.kind

    def chance(self, row: AnswerRow) -> float | None:
        """The expected blind score of an answered question: from the answer itself where that says it, else from the
        question, unless it has changed since it was graded last."""
        if len(row.evidence) == 1 and not row.parts:
            return row.evidence[0].chance
        hashed, chance = self._known(f"{row.body.bank}/{row.body.question}")
        return chance if hashed == (row.regrade.hash if row.regrade else row.body.hash) else None

    def _hash_and_chance(self, item: str) -> tuple[str, float | None]:
        from learn.kinds.hashing import content_hash

        question = self.question(item)
        return ("", None) if question is None else (content_hash(question), question.chance().mean)
