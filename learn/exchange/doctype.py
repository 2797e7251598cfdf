"""The document type that XML of 2002 begins with: taken out where it declares no entity.

IMS's own examples of QTI 1.2 carry one, and what a parser would make of it (defaults of attributes) the reader knows.
It is blanked out before the file goes to defusedxml, which refuses any that is left: one that declares entities, or
that cannot be followed to its end.
"""

import re

_BEGIN = re.compile(rb"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*<!DOCTYPE\b", re.DOTALL)
_PIECE = re.compile(rb"<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[\[\]>]|[^\"'\[\]<>]+|<", re.DOTALL)
_MOST = 65_536


def without_doctype(data: bytes) -> bytes:
    """The file with its document type blanked out, line ends kept; unchanged if that declares entities."""
    head = data[:_MOST]
    begin = _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf"))
    if begin is None:
        return data
    start = head.index(b"<!DOCTYPE")
    end = _end(head, start + len(b"<!DOCTYPE"))
    declared = head[start:end]
    if end < 0 or b"<!ENTITY" in declared or b"%" in declared:
        return data
    return data[:start] + re.sub(rb"[^\r\n]", b" ", declared) + data[end:]


def _end(head: bytes, at: int) -> int:
    """Where the declaration ends, behind its `>`; -1 if that cannot be told."""
    depth = 0
    while found := _PIECE.match(head, at):
        at = found.end()
        match found[0]:
            case b"[":
                depth += 1
            case b"]":
                depth -= 1
            case b">" if depth == 0:
                return at
    return -1
