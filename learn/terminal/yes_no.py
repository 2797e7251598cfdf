"""Yes and no as they are typed: y and n, the same keys of a Korean keyboard (ㅛ, ㅜ), the words of both languages."""

import unicodedata

from learn.terminal.dubeolsik import struck

_WORDS = {
    **dict.fromkeys(("y", "yes", "1", "예", "네"), True),
    **dict.fromkeys(("n", "no", "0", "아니요", "아니오", "아뇨"), False),
}
_KEYS = {
    **dict.fromkeys(("y", "예", "네"), True),
    **dict.fromkeys(("n", "아"), False),
}
"""One key is enough, and a Korean keyboard sends a syllable at once: 아 is how every no begins."""


def of_word(text: str) -> bool | None:
    """What a line says; None for anything else."""
    word = unicodedata.normalize("NFC", text).strip().lower()
    return _WORDS.get(word, _WORDS.get(struck(word)))


def of_key(key: str) -> bool | None:
    """What a single key says; None for any other."""
    said = unicodedata.normalize("NFC", key).lower()
    return _KEYS.get(said, _KEYS.get(struck(said)))
