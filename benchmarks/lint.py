"""How well the lint rules judge, and how fast.

    python -m benchmarks.lint [tuning]

Precision and recall per rule on the held-back half of the labelled set (`tests/labelled`; name `tuning` for the half
that the rules were tuned on), warnings on the project's own banks and on banks of other systems, and the time for
banks of 10,000 questions as a multiple of reading their bare PyYAML events.
"""

import gc
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from types import ModuleType
from typing import Literal, NamedTuple, cast

from benchmarks.samples import big_bank
from learn.content.check import check
from learn.content.files import AnyLoaded, read
from learn.content.lint.attribution import voices_of
from learn.content.lint.run import Run, warnings
from learn.content.pause import paused_gc
from learn.content.values import Bank
from tests.labelled.items import Half, Item, items

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
QUESTIONS = 10_000


def main(half: Half = "held_back") -> None:
    """Print the three tables."""
    judgement(half)
    print()
    alarms()
    print()
    speed()


# ------------------------------------------------------------------------------------------- precision and recall


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


def judgement(half: Half) -> None:
    """The table of precision and recall, and how often a rule speaks up on items written for others."""
    judged = [(one, codes_of(one)) for one in items(half)]
    found = scores(judged)
    elsewhere = Counter(code for item, codes in judged for code in codes - {item.rule})
    print(f"{half}: {len(judged)} items\n\n| rule | bad | fine | precision | recall | on items of other rules |")
    print("|---|---|---|---|---|---|")
    for code, one in [*found.items(), ("all", total(found.values()))]:
        mine = [item for item, _ in judged if code in ("all", item.rule)]
        bad = sum(item.bad for item in mine)
        other = elsewhere.total() if code == "all" else elsewhere[code]
        print(f"| {code} | {bad} | {len(mine) - bad} | {one.precision:.2f} | {one.recall:.2f} | {other} |")


# ---------------------------------------------------------------------------------------------- warnings on real banks


def alarms() -> None:
    """How many warnings there are on banks that exist; whether they are right is for people to judge."""
    print("| banks | questions | warnings |\n|---|---|---|")
    own = [read(path)[1] for name in ("question_banks", "lessons") for path in sorted((ROOT / name).glob("*.yaml"))]
    print(_row("question_banks", [one.value for one in own if isinstance(one.value, Bank)], own))
    for folder in ("gift", "aiken", "moodlexml", "qti12", "qti21"):
        banks = list(_converted(DATA / folder))
        if banks:
            print(_row(f"shared/data/{folder}", banks, []))


def _row(name: str, banks: list[Bank], files: list[AnyLoaded]) -> str:
    voices = voices_of([one.value for one in files])
    runs = (
        [Run(banks, voices, lambda _code: True)] if files else [Run([one], voices, lambda _code: True) for one in banks]
    )
    codes = Counter(one.code for run in runs for found in run.faults() for _, one in found)
    listed = ", ".join(f"{code} {number}" for code, number in sorted(codes.items())) or "none"
    return f"| {name} | {sum(len(one.questions) for one in banks)} | {listed} |"


def _converted(folder: Path) -> Iterator[Bank]:
    """The banks in other systems' files, as far as their formats can be read."""
    for path in sorted(folder.glob("*")):
        data = path.read_bytes()
        for module in _formats():
            if module.recognise(data, path.name):
                yield module.read(data, path.name).bank
                break


def _formats() -> Iterator[ModuleType]:
    from learn.exchange import FORMATS, module_of

    for name in FORMATS:
        try:
            module = module_of(name)
        except ImportError:
            continue
        if hasattr(module, "recognise") and hasattr(module, "read"):
            yield module


# --------------------------------------------------------------------------------------------------------------- speed


def speed() -> None:
    """The time for large banks, without rules and with all, in multiples of their bare events."""
    print(f"| {QUESTIONS:,} questions | bare events | errors | errors and warnings | warnings |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        varied = varied_bank(Path(folder) / "varied.yaml")
        same = big_bank(Path(folder) / "same.yaml", QUESTIONS)
        for name, path in (("all different", varied), ("all alike, a warning on each", same)):
            cases = (partial(bare_events, path), partial(lint, path, rules=False), partial(lint, path, rules=True))
            bare, errors, everything = in_turns(cases)
            found = lint(path, rules=True)
            print(f"| {name} | {bare:.2f} s | {errors / bare:.1f} × | {everything / bare:.1f} × | {found} |")


def lint(path: Path, rules: bool) -> int:
    """Read and check a bank as `learn bank lint` does; the number of problems."""
    with paused_gc():
        loaded = read(path)[1]
        problems = [*loaded.problems, *check([loaded]), *(warnings([loaded]) if rules else ())]
        return len(problems)


def bare_events(path: Path) -> None:
    """Read the parser's events and nothing else."""
    from yaml import StreamEndEvent
    from yaml._yaml import CParser

    get = CParser(path.read_bytes()).get_event
    while get().__class__ is not StreamEndEvent:
        pass


def in_turns(cases: Sequence[Callable[[], object]], rounds: int = 9) -> list[float]:
    """Median processor seconds of each case; they take turns, so that all meet the same machine."""
    taken: list[list[float]] = [[] for _ in cases]
    for _ in range(rounds):
        for case, times in zip(cases, taken, strict=True):
            gc.collect()
            start = time.process_time()
            case()
            times.append(time.process_time() - start)
    return [median(times) for times in taken]


def varied_bank(path: Path) -> Path:
    """A bank of questions put together at random from the words of the shipped banks."""
    rng = Random(1)
    texts = (file.read_text(encoding="utf-8") for file in sorted((ROOT / "question_banks").glob("*.yaml")))
    known = sorted({word for text in texts for word in text.replace(":", " ").split() if word.isalpha()})

    def phrase(least: int, most: int) -> str:
        return " ".join(rng.choices(known, k=rng.randint(least, most)))

    lines = ["bank: varied", "questions:"]
    for n in range(QUESTIONS):
        lines += [
            f"  - id: question-{n}",
            "    kind: choice",
            f"    ask: Which {phrase(7, 14)}?",
            f"    answer: The {phrase(3, 6)}",
            "    distractors:",
            *(f"      - The {phrase(3, 6)}: Because {phrase(5, 12)}." for _ in range(3)),
            f"    explain: It is {phrase(8, 16)}.",
            "    tags: [numbers]",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    main(cast("Literal['tuning', 'held_back']", sys.argv[1] if len(sys.argv) > 1 else "held_back"))
