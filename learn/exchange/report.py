"""What became of each question on its way in or out: nothing is lost without a word."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from learn.content.values import Bank
from learn.kinds.base import Question
from learn.problems import Problem

Status = Literal["exact", "degraded", "skipped"]
"""exact: the same question on both sides · degraded: it works, and the notes say what was lost · skipped: left out."""


Follow: TypeAlias = Callable[[Iterable[Question]], Iterable[Question]]
"""What goes along with the questions while they are written, each once: a progress bar, or `iter` for nothing."""


class Item(Struct, frozen=True):
    """One question's report. `line` is where it begins in the file read (0: unknown)."""

    id: str
    status: Status
    notes: tuple[str, ...] = ()
    line: int = 0


class Media(Struct, frozen=True):
    """A picture or other file that came in a package: a safe name of its own, and its bytes."""

    name: str
    data: bytes


class Imported(Struct, frozen=True):
    """What was read: a bank of everything that could be, a report on every question, and faults of the file itself.

    A skipped question has an item and no question in the bank.
    """

    format: str
    bank: Bank
    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    media: tuple[Media, ...] = ()


class Exported(Struct, frozen=True):
    """What was written: the file's bytes, and a report on every question of the bank."""

    format: str
    data: bytes
    items: tuple[Item, ...]


def item(question: Question, *notes: str, skipped: bool = False, line: int = 0) -> Item:
    """The report on a question: skipped, degraded where there are notes, else exact."""
    status: Status = "skipped" if skipped else "degraded" if notes else "exact"
    return Item(id=question.id, status=status, notes=notes, line=line)
