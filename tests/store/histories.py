"""Stores, answers and random histories for the tests of this room."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from learn.events import (
    AnswerBody,
    Body,
    BuryBody,
    Draw,
    Event,
    Evidence,
    FinishBody,
    FlagBody,
    OverrideBody,
    ParamsBody,
    ReadBody,
    RegradeBody,
    RetractBody,
    SessionBody,
    SuspendBody,
    learner_day,
)
from learn.store.codec import random_id
from learn.store.database import Journal
from learn.store.log import Store

START = 1_704_067_200_000  # 2024-01-01T00:00Z
SEOUL = 540
DAY = 86_400_000
TODAY = learner_day(START, SEOUL)
FACTS = ("alliance", "dispatch", "vietnam", "hedging", "drone")


def opened(folder: Path, seed: int = 1, journal: Journal | None = None) -> Store:
    return Store.open(folder / "learn.db", Random(seed).getrandbits, journal=journal)


def session_id(seed: int) -> str:
    return random_id(Random(seed).getrandbits)


def evidence(fact: str, score: float, guess: float = 0.25, recall: float = 0.6) -> Evidence:
    return Evidence(fact=fact, score=score, guess=guess, chance=guess, slip=0.03, recall=recall, prior=0.3)


def answer(
    facts: str | Sequence[str] = "alliance",
    score: float = 1.0,
    *,
    session: str = session_id(0),
    n: int = 1,
    question: str = "",
    guess: float = 0.25,
    hint: bool = False,
    guessed: bool = False,
    comeback: bool = False,
) -> AnswerBody:
    named = (facts,) if isinstance(facts, str) else tuple(facts)
    return AnswerBody(
        session=session,
        n=n,
        bank="shifts",
        question=question or f"{named[0]}-1",
        hash="c0ffee",
        kind="choice",
        seed=7,
        response=2,
        chosen=("NATO",),
        score=score,
        evidence=tuple(evidence(fact, score, guess, 0.5 + 0.1 * place) for place, fact in enumerate(named)),
        recall=0.6,
        ms=4200,
        hint=hint,
        guessed=guessed,
        comeback=comeback,
    )


def begun(session: str, questions: int = 3) -> SessionBody:
    plan = tuple(Draw("shifts", f"q{n}", n) for n in range(questions))
    return SessionBody(mode="practice", plan=plan, session=session, title="Alliance against alliance")


class Life:
    """A learner at one machine: random events, the clock mostly going on and now and then back."""

    def __init__(self, store: Store, learner: str, seed: int) -> None:
        self.store, self.learner = store, learner
        self.rng = Random(seed)
        self.ms = START + self.rng.randrange(DAY)
        self.session = random_id(self.rng.getrandbits)
        self.seen: list[Event] = []

    def live(self, events: int, others: Sequence[Event] = ()) -> None:
        """Record so many events; answers of `others` may be spoken about too."""
        for _ in range(events):
            self._tick()
            self.seen.append(self.store.record(self.learner, self._body(others), self.ms, self._offset()))

    def _tick(self) -> None:
        leap = self.rng.choice((0, 0, 5_000, 5_000, 60_000, DAY, 3 * DAY, -2 * DAY, -1))
        self.ms = max(START, self.ms + leap)

    def _offset(self) -> int:
        return self.rng.choice((SEOUL, SEOUL, SEOUL, 0, -480))

    def _body(self, others: Sequence[Event]) -> Body:
        rng = self.rng
        known = [event for event in (*self.seen, *others) if event.type in ("answer", "finish", "override", "regrade")]
        if not known or rng.random() < 0.55:
            return self._answer()
        target = rng.choice(known).id
        fact = rng.choice(FACTS)
        choices: list[Body] = [
            RetractBody(target=target),
            OverrideBody(target=target),
            RegradeBody(target=target, score=0.5, evidence=(evidence(fact, 0.5), evidence("other", 1.0)), old=1.0),
            FinishBody(session=self.session, points=1, max=2, percent=50),
            SuspendBody(fact=fact, on=rng.random() < 0.5),
            BuryBody(fact=fact, until=TODAY + rng.randrange(20)),
            ReadBody(lesson="alliance-shifts"),
            FlagBody(bank="shifts", question="q1", remark="맞춤법 ☺"),
            ParamsBody(retention=rng.choice((0.8, 0.9, 0.95))),
            begun(self._next_session()),
        ]
        return rng.choice(choices)

    def _next_session(self) -> str:
        self.session = random_id(self.rng.getrandbits)
        return self.session

    def _answer(self) -> AnswerBody:
        rng = self.rng
        facts = rng.sample(FACTS, rng.choice((1, 1, 1, 2, 3)))
        return answer(
            facts,
            rng.choice((0.0, 1.0, 1.0, 0.5)),
            session=self.session,
            question=f"{facts[0]}-{rng.randrange(3)}",
            guess=rng.choice((0.0, 0.25, 0.5)),
            hint=rng.random() < 0.1,
            guessed=rng.random() < 0.1,
            comeback=rng.random() < 0.1,
        )


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is one: property tests need no disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@contextmanager
def machines(folder: Path, count: int, seed: int) -> Iterator[list[Store]]:
    """So many stores, each with its own device."""
    stores = [opened(folder / f"machine-{n}", seed * 100 + n) for n in range(count)]
    try:
        yield stores
    finally:
        for store in stores:
            store.close()
