"""A class of known abilities before a test with known bad items.

Response model: a student of ability θ ~ N(0, 1) knows an item of difficulty b and discrimination a with probability
1 / (1 + exp(-a (θ - b))); who knows it slips in 3 of 100, who does not guesses among the options by their attraction
(blind where nothing is picked). So a choice of four is a three-parameter item with a guessing rate near 1/4.
The answers are presented and graded by the kinds of the program itself.
"""

from collections.abc import Sequence
from math import exp
from random import Random
from typing import Literal

from msgspec import Struct, structs

from learn.analysis.results import Answered, Attempt, Results, Student
from learn.interactions import Match, Order, PickMany, PickOne, Response, texts
from learn.kinds.base import Option, Question, Shown
from learn.kinds.choice import Choice
from learn.verdict import Malformed

Plant = Literal["good", "miskeyed", "ambiguous", "dead", "trap"]
PLANTED: tuple[Plant, ...] = ("miskeyed", "ambiguous", "dead", "trap")
SLIP = 0.03
USUAL = (0.9, 1.9)
"""Discriminations of the items of a decent test."""
BANK = "fixed-test"


class Item(Struct, frozen=True):
    """A question with its nature. `truth` are what one who knows takes (else the key), `pull` what others go by."""

    question: Question
    plant: Plant
    a: float
    b: float
    truth: tuple[str, ...] = ()
    pull: dict[str, float] = {}

    @property
    def name(self) -> str:
        """Its name in results."""
        return f"{BANK}/{self.question.id}"

    def respond(self, shown: Shown, ability: float, rng: Random) -> Response:
        """The answer of a student of this ability: the same texts in whatever order they are shown."""
        knows = rng.random() < 1 / (1 + exp(-self.a * (ability - self.b))) and rng.random() > SLIP
        samples = self.question.samples(shown)
        match shown.interaction:
            case PickOne(options=there):
                if knows:
                    return there.index(rng.choice(self.truth)) if self.truth else samples.right
                options = sorted(there)
                return there.index(rng.choices(options, [self.pull.get(text, 1.0) for text in options])[0])
            case _ if knows:
                return samples.right
            case PickMany(options=there, choose=count):
                picked = rng.sample(sorted(there), count or rng.randint(1, len(there)))
                return tuple(sorted(there.index(text) for text in picked))
            case Order(items=there):
                return tuple(there.index(text) for text in rng.sample(sorted(there), len(there)))
            case Match(left=left, right=right):
                picks = {text: rng.choice(sorted(right)) for text in sorted(left)}
                return tuple(right.index(picks[text]) for text in left)
            case _:
                return samples.wrong


def items_of(
    questions: Sequence[Question], rng: Random, each: int = 1, between: tuple[float, float] = USUAL
) -> list[Item]:
    """The questions with a nature each; `each` of the choices are spoiled in each of three ways, and as many are traps:
    hard, sound, with a popular misconception among their distractors. `between` are the discriminations."""
    choices = [at for at, one in enumerate(questions) if isinstance(one, Choice) and len(one.distractors) >= 3]
    spoiled = dict(zip(rng.sample(choices, each * len(PLANTED)), PLANTED * each, strict=True))
    return [_item(question, spoiled.get(at, "good"), rng, between) for at, question in enumerate(questions)]


def _item(question: Question, plant: Plant, rng: Random, between: tuple[float, float]) -> Item:
    good = Item(question, plant, rng.uniform(*between), rng.uniform(-1.5, 1.0))
    if not isinstance(question, Choice):
        return good
    pull = {option: rng.uniform(0.5, 1.5) for option in question.options}
    second = question.distractors[0].text
    if plant == "miskeyed":
        wrong = (Option(question.answer), *question.distractors[1:])
        keyed = structs.replace(question, answer=second, distractors=wrong)
        return structs.replace(good, question=keyed, truth=(question.answer,), pull=pull)
    if plant == "ambiguous":
        return structs.replace(good, truth=(question.answer, second), pull=pull)
    if plant == "trap":
        return structs.replace(good, b=1.0, pull=pull | {second: 5.0})
    return structs.replace(good, pull=pull | ({second: 0.01} if plant == "dead" else {}))


def ability_of(seed: str, student: int) -> float:
    """How able a student is."""
    return Random(f"{seed} {student}").gauss(0, 1)


def answering(seed: str, student: int, question: str) -> Random:
    """The chance in a student's answer to a question: the same in whatever order questions are put."""
    return Random(f"{seed} {student} {question}")


def class_of(items: Sequence[Item], n: int, seed: str, plans: Sequence[Sequence[int]] | None = None) -> Results:
    """The results of n students who took the test; `plans[s]` are the numbers of the items student s was given."""
    whole = range(len(items))
    attempts = [_attempt(one, [items[at] for at in (plans[one] if plans else whole)], seed) for one in range(n)]
    return Results(tuple(Student(key=one.student, name=one.student) for one in attempts), tuple(attempts))


def _attempt(student: int, items: Sequence[Item], seed: str) -> Attempt:
    ability = ability_of(seed, student)
    return Attempt(
        student=f"s{student}",
        session=f"session-{student}",
        test=BANK,
        title="Simulated",
        mode="test",
        number=1,
        begun=student,
        ended=student,
        offset=0,
        finished=True,
        answers=tuple(
            _answered(n, item, ability, answering(seed, student, item.question.id))
            for n, item in enumerate(items, start=1)
        ),
    )


def _answered(n: int, item: Item, ability: float, rng: Random) -> Answered:
    shown = item.question.present(Random(n))
    response = item.respond(shown, ability, rng)
    verdict = item.question.grade(shown, response)
    assert not isinstance(verdict, Malformed)
    return Answered(
        item=item.name,
        n=n,
        points=item.question.points,
        score=verdict.score,
        event=f"{n}",
        kind=item.question.kind,
        seed=n,
        response=response,
        chosen=tuple(texts(shown.interaction, response)),
        chance=item.question.chance().mean,
        ms=4_000,
    )
