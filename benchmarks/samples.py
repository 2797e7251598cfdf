"""Content and logs of any size, made for measuring."""

import secrets
from pathlib import Path

from msgspec import structs

from learn.events import AnswerBody, Evidence
from learn.store.log import Store

DAY = 86_400_000
NOW = 1_767_000_000_000
NOW_TEXT = "2025-12-29T09:20:00+00:00"
"""The same moment as `LEARN_NOW` takes it."""


def big_bank(path: Path, questions: int, name: str = "big") -> Path:
    """A bank of choice questions, each its own fact."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"bank: {name}", f"title: A bank of {questions} questions", "questions:"]
    for n in range(questions):
        lines += [
            f"  - id: question-{n}",
            "    kind: choice",
            f"    ask: Which of these is number {n} of the list?",
            f"    answer: The entry with the number {n}",
            "    distractors:",
            f"      - The entry with the number {n + 1}: That is the next one.",
            f"      - The entry with the number {n + 2}",
            f"      - The entry with the number {n + 3}",
            f"    explain: The entries are numbered from zero, so this is entry {n}.",
            "    tags: [numbers]",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answered_home(home: Path, facts: int, bank: str = "big", learner: str = "bench", answers: int = 1) -> None:
    """A log in which each fact of a bank was answered `answers` times, days apart."""
    with Store.open(home / "learn.db", secrets.randbits) as store:
        learner_id = store.make_learner(learner)
        for turn in range(answers):
            now = NOW - (answers - turn) * 3 * DAY
            bodies = [answer(bank, n, turn) for n in range(facts)]
            for start in range(0, len(bodies), 5_000):
                store.record_all(learner_id, bodies[start : start + 5_000], now + start, 0)
        store.follow()


def answer(bank: str, n: int, turn: int) -> AnswerBody:
    """An answer to one of the questions of `big_bank`; every fifth is wrong."""
    right = (n + turn) % 5 != 0
    return AnswerBody(
        session="00000000-0000-7000-8000-000000000000",
        n=1,
        bank=bank,
        question=f"question-{n}",
        hash="0123456789abcdef",
        kind="choice",
        seed=n,
        response=0,
        chosen=(f"The entry with the number {n}",),
        score=float(right),
        evidence=(Evidence(f"{bank}/question-{n}", float(right), 0.25, 0.25, 0.03, 0.5, 0.3),),
        recall=0.5,
        ms=4_000,
    )


def card_bank(path: Path, questions: int, name: str) -> Path:
    """A bank of cards, front and back, each its own fact."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"bank: {name}", f"title: {questions} cards", "questions:"]
    number = name.rpartition("-")[2]
    for n in range(questions):
        lines += [
            f"  - id: question-{n}",
            "    kind: card",
            f"    front: Which of these is number {n} of list {number}?",
            f"    back: The entry with the number {n}.",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def card_answer(bank: str, n: int) -> AnswerBody:
    """An answer to one of the cards: known."""
    evidence = (Evidence(f"{bank}/question-{n}", 1.0, 0.0, 0.0, 0.0, 0.5, 0.3),)
    return structs.replace(answer(bank, n, 1), kind="card", response=True, chosen=(), score=1.0, evidence=evidence)
