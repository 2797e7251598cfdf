"""What a rule is, for the table of codes and for those who run it."""

from msgspec import Struct


class Rule(Struct, frozen=True):
    """A rule of item writing: a stable code, its name, what it finds, the remedy, and who recommends it.

    `english` says that it looks at English words, and is left out for banks in other languages.
    """

    code: str
    rule: str
    summary: str
    remedy: str
    literature: str
    english: bool = False
