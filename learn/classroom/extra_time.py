"""The extra time that students had in tests, beside what the roster gives them."""

from collections.abc import Iterable, Iterator

from learn.analysis.results import Student
from learn.classroom.findings import MARKED, Finding
from learn.classroom.gathering import test_name
from learn.events import day_text, learner_day
from learn.language import tr
from learn.store.log import Store
from learn.store.sessions import SessionSummary
from learn.text import clean, rounded

_SAME = 0.01
"""Percent below which two extra times are the same: 33.33 % is a third."""


def of_the_roster(store: Store, students: Iterable[Student]) -> Iterator[Finding]:
    """A finding for each test with a time limit in which a student of the roster had more extra time, or less."""
    for student in students:
        if student.on_roster and store.has_learner(student.key):
            for session in store.sessions(student.key):
                yield from _differs(student, session)


def _differs(student: Student, session: SessionSummary) -> Iterator[Finding]:
    had, given = session.body.extra_time or 0.0, 100 * student.extra_time
    if session.body.mode != "test" or session.body.minutes is None or abs(had - given) < _SAME:
        return
    told = tr(
        "{name} had {had}% extra time in {test} on {day}, and the roster gives {given}%",
        name=clean(student.called, ""),
        had=rounded(had, 2),
        test=clean(test_name(session.body), ""),
        day=day_text(learner_day(session.ms, session.offset)),
        given=rounded(given, 2),
    )
    yield Finding("extra-time-more" if had > given else "extra-time-less", "", 0, told, MARKED)
