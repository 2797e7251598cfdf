"""Which questions were compared with all the answers to them: they need not be again while neither changes.

A question is known by a token, made of everything on which the comparison rests: its name in the answers and its name
of today, how often it was put, and a digest of what its author wrote. Whoever has the token has compared just this.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learn.store.library import Library

_SIZE = 8


def tokens(library: "Library", put: Mapping[str, str], times: Mapping[str, int]) -> dict[str, bytes]:
    """The token of each question that was `put`: by its name in the answers, which goes with its name of today."""
    banks = {item.partition("/")[0] for item in put.values()}
    digests = {f"{bank}/{name}": digest for bank in banks for name, digest in library.digests(bank).items()}
    return {name: _token(name, item, times[name], digests.get(item, b"")) for name, item in put.items()}


def _token(name: str, item: str, times: int, digest: bytes) -> bytes:
    said = "\n".join((name, item, str(times), digest.hex()))
    return blake2b(said.encode(), digest_size=_SIZE).digest()


def packed(some: Iterable[bytes]) -> bytes:
    """Tokens as they are kept."""
    return b"".join(sorted(some))


def unpacked(kept: bytes) -> set[bytes]:
    """Tokens that were kept."""
    return {kept[at : at + _SIZE] for at in range(0, len(kept), _SIZE)}
