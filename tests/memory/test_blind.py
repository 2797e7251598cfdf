"""What someone who answers blindly is believed to know: computed exactly for one answer, simulated for a year.

`python -m tests.memory.test_blind` prints both tables.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb, exp, factorial
from random import Random
from typing import NamedTuple

import pytest

from learn.memory.evidence import Observation, due_day, recall_on, update, weight
from learn.memory.model import Model
from learn.memory.state import MemoryState

RECALL = 0.3
SLIP = 0.03
BELIEVED = 0.7


class Blind(NamedTuple):
    """What blind answers to one question earn: `guess` for full marks as the kind says, and how often each score."""

    name: str
    guess: Fraction
    scores: dict[Fraction, Fraction]

    @property
    def chance(self) -> float:
        """The expected score."""
        return float(sum(score * often for score, often in self.scores.items()))

    @property
    def mean_weight(self) -> float:
        """The expected weight of Good in a blind answer."""
        return sum(
            weight(RECALL, float(score), float(self.guess), self.chance, SLIP, 1.0) * float(often)
            for score, often in self.scores.items()
        )


def spread(scores: Iterable[Fraction]) -> dict[Fraction, Fraction]:
    """How often each score comes up among equally likely answers."""
    counts = Counter(scores)
    total = sum(counts.values())
    return {score: Fraction(count, total) for score, count in counts.items()}


def enumerated(name: str, scores: Iterable[Fraction], guess: Fraction | None = None) -> Blind:
    """A kind by all its blind answers; its guess floor is the share of full marks among them unless given."""
    found = spread(scores)
    return Blind(name, found[Fraction(1)] if guess is None else guess, found)


def picked(options: int) -> list[Fraction]:
    """Pick one of so many."""
    return [Fraction(1), *[Fraction(0)] * (options - 1)]


def chosen(options: int, right: int, partial: bool, told: bool) -> list[Fraction]:
    """Pick any of the options, at least one; or as many as are right, where that is told."""
    sizes = [right] if told else range(1, options + 1)
    picks = [set(pick) for size in sizes for pick in combinations(range(options), size)]
    answers = set(range(right))
    if not partial:
        return [Fraction(pick == answers) for pick in picks]
    return [max(Fraction(0), Fraction(len(pick & answers) - len(pick - answers), right)) for pick in picks]


def in_order(placed: Sequence[int], item: int | None = None) -> Fraction:
    """The share of pairs (those of one item) that stand in the right order; `placed[i]` is the place of item i."""
    pairs = [pair for pair in combinations(range(len(placed)), 2) if item is None or item in pair]
    return Fraction(sum(placed[first] < placed[second] for first, second in pairs), len(pairs))


def matched(pairs: int, extra: int) -> list[Fraction]:
    """One-to-one assignments of the right sides to the pairs: the share that is right."""
    assignments = permutations(range(pairs + extra), pairs)
    return [Fraction(sum(place == right for place, right in enumerate(each)), pairs) for each in assignments]


def matched_floor(pairs: int, extra: int) -> Fraction:
    """The guess floor of one pair, elimination being free: the mean of 1/(1 + unknown others)."""
    return sum((Fraction(1, 1 + others + extra) for others in range(pairs)), Fraction(0)) / pairs


def sorted_into(categories: int, items: int) -> list[Fraction]:
    """The share of items under the right one of the headings."""
    answers = product(range(categories), repeat=items)
    return [Fraction(answer.count(0), items) for answer in answers]


def kinds() -> list[Blind]:
    """Every closed kind in its usual sizes."""
    return [
        *(enumerated(f"choice of {k}", picked(k)) for k in range(2, 7)),
        enumerated("true_false", picked(2)),
        *(
            enumerated(f"multiple {k} options, {rule}{', told' * told}", chosen(k, m, rule != "all", told))
            for k in range(2, 7)
            for told in (False, True)
            for rule, m in [("all", k // 2), *((f"partial {m} right", m) for m in range(1, k))]
        ),
        *(enumerated(f"order of {n}", [in_order(each) for each in permutations(range(n))]) for n in range(2, 7)),
        *(
            enumerated(f"order of {n}, part {item + 1}", [in_order(each, item) for each in permutations(range(n))])
            for n in range(3, 7)
            for item in range(n)
        ),
        *(enumerated(f"match of {n} + {x}", matched(n, x)) for n in range(2, 7) for x in range(3)),
        *(
            enumerated(f"match of {n} + {x}, part", picked(n + x), matched_floor(n, x))
            for n in range(2, 7)
            for x in range(3)
        ),
        *(enumerated(f"sort of {n} into {c}", sorted_into(c, n)) for c in range(2, 5) for n in range(2, 7)),
        *(enumerated(f"sort into {c}, part", picked(c)) for c in range(2, 5)),
        *(Blind(name, Fraction(0), {Fraction(0): Fraction(1)}) for name in ("short", "number", "card", "cloze")),
    ]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_a_blind_answer_weighs_less_than_a_quarter(kind: Blind) -> None:
    assert kind.mean_weight < 0.25


def test_the_floors_are_those_of_the_design() -> None:
    floors = {kind.name: (kind.guess, kind.chance) for kind in kinds()}
    assert floors["choice of 4"] == (Fraction(1, 4), 0.25)
    assert floors["multiple 5 options, all"] == (Fraction(1, 2**5 - 1), 1 / 31)
    assert floors["multiple 5 options, all, told"] == (Fraction(1, comb(5, 2)), 0.1)
    assert floors["order of 4"] == (Fraction(1, factorial(4)), 0.5)
    assert floors["sort of 3 into 2"] == (Fraction(1, 2**3), 0.5)


class Year(NamedTuple):
    """What is believed of a learner in the end, and what is true on average over the last 90 days."""

    believed: float
    recall: float
    truth: float
    answers: float


class Learner:
    """Someone who answers; a blind one never remembers."""

    def recall(self, fact: int, day: int) -> float:
        """The true probability (0–1) of recall."""
        return 0.0

    def answered(self, fact: int, day: int, recalled: bool) -> None:
        """The feedback after an answer."""


class Forgetter(Learner):
    """A learner who forgets exponentially, not as FSRS says: e^(-t/tau), where tau grows with each success."""

    def __init__(self) -> None:
        self.traces: dict[int, tuple[int, float]] = {}

    def recall(self, fact: int, day: int) -> float:
        if fact not in self.traces:
            return 0.0
        last, tau = self.traces[fact]
        return exp((last - day) / tau)

    def answered(self, fact: int, day: int, recalled: bool) -> None:
        tau = self.traces[fact][1] * (1.3 if recalled else 0.6) if fact in self.traces else 3.0
        gain = 1.6 * (1.0 - self.recall(fact, day)) if recalled else 0.0
        self.traces[fact] = (day, max(1.0, tau * (1.0 + gain)))


def year(learner: Learner, options: int, model: Model, aware: bool = True, facts: int = 100, days: int = 365) -> Year:
    """A year of picks, each fact asked when due, picked blindly where it is not recalled.

    Gives the share of facts believed at 0.7 or more, the mean recall believed and true, and the answers a fact.
    Where not `aware` a guess is taken for knowledge: plain FSRS.
    """
    rng, floor = Random(2024), 1 / options if aware else 0.0
    states: dict[int, MemoryState] = {}
    answers, truths = 0, list[float]()
    for day in range(days):
        asked = [fact for fact, state in states.items() if due_day(state, 0.9, model) <= day]
        asked += range(len(states), min(facts, len(states) + 20))
        for fact in asked:
            recalled = rng.random() < learner.recall(fact, day)
            right = rng.random() < (1 - SLIP if recalled else 1 / options)
            learner.answered(fact, day, recalled)
            answer = Observation(day, float(right), floor, floor, SLIP if aware else 0.0, RECALL)
            states[fact] = update(states.get(fact), answer, model)
        answers += len(asked)
        if day >= days - 90:
            truths += [learner.recall(fact, day) for fact in states]
    recalls = [recall_on(state, days, model) for state in states.values()]
    believed = sum(recall >= BELIEVED for recall in recalls)
    return Year(believed / facts, sum(recalls) / facts, sum(truths) / len(truths), answers / facts)


MODELS = {
    "plain FSRS": (Model(), False),
    "guess-aware, never doubting": (Model(taught=1.0, learned=1.0), True),
    "guess-aware": (Model(), True),
}


def test_a_year_of_blind_true_false_is_not_believed() -> None:
    plain, trusting, ours = (year(Learner(), 2, *model).believed for model in MODELS.values())
    assert plain > 0.75
    assert 0.5 < trusting < plain
    assert ours < 0.1


@pytest.mark.parametrize("options", [3, 4])
def test_a_year_of_blind_picks_is_not_believed(options: int) -> None:
    assert year(Learner(), options, Model()).believed < 0.05


@pytest.mark.parametrize("options", [2, 4])
def test_doubt_costs_a_learner_little(options: int) -> None:
    plain, trusting, ours = (year(Forgetter(), options, *model) for model in MODELS.values())
    assert ours.answers < 1.1 * trusting.answers
    assert ours.truth > trusting.truth - 0.02
    assert ours.truth > plain.truth
    assert ours.believed > 0.9


def tables() -> str:
    """One line a kind, then one a year of each learner with each model."""
    lines = [f"{'one blind answer at R = 0.3':42}      g      E  mean weight"]
    lines += [
        f"{kind.name:42} {float(kind.guess):6.4f} {kind.chance:6.4f}  {kind.mean_weight:11.4f}" for kind in kinds()
    ]
    learners: dict[str, type[Learner]] = {"blind": Learner, "forgetting exponentially": Forgetter}
    for name, learner in learners.items():
        lines += ["", f"{'a year, ' + name:42} believed  recall   truth  answers a fact"]
        for options, kind in ((2, "true_false"), (3, "choice of 3"), (4, "choice of 4")):
            for label, model in MODELS.items():
                found = year(learner(), options, *model, facts=300)
                lines.append(
                    f"{kind + ', ' + label:42} {found.believed:8.3f}  {found.recall:6.3f}  {found.truth:6.3f}"
                    f"  {found.answers:14.1f}"
                )
    return "\n".join(lines)


if __name__ == "__main__":
    print(tables())
