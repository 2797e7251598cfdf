"""Loading a changed bank of 10,000 questions, index included, against the bare PyYAML C events of the same file.

    python -m benchmarks.load [QUESTIONS] [ROUNDS]

Once with questions as authors write them, and once with very short ones (cards: a front and a back), where what is
done for each question weighs most against its few events.

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

CARD = """\
  - id: question-{n}
    kind: card
    front: Case {n}.{version}?
    back: Case {n}
"""
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


def bank_text(questions: int, version: int, every: int = 1, form: str = QUESTION) -> str:
    """A bank of so many questions, of which one in `every` is other with each version."""
    head = f"bank: large\ntitle: Large, version {version}\nquestions:\n"
    versions = (version if n % every == 0 else 0 for n in range(questions))
    return head + "".join(form.format(n=n, fact=n // 3, version=v) for n, v in enumerate(versions))


def bare(data: bytes) -> None:
    """All parser events of the file, each looked at and let go."""
    get_event = CParser(data).get_event
    while get_event() is not None:
        pass


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main(questions: int = 10_000, rounds: int = 7) -> None:
    """Print the times and the ratios."""
    for name, form in (("questions of all parts", QUESTION), ("very short questions", CARD)):
        print(f"{questions:,} {name}")
        compare(questions, rounds, form)


def compare(questions: int, rounds: int, form: str) -> None:
    """The times and the ratios for one form of question."""
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {}

        def measure(name: str, work: Callable[[], object]) -> None:
            times.setdefault(name, []).append(seconds(work))

        def open_with(name: str, data: bytes) -> None:
            root = Path(folder) / name
            (root / "question_banks").mkdir(parents=True, exist_ok=True)
            (root / "question_banks" / "large.yaml").write_bytes(data)
            measure(f"library, {name}", lambda: Library.open(Path(folder) / "cache", [Root(root, 1)]).close())

        for version in range(rounds + 1):
            few, data = (bank_text(questions, version, every, form).encode() for every in (1000, 1))
            measure("bare events", lambda data=data: bare(data))
            open_with("one in 1000 changed", few)
            open_with("every question changed", data)
            measure("values only", lambda data=data: read_bank("large.yaml", data))
        for name, found in times.items():
            pairs = zip(found[1:], times["bare events"][1:], strict=True)  # the first round warms up
            ratio = statistics.median(one / events for one, events in pairs)
            print(f"  {name:32} {statistics.median(found[1:]) * 1000:8.1f} ms   {ratio:5.2f} × bare events")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
