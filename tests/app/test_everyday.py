"""A student's life: little time, weeks away, and when to stop."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from learn.app import App
from learn.app.overview import nothing_due
from learn.app.pace import FIRST_SECONDS, questions_in, seconds_per_question
from learn.app.sessions import Wish, begin
from learn.app.standing import standing
from learn.session.asker import Opening
from tests.app.pupil import Pupil, PupilAsker

MANY = 90


def write_many(folder: Path) -> Path:
    """A bank of single-fact questions, more than one wants to review at once."""
    banks = folder / "question_banks"
    banks.mkdir(parents=True)
    (folder / "lessons").mkdir()
    questions = "".join(f"  - {{id: q{n}, kind: short, ask: 'What is {n}?', accept: [a{n}]}}\n" for n in range(MANY))
    (banks / "many.yaml").write_text(f"bank: many\ntitle: Many\nquestions:\n{questions}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def begun(memory: Path) -> Pupil:
    """A learner who has answered all of it once."""
    pupil = Pupil(memory / "everyday", write_many(memory / "content"))
    with pupil.app() as app:
        pupil.session(app, Wish(banks=("many",), count=MANY))
    return pupil


@pytest.fixture
def learned(begun: Pupil, memory: Path) -> Iterator[Pupil]:
    """The same in a home of its own."""
    home = memory / "copy"
    shutil.copytree(begun.home, home)
    pupil = Pupil(home, begun.content)
    pupil.sessions = begun.sessions
    yield pupil
    shutil.rmtree(home)


def slowly(_question: str, _facts: tuple[str, ...]) -> bool:
    """Right, and not within the millisecond in which the clock counts nothing."""
    time.sleep(0.002)
    return True


def reviewed(pupil: Pupil, wish: Wish) -> int:
    with pupil.app() as app:
        return len(pupil.session(app, wish).asked)


def test_a_backlog_is_spread_over_days(learned: Pupil) -> None:
    learned.day = 30
    sizes = []
    while True:
        with learned.app() as app:
            if nothing_due(app):
                break
        sizes.append(reviewed(learned, Wish(mode="review")))
        learned.day += 1
    assert sizes[0] == 20
    assert sum(sizes) >= MANY
    assert max(sizes) <= 40


def test_what_is_still_held_comes_first(learned: Pupil) -> None:
    learned.day = 3
    reviewed(learned, Wish(mode="review", count=30))  # these are held better than the rest
    learned.day = 60
    with learned.app() as app:
        asker = learned.session(app, Wish(mode="review"))
        states = app.store.all_states(app.learner)
    twice = {state.fact for state in states if state.memory.reviews > 2}
    assert sum(facts[0] in twice for facts in asker.facts) >= len(asker.facts) - 1


def test_the_days_part_done_more_is_for_asking(learned: Pupil) -> None:
    learned.day = 30
    reviewed(learned, Wish(mode="review"))
    with learned.app() as app:
        assert "You have done today's reviews" in nothing_due(app)
        assert nothing_due(app, at_will=True) == ""
    assert reviewed(learned, Wish(mode="review", count=25)) == 25


def test_the_notice_says_how_it_is_spread(learned: Pupil) -> None:
    learned.day = 30
    openings: list[Opening] = []
    with learned.app() as app:
        asker = PupilAsker(lambda *_: True, 1)
        asker.open = openings.append  # type: ignore[method-assign,assignment]
        asker.conversation = begin(app, Wish(mode="review"), asker)
        asker.conversation.run()
    assert f"{MANY} facts are overdue. Today 20 of them" in openings[0].notices[0]


def test_the_first_screen_after_weeks_says_what_is_held(learned: Pupil) -> None:
    learned.day = 6
    with learned.app() as app:
        assert standing(app).away == 0
    learned.day = 21
    with learned.app() as app:
        now = standing(app)
    assert now.away == 21
    assert 0 < now.held < now.held_of == MANY


def test_minutes_become_questions_at_the_learners_pace(learned: Pupil, tmp_path: Path) -> None:
    with App({"home": str(tmp_path / "new"), "learner": "eve"}) as fresh:
        assert seconds_per_question(fresh) == FIRST_SECONDS
        assert questions_in(fresh, 5) == 20
        assert questions_in(fresh, 0.01) == 1
    learned.knows = slowly
    with learned.app() as app:
        learned.session(app, Wish(banks=("many",), count=30))
        assert 0 < seconds_per_question(app) < FIRST_SECONDS
