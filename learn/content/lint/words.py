"""Words of English texts, as the rules compare them: without case, inflection and what carries no content."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_END = re.compile(r"[^\W_]+|\0")
_ANY_WORD = re.compile(r"(?:(?<![^\s(])[-−](?=\d))?[^\W_]+(?:['’.,][^\W_]+)*")
_ODD = re.compile(r"\w['’.,]\w|[-−]\d")


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(listed.split())


ARTICLES = word_set("a an the")
PREPOSITIONS = word_set("of in on at to for by from as with into onto about within during")
_PRONOUNS = word_set(
    "i you he she it we they me him her them my your his its our their mine yours hers ours theirs this that these "
    "those there here one ones oneself himself herself itself themselves such own"
)
_AUXILIARIES = word_set(
    "be is are was were been being am do does did done doing have has had having can could will would shall should "
    "may might must"
)
_JOINTS = word_set(
    "and or but nor so if then than when while where who whom whose which what why how because although though since "
    "until whether also too as well both either very just more most much many some any other others another same few "
    "following isn aren wasn weren doesn don didn hasn haven hadn couldn wouldn shouldn s t ll re ve d"
)
FUNCTION_WORDS = ARTICLES | PREPOSITIONS | _PRONOUNS | _AUXILIARIES | _JOINTS
"""Words that say nothing of the subject. Negations, numbers and directions are not among them."""


def words(text: str) -> list[str]:
    """The words in small letters: `The U.S. sent 10,000` is the, us, sent, 10000. `'s` and `n't` are left out."""
    if _ODD.search(text):
        return [_plain(one) for one in _ANY_WORD.findall(text.casefold())]
    return _WORD.findall(text.casefold())


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text: read in one go, which is faster for short ones."""
    whole = "\0".join(texts)
    if _ODD.search(whole):
        return [words(text) for text in texts]
    found = _WORD_OR_END.findall(whole.casefold() + "\0")
    each, start = [], 0
    for _ in texts:
        end = found.index("\0", start)
        each.append(found[start:end])
        start = end + 1
    return each


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> str:
    """A word with marks inside: grouped digits and dotted letters joined, what follows an apostrophe dropped."""
    return re.split("['’]", word)[0].replace(",", "").replace(".", "" if not word[0].isdigit() else ".")


class _Stems(dict[str, str]):
    """The stems of the words met so far, "" for those without content. A table, since every word of a bank is asked."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = "" if word in FUNCTION_WORDS else stem(word)
        return found


_MOST_WORDS = 100_000
_STEMS = _Stems()


def stems(some: Iterable[str]) -> list[str]:
    """The stems of those words that carry content, in order."""
    return [found for one in some if (found := _STEMS[one])]


_REGIONS = word_set("northern southern eastern western")
_ENDINGS = ("ing", "ed", "es", "s", "e")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without inflection: light, and the same for British and American spelling.

    Not a dictionary form: only what is alike for two forms of a word counts.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ss", "us", "is")):
        return word
    if word in _REGIONS:
        return word[:-3]
    plain = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), word)
    if len(plain) > 3 and plain[-1] == plain[-2] and plain[-1] not in "ls":
        plain = plain[:-1]
    return _american(plain.removesuffix("e") if len(plain) > 3 else plain)


def _american(plain: str) -> str:
    if plain.endswith("is") and len(plain) > 5:
        return plain[:-1] + "z"
    return plain.replace("our", "or") if len(plain) > 5 else plain


ROOT = 5
"""Words of one family have at least so many letters in common at their beginning, or are the same."""


def akin(one: str, other: str) -> bool:
    """Whether two stems are of one family: federal and federation, barometer and barometric."""
    if one == other:
        return True
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= ROOT and shared >= 0.6 * max(len(one), len(other))
