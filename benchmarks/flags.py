"""Hits and false alarms of the flags of `learn scores items`, by the size of the class.

    python -m benchmarks.flags [--classes 100] [--seed 1] [--engine 2] [--drawn 20] [--discrimination 0.9 1.9]

Each class has new abilities, and the thirty items, which are one draw of the shipped final test made a fixed test, have
new natures: one is miskeyed, one ambiguous, one has a dead distractor, one is a trap, which is hard and sound (see
`benchmarks.simulated_class`). `--engine`: so many classes of each size take the test through the engine besides, one
session after the other, and everything found must be the same. `--drawn`: so many classes in which each student has a
draw of her own, as the final test gives it, so that an item is seen by some alone. 1 where a target is missed.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from msgspec import structs

from benchmarks.simulated_class import PLANTED, USUAL, Item, class_of, items_of
from benchmarks.simulated_exam import examined
from learn.analysis.judging import Judged, Judgement, judge
from learn.analysis.marks import marks_of
from learn.analysis.results import Results
from learn.app import App
from learn.app.choosing import Wish, choose
from learn.classroom.options import options
from learn.kinds.base import Question

SIZES = (30, 60, 120, 200)
ENGINE_SIZES = (30, 60)
FALSE_ALARMS, FOUND = 0.05, 0.95
SPOILED_EACH = 10
EXPECTED = {"miskeyed": {"miskeyed"}, "ambiguous": {"ambiguous", "miskeyed"}, "dead": {"dead-distractor"}}
ABOUT_KEY = {"miskeyed", "ambiguous", "better-distractor"}
HEAD = (
    "| n | miskeyed found | ambiguous found | dead distractor found | trap doubted | false alarms on good items"
    " | classes without any | which |\n|---|---|---|---|---|---|---|---|"
)


def drawn(app: App, rng: Random) -> list[Question]:
    """The questions of one draw of the final test."""
    chosen, _ = choose(app, Wish(mode="test", banks=("final-test",)), rng, [])
    return [app.library.question(one.bank, one.question) for one in chosen]


def judged(items: Sequence[Item], results: Results) -> Judgement:
    """What is found in one class."""
    by_name = {item.name: options(item.question) for item in items}
    return judge(marks_of(results), lambda name: by_name[name])


class Tally:
    """Counts over the classes of one size; `seen` says which items count."""

    def __init__(self, seen: Callable[[Judged], bool] = lambda _: True) -> None:
        self.seen = seen
        self.planted: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.good = 0
        self.alarmed = 0
        self.alarms: Counter[str] = Counter()
        self.clean = 0

    def add(self, items: Sequence[Item], found: Judgement) -> None:
        """Count what was found in one class."""
        before = self.alarmed
        by_name = {item.name: item for item in items}
        for one in found.items:
            if self.seen(one):
                self._count(by_name[one.item], {flag.flag for flag in one.flags} - {"too-few"})
        self.clean += self.alarmed == before

    def _count(self, item: Item, flags: set[str]) -> None:
        if item.plant == "good":
            self.good += 1
            self.alarmed += bool(flags)
            self.alarms.update(flags)
        else:
            self.planted[item.plant] += 1
            self.hits[item.plant] += bool(flags & EXPECTED.get(item.plant, ABOUT_KEY))

    def row(self, n: int | str) -> str:
        """The line of the table."""
        hits = " | ".join(self._share(plant) for plant in PLANTED)
        named = ", ".join(f"{flag} {count}" for flag, count in self.alarms.most_common()) or "none"
        return f"| {n} | {hits} | {self.alarmed} of {self.good:,}: {100 * self.rate:.2f} % | {self.clean} | {named} |"

    def _share(self, plant: str) -> str:
        return f"{100 * self.share(plant):.0f} % of {self.planted[plant]}" if self.planted[plant] else "-"

    def share(self, plant: str) -> float:
        """How many of those planted were found, 0-1."""
        return self.hits[plant] / self.planted[plant] if self.planted[plant] else 0.0

    @property
    def rate(self) -> float:
        """False alarms as a share of good items."""
        return self.alarmed / self.good if self.good else 0.0


def fixed(app: App, classes: int, seed: int, between: tuple[float, float]) -> bool:
    """The table of the fixed test."""
    low, high = between
    print(f"A fixed test of 30 items (discriminations {low} to {high}), {classes} classes of each size\n\n{HEAD}")
    met = True
    for n in SIZES:
        tally = Tally()
        for number in range(classes):
            named = f"{seed} {number}"
            items = items_of(drawn(app, Random(named)), Random(named), between=between)
            tally.add(items, judged(items, class_of(items, n, named)))
        print(tally.row(n), flush=True)
        met = met and tally.rate <= FALSE_ALARMS and (n < 60 or tally.share("miskeyed") >= FOUND)
    return met


def by_engine(app: App, classes: int, seed: int) -> bool:
    """The same classes through the engine: everything found must be the same."""
    same = 0
    for n in ENGINE_SIZES:
        for number in range(classes):
            named = f"{seed} {number}"
            items = items_of(drawn(app, Random(named)), Random(named))
            with tempfile.TemporaryDirectory() as folder:
                real = examined(items, n, named, Path(folder))
            same += plain(real) == plain(judged(items, class_of(items, n, named)))
    print(f"\nThrough the engine: {same} of {len(ENGINE_SIZES) * classes} classes judged the same, figure by figure")
    return same == len(ENGINE_SIZES) * classes


def plain(found: Judgement) -> list[tuple[object, ...]]:
    """What must agree: all figures to nine places (the order of students is another), options and findings."""
    return [
        (
            [_rounded(value) for value in structs.astuple(one.statistics)],
            [[_rounded(value) for value in structs.astuple(option)] for option in one.distractors],
            one.flags,
        )
        for one in found.items
    ]


def _rounded(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else value


def own_draws(app: App, classes: int, seed: int) -> None:
    """The table of the final test as it is: a draw of her own for each student."""
    print(f"\nThe final test, each student with her own draw, {classes} classes of each size\n\n{HEAD}")
    for n in SIZES:
        tallies = {"seen by 20 or more": Tally(lambda one: one.statistics.n >= 20)}
        tallies["seen by fewer"] = Tally(lambda one: one.statistics.n < 20)
        for number in range(classes):
            named = f"{seed} {number}"
            rng = Random(named)
            draws = [drawn(app, rng) for _ in range(n)]
            questions = list({question.id: question for draw in draws for question in draw}.values())
            items = items_of(questions, rng, SPOILED_EACH)
            place = {item.question.id: at for at, item in enumerate(items)}
            plans = [[place[question.id] for question in draw] for draw in draws]
            found = judged(items, class_of(items, n, named, plans))
            for tally in tallies.values():
                tally.add(items, found)
        for name, tally in tallies.items():
            print(tally.row(f"{n}, {name}"), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", type=int, default=2)
    parser.add_argument("--drawn", type=int, default=0)
    parser.add_argument("--discrimination", type=float, nargs=2, default=USUAL)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, App({"home": home, "learner": "bench"}) as app:
        met = fixed(app, wanted.classes, wanted.seed, tuple(wanted.discrimination)) if wanted.classes else True
        met = (not wanted.engine or by_engine(app, wanted.engine, wanted.seed)) and met
        if wanted.drawn:
            own_draws(app, wanted.drawn, wanted.seed)
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
