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


KOREAN: list[dict[str, Any]] = [
    {"id": "su", "kind": "choice", "ask": "한반도에서 가장 긴 강은 무엇이며, 어디에서 시작하여 어디로 흘러 들어갑니까?",
     "answer": "압록강: 백두산에서 시작하여 황해로 흘러 들어가는 강", "hint": "국경을 이룹니다.",
     "distractors": [{"text": "낙동강: 태백에서 시작하여 남해로 흘러 들어가는 강", "feedback": "남한에서 가장 깁니다."},
                     "한강: 서울을 지나 황해로 흘러 들어가는 강"]},
    {"id": "seom", "kind": "multiple", "ask": "섬을 모두 고르세요.", "answers": ["제주도", "울릉도"],
     "distractors": ["대전광역시"], "scoring": "partial"},
    {"id": "buk", "kind": "true_false", "ask": "서울은 부산보다 북쪽에 있다.", "answer": True},
    {"id": "nugu", "kind": "short", "ask": "누구입니까?", "accept": ["조태용", "Cho Tae-yong"]},
    {"id": "su-eopsi", "kind": "number", "ask": "병력은 얼마나 됩니까?", "value": 10000, "unit": "명"},
    {"id": "sunseo", "kind": "order", "ask": "일어난 순서대로 놓으세요.",
     "items": ["1945년의 해방과 남북의 분단", "한국 전쟁", "정전 협정"]},
    {"id": "jjak", "kind": "match", "ask": "나라와 수도를 이으세요.", "extra": ["베른", "빈"],
     "pairs": {"대한민국": "서울특별시", "일본": "도쿄", "중화인민공화국": "베이징"}},
    {"id": "nanum", "kind": "sort", "ask": "과일입니까?",
     "categories": {"과일": ["사과", "배"], "과일 아님": ["대파"]}},
    {"id": "bin", "kind": "cloze", "text": "{{서울}}은 {{대한민국|한국}}의 수도이다."},
    {"id": "kadeu", "kind": "card", "front": "사실상(de facto)이란?", "back": "법이 아니라 실제로 그러하다는 뜻."},
]  # fmt: skip

KOREAN_RIGHT: dict[str, Any] = {
    KOREAN[0]["ask"]: KOREAN[0]["answer"],
    "섬을 모두 고르세요.": ["제주도", "울릉도"],
    "서울은 부산보다 북쪽에 있다.": "참",
    "누구입니까?": "조태용",
    "병력은 얼마나 됩니까?": "10000",
    "일어난 순서대로 놓으세요.": KOREAN[5]["items"],
    "나라와 수도를 이으세요.": KOREAN[6]["pairs"],
    "과일입니까?": {"사과": "과일", "배": "과일", "대파": "과일 아님"},
    "빈칸을 채우세요.": ["서울", "한국"],
    "사실상(de facto)이란?": True,
}

KOREAN_WRONG: dict[str, Any] = {
    **KOREAN_RIGHT,
    KOREAN[0]["ask"]: KOREAN[0]["distractors"][0]["text"],
    "서울은 부산보다 북쪽에 있다.": "거짓",
    "일어난 순서대로 놓으세요.": KOREAN[5]["items"][::-1],
    "나라와 수도를 이으세요.": {"대한민국": "도쿄", "일본": "도쿄", "중화인민공화국": "베이징"},
}


def write_bank(folder: Path) -> Path:
    """The bank as a file."""
    return _written(folder, {"bank": "everything", "title": "Everything", "questions": QUESTIONS})


def write_korean_bank(folder: Path) -> Path:
    """The Korean one."""
    return _written(folder, {"bank": "modu", "title": "모두: 한반도의 지리와 역사", "lang": "ko", "questions": KOREAN})


def _written(folder: Path, bank: dict[str, Any]) -> Path:
    path = folder / f"{bank['bank']}.yaml"
    path.write_text(yaml.safe_dump(bank, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
