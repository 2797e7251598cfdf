"""One simulated learner who follows one scheduler day by day, and what is true of her memory at the end."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random
from statistics import fmean

from msgspec import Struct

from learn.lab.simulation.bank import Question, make_bank
from learn.lab.simulation.forgetting import Blank, Memory, make_memories
from learn.lab.simulation.schedulers import Scheduler
from learn.lab.simulation.world import FEEDBACK_SECONDS, Kind, World
from learn.session.plan import Standing, wanted_recall

MILESTONES = (30, 90, 365)
"""Days on which recall is read."""

LAST, STRIDE = 30, 3
"""The last days of a course over which recall is averaged, and the days between two readings."""

DELAY = 30
"""Days without practice before the delayed test."""

BELIEVED = 0.7
"""The recall from which a fact is believed known."""

PLACES = 10
"""Items of questions are numbered fact × PLACES + place."""

Level = Callable[[float], int]
"""From a fact's stability (days) to the level of question that suits it: 0 recognition, 2 recall."""


RECALL = 2


def project_rule(stability: float) -> int:
    """Recognition first, recall as stability grows: `session.plan`."""
    return wanted_recall(Standing(recall=0.0, stability=stability))


class Arm(Struct, frozen=True):
    """One way to schedule: its memory per fact or per question, and its scheduler for a pace.

    `level`: the level of question that suits a fact, None for any; `tap`: how often (0–1) one who guesses says so;
    `repeat`: where recall suits a fact, the same question may come twice running rather than one to recognise.
    """

    name: str
    per_fact: bool
    make: Callable[[float], Scheduler]
    level: Level | None = project_rule
    tap: float = 0.0
    repeat: bool = False


class Tally(Struct):
    """Calibration of one kind: answers that count, how many were right, how many were predicted (sums)."""

    n: int = 0
    right: int = 0
    predicted: float = 0.0


class Outcome(Struct, frozen=True):
    """What a course came to. Recalls and shares 0–1.

    `recall`: typed recall by day; `average`: over the last 30 days, since one day may be that before a wave of
    reviews or behind it; `fresh`: that of a typed question which was never practised, on the last day;
    `delayed`: the same after DELAY days without practice, `delayed_own` that of the bank's own typed questions;
    `believed`: share of facts believed known, `deluded`: Σ [believed known] (1 - true typed recall) / facts; None
    for schedulers without belief.
    """

    minutes: float
    answers: int
    recall: dict[int, float]
    average: float
    fresh: float
    delayed: float
    delayed_own: float
    believed: float | None
    deluded: float | None
    calibration: dict[str, Tally]


def follow(world: World, arm: Arm, pace: float, days: int, seed: int) -> Outcome:
    """A course of so many days. The same seed gives every arm the same learner and the same bank."""
    course = Course(world, arm, pace, days, seed)
    read = {
        day: course.typed_recall(day)
        for day in _practised(course, days)
        if day in MILESTONES or (day > days - LAST and (days - day) % STRIDE == 0)
    }
    recall = {day: known for day, known in read.items() if day in MILESTONES or day == days}
    return course.outcome(recall, fmean(known for day, known in read.items() if day > days - LAST))


def _practised(course: "Course", days: int) -> Iterator[int]:
    """The days, each after the practice of the one before: recall is read in the morning."""
    for day in range(days):
        course.practise(day)
        yield day + 1


class Course:
    """A learner, her bank, her scheduler, and the days on which each item is due."""

    def __init__(self, world: World, arm: Arm, pace: float, days: int, seed: int) -> None:
        origin = Random(f"learner {seed}")
        self.world, self.arm, self.days = world, arm, days
        self.bank = make_bank(world, origin)
        self.memories = self._memories(origin)
        self.scheduler = arm.make(pace)
        self.rng = Random(f"answers {seed}")
        self.queue: list[list[int]] = [[] for _ in range(days + 1)]
        self.new = iter(self._items())
        self.read: set[int] = set()
        self.met: set[int] = set()
        self.last: dict[int, int] = {}
        self.uses: dict[tuple[int, int], int] = {}
        self.seconds, self.answers = 0.0, 0
        self.calibration: dict[str, Tally] = {}

    def _memories(self, rng: Random) -> list[Memory]:
        if self.world.blind:
            return [Blank() for _ in self.bank]
        return make_memories(self.world, [len(questions) for questions in self.bank], rng)

    def _items(self) -> Iterable[int]:
        if self.arm.per_fact:
            return range(len(self.bank))
        ordered = sorted((one.place, one.fact) for questions in self.bank for one in questions)
        return [fact * PLACES + place for place, fact in ordered]

    def practise(self, day: int) -> None:
        """Everything due, then what is new; of a fact one item a day."""
        asked: set[int] = set()
        for item in (*self.queue[day], *islice(self.new, self.world.new_a_day)):
            fact = item if self.arm.per_fact else item // PLACES
            if fact in asked:
                self.queue[day + 1].append(item)
                continue
            asked.add(fact)
            self._visit(fact, item, day)
            due = self.scheduler.due(item)
            if due < self.days:
                self.queue[due].append(item)

    def _visit(self, fact: int, item: int, day: int) -> None:
        if fact not in self.read:
            self.read.add(fact)
            self.memories[fact].read(day)
        question = self._choose(fact, item)
        if not self._ask(item, question, day, counts=item in self.met):
            self._ask(item, self._comeback(question), day, counts=False)
        self.met.add(item)

    def _choose(self, fact: int, item: int) -> Question:
        """As `session.plan.rank_questions`: not the last one, the level that suits, the least used, then by chance."""
        questions = self.bank[fact]
        if not self.arm.per_fact:
            return questions[item % PLACES]
        wanted = self.arm.level(self.scheduler.stability(fact)) if self.arm.level else None
        last, uses, rng = self.last.get(fact), self.uses, self.rng
        strict = self.arm.repeat and wanted == RECALL
        ranked = [
            (
                strict and question.kind.level != RECALL,
                question.place == last,
                0 if wanted is None else abs(question.kind.level - wanted),
                0 if wanted is None else uses.get((fact, question.place), 0),
                rng.random(),
                question.place,
            )
            for question in questions
        ]
        return questions[min(ranked)[-1]]

    def _comeback(self, missed: Question) -> Question:
        """As `session.plan.rank_comebacks`: another question on the fact, one of recognition first."""
        others = [one for one in self.bank[missed.fact] if one is not missed]
        if not self.arm.per_fact or not others:
            return missed
        easiest = others[0].kind.level
        return self.rng.choice([one for one in others if one.kind.level == easiest])

    def _ask(self, item: int, question: Question, day: int, counts: bool) -> bool:
        kind, memory, rng = question.kind, self.memories[question.fact], self.rng
        closed = kind.options > 1
        knew = rng.random() < memory.recall(question.place, day, closed)
        right = rng.random() >= kind.slip if knew else rng.random() < question.lucky
        tapped = closed and not knew and self.arm.tap > 0.0 and rng.random() < self.arm.tap
        if counts:
            self._count(self.scheduler.expected(item, kind, day), kind, right)
        memory.answered(question.place, day, closed, knew)
        self.scheduler.answered(item, kind, day, right, tapped)
        self.last[question.fact] = question.place
        place = (question.fact, question.place)
        self.uses[place] = self.uses.get(place, 0) + 1
        self.seconds += kind.seconds + (0.0 if right else FEEDBACK_SECONDS)
        self.answers += 1
        return right

    def _count(self, expected: float | None, kind: Kind, right: bool) -> None:
        if expected is None:
            return
        tally = self.calibration.setdefault(kind.name, Tally())
        tally.n += 1
        tally.right += right
        tally.predicted += expected

    def typed_recall(self, day: int) -> float:
        """The mean over facts of the mean true recall of their typed questions (of a fresh one where none is)."""
        return fmean(self._typed(fact, day) for fact in range(len(self.bank)))

    def fresh_recall(self, day: int) -> float:
        """The mean over facts of the true recall of a typed question on them that was never asked."""
        return fmean(
            memory.recall(len(questions), day, closed=False)
            for memory, questions in zip(self.memories, self.bank, strict=True)
        )

    def _typed(self, fact: int, day: int) -> float:
        questions, memory = self.bank[fact], self.memories[fact]
        places = [one.place for one in questions if one.kind.options == 1] or [len(questions)]
        return sum(memory.recall(place, day, closed=False) for place in places) / len(places)

    def _belief(self, fact: int) -> float | None:
        """The recall believed of a fact at the end: the mean over its items."""
        items = [fact] if self.arm.per_fact else [fact * PLACES + one.place for one in self.bank[fact]]
        beliefs = [self.scheduler.recall(item, self.days) for item in items]
        known = [belief for belief in beliefs if belief is not None]
        return fmean(known) if known else None

    def outcome(self, recall: dict[int, float], average: float) -> Outcome:
        """All that is reported of the course, read on its last day and DELAY days later."""
        beliefs = [self._belief(fact) for fact in range(len(self.bank))]
        known = [fact for fact, belief in enumerate(beliefs) if belief is not None and belief >= BELIEVED]
        certain = None not in beliefs
        missing = sum(1.0 - self._typed(fact, self.days) for fact in known)
        return Outcome(
            minutes=self.seconds / 60.0,
            answers=self.answers,
            recall=recall,
            average=average,
            fresh=self.fresh_recall(self.days),
            delayed=self.fresh_recall(self.days + DELAY),
            delayed_own=self.typed_recall(self.days + DELAY),
            believed=len(known) / len(self.bank) if certain else None,
            deluded=missing / len(self.bank) if certain else None,
            calibration=self.calibration,
        )
