"""In which order options are written where the other side may show them as they come.

The key must not stand first each time, and the same bank must make the same bytes: the places of the right answers
follow from the question's id. Answers keep their order among themselves, and so do distractors.
"""

from hashlib import sha256
from typing import TypeVar

from msgspec import Struct

from learn.kinds.choice import Choice
from learn.kinds.cloze import Cloze
from learn.kinds.multiple import Multiple

T = TypeVar("T")


class Placed(Struct, frozen=True):
    """An option in the place where it is to be written."""

    text: str
    right: bool
    feedback: str = ""


def placed(question: Choice | Multiple) -> tuple[Placed, ...]:
    """All options in the order to write them: as the author has them where she said not to shuffle."""
    answers = (question.answer,) if isinstance(question, Choice) else question.answers
    right = [Placed(text, True) for text in answers]
    wrong = [Placed(one.text, False, one.feedback) for one in question.distractors]
    if not question.shuffle:
        return (*right, *wrong)
    return tuple(_mixed(right, wrong, question.id))


def shown_words(question: Cloze) -> list[str]:
    """The words of a cloze' bank in the order to write them: those of the gaps by the alphabet among the others."""
    words, bank = question.words, question.bank or ()
    own = sorted((word for word in words if word not in bank), key=lambda word: (word.casefold(), word))
    return _mixed(own, [word for word in words if word in bank], question.id)


def _mixed(some: list[T], others: list[T], seed: str) -> list[T]:
    size = len(some) + len(others)
    places = sorted(range(size), key=lambda at: sha256(f"{seed}/{at}".encode()).digest())[: len(some)]
    first, second = iter(some), iter(others)
    return [next(first) if at in places else next(second) for at in range(size)]
