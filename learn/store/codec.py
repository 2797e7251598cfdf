"""How events are written down: ids as bytes, bodies as JSON with sorted keys, and the seal between id and content.

An id is a UUIDv7 whose last 62 bits are a hash of the event they name. The hash covers the device's 122 random bits,
its sequence number and 12 fresh random bits, so ids are as unlike as any others; and a line that was changed later
no longer fits its id. That decides which of two bodies under one id is the genuine one, in whichever order they come.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from learn.events import Body, Event, uuid7

_SEAL_BITS = (1 << 62) - 1
_LATEST_MS = 253_370_764_800_000
"""The year 9999: later days have no name in the calendar."""

_json = msgspec.json.Encoder(order="sorted")


def id_bytes(text: str) -> bytes:
    """A UUID's 16 bytes. ValueError where `text` is not one in its usual form (lower case, with hyphens)."""
    data = bytes.fromhex(text.replace("-", ""))
    if id_text(data) != text:
        raise ValueError(f"not an id: {text[:60]!r}")
    return data


def id_text(data: bytes) -> str:
    """A UUID's 16 bytes in their usual form."""
    text = data.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def random_id(random_bits: Callable[[int], int]) -> str:
    """A UUID version 4, for devices and learners, which have no time."""
    value = random_bits(48) << 80 | 0x4 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    return id_text(value.to_bytes(16, "big"))


def body_json(body: Body | dict[str, Any]) -> str:
    """The body as JSON, keys sorted, defaults left out. Halves of surrogate pairs become U+FFFD."""
    try:
        return _json.encode(body).decode()
    except UnicodeEncodeError:
        return _json.encode(_whole(msgspec.to_builtins(body))).decode()


def _whole(value: Any) -> Any:
    """The value with every text made valid: what a terminal in a strange encoding hands over may not be."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def content_hash(device: str, seq: int, ms: int, offset: int, learner: str, kind: str, body: str) -> bytes:
    """32 bytes that stand for everything an event says but its id."""
    from hashlib import blake2b

    return blake2b(f"{device}\n{seq}\n{ms}\n{offset}\n{learner}\n{kind}\n{body}".encode(), digest_size=32).digest()


def sealed_id(ms: int, hashed: bytes, random_bits: Callable[[int], int]) -> str:
    """A new id for an event of this content hash."""
    fresh = random_bits(12)
    seal = _seal(hashed, fresh)
    return uuid7(ms, lambda bits: fresh if bits == 12 else seal)


def is_sealed(event_id: bytes, hashed: bytes) -> bool:
    """Whether the id was made for this content. False: another program made the id, or the content was changed."""
    value = int.from_bytes(event_id, "big")
    return value & _SEAL_BITS == _seal(hashed, value >> 64 & 0xFFF)


def _seal(hashed: bytes, fresh: int) -> int:
    from hashlib import blake2b

    digest = blake2b(hashed, digest_size=8, key=fresh.to_bytes(2, "big")).digest()
    return int.from_bytes(digest, "big") & _SEAL_BITS


def hash_of(event: Event) -> bytes:
    """The content hash of an event."""
    body = body_json(event.body)
    return content_hash(event.device, event.seq, event.ms, event.offset, event.learner, event.type, body)


def is_possible_time(ms: int, offset: int) -> bool:
    """Whether a calendar knows the moment: from 1970 to 9999, and no further than a day from UTC."""
    return 0 <= ms <= _LATEST_MS and -1440 <= offset <= 1440
