"""A question as the rules look at it: its stem, its options and their words, each worked out once."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

from learn.content.lint.codes import RULES
from learn.content.lint.words import ROOT, stems, words, words_of_each
from learn.content.values import Bank
from learn.kinds.base import Question
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.multiple import Multiple
from learn.kinds.number import Number
from learn.kinds.short import Short
from learn.text import literal

Where: TypeAlias = tuple[str | int, ...]


class Option:
    """One thing to choose: its text and words, whether it is right, and where it stands in the question."""

    __slots__ = ("_content", "_roots", "right", "text", "where", "words")

    def __init__(self, text: str, words: list[str], right: bool, where: Where) -> None:
        self.text = text
        self.words = words
        self.right = right
        self.where = where
        self._content: frozenset[str] | None = None
        self._roots: frozenset[str] | None = None

    @property
    def content(self) -> frozenset[str]:
        """The stems of the words that carry content."""
        if self._content is None:
            self._content = frozenset(stems(self.words))
        return self._content

    @property
    def roots(self) -> frozenset[str]:
        """The first letters of those stems, by which words of one family are found."""
        if self._roots is None:
            self._roots = frozenset(one[:ROOT] for one in self.content)
        return self._roots


class View:
    """A question of a bank. `place` is its index among the questions of the bank that could be read."""

    def __init__(self, bank: Bank, place: int) -> None:
        self.bank = bank
        self.question: Question = bank.questions[place]
        self.options: Sequence[Option] = _options(self.question)
        self.ignored = self.question.lint.ignore
        self.english = not bank.lang or bank.lang.lower().split("-")[0] == "en"

    @property
    def keys(self) -> list[Option]:
        """The right options."""
        return [one for one in self.options if one.right]

    @property
    def distractors(self) -> list[Option]:
        """The wrong options."""
        return [one for one in self.options if not one.right]

    @property
    def stem_key(self) -> str:
        """The field that the stem is written in."""
        question = self.question
        if isinstance(question, Card):
            return "front"
        return "text" if isinstance(question, Cloze) else "ask"

    @cached_property
    def stem(self) -> str:
        """What the learner reads before she answers, without options and items. A gap is left out of a cloze."""
        question = self.question
        if isinstance(question, Card):
            return f"{question.ask} {question.front}" if question.ask else question.front
        if isinstance(question, Cloze):
            return " ".join((question.ask, *question.parsed.around))
        return question.ask

    @cached_property
    def stem_words(self) -> list[str]:
        """The words of the stem."""
        return words(self.stem)

    @cached_property
    def stem_content(self) -> list[str]:
        """The stems of the stem's content words, in order."""
        return stems(self.stem_words)

    @cached_property
    def stem_roots(self) -> frozenset[str]:
        """The first letters of those stems."""
        return frozenset(one[:ROOT] for one in self.stem_content)

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The texts each of which alone is a right answer; none for kinds whose answer is not one text."""
        question = self.question
        if isinstance(question, Choice):
            return (question.answer,)
        if isinstance(question, Multiple):
            return (" ".join(question.answers),)
        if isinstance(question, Short):
            return tuple(map(literal, question.accept))
        if isinstance(question, Number) and question.value:
            return (question.value,)
        return ()

    @cached_property
    def answer_content(self) -> list[tuple[str, ...]]:
        """For each of these texts the stems of its content words, in order; all its words where it has none."""
        found = [self.options[0].words] if isinstance(self.question, Choice) else map(words, self.answers)
        return [tuple(stems(one) or one) for one in found]

    def takes(self, code: str) -> bool:
        """Whether a rule is meant for this question: not where its author ignores it, nor for words of other languages.

        A bank that names no language is taken for English.
        """
        if self.ignored and any(one and code.startswith(one) for one in self.ignored):
            return False
        return self.english or not RULES[code].english


def _options(question: Question) -> Sequence[Option]:
    if isinstance(question, Choice):
        placed: list[tuple[str, Where]] = [(question.answer, ("answer",))]
    elif isinstance(question, Multiple):
        placed = [(text, ("answers", at)) for at, text in enumerate(question.answers)]
    else:
        return ()
    right = len(placed)
    placed += [(one.text, ("distractors", at)) for at, one in enumerate(question.distractors)]
    read = words_of_each([text for text, _ in placed])
    return [
        Option(text, some, at < right, where) for at, ((text, where), some) in enumerate(zip(placed, read, strict=True))
    ]
