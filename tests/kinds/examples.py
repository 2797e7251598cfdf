"""One or more questions of every kind, written as their authors write them."""

from typing import Any

import msgspec

from learn.kinds import kind_class
from learn.kinds.base import Question

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "choice": [
        {"answer": "Seoul", "distractors": ["Tokyo", {"Beijing": "China."}, {"text": "Hanoi", "feedback": "Vietnam."}]},
        {"answer": "서울", "distractors": ["平壌"], "shuffle": "false"},
    ],
    "multiple": [
        {"answers": ["economics", "survival"], "distractors": ["revenge", {"prestige": "Not named."}, "faith"]},
        {"answers": ["a", "b", "c"], "distractors": ["d", "e"], "scoring": "partial"},
        {"answers": ["a", "b"], "distractors": ["c", "d"], "scoring": "partial", "tell": "true"},
        {"answers": "a", "distractors": ["b", "c"], "tell": "true", "shuffle": "false"},
    ],
    "true_false": [{"answer": "true"}, {"answer": "False", "correction": "It was the other way round."}],
    "short": [
        {"accept": ["The United States", "the US*", "America"], "reject": [{"South Vietnam": "He names Washington."}]},
        {"accept": "Vietnam", "typos": "1"},
        {"accept": ["*war*"], "typos": "0"},
        {"accept": ["NATO"], "case": "true"},
    ],
    "number": [
        {"value": "300,000", "tolerance": "5%", "unit": "soldiers"},
        {"value": "10"},
        {"range": ["-1.5", "2"]},
        {"range": "250000..350000", "value": "300000"},
    ],
    "order": [
        {"items": ["first", "second"]},
        {"items": ["1950", {"text": "1965", "fact": "vietnam"}, "2023", "2024"]},
    ],
    "match": [
        {"pairs": [{"Hong Min": "alliance"}, ["Kim", "proxy war"], {"left": "Yang", "right": "why", "fact": "yang"}]},
        {"pairs": {"a": "1", "b": "2"}, "extra": ["3", "4"]},
        {"pairs": [["a", "1"], ["b", "1"], ["c", "2"]], "extra": "3", "shuffle": "false"},
    ],
    "sort": [
        {"categories": {"fact": ["a", {"text": "b", "fact": "bees"}], "opinion": "c"}},
        {"categories": {"x": ["1"], "y": ["2", "3"], "nothing": []}},
    ],
    "cloze": [
        {"text": "{{The US|America}} asked {{text: South Korea|Seoul, fact: asked}} to send troops."},
        {"text": "{{North}} and {{South}} and {{East}}.", "bank": ["West"]},
        {"text": "{{a}}, {{b}}", "bank": "true"},
        {"text": "{{red}}, {{red|blue}}", "bank": ["green"]},
        {"text": "{{a}}{{b}}_{{c*}}", "ask": "Which?", "typos": "0", "bank": "false"},
    ],
    "card": [{"front": "de facto", "back": "in fact"}, {"ask": "Translate.", "front": "전쟁", "back": "war"}],
}


def build(kind: str, /, **fields: Any) -> Question:
    """The question that an author's fields make, by the way that the loader goes."""
    made = kind_class(kind)
    plain = {"id": "example", **fields} if made.ask_optional else {"id": "example", "ask": "Well?", **fields}
    return msgspec.convert(made.prepare(plain), type=made, strict=False)


def every_example() -> list[Question]:
    """All examples of all kinds."""
    return [build(kind, **fields) for kind, several in EXAMPLES.items() for fields in several]
