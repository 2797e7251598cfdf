"""How well the lint rules judge, and how fast.

    python -m benchmarks.lint [tuning]

Precision and recall per rule on the held-back half of the labelled set (`tests/labelled`; name `tuning` for the half
that the rules were tuned on), warnings on the project's own banks and on banks of other systems, and the time for a
bank of 10,000 questions as a multiple of reading its bare PyYAML events.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, cast

from learn.content.check import check
from learn.content.lint.run import warnings
from tests.labelled.items import Half, Item, items


class Score(NamedTuple):
    """What a rule found among the items written for it."""

    found: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


def codes_of(item: Item) -> set[str]:
    """The codes of all warnings on an item."""
    return {one.code for one in (*warnings(item.files), *check(item.files)) if one.severity == "warning"}


def scores(judged: Iterable[tuple[Item, set[str]]]) -> dict[str, Score]:
    """The score of each rule, on the items written for it."""
    counts: dict[str, list[int]] = {}
    for item, codes in judged:
        count = counts.setdefault(item.rule, [0, 0, 0])
        if item.bad:
            count[0 if item.rule in codes else 1] += 1
        elif item.rule in codes:
            count[2] += 1
    return {code: Score(*count) for code, count in counts.items()}


def total(all_scores: Iterable[Score]) -> Score:
    """All rules together."""
    return Score(*(sum(column) for column in zip(*all_scores, strict=True)))


def main(half: Half = "held_back") -> None:
    judged = [(one, codes_of(one)) for one in items(half)]
    found = scores(judged)
    elsewhere = Counter(code for item, codes in judged for code in codes - {item.rule})
    print(f"{half}: {len(judged)} items\n| rule | bad | fine | precision | recall | on items of other rules |")
    print("|---|---|---|---|---|---|")
    for code, one in [*found.items(), ("all", total(found.values()))]:
        mine = [item for item, _ in judged if code in ("all", item.rule)]
        bad = sum(item.bad for item in mine)
        other = elsewhere.total() if code == "all" else elsewhere[code]
        print(f"| {code} | {bad} | {len(mine) - bad} | {one.precision:.2f} | {one.recall:.2f} | {other} |")


if __name__ == "__main__":
    main(cast("Half", sys.argv[1] if len(sys.argv) > 1 else "held_back"))
