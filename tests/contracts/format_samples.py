"""Sample questions of each kind for the page of formats: one that says the least, and one for each further thing."""

from typing import Any

from learn.kinds import KINDS
from learn.kinds.base import Question
from tests.kinds.examples import build

_PLAIN: dict[str, dict[str, Any]] = {
    "choice": {"answer": "Seoul", "distractors": ["Tokyo", "Hanoi"]},
    "multiple": {"answers": ["economics", "survival"], "distractors": ["revenge", "prestige"], "scoring": "partial"},
    "true_false": {"answer": "true"},
    "short": {"accept": ["Vietnam"]},
    "number": {"value": "300000"},
    "order": {"items": ["1950", "1965", "2024"]},
    "match": {"pairs": [["Hong Min", "an alliance"], ["Harrison Kim", "a proxy war"]]},
    "sort": {"categories": {"reported": ["a treaty"], "forecast": ["a war", "a crisis"]}},
    "cloze": {"text": "It was {{Washington}} that asked for troops."},
    "card": {"front": "de facto", "back": "in fact"},
}
"""The least that a question of the kind says, beside what it asks."""

_ALL: dict[str, dict[str, Any]] = {
    "explain": {"explain": "It stands in the third paragraph."},
    "hint": {"hint": "Think of the map."},
    "points": {"points": "2"},
    "tags": {"tags": ["asia"]},
    "difficulty": {"difficulty": "stretch"},
    "fact": {"facts": ["some-fact"]},
    "formerly": {"formerly": ["old-id"]},
    "several lines": {"ask": "Read this.\nWhich one?"},
    "`<b>`, `{`, `=` and the like": {"ask": "What do <b>, &amp;, {1}, a=b, ~c, #d and \\ stand for?"},
    "other scripts": {"ask": "전쟁 שלום é 😀?"},
}
"""What questions of all kinds may have."""

_OWN: dict[str, dict[str, dict[str, Any]]] = {
    "choice": {
        "feedback": {"distractors": ["Tokyo", {"Hanoi": "It is in Vietnam."}]},
        "`shuffle: false`": {"shuffle": "false"},
        "5 distractors": {"distractors": ["Tokyo", "Hanoi", "Manila", "Beijing", "Dhaka"]},
    },
    "multiple": {
        "feedback": {"distractors": ["revenge", {"prestige": "It is not named."}]},
        "`shuffle: false`": {"shuffle": "false"},
        "`scoring: all`": {"scoring": "all"},
        "`tell: true`": {"tell": "true"},
        "5 distractors": {"distractors": ["revenge", "prestige", "faith", "fear", "habit"]},
    },
    "true_false": {"correction": {"answer": "false", "correction": "It was the other way round."}},
    "short": {
        "several answers": {"accept": ["Vietnam", "Viet Nam"]},
        "answers with `*`": {"accept": ["Vietnam", "Viet*"]},
        "feedback": {"reject": [{"Laos": "That is next to it."}]},
        "`case: true`": {"case": "true"},
        "`typos: 0`": {"typos": "0"},
    },
    "number": {
        "tolerance": {"tolerance": "10000"},
        "tolerance in %": {"tolerance": "5%"},
        "range": {"value": "", "range": ["250000", "350000"]},
        "unit": {"unit": "soldiers"},
    },
    "order": {"facts of parts": {"items": ["1950", {"text": "1965", "fact": "vietnam"}, "2024"]}},
    "match": {
        "facts of parts": {"pairs": [["Hong Min", "an alliance"], {"left": "Kim", "right": "a war", "fact": "war"}]},
        "extra": {"extra": ["a treaty"]},
        "two pairs, one right side": {"pairs": [["a", "1"], ["b", "1"], ["c", "2"]]},
        "`shuffle: false`": {"shuffle": "false"},
    },
    "sort": {
        "facts of parts": {"categories": {"reported": [{"text": "a treaty", "fact": "treaty"}], "forecast": ["a war"]}},
        "empty heading": {"categories": {"reported": ["a treaty"], "forecast": ["a war"], "neither": []}},
    },
    "cloze": {
        "several gaps": {"text": "{{Washington}} asked {{Seoul}} to send troops."},
        "several answers": {"text": "It was {{Washington|the US}} that asked."},
        "answers with `*`": {"text": "It was {{Washington|the US*}} that asked."},
        "facts of parts": {"text": "It was {{text: Washington, fact: asked}} that asked."},
        "word bank": {"bank": ["Tokyo"]},
        "`case: true`": {"case": "true"},
        "`typos: 0`": {"typos": "0"},
    },
    "card": {},
}
"""What questions of one kind may have."""


def plain(kind: str) -> Question:
    """A question that says no more than it must."""
    return build(kind, id="plain", **_PLAIN[kind])


def further(kind: str) -> dict[str, Question]:
    """For each thing that a question of the kind may have besides, a question that has it and no other."""
    return {
        name: build(kind, **{"id": f"sample-{at}", **_PLAIN[kind], **fields})
        for at, (name, fields) in enumerate({**_ALL, **_OWN[kind]}.items())
    }


def everything(kind: str) -> Question:
    """A question that has whatever a teacher adds to a good one: feedback, hint, explanation, points, labels."""
    names = ("explain", "hint", "points", "tags", "difficulty", "fact", "feedback", "correction", "unit")
    known = {**_ALL, **_OWN[kind]}
    added = {key: value for name in names if name in known for key, value in known[name].items()}
    return build(kind, **{"id": "everything", **_PLAIN[kind], **added})


def features() -> dict[str, list[str]]:
    """Everything that a question may have besides, and the kinds that may have it."""
    names = dict.fromkeys(name for kind in KINDS for name in (*_ALL, *_OWN[kind]))
    return {name: [kind for kind in KINDS if name in _ALL or name in _OWN[kind]] for name in names}
