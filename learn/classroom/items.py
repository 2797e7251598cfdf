"""What the content at hand says of the questions that were asked; each is read once."""

from functools import cache
from typing import TYPE_CHECKING

from learn.store.history import AnswerRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from learn.kinds.base import Question
    from learn.store.library import Library

_AT_ONCE = 5_000


class Texts(dict[str, str]):
    """Each text kept once: of 200,000 answers each would bring its own copy."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


class Items:
    """Questions by `bank/question`. What is gone from the library earns 1 point, as it does by default."""

    def __init__(self, library: "Library") -> None:
        self.library = library
        self._questions: dict[str, Question | None] = {}
        self.points = cache(self._points)
        self.kind = cache(self._kind)
        self._known = cache(self._hash_and_chance)
        self.name = Texts().__getitem__

    def question(self, item: str) -> "Question | None":
        """The question as it is today, former names followed; None where it is gone or broken."""
        if item not in self._questions:
            self.load([item])
        return self._questions[item]

    def load(self, items: "Iterable[str]") -> None:
        """Have these questions at hand: many at once are found more quickly than one by one."""
        wanted = [item for item in items if item not in self._questions]
        self._questions.update(self._read(wanted))

    def marks(self, items: "Iterable[str]") -> "Iterator[tuple[str, Question | None, str]]":
        """Each question with its content hash ("" where it is gone), of many that are not kept at hand."""
        from learn.kinds.hashing import content_hash
        from learn.store.index_reader import chunks

        for some in chunks(sorted(items), _AT_ONCE):
            for item, question in self._read(some).items():
                yield item, question, "" if question is None else content_hash(question)

    def _read(self, items: "Sequence[str]") -> "dict[str, Question | None]":
        places = {item: (bank, name) for item in items for bank, _, name in [item.partition("/")]}
        found = self.library.questions(places.values())
        moved = self.library.lookup(place for place in places.values() if place not in found)
        there = {place: (one.bank, one.question) for place, one in moved.items()}
        read = self.library.questions(there.values())
        found |= {place: read[now] for place, now in there.items() if now in read}
        return {item: found.get(place) for item, place in places.items()}

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
