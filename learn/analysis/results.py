"""What students did in tests and practice, as one value that scores, statistics, gradebooks and pages are made from.

A question that was put and left blank earned 0; one that was not put, or not reached in an attempt that is still open,
has no mark at all. Times are UTC milliseconds, offsets minutes east of it.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct, structs

from learn.events import Mode

EVERYTHING = "*"


class Student(Struct, frozen=True, omit_defaults=True):
    """Someone in a class. `key` is the learner's id in the log, or `roster:NUMBER` for one who handed nothing in.

    `number` is the student number, `ids` holds those of the school's systems by column name (`canvas`, `sis`, `login`,
    `email`, `sourced`), `section` the part of the class. `excused` names tests (`*`: all of them), `extra_time` is a
    share of a test's time (0.25: a quarter more). `on_roster` is False for one whom the roster does not know.
    """

    key: str
    name: str = ""
    number: str = ""
    ids: dict[str, str] = {}
    section: str = ""
    excused: tuple[str, ...] = ()
    extra_time: float = 0.0
    on_roster: bool = False

    @property
    def called(self) -> str:
        """What a student is called in lists: by name, else by number, else by key."""
        return self.name or self.number or self.key

    def is_excused(self, test: str) -> bool:
        """Whether the test is not asked of this student."""
        return test in self.excused or EVERYTHING in self.excused


class Answered(Struct, frozen=True, omit_defaults=True, gc=False):
    """One planned question of an attempt, or a comeback behind them.

    `item` is `bank/question`; `score` (0–1) is in force after overrides and regrades, None where the question was not
    reached; `original` is that of the day itself. `points` is what it can earn, 0 for a question that was voided.
    `chance` is the expected blind score, None where nobody knows. `chosen` is the response in words. `event` is the
    answer's id, "" for a blank.
    """

    item: str
    n: int
    points: float
    score: float | None
    original: float | None = None
    event: str = ""
    kind: str = ""
    hash: str = ""
    seed: int = 0
    response: Any = None
    chosen: tuple[Any, ...] = ()
    parts: tuple[float, ...] = ()
    facts: tuple[str, ...] = ()
    chance: float | None = None
    recall: float = 0.0
    at: int = 0
    ms: int = 0
    hint: bool = False
    guessed: bool = False
    comeback: bool = False
    overridden: bool = False
    regraded: bool = False

    @property
    def blank(self) -> bool:
        """Whether the question was put and left without an answer, for good."""
        return self.score is not None and not self.event

    @property
    def void(self) -> bool:
        """Whether the question was taken out of the test."""
        return self.points == 0

    @property
    def mark(self) -> float | None:
        """Points earned; None where it was not reached, or does not count."""
        return None if self.score is None or self.void else self.score * self.points


class Attempt(Struct, frozen=True):
    """One session of one student. `test` names what was taken, `number` counts a student's attempts at it from 1.

    `require` is the pass mark in percent. `answers` are in the order of the plan, comebacks behind it.
    """

    student: str
    session: str
    test: str
    title: str
    mode: Mode
    number: int
    begun: int
    ended: int
    offset: int
    finished: bool
    answers: tuple[Answered, ...]
    require: float | None = None

    @property
    def counted(self) -> Iterator[Answered]:
        """The answers that count for the score."""
        return (answer for answer in self.answers if not answer.comeback)

    @property
    def told(self) -> bool:
        """Whether the student knows its verdicts: those of a test are told when it is finished."""
        return self.finished or self.mode != "test"

    @property
    def points(self) -> float:
        """Points earned."""
        return round(sum(answer.mark or 0.0 for answer in self.counted), 6)

    @property
    def max(self) -> float:
        """The most that could be earned."""
        return round(sum(answer.points for answer in self.counted), 6)

    @property
    def percent(self) -> float | None:
        """Points in percent of the most, to two places; None where every question was voided."""
        return round(100 * self.points / self.max, 2) if self.max else None

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was met; None without one."""
        return None if self.require is None or self.percent is None else self.percent >= self.require

    @property
    def corrected(self) -> float | None:
        """Points after correction for guessing (formula scoring: Holzinger 1924; Frary 1988).

        An answer earns (score - E) / (1 - E) of its points, which for one right option of k is 1, or -1/(k-1) if it
        is wrong; a blank earns nothing. None where the expected blind score E of an answer is not known.
        """
        earned = 0.0
        for answer in self.counted:
            if answer.blank or answer.score is None or answer.void:
                continue
            if answer.chance is None or answer.chance >= 1:
                return None
            earned += answer.points * (answer.score - answer.chance) / (1 - answer.chance)
        return round(earned, 6)


class Test(Struct, frozen=True):
    """Something that was taken: its name, its title, and the most it could earn in the attempts there are."""

    __test__ = False  # not a test of pytest's

    name: str
    title: str
    max: float


class Results(Struct, frozen=True):
    """Everyone in a class or a home, and every attempt, oldest first."""

    students: tuple[Student, ...]
    attempts: tuple[Attempt, ...]

    @property
    def tests(self) -> tuple[Test, ...]:
        """What was taken, in the order in which it was first taken."""
        found: dict[str, Test] = {}
        for one in self.attempts:
            before = found.get(one.test)
            most = max(one.max, before.max if before else 0.0)
            found[one.test] = Test(name=one.test, title=before.title if before else one.title, max=most)
        return tuple(found.values())

    def student(self, key: str) -> Student:
        """The student of this key. KeyError where there is none."""
        return {one.key: one for one in self.students}[key]

    def of(self, test: str | None = None, mode: Mode | None = None) -> "Results":
        """The same students with the attempts at one test, or of one mode."""
        kept = [one for one in self.attempts if test in (None, one.test) and mode in (None, one.mode)]
        return structs.replace(self, attempts=tuple(kept))

    def practised(self) -> "Results":
        """The same students with what was no test."""
        return structs.replace(self, attempts=tuple(one for one in self.attempts if one.mode != "test"))


def numbered(attempts: Iterable[Attempt]) -> tuple[Attempt, ...]:
    """The attempts by time, with each student's attempts at a test counted from 1."""
    placed: list[Attempt] = []
    ordered = sorted(attempts, key=lambda one: (one.student, one.test, one.begun, one.session))
    for _, group in groupby(ordered, key=lambda one: (one.student, one.test)):
        placed += [structs.replace(one, number=number) for number, one in enumerate(group, start=1)]
    return tuple(sorted(placed, key=lambda one: (one.begun, one.student, one.session)))
