"""What a sheet of items says of each question: how often it was put, how it went. More has `learn scores items`."""

from msgspec import Struct

from learn.analysis.results import Answered, Attempt
from learn.gradebook.book import Book
from learn.gradebook.cells import Cell

HEAD = ("question", "kind", "points", "put", "blank", "facility", "seconds", "voided", "text")
"""`put` counts students to whom it was put, blank ones among them; facility is the mean score (0-1), a blank being 0;
seconds are the mean over those who answered."""


class Sum(Struct):
    """What has been counted of one question."""

    kind: str
    points: float = 0.0
    put: int = 0
    blank: int = 0
    score: float = 0.0
    answered: int = 0
    seconds: float = 0.0
    voided: int = 0


class Tally:
    """The questions of finished attempts, counted one attempt after the other; comebacks stay out."""

    def __init__(self) -> None:
        self._sums: dict[str, Sum] = {}

    def add(self, attempt: Attempt) -> None:
        """Count an attempt."""
        for answer in attempt.counted if attempt.finished else ():
            self._count(self._sums.setdefault(answer.item, Sum(answer.kind)), answer)

    def _count(self, total: Sum, answer: Answered) -> None:
        if answer.void or answer.score is None:
            total.voided += answer.void
            return
        total.points = max(total.points, answer.points)
        total.put += 1
        total.blank += answer.blank
        total.score += answer.score
        if answer.event:
            total.answered += 1
            total.seconds += answer.ms / 1000

    def rows(self, book: Book) -> list[list[Cell]]:
        """A row for each question, by name."""
        return [self._row(book, item, total) for item, total in sorted(self._sums.items())]

    def _row(self, book: Book, item: str, total: Sum) -> list[Cell]:
        question = book.question(item)
        facility = round(total.score / total.put, 6) if total.put else None
        seconds = round(total.seconds / total.answered, 3) if total.answered else None
        text = question.prompt if question else ""
        return [
            *(item, total.kind, total.points, total.put, total.blank, facility, seconds, total.voided),
            text,
        ]
