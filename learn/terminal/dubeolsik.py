"""The keys of a Korean keyboard (두벌식): what a Latin keyboard would have typed, where its input method is on.

A command is known by its key, whichever letter the key gives at the time: ㅗ is h, 호 is gh, ㅂㅕㅑㅅ is quit.
"""

import unicodedata

_INITIALS = "r R s e E f a q Q t T d w W c z x v g"
_VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l"
_FINALS = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"
_KEYS = {
    first + place: keys
    for first, row in ((0x1100, _INITIALS), (0x1161, _VOWELS), (0x11A8, _FINALS))
    for place, keys in enumerate(row.split())
}


def is_hangul(text: str) -> bool:
    """Whether all of the text was typed with the input method on."""
    return bool(text) and not text.isascii() and struck(text).isascii()


def struck(text: str) -> str:
    """The text with each Hangul letter, alone or in a syllable, as the Latin letters of its keys."""
    return text if text.isascii() else unicodedata.normalize("NFKD", text).translate(_KEYS)
