"""In which order options are written where the other side may show them as they come.

The key must not stand first each time, and the same bank must make the same bytes: the places of the right answers
follow from the question's id. Answers keep their order among themselves, and so do distractors.
"""

from hashlib import sha256

from msgspec import Struct

from learn.kinds.base import Option
from learn.kinds.choice import Choice
from learn.kinds.multiple import Multiple


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


def _mixed(right: list[Placed], wrong: list[Placed], seed: str) -> list[Placed]:
    size = len(right) + len(wrong)
    places = sorted(range(size), key=lambda at: sha256(f"{seed}/{at}".encode()).digest())[: len(right)]
    rights, wrongs = iter(right), iter(wrong)
    return [next(rights) if at in places else next(wrongs) for at in range(size)]


def options(wrong: list[Placed]) -> tuple[Option, ...]:
    """The distractors among placed options."""
    return tuple(Option(one.text, one.feedback) for one in wrong if not one.right)
