"""A hand-in as text: the log's own lines, a header that says whose they are, and a chain over all of it.

The rules stand in docs/hand-in.md, to be followed by any other program that writes such files.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from learn.classroom.chain import beginning, chained, following, proof_of
from learn.store.wire import FORMAT, VERSION


class HandInHeader(Struct, frozen=True, omit_defaults=True):
    """Who hands in, when it was written (RFC 3339, UTC), and what.

    `learner` is the id under which her answers count, `banks` has the content hash of each bank that was answered,
    `scope` says what was asked for, in words of the command.
    """

    name: str = ""
    student_id: str = ""
    learner: str = ""
    made: str = ""
    banks: dict[str, str] = {}
    scope: dict[str, Any] = {}


class FirstLine(Struct, frozen=True, omit_defaults=True):
    """The first line of a hand-in, which is that of any log with one key more."""

    format: str = ""
    version: int = 0
    names: dict[str, str] = {}
    hand_in: HandInHeader | None = None


class End(Struct, frozen=True, omit_defaults=True):
    """How many events there are, the chain of the last, and the proof of the hand-in code where there is one."""

    events: int = 0
    chain: str = ""
    proof: str = ""


class LastLine(Struct, frozen=True, omit_defaults=True):
    """The last line of a hand-in, which a log takes for one more header."""

    format: str = ""
    version: int = 0
    end: End | None = None


def written(header: HandInHeader, names: dict[str, str], events: Sequence[str], code: str = "") -> Iterator[str]:
    """The lines of a hand-in, without line ends; `events` are lines of a log."""
    first = _text(FirstLine(FORMAT, VERSION, names, header))
    yield first
    chain = beginning(first.encode())
    for line in events:
        chain = following(chain, line.encode())
        yield chained(line, chain)
    yield last_line(End(len(events), chain, proof_of(code, chain) if code else ""))


def last_line(end: End) -> str:
    """The last line as it has to be, character for character."""
    return _text(LastLine(FORMAT, VERSION, end))


def _text(line: FirstLine | LastLine) -> str:
    return msgspec.json.encode(line).decode()
