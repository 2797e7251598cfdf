"""Mastery of the lessons that tests belong to, for everyone whose results are shown: what stands beside the marks."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from learn.analysis.results import Results
from learn.app import App
from learn.memory.evidence import recall_on
from learn.problems import BrokenContent, NotFound

if TYPE_CHECKING:
    from learn.store.log import Store


class Mastery(Struct, frozen=True):
    """Mean predicted recall today over the `facts` of a lesson (0-1, unseen = 0), of which `seen` were answered."""

    lesson: str
    mastery: float
    facts: int
    seen: int


class Masteries:
    """Everyone's mastery, by learner and by test. Of a test whose banks belong to no lesson there is none."""

    def __init__(self, lessons: dict[str, tuple[str, ...]], known: dict[str, dict[str, Mastery]]) -> None:
        self._lessons = lessons
        self._known = known

    def of(self, learner: str, test: str) -> tuple[Mastery, ...]:
        """A learner's mastery of each lesson that a test belongs to; none for one who is not in the log."""
        of_learner = self._known.get(learner, {})
        return tuple(of_learner[lesson] for lesson in self._lessons.get(test, ()) if lesson in of_learner)

    def has_lesson(self, test: str) -> bool:
        """Whether a test belongs to a lesson."""
        return bool(self._lessons.get(test))


def masteries(app: App, class_name: str | None, results: Results) -> Masteries:
    """The mastery of all students of these results, on the day of the one who looks."""
    lessons = _lessons_of_tests(app, results)
    wanted = {lesson for some in lessons.values() for lesson in some}
    sizes = {row.id: row.facts for row in app.library.lessons() if row.id in wanted}
    lesson_of: dict[str, str] = {}
    with _store(app, class_name) as store:
        learners = [one.key for one in results.students if sizes and store.has_learner(one.key)]
        known = {learner: _of_learner(app, store, learner, sizes, lesson_of) for learner in learners}
    return Masteries(lessons, known)


def _lessons_of_tests(app: App, results: Results) -> dict[str, tuple[str, ...]]:
    banks: dict[str, set[str]] = defaultdict(set)
    for attempt in results.attempts:
        banks[attempt.test].update(answer.item.partition("/")[0] for answer in attempt.answers)
    lesson = {bank: _lesson(app, bank) for some in banks.values() for bank in some}
    return {test: tuple(sorted({lesson[bank] for bank in some} - {""})) for test, some in banks.items()}


def _lesson(app: App, bank: str) -> str:
    """The lesson of a bank; "" where it has none, or is gone."""
    try:
        return app.library.bank(bank).lesson
    except (NotFound, BrokenContent):
        return ""


@contextmanager
def _store(app: App, class_name: str | None) -> "Iterator[Store]":
    if class_name is None:
        yield app.store
        return
    from learn.classroom.classes import opened

    with opened(app.home, class_name) as room:
        yield room.store


def _of_learner(
    app: App, store: "Store", learner: str, sizes: dict[str, int], lesson_of: dict[str, str]
) -> dict[str, Mastery]:
    """Each lesson of `sizes`; `lesson_of` keeps what was looked up for all learners."""
    states, model = store.all_states(learner), store.settings(learner).model
    _look_up(app, [state.fact for state in states if state.fact not in lesson_of], lesson_of)
    recalls: dict[str, list[float]] = defaultdict(list)
    for state in states:
        if lesson_of[state.fact] in sizes:
            recalls[lesson_of[state.fact]].append(recall_on(state.memory, app.today, model))
    return {
        lesson: Mastery(lesson, round(sum(recalls[lesson]) / facts, 6) if facts else 0.0, facts, len(recalls[lesson]))
        for lesson, facts in sizes.items()
    }


def _look_up(app: App, facts: Collection[str], lesson_of: dict[str, str]) -> None:
    found = app.library.fact_lessons(facts)
    lesson_of.update((fact, found.get(fact, "")) for fact in facts)
