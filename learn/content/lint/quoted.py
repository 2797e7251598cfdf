"""What an author quotes is not what she says: the text without quotations and titles."""

import re

_QUOTED = re.compile("[\"“„«][^\"“”„«»]*[\"”»]|(?<!\\w)['‘][^'‘’]*['’](?!\\w)")
_TITLE = re.compile(r"(?:[A-Z][\w’']*)(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w’']*)+")


def unquoted(text: str) -> str:
    """The text, with what stands in quotation marks taken out."""
    return _QUOTED.sub(" ", text) if any(mark in text for mark in "\"“„«'‘") else text


def untitled(text: str) -> str:
    """The text without runs of words in capitals: names and titles, such as `Tomorrow Never Dies`."""
    return _TITLE.sub(" ", text)
