"""The chain over the lines of a hand-in: each line carries a hash of itself and of all lines before it.

    chain 0   = SHA-256 of the header line
    chain n   = SHA-256 of (chain n-1, then line n as it is without its own chain)

A line is its UTF-8 bytes without the line end, a chain 64 lower-case hexadecimal digits, and both are put together as
they stand. The chain is written as the last key of the line: `…,"chain":"<64 digits>"}`.
"""

import hmac
import re
from hashlib import sha256

_CHAINED = re.compile(rb'(.*),"chain":"([0-9a-f]{64})"\}', re.DOTALL)


def beginning(header: bytes) -> str:
    """The chain of a file's first line."""
    return sha256(header).hexdigest()


def following(chain: str, line: bytes) -> str:
    """The chain of a line that has none in it yet, behind the one before."""
    return sha256(chain.encode() + line).hexdigest()


def chained(line: str, chain: str) -> str:
    """The line with its chain in it."""
    return f'{line[:-1]},"chain":"{chain}"}}'


def parted(line: bytes) -> tuple[bytes, str]:
    """A line as it was before its chain was put in, and the chain; "" where it has none."""
    found = _CHAINED.fullmatch(line)
    return (found[1] + b"}", found[2].decode()) if found else (line, "")


def proof_of(code: str, chain: str) -> str:
    """What only one who knows the code can write: HMAC-SHA-256 (RFC 2104) of the last chain's digits."""
    return hmac.new(code.encode(), chain.encode(), "sha256").hexdigest()


def proves(code: str, chain: str, proof: str) -> bool:
    """Whether the proof was made with this code for this chain."""
    return hmac.compare_digest(proof_of(code, chain).encode(), proof.encode())
