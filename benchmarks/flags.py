"""Hits and false alarms of the flags of `learn scores items`, by the size of the class.

    python -m benchmarks.flags [--classes 100] [--seed 1] [--drawn]

Each class has new abilities and new natures of the thirty items, which are one draw of the shipped final test made a
fixed test: one miskeyed, one ambiguous, one with a dead distractor (see `benchmarks.simulated_class`). `--drawn` gives
each student a draw of her own instead, as the final test does, with one bad item in each of the pools.
1 where a target is missed.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from random import Random

from benchmarks.simulated_class import Item, class_of, items_of
from learn.analysis.judging import Judgement, judge
from learn.analysis.marks import marks_of
from learn.app import App
from learn.app.choosing import Wish, choose
from learn.classroom.options import options
from learn.kinds.base import Question

SIZES = (30, 60, 120, 200)
FALSE_ALARMS, FOUND = 0.05, 0.95
EXPECTED = {
    "miskeyed": {"miskeyed"},
    "ambiguous": {"ambiguous", "better-distractor", "miskeyed"},
    "dead": {"dead-distractor"},
}


def final_test(app: App, rng: Random) -> list[Question]:
    """The questions of one draw of the final test."""
    chosen, _ = choose(app, Wish(mode="test", banks=("final-test",)), rng, [])
    return [app.library.question(one.bank, one.question) for one in chosen]


def judged(items: Sequence[Item], n: int, rng: Random) -> Judgement:
    """What is found in one class."""
    by_name = {item.name: options(item.question) for item in items}
    return judge(marks_of(class_of(items, n, rng)), lambda name: by_name[name])


class Tally:
    """Counts over the classes of one size."""

    def __init__(self) -> None:
        self.classes = 0
        self.hits: Counter[str] = Counter()
        self.good = 0
        self.alarms: Counter[str] = Counter()
        self.alarmed = 0
        self.clean = 0
        self.traps = 0

    def add(self, items: Sequence[Item], found: Judgement) -> None:
        flags = {one.item: {flag.flag for flag in one.flags} - {"too-few"} for one in found.items}
        self.classes += 1
        before = self.alarmed
        for item in items:
            if item.plant == "good":
                self.good += 1
                self.alarmed += bool(flags[item.name])
                self.alarms.update(flags[item.name])
            elif item.plant == "trap":
                self.traps += bool(flags[item.name])
            else:
                self.hits[item.plant] += bool(flags[item.name] & EXPECTED[item.plant])
        self.clean += self.alarmed == before

    def row(self, n: int) -> str:
        hits = " | ".join(f"{100 * self.hits[plant] / self.classes:.0f} %" for plant in EXPECTED)
        named = ", ".join(f"{flag} {count}" for flag, count in self.alarms.most_common()) or "none"
        return f"| {n} | {hits} | {self.alarmed} of {self.good}: {100 * self.rate:.2f} % | {self.traps} | {self.clean} | {named} |"

    @property
    def rate(self) -> float:
        return self.alarmed / self.good


def table(app: App, classes: int, seed: int) -> bool:
    """The table of the fixed test."""
    print("| n | miskeyed found | ambiguous found | dead distractor found | false alarms on good items | on traps | classes without | which |")
    print("|---|---|---|---|---|---|---|---|")
    met = True
    for n in SIZES:
        tally = Tally()
        for number in range(classes):
            rng = Random(f"{seed} {number}")
            items = items_of(final_test(app, rng), rng)
            tally.add(items, judged(items, n, rng))
        print(tally.row(n), flush=True)
        met = met and tally.rate <= FALSE_ALARMS and (n < 60 or tally.hits["miskeyed"] >= FOUND * classes)
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, App({"home": home, "learner": "bench"}) as app:
        met = table(app, wanted.classes, wanted.seed)
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
