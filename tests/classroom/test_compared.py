"""What was compared with its answers is passed over, and nothing that a look at everything would find is missed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from learn.classroom.items import Items
from learn.classroom.regraded import Ruling
from learn.classroom.regrading import Change, Regrading, Wanted, record, regrade
from learn.events import OverrideBody, RetractBody
from learn.kinds.base import Question
from learn.store.log import Store
from tests.classroom.regrades import (
    BANK,
    CORRECTED,
    FIRST,
    answer_to,
    begun,
    carried_out,
    ended,
    shelf,
    words_for,
)
from tests.store.histories import DAY, SEOUL, START, opened, scratch, session_id

LATER = START + 400 * DAY


class Home:
    """A learner whose bank is corrected again and again, and who keeps what was compared."""

    def __init__(self, store: Store, rng: Random) -> None:
        self.store, self.rng = store, rng
        self.learner = store.make_learner("Minji")
        self.questions: dict[str, Question] = {one.id: one for one in FIRST}
        self.renames: dict[str, str] = {}
        self.known: set[bytes] = set()
        self.given: list[str] = []
        self.tests: list[str] = []
        self.turn = 0

    @property
    def items(self) -> Items:
        return shelf(tuple(self.questions.values()), question=self.renames)

    def live(self) -> None:
        """A session, at times a test that goes on for a while; some earlier answers are spoken about."""
        rng, session = self.rng, session_id(1000 + self.turn)
        mode = "test" if rng.random() < 0.3 else "practice"
        begun(self.store, self.learner, session, mode, list(self.questions) or ["none"])
        if mode == "test":
            self.tests.append(session)
        for n in range(1, rng.randrange(2, 8)):
            question = self._some_version(rng.choice(list(self.questions.values())))
            words, seed, schedule = words_for(question, rng), rng.randrange(99), rng.random() < 0.9
            body = answer_to(question, words, session, n, seed=seed, schedule=schedule)
            self.given.append(self.store.record(self.learner, body, self._ms(), SEOUL).id)
        if rng.random() < 0.4:
            self.store.record(self.learner, OverrideBody(target=rng.choice(self.given)), self._ms(), SEOUL)
        if rng.random() < 0.3:
            self.store.record(self.learner, RetractBody(target=rng.choice(self.given)), self._ms(), SEOUL)
        if rng.random() < 0.3:
            self._regraded_elsewhere()
        while self.tests and rng.random() < 0.6:
            ended(self.store, self.learner, self.tests.pop())

    def _some_version(self, question: Question) -> Question:
        """The question, at times as another machine has it, whose answers came here."""
        others = [one for one in (*FIRST, *CORRECTED) if one.kind == question.kind]
        return question if self.rng.random() < 0.7 else structs.replace(self.rng.choice(others), id=question.id)

    def _regraded_elsewhere(self) -> None:
        """One answer is graded again by a machine that has other questions, or that takes more for right."""
        questions = tuple(map(self._some_version, self.questions.values()))
        accept = {f"{BANK}/short": Ruling(accept=("The wind", "Luna"))} if "short" in self.questions else {}
        rulings = self.rng.choice(({}, accept))
        there = regrade(self.store, shelf(questions, question=self.renames), Wanted((BANK,), rulings))
        if there.changes:
            record(self.store, [self.rng.choice(there.changes)], self._ms() + DAY, SEOUL)

    def _ms(self) -> int:
        return START + self.turn * DAY + self.rng.randrange(DAY)

    def correct(self) -> None:
        """Some questions are corrected or put back, count for more, get another name, or go."""
        for first, corrected in zip(FIRST, CORRECTED, strict=True):
            name = self.renames.get(f"{BANK}/{first.id}", f"{BANK}/{first.id}").partition("/")[2]
            fate = self.rng.random()
            if fate < 0.15:
                self.questions[name] = structs.replace(self.rng.choice((first, corrected)), id=name)
            elif fate < 0.2 and name in self.questions:
                self.questions[name] = structs.replace(self.questions[name], points=self.rng.choice((1, 2, 3)))
            elif fate < 0.23 and name in self.questions:
                self._rename(name, f"{first.id}-{self.turn}")
            elif fate < 0.26 and len(self.questions) > 3:
                self.questions.pop(name, None)
        if self.rng.random() < 0.2 and "short" in self.questions:
            texts = self.rng.choice((("Luna",), ("The wind",), ("Sun",)))
            carried_out(self.store, self.items, LATER + self.turn, rulings={f"{BANK}/short": Ruling(accept=texts)})

    def _rename(self, old: str, new: str) -> None:
        before, now = f"{BANK}/{old}", f"{BANK}/{new}"
        self.questions[new] = structs.replace(self.questions.pop(old), id=new)
        self.renames = {name: now if then == before else then for name, then in self.renames.items()} | {before: now}

    def look(self) -> tuple[Regrading, Regrading]:
        """What there is to do, by what is known and by a look at everything; it is done, and known."""
        whole = regrade(self.store, self.items, Wanted((BANK,), learner=self.learner))
        return self.look_quickly(), whole

    def look_quickly(self) -> Regrading:
        quick = regrade(self.store, self.items, Wanted((BANK,), learner=self.learner, compared=self.known))
        record(self.store, told(quick), LATER + self.turn, SEOUL)
        self.known = set(quick.compared[BANK])
        self.turn += 1
        return quick


def told(found: Regrading) -> list[Change]:
    """The changes that a learner is told, which alone are recorded."""
    return [change for change in found.changes if change.before.score != change.after.score]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_quick_look_finds_what_the_whole_one_finds(seed: int) -> None:
    with scratch() as folder, opened(folder, seed) as store:
        home = Home(store, Random(seed))
        for _ in range(6):
            home.live()
            home.correct()
            quick, whole = home.look()
            assert told(quick) == told(whole)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with opened(tmp_path) as store:
        yield Home(store, Random(1))


def looked_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The questions whose answers were read."""
    seen: set[str] = set()
    inner = Store.answers_to

    def watched(store: Store, learner: str | None, sought: Any, facts: Sequence[str], **more: Any) -> Any:
        seen.update(sought)
        return inner(store, learner, sought, facts, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "answers_to", watched)
        home.look_quickly()
    return {name.partition("/")[2] for name in seen}


def gave(home: Home, question: Question, *words: Any, session: str = session_id(4)) -> str:
    return home.store.record(home.learner, answer_to(question, list(words), session), START, SEOUL).id


def test_only_what_changed_is_looked_at(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    gave(home, FIRST[0], "The Moon")
    gave(home, FIRST[3], "Luna")
    said = gave(home, FIRST[4], "2")
    assert looked_for(home, monkeypatch) == {"choice", "short", "number"}
    assert looked_for(home, monkeypatch) == set()
    home.questions["choice"] = CORRECTED[0]
    assert looked_for(home, monkeypatch) == {"choice"}  # corrected
    gave(home, FIRST[3], "The Moon")
    assert looked_for(home, monkeypatch) == {"short", "choice"}  # answered once more, and graded again
    home.store.record(home.learner, OverrideBody(target=said), START + 1, SEOUL)
    assert looked_for(home, monkeypatch) == {"number", "choice"}  # spoken of


def test_what_waits_in_a_test_is_looked_at_again(home: Home) -> None:
    session = session_id(9)
    begun(home.store, home.learner, session, "test")
    gave(home, FIRST[0], "The Moon", session=session)
    home.questions["choice"] = CORRECTED[0]
    assert [found.waiting for found in home.look()] == [1, 1]
    ended(home.store, home.learner, session)
    assert [len(told(found)) for found in home.look()] == [1, 1]


def test_a_ruling_on_a_question_reaches_the_answers_under_its_former_name(home: Home) -> None:
    gave(home, FIRST[3], "Luna")
    home.look()
    home.questions = {"who": structs.replace(FIRST[3], id="who")}
    home.renames = {f"{BANK}/short": f"{BANK}/who"}
    home.look()
    later = gave(home, home.questions["who"], "Luna")
    everything = regrade(home.store, home.items, Wanted((BANK,), {f"{BANK}/who": Ruling(accept=("Luna",))}))
    (one,) = (change for change in everything.changes if change.answer == later)
    record(home.store, [one], LATER, SEOUL)
    quick, whole = home.look()
    assert [len(told(found)) for found in (quick, whole)] == [1, 1]
