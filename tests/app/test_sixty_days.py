"""Sixty days of a simulated learner, ten minutes (at most forty questions) a day, through the real engine."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import fsrs
import pytest

from learn.app import App
from learn.app.overview import next_lesson, nothing_due
from learn.app.sessions import Wish
from learn.app.study import mark_read, new_today
from learn.events import ParamsBody, learner_day
from tests.app.pupil import FIRST_DAY, Pupil

DAYS = 60
QUESTIONS_A_DAY = 40
NEW_A_DAY, REVIEWS_A_DAY = 6, 20
FULL_DAY = REVIEWS_A_DAY - 4
"""The limit counts facts, and some questions test several."""

AWAY = range(24, 32)


class Put(NamedTuple):
    """A question as it was put: on which day, in a review or when studying, on which facts."""

    day: int
    question: str
    facts: tuple[str, ...]
    comeback: bool
    review: bool


class Diary(NamedTuple):
    """What happened: all questions in their order, and by day how many facts were due before and after."""

    puts: list[Put]
    due_before: dict[int, int]
    due_after: dict[int, int]

    def reviewed(self, day: int) -> int:
        """Planned questions in reviews of a day."""
        return sum(put.day == day and put.review and not put.comeback for put in self.puts)


def live(pupil: Pupil) -> Diary:
    """Sixty days: each day what is due, then new facts, as the limits and forty questions allow."""
    diary = Diary([], {}, {})
    for pupil.day in range(DAYS):
        if pupil.day in AWAY:
            continue
        with pupil.app() as app:
            if pupil.day == 0:
                app.record([ParamsBody(new_per_day=NEW_A_DAY, reviews_per_day=REVIEWS_A_DAY)])
            diary.due_before[pupil.day] = due(app)
            diary.puts.extend(a_day(pupil, app))
            diary.due_after[pupil.day] = due(app)
    return diary


def a_day(pupil: Pupil, app: App) -> Iterator[Put]:
    """Review, then study, until forty questions were answered."""
    left = QUESTIONS_A_DAY
    for review in (True, False):
        wish = review_wish(app) if review else study_wish(app)
        if wish is not None and left:
            asker = pupil.session(app, wish, patience=left)
            left -= len(asker.asked)
            for asked, facts in zip(asker.asked, asker.facts, strict=True):
                yield Put(pupil.day, asked.question, facts, asked.comeback, review)


def review_wish(app: App) -> Wish | None:
    return None if nothing_due(app) else Wish(mode="review", seed=1)


def study_wish(app: App) -> Wish | None:
    lesson = next_lesson(app)
    count = new_today(app, lesson) if lesson else 0
    if not count:
        return None
    mark_read(app, lesson)
    return Wish(lesson=lesson, study=lesson, count=count, seed=1)


def due(app: App) -> int:
    return app.store.counts(app.learner, app.today, app.library.path).due


@pytest.fixture(scope="module")
def lived(memory: Path) -> tuple[Pupil, Diary]:
    """The shipped lessons, with a learner who is right six times out of seven and away for eight days."""
    rng = Random(7)
    pupil = Pupil(memory / "sixty", knows=lambda _question, _facts: rng.random() < 6 / 7)
    return pupil, live(pupil)


def test_no_fact_is_asked_by_the_same_question_twice_running_while_it_has_another(lived: tuple[Pupil, Diary]) -> None:
    """Across sessions, comebacks, and questions that test several facts at once."""
    pupil, diary = lived
    with pupil.app() as app:
        asking = app.library.candidates_for({fact for put in diary.puts for fact in put.facts})
    last: dict[str, str] = {}
    for put in diary.puts:
        for fact in put.facts:
            assert last.get(fact) != put.question or len(asking[fact]) == 1, (put, fact)
            last[fact] = put.question
    assert len(diary.puts) > 400


def test_reviews_stay_within_the_daily_limit(lived: tuple[Pupil, Diary]) -> None:
    _, diary = lived
    assert FULL_DAY <= max(diary.reviewed(day) for day in range(DAYS)) <= REVIEWS_A_DAY
    met = Counter(put.day for put in diary.puts if not put.review and not put.comeback)
    assert max(met.values()) <= NEW_A_DAY
    assert max(Counter(put.day for put in diary.puts).values()) <= QUESTIONS_A_DAY


def test_what_was_missed_is_caught_up_a_day_at_a_time(lived: tuple[Pupil, Diary]) -> None:
    _, diary = lived
    back = AWAY.stop
    assert diary.due_before[back] > 1.5 * REVIEWS_A_DAY
    caught_up = next(day for day in range(back, DAYS) if diary.due_after[day] == 0)
    assert back < caught_up <= back + 7
    for day in range(back, caught_up):
        assert FULL_DAY <= diary.reviewed(day) <= REVIEWS_A_DAY


def test_reviews_are_spread(lived: tuple[Pupil, Diary]) -> None:
    """Facts met on one day do not come due on one day for ever, and no day before or after the break is crowded."""
    pupil, diary = lived
    calm = [diary.reviewed(day) for day in range(40, DAYS)]
    assert max(calm) <= 3 * (sum(calm) / len(calm))
    with pupil.app() as app:
        together = defaultdict(list)
        for state in app.store.all_states(app.learner):
            together[state.first_day].append(state.due_day)
    groups = [days for days in together.values() if len(days) >= 5]
    assert len(groups) >= 5
    assert all(len(set(days)) > len(days) / 2 for days in groups)


def test_every_fact_was_met_and_most_are_known(lived: tuple[Pupil, Diary]) -> None:
    pupil, _ = lived
    from learn.app.overview import lesson_standings

    with pupil.app() as app:
        standings = lesson_standings(app)
    assert all(one.seen == one.facts for one in standings)
    assert min(one.mastery for one in standings) > 0.8


def test_the_log_of_sixty_days_is_sound(lived: tuple[Pupil, Diary]) -> None:
    from learn.store.doctor import examine

    pupil, _ = lived
    with pupil.app() as app:
        assert examine(app.store).findings == []


# -- typed answers are plain FSRS ----------------------------------------------------------------------------------


def typed_content(folder: Path, facts: int = 40) -> Path:
    """A lesson whose facts are asked by typed questions alone, two on each."""
    names = [f"word-{n}" for n in range(facts)]
    lesson = ["lesson: words", "title: Words", "sections:", "  - heading: All", "    text: All of them.", "    facts:"]
    lesson += [f"      - {name}" for name in names] + ["facts:"]
    bank = ["bank: words", "title: Words", "lesson: words", "questions:"]
    for name in names:
        lesson += [f"  - id: {name}", f"    statement: The word is {name}."]
        for form in ("a", "b"):
            bank += [
                f"  - id: {name}-{form}",
                "    kind: short",
                f"    fact: {name}",
                f"    ask: Which word is it, {form}?",
                f"    accept: [{name}]",
            ]
    for place, lines in (("lessons", lesson), ("question_banks", bank)):
        (folder / place).mkdir(parents=True)
        (folder / place / "00-words.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


class Recalled(NamedTuple):
    """What FSRS has of a fact: stability in days, difficulty, and in how many days it is due."""

    stability: float
    difficulty: float
    interval: int


def by_fsrs(answers: list[tuple[int, float]]) -> Recalled:
    """The library's own state after answers of (learner's day, score), each taken at noon of its day."""
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card()
    moment = FIRST_DAY
    for day, score in answers:
        moment = datetime.fromordinal(day).replace(tzinfo=FIRST_DAY.tzinfo) + timedelta(hours=12)
        card, _ = scheduler.review_card(card, fsrs.Rating.Good if score == 1 else fsrs.Rating.Again, moment)
    assert card.stability is not None
    assert card.difficulty is not None
    return Recalled(card.stability, card.difficulty, (card.due - moment).days)


@pytest.mark.parametrize("right", [1.0, 0.9])
def test_intervals_of_typed_answers_are_those_of_fsrs(memory: Path, right: float) -> None:
    rng = Random(11)
    folder = memory / f"typed-{right}"
    pupil = Pupil(folder / "home", typed_content(folder / "content"), lambda _question, _facts: rng.random() < right)
    live(pupil)
    with pupil.app() as app:
        states = {state.fact: state for state in app.store.all_states(app.learner) if state.fact.startswith("word-")}
        answers = defaultdict(list)
        for row in app.store.history(app.learner):
            answers[row.body.evidence[0].fact].append((learner_day(row.ms, row.offset), row.score))
    assert len(states) == 40
    for fact, state in states.items():
        wanted = by_fsrs(answers[fact])
        assert state.memory.stability == pytest.approx(wanted.stability, rel=1e-4)
        assert state.memory.difficulty == pytest.approx(wanted.difficulty, rel=1e-4)
        assert state.due_day - state.memory.last_day == wanted.interval


def test_intervals_of_what_is_always_known_grow(memory: Path) -> None:
    pupil = Pupil(memory / "few" / "home", typed_content(memory / "few" / "content", facts=5))
    diary = live(pupil)
    days = [put.day for put in diary.puts if put.facts == ("word-0",)]
    gaps = [later - earlier for earlier, later in itertools.pairwise(days)]
    assert gaps[:2] == [2, 11]
    assert gaps == sorted(gaps)
