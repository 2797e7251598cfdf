"""Loading a changed bank of 10,000 questions, index included, against the bare PyYAML C events of the same file.

    python benchmarks/load.py [QUESTIONS] [ROUNDS]

Both are timed in turn, in one process, so that a busy machine slows both; the ratio is that of each pair, and the
median of the pairs is what counts (contract: at most 3).
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from yaml._yaml import CParser

from learn.content.bank import read_bank
from learn.store.library import Library, Root

QUESTION = """\
  - id: question-{n}
    kind: choice
    fact: fact-{fact}
    ask: According to Hong Min, whose alliance does Pyongyang want to equal in case {n}.{version}?
    answer: The one between South Korea and the United States
    distractors:
      - The one between China and Russia: China is part of the grouping, but he names another pair.
      - NATO
      - {{text: The one between Japan and the United States, feedback: Japan is not mentioned.}}
    explain: He reads the dispatch as a bid for an alliance as strong as the South's.
    tags: [alliances, people]
    difficulty: core
"""


def bank_text(questions: int, version: int) -> str:
    """A bank of so many questions, each of them other with each version."""
    head = f"bank: large\ntitle: Large, version {version}\nquestions:\n"
    return head + "".join(QUESTION.format(n=n, fact=n // 3, version=version) for n in range(questions))


def bare(data: bytes) -> None:
    """All parser events of the file, each looked at and let go."""
    get_event = CParser(data).get_event
    while get_event() is not None:
        pass


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main(questions: int = 10_000, rounds: int = 7) -> None:
    """Print the times and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder) / "content", Path(folder) / "cache"
        file = root / "question_banks" / "large.yaml"
        file.parent.mkdir(parents=True)
        times: dict[str, list[float]] = {"bare events": [], "values only": [], "library": [], "unchanged": []}
        for version in range(rounds + 1):
            data = bank_text(questions, version).encode()
            file.write_bytes(data)
            times["bare events"].append(seconds(lambda data=data: bare(data)))
            times["library"].append(seconds(lambda: Library.open(cache, [Root(root, 1)]).close()))
            times["values only"].append(seconds(lambda data=data: read_bank("large.yaml", data)))
            times["unchanged"].append(seconds(lambda: Library.open(cache, [Root(root, 1)]).close()))
        for name, found in times.items():
            pairs = zip(found[1:], times["bare events"][1:], strict=True)  # the first round warms up
            ratio = statistics.median(one / events for one, events in pairs)
            print(f"{name:12} {statistics.median(found[1:]) * 1000:8.1f} ms   {ratio:5.2f} × bare events")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
