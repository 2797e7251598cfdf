"""A log as text: a header, then one event a line as JSON. What comes in is checked before anything else sees it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from learn.events import BODIES, AnswerBody, Event, Evidence, RegradeBody, SessionBody
from learn.language import tr
from learn.store.codec import Copy, copy_of, id_bytes, is_possible_time

FORMAT = "learn-log"
VERSION = 1
LONGEST_LINE = 4 << 20
_LONGEST_NAME = 300
_HIGHEST_SEQ = 1 << 53
_REFERENCES = ("session", "target")
_NAMES = ("fact", "bank", "question", "lesson")


class Header(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The first line of a log: its format, and names of learners by id where they travel along."""

    format: str = ""
    version: int = VERSION
    names: dict[str, str] = {}


class Forgotten(Struct, frozen=True):
    """A learner who was forgotten where this log comes from."""

    forgotten: str


class Refused(Struct, frozen=True):
    """A line that cannot be taken: its number, counted from 1, and why."""

    line: int
    reason: str


Read = Header | Forgotten | Copy | Refused

_event = msgspec.json.Decoder(Event)
_header = msgspec.json.Decoder(Header)
_forgotten = msgspec.json.Decoder(Forgotten)


def header_line(names: Mapping[str, str]) -> str:
    """The first line of an exported log."""
    header = Header(format=FORMAT, version=VERSION, names=dict(names))
    return f'{{"format":"{FORMAT}","version":{VERSION}{_names_part(header)}}}'


def _names_part(header: Header) -> str:
    return f',"names":{msgspec.json.encode(header.names).decode()}' if header.names else ""


def event_line(event_id: str, device: str, seq: int, ms: int, offset: int, learner: str, kind: str, body: str) -> str:
    """One event as a line; `body` is JSON already."""
    return (
        f'{{"id":"{event_id}","device":"{device}","seq":{seq},"ms":{ms},"offset":{offset},"learner":"{learner}",'
        f'"type":{_quoted(kind)},"body":{body}}}'
    )


@lru_cache
def _quoted(kind: str) -> str:
    return msgspec.json.encode(kind).decode()


def forgotten_line(learner: str) -> str:
    """The line that says a learner was forgotten."""
    return f'{{"forgotten":"{learner}"}}'


def read_lines(lines: Iterable[str | bytes]) -> Iterator[tuple[int, Read]]:
    """Every line that is not empty, with its number: an event that can be relied on, or why it is none."""
    for number, line in enumerate(lines, start=1):
        data = line.encode("utf-8", "surrogateescape") if isinstance(line, str) else line
        if data.strip():
            yield number, _read(number, data)


def _read(number: int, data: bytes) -> Read:
    if len(data) > LONGEST_LINE:
        return Refused(number, tr("longer than {most} MiB", most=LONGEST_LINE >> 20))
    try:
        if b'"format"' in data[:200] and (header := _header.decode(data)).format:
            return _checked_header(header)
        if data.lstrip().startswith(b'{"forgotten"'):
            return _checked_forgotten(_forgotten.decode(data))
        copy = copy_of(_event.decode(data))
    except (ValueError, RecursionError) as error:  # what msgspec raises is a ValueError
        return Refused(number, _first_line(error))
    fault = fault_of(copy)
    return copy if fault is None else Refused(number, fault)


def _checked_header(header: Header) -> Header:
    for learner in header.names:
        id_bytes(learner)
    return header


def _checked_forgotten(forgotten: Forgotten) -> Forgotten:
    id_bytes(forgotten.forgotten)
    return forgotten


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200] or type(error).__name__


def fault_of(copy: Copy) -> str | None:
    """Why an event cannot be taken into a log; None if it can."""
    if not is_possible_time(copy.ms, copy.offset):
        return tr("no calendar has this time: {ms} ms, {offset} minutes from UTC", ms=copy.ms, offset=copy.offset)
    if not 1 <= copy.seq < _HIGHEST_SEQ:
        return tr("no sequence number: {seq}", seq=copy.seq)
    if not _is_name(copy.type):
        return tr("no type")
    try:
        return _body_fault(_decoder(copy.type).decode(copy.body)) if copy.type in BODIES else None
    except (ValueError, RecursionError) as error:
        return _first_line(error)


@cache
def _decoder(kind: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(BODIES[kind])


def _body_fault(body: Any) -> str | None:
    for name in _REFERENCES:
        if hasattr(body, name) and not (isinstance(body, SessionBody) and not body.session):
            id_bytes(getattr(body, name))
    names = [getattr(body, name) for name in _NAMES if hasattr(body, name)]
    if isinstance(body, AnswerBody | RegradeBody):
        names += [piece.fact for piece in body.evidence]
        if not all(_is_probable(piece) for piece in body.evidence) or not 0 <= body.score <= 1:
            return tr("a score or probability is not within 0 to 1")
    bad = next((name for name in names if not _is_name(name)), None)
    return None if bad is None else tr("not a name: {name!r}", name=bad[:40])


def _is_probable(piece: Evidence) -> bool:
    numbers = (piece.score, piece.guess, piece.chance, piece.slip, piece.recall, piece.prior)
    return all(0 <= number <= 1 for number in numbers)


def _is_name(text: str) -> bool:
    """Whether a text can name something: printable, neither empty nor endless."""
    return 0 < len(text) <= _LONGEST_NAME and text.isprintable()
