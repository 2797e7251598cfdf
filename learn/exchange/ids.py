"""Ids of questions that come from elsewhere: slugs, unique in the bank, and the same each time a file is read."""

import unicodedata
from hashlib import sha256

from learn.content.reading import MOST_ID, is_id

_LETTERS = str.maketrans({at: chr(at).lower() if chr(at).isalnum() else " " for at in range(128)})
_SHORT = 48


def slug(text: str, most: int = MOST_ID) -> str:
    """The nearest slug of at most `most` characters, cut between words where possible; "" if no letter is Latin.

    Accents are dropped: `Café №1` is `cafe-no1`.
    """
    plain = text[:1000]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    kept = "-".join(plain.translate(_LETTERS).split())
    if len(kept) <= most:
        return kept
    head, cut, _ = kept[: most + 1].rpartition("-")
    return head if cut and len(head) > most // 2 else kept[:most].strip("-")


def hashed(text: str) -> str:
    """An id for a text without Latin letters: eight hexadecimal digits of its SHA-256."""
    return "q-" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


class Ids:
    """Hands out ids, each once: a second question with the same one gets `-2`, the next `-3`."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, *candidates: str, text: str = "") -> str:
        """The first candidate that makes a slug (as it is, where it is one), else one from the question's text."""
        for one in filter(None, candidates):
            made = one if is_id(one) else slug(one, _SHORT)
            if made:
                return self._unique(made)
        return self._unique(slug(text, _SHORT) or hashed(text))

    def _unique(self, wanted: str) -> str:
        found = wanted
        while found in self.taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            found = f"{wanted[: MOST_ID - len(str(number)) - 1].rstrip('-')}-{number}"
        self.taken.add(found)
        return found
