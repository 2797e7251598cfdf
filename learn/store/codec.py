"""How events are written down: ids as bytes, bodies as JSON with sorted keys, and the seal between id and content.

An id is a UUIDv7 whose last 62 bits are a hash of the event they name. The hash covers the device's 122 random bits,
its sequence number and 12 fresh random bits, so ids are as unlike as any others; and a line that was changed later
no longer fits its id. That decides which of two bodies under one id is the genuine one, in whichever order they come.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import msgspec

from learn.events import Body, Event, uuid7_bytes
from learn.language import tr

_SEAL_BITS = (1 << 62) - 1
_LATEST_MS = 253_370_764_800_000
"""The year 9999: later days have no name in the calendar."""

if TYPE_CHECKING:
    from hashlib import blake2b

RandomBits: TypeAlias = Callable[[int], int]

_ID_BYTES = 16
_json = msgspec.json.Encoder(order="sorted")


def id_bytes(text: str) -> bytes:
    """A UUID's 16 bytes. ValueError where `text` is not one in its usual form (lower case, with hyphens)."""
    try:
        data = bytes.fromhex(text.replace("-", ""))
    except ValueError:
        data = b""
    if len(data) != _ID_BYTES or id_text(data) != text:
        raise ValueError(tr("not an id: {text!r}", text=text[:60]))
    return data


def id_text(data: bytes) -> str:
    """A UUID's 16 bytes in their usual form."""
    text = data.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def random_id(random_bits: RandomBits) -> str:
    """A UUID version 4, for devices and learners, which have no time."""
    value = random_bits(48) << 80 | 0x4 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    return id_text(value.to_bytes(16, "big"))


def body_json(body: Body | dict[str, Any]) -> str:
    """The body as JSON, keys sorted, defaults left out. Halves of surrogate pairs become U+FFFD."""
    try:
        return _json.encode(body).decode()
    except UnicodeEncodeError:
        return _json.encode(_whole(msgspec.to_builtins(body))).decode()


def whole(text: str) -> str:
    """The text with halves of surrogate pairs, as terminals in other encodings hand them over, replaced by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


class Copy(NamedTuple):
    """An event as it is stored and compared, without its place in any file: ids in bytes, the body as JSON."""

    id: bytes
    device: bytes
    seq: int
    ms: int
    offset: int
    learner: bytes
    type: str
    body: str


def copy_of(event: Event) -> Copy:
    """An event as it is stored. ValueError where an id is none."""
    body = body_json(event.body)
    ids = id_bytes(event.id), id_bytes(event.device), id_bytes(event.learner)
    return Copy(ids[0], ids[1], event.seq, event.ms, event.offset, ids[2], event.type, body)


def hash_of(copy: Copy) -> bytes:
    """32 bytes that stand for everything an event says."""
    fresh = int.from_bytes(copy.id[6:8], "big") & 0xFFF
    return _hash(fresh, copy.device, copy.learner, copy.seq, copy.ms, copy.offset, copy.type, copy.body)


def is_sealed(copy: Copy) -> bool:
    """Whether the id was made for this content. False: another program made the id, or the content was changed."""
    event_id, device, seq, ms, offset, learner, kind, body = copy
    return is_sealed_as(event_id, device, learner, seq, ms, offset, kind, body)


def is_sealed_as(
    event_id: bytes, device: bytes, learner: bytes, seq: int, ms: int, offset: int, kind: str, body: str
) -> bool:
    """The same of an event in pieces."""
    fresh = int.from_bytes(event_id[6:8], "big") & 0xFFF
    seal = _seal(_hash(fresh, device, learner, seq, ms, offset, kind, body))
    return int.from_bytes(event_id[8:], "big") & _SEAL_BITS == seal


def sealed(
    device: bytes, learner: bytes, seq: int, ms: int, offset: int, kind: str, body: str, random_bits: RandomBits
) -> Copy:
    """A new event under an id that fits what it says."""
    fresh = random_bits(12)
    seal = _seal(_hash(fresh, device, learner, seq, ms, offset, kind, body))
    event_id = uuid7_bytes(ms, lambda bits: fresh if bits == 12 else seal)
    return Copy(event_id, device, seq, ms, offset, learner, kind, body)


def _hash(fresh: int, device: bytes, learner: bytes, seq: int, ms: int, offset: int, kind: str, body: str) -> bytes:
    said = f"{fresh} {seq} {ms} {offset} {kind}\n{body}".encode()
    return _blake2b()(device + learner + said, digest_size=32).digest()


@cache
def _blake2b() -> "type[blake2b]":
    from hashlib import blake2b  # OpenSSL, which this loads, takes longer than reading a small store

    return blake2b


def _seal(hashed: bytes) -> int:
    return int.from_bytes(hashed[:8], "big") & _SEAL_BITS


def is_possible_time(ms: int, offset: int) -> bool:
    """Whether a calendar knows the moment: from 1970 to 9999, and no further than a day from UTC."""
    return 0 <= ms <= _LATEST_MS and -1440 <= offset <= 1440
