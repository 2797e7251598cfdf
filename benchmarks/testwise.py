"""An attack on the items without knowledge: every closed question answered by test-wiseness alone.

    python -m benchmarks.testwise [FOLDER] [PRESENTATIONS]

A strategy sees what a learner sees (the question's text and what may be picked), never the key. Its answer is graded
by the project's own kinds, on `PRESENTATIONS` shuffled presentations of each question (60 by default); where a cue does
not tell two answers apart, it guesses. Points are percent; chance is `Question.chance().mean`. Exit 1 if a strategy
beats chance by more than five points overall, or on a kind with at least 30 questions.

The strategies are the folklore of tests (Millman, Bishop & Ebel 1965, "An analysis of test-wiseness"): long answers,
words of the stem, answers that resemble the others, no absolute words, careful words, grammar, the middle one.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from statistics import mean, median
from typing import NamedTuple

from learn.content.bank import read_bank
from learn.interactions import Gaps, Interaction, Match, Order, PickMany, PickOne, Response
from learn.kinds.base import Question
from learn.kinds.true_false import OPTIONS as TRUE_FALSE
from learn.verdict import Verdict

MARGIN = 5.0
ENOUGH = 30  # questions of a kind, for its row to count
ALL = "together"


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _listed(
    """
    a an and are as at be been but by can could do does for from had has have he her him his how in
    into is it its may might more most no not of on one or other out say says she so some than that
    the their them there they this those to up was were what when where which who whom whose why
    will with would
    """
)
_ABSOLUTE = _listed(
    """
    all always any entirely every everything fully never no nobody none nothing only sole
    """
)
_CAREFUL = _listed(
    """
    can could likely largely may might often possible possibility probably rather some sort
    sometimes still usually well would
    """
)
_NEGATIVE = _listed(
    """
    cannot less neither no nobody none nor not nothing open unmentioned without
    """
)


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(re.findall(r"[a-z0-9]+", text.lower()))


@cache
def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, without endings: `expected` and `expects` are one."""
    return frozenset(re.sub(r"(ing|ed|es|s|e)$", "", word) for word in words(text) if word not in _COMMON)


def count(text: str, among: frozenset[str]) -> int:
    """How many words of a text are in a list."""
    return sum(word in among for word in words(text))


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common."""
    either = stems(one) | stems(other)
    return len(stems(one) & stems(other)) / len(either) if either else 0.0


def places(values: Sequence[object]) -> list[float]:
    """The place of each value in their order, from 0 to 1; equal values share theirs."""
    size = max(1, len(values) - 1)
    below = [sum(other < value for other in values) for value in values]  # type: ignore[operator]
    same = [sum(other == value for other in values) - 1 for value in values]
    return [(less + alike / 2) / size for less, alike in zip(below, same, strict=True)]


# --------------------------------------------------------------------------------------------------------------- cues
# How much does each option look like a right one? Only the differences between the numbers of a list matter.


def long(_: str, options: Sequence[str]) -> list[float]:
    return [len(option) for option in options]


def short(_: str, options: Sequence[str]) -> list[float]:
    return [-len(option) for option in options]


def second(_: str, options: Sequence[str]) -> list[float]:
    """What an author arrives at who shortens the right answer until it is no longer the longest."""
    ranks = [len(option) for option in options]
    after = sorted(set(ranks))[-2:][0]
    return [-abs(rank - after) for rank in ranks]


def echo(stem: str, options: Sequence[str]) -> list[float]:
    return [len(stems(option) & stems(stem)) for option in options]


def alike(_: str, options: Sequence[str]) -> list[float]:
    return [sum(likeness(one, other) for other in options) for one in options]


def odd(_: str, options: Sequence[str]) -> list[float]:
    return [-value for value in alike("", options)]


def unabsolute(_: str, options: Sequence[str]) -> list[float]:
    return [-count(option, _ABSOLUTE) for option in options]


def careful(_: str, options: Sequence[str]) -> list[float]:
    return [count(option, _CAREFUL) for option in options]


def positive(_: str, options: Sequence[str]) -> list[float]:
    return [-count(option, _NEGATIVE) for option in options]


def negative(_: str, options: Sequence[str]) -> list[float]:
    """What an author arrives at who likes to say that a source is silent."""
    return [count(option, _NEGATIVE) for option in options]


def exact(_: str, options: Sequence[str]) -> list[float]:
    """Names and figures."""
    return [len(re.findall(r"\d+|(?<=[a-z,] )[A-Z]", option)) for option in options]


def inexact(_: str, options: Sequence[str]) -> list[float]:
    return [-value for value in exact("", options)]


def grammar(stem: str, options: Sequence[str]) -> list[float]:
    """Begins as the question does (`As what …`, `To whom …`), and is plural where the question is."""
    first, plural = words(stem)[:1], bool(re.search(r"\b(are|were|do|have|two|three|four|ones)\b", stem))
    ends = [option.rstrip(".").endswith("s") and not option.endswith("ss") for option in options]
    return [(words(option)[:1] == first) + (end == plural) for option, end in zip(options, ends, strict=True)]


def middle(_: str, options: Sequence[str]) -> list[float]:
    """Nearest to the middle: of figures where all have one, else of the alphabet."""
    figures = [re.search(r"\d[\d,]*", option) for option in options]
    numbers = [int(found[0].replace(",", "")) for found in figures if found]
    ranks = places(numbers if len(numbers) == len(options) else [option.lower() for option in options])
    return [-round(abs(rank - 0.5), 6) for rank in ranks]


def first(_: str, options: Sequence[str]) -> list[float]:
    return [-place for place in places([option.lower() for option in options])]


def last(_: str, options: Sequence[str]) -> list[float]:
    return places([option.lower() for option in options])


Cue = Callable[[str, Sequence[str]], list[float]]

CUES: dict[str, Cue] = {
    "longest": long,
    "second longest": second,
    "shortest": short,
    "words of the stem": echo,
    "most like the others": alike,
    "least like the others": odd,
    "no absolute words": unabsolute,
    "careful words": careful,
    "no negation": positive,
    "negation": negative,
    "names and figures": exact,
    "few names and figures": inexact,
    "grammar": grammar,
    "the middle one": middle,
    "first in the alphabet": first,
    "last in the alphabet": last,
}
BELIEVED = (
    "longest",
    "words of the stem",
    "most like the others",
    "no absolute words",
    "careful words",
    "names and figures",
    "grammar",
    "the middle one",
)
"""What books on tests tell students to look for: the majority is theirs. The others are there to catch a habit."""

ON_STATEMENTS = (
    "longest",
    "shortest",
    "no absolute words",
    "careful words",
    "no negation",
    "negation",
    "names and figures",
    "few names and figures",
)
"""The cues that say something about a single statement, which is held against all other statements."""


class Attacker:
    """Answers by one cue, or by the majority of several."""

    def __init__(self, names: Iterable[str], statements: Sequence[str]) -> None:
        self.cues = {name: CUES[name] for name in names}
        self.usual = {name: median(CUES[name]("", [text])[0] for text in statements) for name in ON_STATEMENTS}

    def answer(self, stem: str, shown: Interaction, rng: Random) -> Response:
        """An answer that fits the interaction."""
        match shown:
            case PickOne(options=options) if options == TRUE_FALSE:
                return _best(self._judged(stem), rng)
            case PickOne(options=options):
                return _best(self._votes(stem, options), rng)
            case PickMany(options=options, choose=choose):
                return self._several(stem, options, choose, rng)
            case Order(items=items):
                return tuple(_sorted(self._ranks(stem, items), rng))
            case Match(left=left, right=right):
                return _assigned([self._pairs(item, right, left) for item in left], rng)
            case Gaps(gaps=gaps, words=options):
                rest = _sorted(self._ranks(stem, options), rng)
                return tuple(options[at] for at in rest[:gaps])
            case _:
                raise TypeError(shown)

    def _judged(self, statement: str) -> list[float]:
        """Votes for True and for False."""
        values = [cue("", [statement])[0] - self.usual[name] for name, cue in self.cues.items() if name in self.usual]
        return [sum(value > 0 for value in values), sum(value < 0 for value in values)]

    def _votes(self, stem: str, options: Sequence[str]) -> list[float]:
        """A vote of each cue, shared where it cannot tell options apart."""
        total = [0.0] * len(options)
        for cue in self.cues.values():
            values = cue(stem, options)
            top = [at for at, value in enumerate(values) if value == max(values)]
            for at in top:
                total[at] += 1 / len(top)
        return total

    def _ranks(self, stem: str, options: Sequence[str]) -> list[float]:
        ranks = [places(cue(stem, options)) for cue in self.cues.values()]
        return [sum(one) for one in zip(*ranks, strict=True)]

    def _several(self, stem: str, options: Sequence[str], choose: int | None, rng: Random) -> tuple[int, ...]:
        """As many as are asked for, else those above the average (a half, where nothing is)."""
        ranks = self._ranks(stem, options)
        above = sum(rank > mean(ranks) + 1e-9 for rank in ranks) or len(options) // 2
        return tuple(_sorted(ranks, rng)[: choose or above])

    def _pairs(self, item: str, right: Sequence[str], left: Sequence[str]) -> list[float]:
        """How well each right side fits an item: by the words they share, or by the same place on both sides."""
        total = [0.0] * len(right)
        for cue in self.cues.values():
            if cue is echo:
                values = echo(item, right)
            else:
                at = places(cue("", left))[left.index(item)]
                values = [-abs(place - at) for place in places(cue("", right))]
            for place, value in enumerate(places(values)):
                total[place] += value
        return total


def _sorted(values: Sequence[float], rng: Random) -> list[int]:
    """Indexes from the greatest value to the least, equal ones in any order."""
    return sorted(range(len(values)), key=lambda at: (-round(values[at], 9), rng.random()))


def _best(values: Sequence[float], rng: Random) -> int:
    return _sorted(values, rng)[0]


def _assigned(fits: Sequence[Sequence[float]], rng: Random) -> tuple[int, ...]:
    """A right side for each item, the best fits first; each right side once, as far as there are enough."""
    chosen, free = [-1] * len(fits), set(range(len(fits[0])))
    once = len(free) >= len(fits)
    cells = [(item, side) for item in range(len(fits)) for side in free]
    for item, side in sorted(cells, key=lambda cell: (-round(fits[cell[0]][cell[1]], 9), rng.random())):
        if chosen[item] < 0 and side in free:
            chosen[item] = side
            free -= {side} if once else set()
    return tuple(chosen)


# ------------------------------------------------------------------------------------------------------------- scores


class Result(NamedTuple):
    """What an attacker earns on a question, and what blind guessing does, in percent."""

    kind: str
    score: float
    chance: float


def closed_questions(folder: Path) -> dict[str, Question]:
    """All questions of a folder of banks whose answer is picked, by `bank/question`."""
    banks = [bank for path in sorted(folder.glob("*.yaml")) if (bank := read_bank(path).value)]
    return {f"{bank.id}/{one.id}": one for bank in banks for one in bank.questions if one.closed}


def attack(attacker: Attacker, questions: dict[str, Question], presentations: int) -> list[Result]:
    """One result a question."""
    return [
        Result(one.kind, 100 * _earned(attacker, name, one, presentations), 100 * one.chance().mean)
        for name, one in questions.items()
    ]


def _earned(attacker: Attacker, name: str, question: Question, presentations: int) -> float:
    scores = []
    for seed in range(presentations):
        rng = Random(f"{name} {seed}")
        shown = question.present(rng)
        verdict = question.grade(shown, attacker.answer(question.prompt, shown.interaction, rng))
        assert isinstance(verdict, Verdict), verdict
        scores.append(verdict.score)
    return mean(scores)


def by_kind(results: Iterable[Result]) -> dict[str, list[Result]]:
    """The results of each kind, and all of them together, the largest group first."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        groups[ALL].append(one)
        groups[one.kind].append(one)
    return dict(sorted(groups.items(), key=lambda group: -len(group[1])))


def main(folder: Path, presentations: int) -> int:
    """Print the table; 1 if a strategy does better than it may."""
    questions = closed_questions(folder)
    statements = [one.prompt for one in questions.values() if one.kind == "true_false"]
    attackers = {"majority": Attacker(BELIEVED, statements)}
    attackers |= {name: Attacker([name], statements) for name in CUES}
    print(f"{'strategy':<24} {'kind':<11} {'n':>4} {'score':>6} {'chance':>7} {'beyond':>7}")
    over = 0
    for strategy, attacker in attackers.items():
        for kind, results in by_kind(attack(attacker, questions, presentations)).items():
            score, chance = mean(one.score for one in results), mean(one.chance for one in results)
            beyond, counts = score - chance, kind == ALL or len(results) >= ENOUGH
            mark = "" if not counts else "  too much" if beyond > MARGIN else "  within five"
            over += mark == "  too much"
            print(f"{strategy:<24} {kind:<11} {len(results):>4} {score:6.1f} {chance:7.1f} {beyond:+7.1f}{mark}")
    return int(over > 0)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0] if given else "question_banks"), int(given[1]) if given[1:] else 60))
