"""The content hash: whether a question still asks the same and still takes the same for right."""

import json
from hashlib import sha256
from typing import Any

import msgspec

from learn.kinds.base import Question

_ASIDE = frozenset({"id", "facts", "points", "tags", "difficulty", "hint", "explain", "lint", "formerly", "correction"})
_ASIDE_WITHIN = frozenset({"feedback", "fact"})
_JSON = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def content_hash(question: Question) -> str:
    """16 hexadecimal digits of SHA-256 over the kind and all that changes what is asked, how it is shown, or what is
    right.

    Left out: the id, what the question is filed and counted under (facts, points, tags, difficulty), what is told
    beside it (hint, explanation, correction, feedback), and remarks to the program (lint, formerly). A question
    with the same hash shows the same thing for the same seed, so the indexes of an old response still mean the same.
    """
    asked = {key: _bare(value) for key, value in msgspec.to_builtins(question).items() if key not in _ASIDE}
    text = _JSON.encode([question.kind, asked])
    return sha256(text.encode("ascii")).hexdigest()[:16]


def _bare(value: Any) -> Any:
    """The value without feedback and facts of single items."""
    if isinstance(value, str):  # most are: a hash is taken of every question that was ever asked
        return value
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key not in _ASIDE_WITHIN}
    if isinstance(value, (list, tuple)):
        return [_bare(one) for one in value]
    return value
