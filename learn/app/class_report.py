"""What a class came to: for each student the tests, what the answers say of memory, and when they were handed in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from learn.analysis.grades import grades
from learn.analysis.results import Results, Student
from learn.app import App
from learn.classroom import classes
from learn.classroom.excusals import of_nothing
from learn.classroom.extra_time import of_the_roster
from learn.classroom.findings import Finding
from learn.classroom.gathering import gather
from learn.classroom.identity import Member
from learn.classroom.items import Items
from learn.classroom.late import late
from learn.memory.evidence import recall_on
from learn.problems import LearnError

Status = Literal["handed in", "missing", "excused"]


class Recall(Struct, frozen=True):
    """Mean predicted recall today (0–1) over the facts that were answered, and how many those are."""

    recall: float
    facts: int


class StudentReport(Struct, frozen=True):
    """One student. Percents are of finished tests: the best and the last attempt, and the mean over tests of the last
    at each; None without any. `recall` is over all facts answered, `lessons` the same by lesson.

    `handed_in` is when the newest hand-in was added (UTC ms), `marks` counts what there is to look at.
    """

    student: Student
    status: Status
    tests: int
    best: float | None
    last: float | None
    mean: float | None
    practice: int
    answers: int
    recall: Recall | None
    lessons: dict[str, Recall]
    hand_ins: int
    handed_in: int | None
    marks: int


class ClassReport(Struct, frozen=True):
    """A class: its students, mean recall by lesson over those who answered, and everything that does not fit."""

    name: str
    title: str
    class_id: str
    school_id: str
    session_id: str
    has_roster: bool
    students: tuple[StudentReport, ...]
    lessons: dict[str, tuple[Recall, int]]
    findings: tuple[Finding, ...]


class ClassRow(Struct, frozen=True):
    """A class in a list; `problem` says why it cannot be read."""

    name: str
    title: str = ""
    students: int = 0
    handed_in: int = 0
    hand_ins: int = 0
    last: int | None = None
    problem: str = ""


def class_rows(app: App) -> list[ClassRow]:
    """Every class, by name."""
    return [_row(app, name) for name in classes.names(app.home)]


def _row(app: App, name: str) -> ClassRow:
    try:
        with classes.opened(app.home, name) as room:
            return ClassRow(
                name=name,
                title=room.roster.title,
                students=len(room.members.members),
                handed_in=sum(bool(member.learners) for member in room.members.members),
                hand_ins=len(room.records),
                last=max((record.received for record in room.records), default=None),
            )
    except LearnError as error:
        return ClassRow(name=name, problem=error.message)


def class_report(app: App, name: str) -> ClassReport:
    """The report of a class. NotFound where there is none of that name."""
    with classes.opened(app.home, name) as room:
        looking = _Looking(app, room)
        students = tuple(looking.report(member) for member in room.members.members)
        return ClassReport(
            name=name,
            title=room.roster.title,
            class_id=room.roster.class_id,
            school_id=room.roster.school_id,
            session_id=room.roster.session_id,
            has_roster=room.roster.given,
            students=students,
            lessons=_by_lesson(students),
            findings=(*of_the_class(app, room), *all_findings(room)),
        )


def of_the_class(app: App, room: classes.Room) -> Iterator[Finding]:
    """What is to be told of the class as it stands, whatever was handed in today."""
    yield from late(room.store, Items(app.library), room.name)
    banks = {one.id for one in app.library.banks()}.union(*(record.banks for record in room.records))
    yield from of_nothing(room.students(), banks)
    yield from of_the_roster(room.store, room.students())


def all_findings(room: classes.Room) -> Iterator[Finding]:
    """What was found in each hand-in, and what it means beside the others."""
    for record in room.records:
        yield from record.findings
        yield from room.members.findings.get(record.digest, ())


def _by_lesson(students: Sequence[StudentReport]) -> dict[str, tuple[Recall, int]]:
    """For each lesson the mean over students of their recall, facts answered by any of them at most, and how many."""
    found: dict[str, list[Recall]] = defaultdict(list)
    for one in students:
        for lesson, recall in one.lessons.items():
            found[lesson].append(recall)
    return {
        lesson: (Recall(sum(one.recall for one in some) / len(some), max(one.facts for one in some)), len(some))
        for lesson, some in sorted(found.items())
    }


class _Looking:
    """Looks at one student after the other, so that only one's answers are in memory."""

    def __init__(self, app: App, room: classes.Room) -> None:
        self.app = app
        self.room = room
        self.items = Items(app.library)
        self.lesson_of: dict[str, str] = {}

    def report(self, member: Member) -> StudentReport:
        """One student's lines."""
        student = member.student
        every = gather(self.room.store, [student], self.items)
        taken = every.of(mode="test")
        finished = [one.percent for one in taken.attempts if one.finished and one.percent is not None]
        recalls = self._recalls(student.key)
        return StudentReport(
            student=student,
            status=_status(member),
            tests=len({one.test for one in taken.attempts}),
            best=max(finished, default=None),
            last=finished[-1] if finished else None,
            mean=_mean_of_tests(taken),
            practice=len(every.practised().attempts),
            answers=sum(
                not answer.blank and answer.score is not None for one in every.attempts for answer in one.answers
            ),
            recall=_mean([recall for some in recalls.values() for recall in some]),
            lessons={lesson: mean for lesson, some in sorted(recalls.items()) if lesson and (mean := _mean(some))},
            hand_ins=len(member.records),
            handed_in=max((record.received for record in member.records), default=None),
            marks=sum(len(record.findings) + self._told(record.digest) for record in member.records),
        )

    def _told(self, digest: str) -> int:
        return len(self.room.members.findings.get(digest, ()))

    def _recalls(self, key: str) -> dict[str, list[float]]:
        """Predicted recall today of each fact that was answered, by lesson ("" for facts of none)."""
        store = self.room.store
        if not store.has_learner(key):
            return {}
        states, model = store.all_states(key), store.settings(key).model
        new = [state.fact for state in states if state.fact not in self.lesson_of]
        known = self.app.library.fact_lessons(new)
        self.lesson_of |= {fact: known.get(fact, "") for fact in new}
        found: dict[str, list[float]] = defaultdict(list)
        for state in states:
            found[self.lesson_of[state.fact]].append(recall_on(state.memory, self.app.today, model))
        return found


def _status(member: Member) -> Status:
    if member.learners:
        return "handed in"
    return "excused" if member.student.is_excused("*") else "missing"


def _mean(recalls: Sequence[float]) -> Recall | None:
    return Recall(sum(recalls) / len(recalls), len(recalls)) if recalls else None


def _mean_of_tests(taken: Results) -> float | None:
    percents = [grade.percent for grade in grades(taken, "last") if grade.percent is not None]
    return round(sum(percents) / len(percents), 2) if percents else None
