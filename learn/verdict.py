"""What grading an answer comes to: a verdict, or the finding that there was nothing to grade."""

from typing import Any

from msgspec import Struct


class Part(Struct, frozen=True, omit_defaults=True):
    """The verdict on one item, pair or gap of an answer.

    `score` is 0 to 1; `guess` the probability that a blind guess gets this part wholly right, `chance` the score it
    earns on average (the same where a part is right or wrong and nothing between); `fact` the fact this part is
    evidence for, where the author named one.
    """

    score: float
    text: str = ""
    given: str = ""
    expected: str = ""
    guess: float = 0.0
    chance: float = 0.0
    fact: str = ""


class Verdict(Struct, frozen=True):
    """A graded answer. `correct` means score 1.

    `expected` is the right answer in the words shown (a text, or a list of texts in the order of the response),
    `key` the same as the response that would have been right. `feedback` speaks about what was answered; `note`
    about how it was read ("spelled Cheehyung", "read as 10000").
    """

    score: float
    expected: Any = ""
    key: Any = None
    parts: tuple[Part, ...] = ()
    feedback: str = ""
    note: str = ""

    @property
    def correct(self) -> bool:
        """Whether the answer earned everything."""
        return self.score == 1


class Malformed(Struct, frozen=True):
    """Not a wrong answer but none at all (a word where a number is asked): the question is asked again."""

    message: str
