"""Whether two spellings name one person, and two numbers one student."""

import unicodedata


def folded_name(name: str) -> str:
    """The words of a name in a settled order, without case, accents and punctuation: `Núñez, Ana` is `ana nunez`."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return " ".join(sorted("".join(c if c.isalnum() else " " for c in plain).split()))


def folded_number(number: str) -> str:
    """A student number without case and white space."""
    return "".join(unicodedata.normalize("NFKC", number).casefold().split())


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for case, accents, punctuation and the order of their words."""
    return folded_name(one) == folded_name(other)
