"""Regrading a bank: of a class, or of the learners of this home."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct

from learn.analysis.results import Student
from learn.app import App
from learn.classroom.items import Items
from learn.classroom.regraded import Ruling
from learn.classroom.regrading import Regrading, Wanted, record, regrade
from learn.language import tr
from learn.problems import UsageError
from learn.store.log import Store


class Plan(Struct, frozen=True):
    """What regrading would change, whose log it is in, and who everyone is by learner's id."""

    bank: str
    class_name: str | None
    found: Regrading
    students: Mapping[str, Student]
    store: Store

    def name(self, learner: str) -> str:
        """What to call a learner."""
        student = self.students.get(learner)
        return learner if student is None else student.called

    def number(self, learner: str) -> str:
        """The student number, "" where there is none."""
        student = self.students.get(learner)
        return "" if student is None else student.number


@contextmanager
def planned(
    app: App, bank: str, class_name: str | None, rulings: Mapping[str, Ruling], reason: str = ""
) -> Iterator[Plan]:
    """What regrading this bank comes to, with the log open to record it. `rulings` are by question.

    NotFound for a question or class there is not, UsageError for a text that cannot be accepted.
    """
    with whose(app, class_name) as (store, students):
        wanted = Wanted(
            banks=(bank,),
            rulings={f"{bank}/{question}": ruling for question, ruling in rulings.items()},
            own=class_name is None,
            reason=reason,
        )
        found = regrade(store, Items(app.library), wanted)
        yield Plan(bank, class_name, found, {one.key: one for one in students}, store)


def carry_out(app: App, plan: Plan) -> int:
    """Record the regrades; returns how many."""
    return record(plan.store, plan.found.changes, app.clock.now(), app.clock.offset())


@contextmanager
def whose(app: App, class_name: str | None) -> Iterator[tuple[Store, Sequence[Student]]]:
    """The log of a class and its students, or (None) those of this home. NotFound without such a class."""
    if class_name is None:
        yield app.store, [Student(key=key, name=name) for key, name in app.store.learners().items()]
        return
    from learn.classroom.classes import opened

    with opened(app.home, class_name) as room:
        yield room.store, room.students()


def rulings_of(void: Sequence[str], accept: Sequence[str], again: Sequence[str]) -> dict[str, Ruling]:
    """Rulings by question from what stands on a command line; `accept` are `QUESTION=TEXT`. UsageError where two
    contradict each other."""
    texts: dict[str, list[str]] = {}
    for one in accept:
        question, equals, text = one.partition("=")
        if not equals or not question.strip() or not text.strip():
            raise UsageError(
                tr("--accept takes QUESTION=TEXT, not {one!r}", one=one), hint=tr('as in --accept who-asked="The US"')
            )
        texts.setdefault(question.strip(), []).append(text.strip())
    both = set(void) & {*texts, *again}
    if both:
        raise UsageError(
            tr("{question} cannot be void and graded at once", question=min(both)), hint=tr("name it once")
        )
    voided = {question: Ruling(void=True) for question in void}
    named = dict.fromkeys((*texts, *again))
    return voided | {one: Ruling(accept=tuple(texts.get(one, ())), anew=one in again) for one in named}
