"""Answers given elsewhere put into the log, each once: as events of a device that stands for where they come from."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Protocol

from msgspec import Struct

from learn.events import AnswerBody
from learn.store.codec import Copy, body_json, id_bytes, id_text, random_id, sealed
from learn.store.log import Store
from learn.store.merge import merge
from learn.store.observed import imported_times
from learn.store.wire import event_line


class Given(Protocol):
    """An answer given elsewhere: its number there (from 1), UTC milliseconds, offset in minutes, what it says."""

    @property
    def number(self) -> int: ...
    @property
    def ms(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def body(self) -> AnswerBody: ...


class Taken(Struct, frozen=True):
    """How many answers were new to the log, and how many were in it already."""

    added: int
    known: int


def source_id(learner: str, source: str) -> str:
    """The id of the device that stands for a source of a learner's answers: the same each time."""
    digits = int.from_bytes(blake2b(f"{source} {learner}".encode(), digest_size=32).digest())

    def bits(count: int) -> int:
        nonlocal digits
        digits, drawn = divmod(digits, 1 << count)
        return drawn

    return random_id(bits)


def take_in(store: Store, learner: str, source: str, given: Sequence[Given]) -> Taken:
    """Put those of the answers into the log that are not in it. All or none; ids depend on nothing but the answers.

    An answer is known by its source, time and question: a number that is in use by then gives way to a free one.
    """
    device = source_id(learner, source)
    there = imported_times(store, id_bytes(device))
    fresh = [one for one in given if (one.ms, one.body.question) not in there]
    taken = set(there.values())
    free = max([*taken, *(one.number for one in given)], default=0)
    copies = []
    for one in fresh:
        if one.number in taken:
            free += 1
        number = free if one.number in taken else one.number
        taken.add(number)
        copies.append(_copy(device, learner, number, one))
    report = merge(store, _lines(copies), names=False)
    return Taken(report.added, len(given) - report.added)


def _copy(device: str, learner: str, number: int, one: Given) -> Copy:
    fresh = blake2b(f"{one.ms} {one.body.question}".encode(), digest_size=8).digest()
    return sealed(
        id_bytes(device),
        id_bytes(learner),
        number,
        one.ms,
        one.offset,
        "answer",
        body_json(one.body),
        lambda bits: int.from_bytes(fresh) & ((1 << bits) - 1),
    )


def _lines(copies: Sequence[Copy]) -> Iterator[str]:
    for event_id, device, seq, ms, offset, learner, kind, body in copies:
        yield event_line(id_text(event_id), id_text(device), seq, ms, offset, id_text(learner), kind, body)
