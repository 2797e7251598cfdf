"""Content and logs of any size, made for measuring."""

import secrets
from functools import cache
from pathlib import Path

from msgspec import structs

from learn.events import AnswerBody, Evidence
from learn.kinds.base import Option
from learn.kinds.card import Card
from learn.kinds.choice import Choice
from learn.kinds.hashing import content_hash
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
        hash=_choice_hash(n),
        kind="choice",
        seed=n,
        response=0,
        chosen=(f"The entry with the number {n}",),
        score=float(right),
        evidence=(Evidence(f"{bank}/question-{n}", float(right), 0.25, 0.25, 0.03, 0.5, 0.3),),
        recall=0.5,
        ms=4_000,
    )


@cache
def _choice_hash(n: int) -> str:
    """The content hash of a question of `big_bank`."""
    wrong = tuple(Option(f"The entry with the number {n + step}") for step in (1, 2, 3))
    key = f"The entry with the number {n}"
    return content_hash(Choice(id="", ask=f"Which of these is number {n} of the list?", answer=key, distractors=wrong))


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
    hashed = _card_hash(bank.rpartition("-")[2], n)
    given = structs.replace(answer(bank, n, 1), kind="card", hash=hashed)
    return structs.replace(given, response=True, chosen=(), score=1.0, evidence=evidence)


@cache
def _card_hash(number: str, n: int) -> str:
    """The content hash of a question of `card_bank`."""
    front = f"Which of these is number {n} of list {number}?"
    return content_hash(Card(id="", ask="", front=front, back=f"The entry with the number {n}."))
