"""Which version of a bank was answered: one hash for a bank, made of those of its questions."""

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.problems import BrokenContent, NotFound

if TYPE_CHECKING:
    from learn.store.library import Library


class Version(Struct, frozen=True):
    """A bank as it is: its hash, and the content hash of each question. Both empty where there is no such bank."""

    hash: str = ""
    questions: dict[str, str] = {}


class Versions:
    """The versions of the banks in a library, each looked at once."""

    def __init__(self, library: "Library") -> None:
        self.library = library
        self.of = cache(self._of)

    def _of(self, bank: str) -> Version:
        from learn.kinds.hashing import content_hash

        found: dict[str, str] = {}
        for one in self.library.candidates([bank]):
            try:
                found[one.question] = content_hash(self.library.question(bank, one.question))
            except (NotFound, BrokenContent):
                continue
        return Version(bank_hash(found), found) if found else Version()


def bank_hash(questions: dict[str, str]) -> str:
    """16 hexadecimal digits of SHA-256 over `id hash` of each question, a line each, sorted by id."""
    text = "".join(f"{name} {hashed}\n" for name, hashed in sorted(questions.items()))
    return sha256(text.encode()).hexdigest()[:16]
