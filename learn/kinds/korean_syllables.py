"""Korean syllables in Latin letters: how each is customarily written in a person's name.

A syllable of Hangul is an initial, a vowel and a final (Unicode Standard, section 3.12), and each of the three has its
spellings in

* the Revised Romanisation (국어의 로마자 표기법, Ministry of Culture and Tourism 2000-8; now Ministry of Culture,
  Sports and Tourism 2014-42, chapter 2), which writes each syllable of a name as it stands (chapter 3, article 4);
* McCune-Reischauer (Transactions of the Korea Branch of the Royal Asiatic Society 29, 1939), with its breves and
  apostrophes or without, initials voiced or not, as also in North Korea's system of 1992 (`kh`, `th`, `ph`);
* custom: `oo`, `ee`, `Young`, `Hyun`, `Sung`, `Hee`, which passports and newspapers have.

Spellings are in the letters of `folded`: small, `ə` for o with a breve and `ɨ` for u with one. So a breve that was
typed is kept apart from a bare vowel, and no other accent counts.
"""

import unicodedata
from functools import lru_cache
from itertools import product

from learn.text import normalise

_FIRST, _LAST = 0xAC00, 0xD7A3
_INITIALS = tuple("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
_VOWELS = tuple("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

FOLDS = {**dict.fromkeys("ŏǒôöōõŎǑÔÖŌÕ", "ə"), **dict.fromkeys("ŭǔûüūũŬǓÛÜŪŨ", "ɨ")}
"""A vowel with a breve, or with what stands in for one → the letter that it is compared as."""

_FOLDS = str.maketrans(FOLDS)

_INITIAL = {
    "ㄱ": "g k", "ㄲ": "kk gg", "ㄴ": "n", "ㄷ": "d t", "ㄸ": "tt dd", "ㄹ": "r l", "ㅁ": "m", "ㅂ": "b p",
    "ㅃ": "pp bb", "ㅅ": "s", "ㅆ": "ss", "ㅇ": "", "ㅈ": "j ch", "ㅉ": "jj tch", "ㅊ": "ch ch'", "ㅋ": "k k' kh",
    "ㅌ": "t t' th", "ㅍ": "p p' ph", "ㅎ": "h",
}  # fmt: skip
_VOWEL = {
    "ㅏ": "a", "ㅐ": "ae ai", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "eo ə o", "ㅔ": "e", "ㅕ": "yeo yə yo", "ㅖ": "ye",
    "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe oi", "ㅛ": "yo", "ㅜ": "u oo", "ㅝ": "wo wə weo", "ㅞ": "we",
    "ㅟ": "wi", "ㅠ": "yu yoo", "ㅡ": "eu ɨ u", "ㅢ": "ui ɨi eui", "ㅣ": "i",
}  # fmt: skip
_OPEN = {
    "ㅏ": "ah", "ㅑ": "yah", "ㅓ": "uh", "ㅔ": "eh", "ㅕ": "yuh", "ㅗ": "oh", "ㅛ": "yoh", "ㅟ": "wee", "ㅠ": "you",
    "ㅣ": "ee",
}  # fmt: skip
_CLOSED = {"ㅓ": "u", "ㅕ": "yu you"}
_BARE = {"ㅏ": "ah", "ㅗ": "oh", "ㅜ": "woo wu"}
_FINAL = {
    "": "", "ㄱ": "k g", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l r", "ㅁ": "m", "ㅂ": "p b", "ㅅ": "t s", "ㅇ": "ng",
    **dict.fromkeys("ㄲㅋㄳㄺ", "k g"), **dict.fromkeys("ㄵㄶ", "n"), **dict.fromkeys("ㅆㅈㅊㅌㅎ", "t"),
    **dict.fromkeys("ㄼㄽㄾㅀ", "l r"), "ㄻ": "m", **dict.fromkeys("ㅍㄿㅄ", "p b"),
}  # fmt: skip
_ONLY = {"이": "yi", "희": "hee hi"}
"""What single syllables have besides."""

_STOPS = {**dict.fromkeys("ㄲㅋ", "ㄱ"), **dict.fromkeys("ㅅㅆㅈㅊㅌㅎ", "ㄷ"), "ㅍ": "ㅂ"}
_CARRIED = tuple("ㄲㅅㅆㅈㅊㅋㅌㅍ")
_SOUNDS_AS = {
    "ㄱㄴ": "ㅇㄴ", "ㄱㅁ": "ㅇㅁ", "ㄱㄹ": "ㅇㄴ", "ㄷㄴ": "ㄴㄴ", "ㄷㅁ": "ㄴㅁ", "ㄷㄹ": "ㄴㄴ", "ㅂㄴ": "ㅁㄴ",
    "ㅂㅁ": "ㅁㅁ", "ㄷㅅ": "ㅅㅅ", "ㅂㄹ": "ㅁㄴ", "ㅁㄹ": "ㅁㄴ", "ㅇㄹ": "ㅇㄴ", "ㄴㄹ": "ㄹㄹ", "ㄹㄴ": "ㄹㄹ",
}  # fmt: skip
"""Final and initial → what they sound like side by side, as McCune-Reischauer writes them; of finals those of `_STOPS`
stand for others, and those of `_CARRIED` are carried over to a syllable without an initial."""


def folded(text: str) -> str:
    """A typed name as its spellings are compared: normalised, and breves kept apart from bare vowels."""
    return normalise(unicodedata.normalize("NFC", text).translate(_FOLDS))


def is_hangul(text: str) -> bool:
    """Whether the text is nothing but whole syllables of Hangul."""
    return bool(text) and all(_FIRST <= ord(one) <= _LAST for one in text)


def parts(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a syllable."""
    above, final = divmod(ord(syllable) - _FIRST, len(_FINALS))
    initial, vowel = divmod(above, len(_VOWELS))
    return _INITIALS[initial], _VOWELS[vowel], _FINALS[final]


def composed(initial: str, vowel: str, final: str) -> str:
    """The syllable of an initial, a vowel and a final."""
    place = _INITIALS.index(initial) * len(_VOWELS) + _VOWELS.index(vowel)
    return chr(_FIRST + place * len(_FINALS) + _FINALS.index(final))


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> tuple[str, ...]:
    """All customary spellings of a syllable, that of the Revised Romanisation first."""
    initial, vowel, final = parts(syllable)
    initials = _INITIAL[initial].split() or [""]
    if initial == "ㅅ" and vowel in "ㅣㅟ":
        initials.append("sh")
    finals = _FINAL[final].split() or [""]
    made = map("".join, product(initials, _vowels(initial, vowel, final), finals))
    return tuple(dict.fromkeys((*made, *_ONLY.get(syllable, "").split())))


def _vowels(initial: str, vowel: str, final: str) -> list[str]:
    where = [_VOWEL, _CLOSED if final else _OPEN, *([_BARE] if initial == "ㅇ" else [])]
    return " ".join(table.get(vowel, "") for table in where).split()


def sounded(one: str, other: str) -> tuple[str, str] | None:
    """Two syllables as McCune-Reischauer hears them side by side; None where it hears what is written."""
    initial, vowel, final = parts(one)
    following, *rest = parts(other)
    pair = tuple(_SOUNDS_AS.get(_STOPS.get(final, final) + following, ()))
    if following == "ㅇ" and final in _CARRIED:
        pair = ("", final)
    return (composed(initial, vowel, pair[0]), composed(pair[1], *rest)) if pair else None


@lru_cache(maxsize=1)
def by_spelling() -> dict[str, tuple[str, ...]]:
    """Spelling → the syllables that it may stand for, of those with a simple final."""
    found: dict[str, list[str]] = {}
    for initial, vowel, final in product(_INITIALS, _VOWELS, ("", *"ㄱㄴㄹㅁㅂㅇ")):
        syllable = composed(initial, vowel, final)
        for spelling in spellings(syllable):
            found.setdefault(spelling, []).append(syllable)
    return {spelling: tuple(syllables) for spelling, syllables in found.items()}


def any_syllable() -> str:
    """A pattern of every spelling of every syllable, in Hangul and in Latin letters."""
    initials = _either({"sh", *" ".join(_INITIAL.values()).split()})
    vowels = _either({*" ".join((*_VOWEL.values(), *_OPEN.values(), *_CLOSED.values(), *_BARE.values())).split(), "yi"})
    finals = _either({*" ".join(_FINAL.values()).split()})
    return f"(?:[가-힣]|(?:{initials})?(?:{vowels})(?:{finals})?)"


def _either(texts: set[str]) -> str:
    return "|".join(sorted(texts, key=lambda text: (-len(text), text)))
