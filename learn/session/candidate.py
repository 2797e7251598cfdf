"""What planning needs to know of a question without loading it."""

from msgspec import Struct


class Candidate(Struct, frozen=True, array_like=True):
    """One question that may be asked.

    `recall` is 0 for recognition, 1 for reconstruction, 2 for recall (see `kinds.base.Question`); `lesson` is that
    of its first fact ("" for a question that is its own fact); `position` orders questions as their authors did.
    """

    bank: str
    question: str
    kind: str
    recall: int
    facts: tuple[str, ...]
    lesson: str
    difficulty: str
    tags: tuple[str, ...]
    points: float
    position: int

    @property
    def ref(self) -> str:
        """`bank/id`, unique over the library."""
        return f"{self.bank}/{self.question}"
