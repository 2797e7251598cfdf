"""Markdown as it is said: without the marks, which a voice spells out (`asterisk asterisk`) or passes over.

Not a parser: a mark that does not pair stays as it is. Nothing here is imported before a lesson is read.
"""

import re

_STRUCK = (
    (r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$", r"\2"),  # a heading
    (r"^( *)[*+-][ \t]+", r"\1"),  # an item of a list
    (r"^ {0,3}>[ \t]?", ""),  # a quotation
    (r"^ {0,3}(?:```|~~~).*$", ""),  # around code
    (r"!?\[([^\]\n]+)\]\([^)\s]*(?:[ \t]+\"[^\"\n]*\")?\)", r"\1"),  # a link or a picture: its text
    (r"<(https?://[^>\s]+)>", r"\1"),
    (r"(?<![\w*\\])(\*\*|\*)(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])", r"\2"),
    (r"(?<![\w\\])(__|_)(?=\S)([^_\n]+?)(?<=\S)\1(?!\w)", r"\2"),
    (r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", r"\2"),
)


def unmarked(text: str) -> str:
    """The text of a lesson's section without the marks of headings, lists, emphasis and code, and without addresses."""
    for pattern, kept in _STRUCK:
        text = re.sub(pattern, kept, text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text)
