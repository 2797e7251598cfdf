"""A bank with a question of every kind, some of it hostile, and what to answer."""

from pathlib import Path
from typing import Any

import yaml

HOSTILE = "</script><img src=x onerror=alert(1)>"

QUESTIONS: list[dict[str, Any]] = [
    {"id": "capital", "kind": "choice", "ask": f"Which is the capital? {HOSTILE}", "answer": "Seoul", "hint": "Big.",
     "distractors": [{"text": "Busan", "feedback": f"A port. {HOSTILE}"}, "Daegu", HOSTILE], "explain": "Since 1394."},
    {"id": "islands", "kind": "multiple", "ask": "Which are islands?", "answers": ["Jeju", "Ulleung"],
     "distractors": ["Daejeon", "Gwangju"], "scoring": "partial", "tell": True},
    {"id": "north", "kind": "true_false", "ask": "Seoul lies north of Busan.", "answer": True},
    {"id": "who", "kind": "short", "ask": "Who is he? (조태용)", "accept": ["조태용", "Cho Tae-yong"], "points": 2},
    {"id": "troops", "kind": "number", "ask": "How many troops?", "value": 10000, "unit": "soldiers"},
    {"id": "years", "kind": "order", "ask": "In which order?",
     "items": ["Liberation", {"text": "War", "fact": "vietnam-second-largest"}, "Armistice"]},
    {"id": "pairs", "kind": "match", "ask": "What belongs together?", "extra": ["Bern", "Wien"],
     "pairs": {"Korea": "Seoul", "Japan": "Tokyo", "China": "Beijing"}},
    {"id": "sorts", "kind": "sort", "ask": "Fruit or not?",
     "categories": {"Fruit": ["Apple", "Pear"], "Not": ["Leek"]}},
    {"id": "gaps", "kind": "cloze", "text": "{{Seoul}} is the capital of {{South Korea|the South}}, not {{Busan}}."},
    {"id": "bank", "kind": "cloze", "ask": "Fill from the bank.", "text": "{{Rice}} and {{tea}}.", "bank": ["coal"]},
    {"id": "card", "kind": "card", "front": "What does de facto mean?", "back": "In fact."},
]  # fmt: skip

RIGHT: dict[str, Any] = {
    QUESTIONS[0]["ask"]: "Seoul",
    "Which are islands?": ["Jeju", "Ulleung"],
    "Seoul lies north of Busan.": "True",
    "Who is he? (조태용)": "조태용".encode().decode(),
    "How many troops?": "１０,０００ soldiers",
    "In which order?": ["Liberation", "War", "Armistice"],
    "What belongs together?": {"Korea": "Seoul", "Japan": "Tokyo", "China": "Beijing"},
    "Fruit or not?": {"Apple": "Fruit", "Pear": "Fruit", "Leek": "Not"},
    "Fill the gaps.": ["seoul", "South-Korea", "Bussan"],
    "Fill from the bank.": ["Rice", "tea"],
    "What does de facto mean?": True,
}

WRONG: dict[str, Any] = {
    **RIGHT,
    QUESTIONS[0]["ask"]: "Busan",
    "Who is he? (조태용)": "Nobody at all",
    "In which order?": ["Armistice", "War", "Liberation"],
    "What belongs together?": {"Korea": "Seoul", "Japan": "Beijing", "China": "Tokyo"},
    "What does de facto mean?": False,
}


def write_bank(folder: Path) -> Path:
    """The bank as a file."""
    path = folder / "everything.yaml"
    bank = {"bank": "everything", "title": "Everything", "questions": QUESTIONS}
    path.write_text(yaml.safe_dump(bank, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
