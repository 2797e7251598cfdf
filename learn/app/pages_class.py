"""What stands on a class's page: its results, test by test."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from learn.analysis.grades import Grade, Which, grades
from learn.analysis.judging import judge
from learn.analysis.marks import marks_of
from learn.analysis.results import Results, Test
from learn.app import App
from learn.classroom.items import Items
from learn.classroom.options import options_in
from learn.events import day_text
from learn.language import tr
from learn.pages import require_extra

if TYPE_CHECKING:
    from learn.pages.class_page import ClassFigures, TestFigures

MOST_TESTS = 12
"""So many tests are on the page: the ones that most students took."""

Step = Callable[[int, int], None]
"""Told after each test how many are done, of how many."""


def class_figures(
    app: App, results: Results, title: str, which: Which, step: Step = lambda _, __: None
) -> "ClassFigures":
    """What `learn.pages.class_page` makes a page of. UsageError without the extra.

    None of it refers to the results any more: they are large, and so is what draws the charts.
    """
    require_extra()
    from learn.pages.class_page import ClassFigures

    tests = _most_taken(results)
    names = _Names(app)
    return ClassFigures(
        title=title,
        today=day_text(app.today),
        students=len(results.students),
        which=which,
        tests=tuple(_counted(tests, lambda test: _figures(results, test, which, names), step)),
        marks=tuple(_marks(results, tests, which)),
        left_out=len(results.tests) - len(tests),
    )


def _most_taken(results: Results) -> list[Test]:
    """The tests for the page, in the order in which they were first taken."""
    takers = {test.name: {one.student for one in results.attempts if one.test == test.name} for test in results.tests}
    kept = sorted(results.tests, key=lambda test: -len(takers[test.name]))[:MOST_TESTS]
    return [test for test in results.tests if test in kept]


def _counted(tests: Sequence[Test], made: "Callable[[Test], TestFigures]", step: Step) -> "Iterator[TestFigures]":
    for done, test in enumerate(tests, start=1):
        yield made(test)
        step(done, len(tests))


class _Names:
    """Items, facts and lessons in words, as the library has them today."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.items = Items(app.library)
        self.options = options_in(self.items)

    def question(self, item: str) -> str:
        question = self.items.question(item)
        return question.prompt if question is not None else ""

    def facts(self, item: str) -> tuple[str, ...]:
        """The facts of an item; none for one that is its own fact, or gone."""
        question = self.items.question(item)
        return () if question is None else question.facts

    def column(self, key: str, by: str) -> str:
        """A column of the heat map in words."""
        if by == "lesson":
            return self.app.library.lesson(key).title if key else tr("in no lesson")
        card = self.app.library.fact(key)
        return card.statement if card else self.question(key) or key


def _figures(results: Results, test: Test, which: Which, names: _Names) -> "TestFigures":
    from learn.pages.class_page import Mark, TestFigures
    from learn.pages.heat import heat
    from learn.pages.timeline import hand_ins

    own = results.of(test.name)
    found = tuple(grades(own, which))
    judged = judge(marks_of(own, which), names.options)
    items = {one.item for one in judged.items}
    facts = {fact for item in items for fact in names.facts(item)}
    heated = heat(found, lambda grade: grade.student.called, names.facts, names.app.library.fact_lessons(facts))
    unit, handed = hand_ins(own.attempts)
    return TestFigures(
        title=test.title,
        name=test.name,
        marks=tuple(Mark(one.status, one.points, one.percent, one.passed) for one in found),
        judged=judged,
        questions={item: names.question(item) for item in items},
        heat=heated,
        columns={key: names.column(key, heated.by[1]) for key, _ in heated.columns},
        unit=unit,
        hand_ins=tuple(handed),
        require=_require(found),
    )


def _require(found: Sequence[Grade]) -> float | None:
    """The pass mark, if all attempts had the same."""
    marks = {grade.attempt.require for grade in found if grade.attempt is not None}
    return marks.pop() if len(marks) == 1 else None


def _marks(results: Results, tests: Sequence[Test], which: Which) -> Iterator[tuple[str, ...]]:
    """A row for each student: the name, and each test in words; of several attempts all, one after the other."""
    words: dict[tuple[str, str], list[str]] = {}
    for grade in grades(results, which):
        words.setdefault((grade.student.key, grade.test.name), []).append(_words(grade))
    for student in results.students:
        yield (student.called, *("; ".join(words[student.key, test.name]) for test in tests))


def _words(grade: Grade) -> str:
    taken = grade.attempt
    if taken is None:
        return tr(grade.status)
    share = "" if taken.percent is None else f" ({taken.percent:g} %)"
    points = f"{taken.points:g} / {taken.max:g}{share}"
    return tr("unfinished: {points}", points=points) if grade.status == "unfinished" else points
