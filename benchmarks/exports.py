"""Exporting 10,000 questions to each format: wall seconds and processor seconds, and reading them again.

    python -m benchmarks.exports [QUESTIONS]

The questions are those of the shipped banks, over and over under other ids, so that all kinds are among them as often
as in a real bank. The target is 10 seconds a format, in seconds of the processor: a busy machine is not our fault.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

from learn.content.bank import read_bank
from learn.content.values import Bank
from learn.exchange import FORMATS, module_of
from learn.exchange.report import Exported

ROOT = Path(__file__).parents[1]
QUESTIONS = 10_000
TARGET = 10.0


class Taken(NamedTuple):
    """Seconds of one call: on the wall, and of the processor."""

    wall: float
    processor: float


def shipped_over_and_over(questions: int) -> Bank:
    """A bank of so many questions."""
    banks = (read_bank(path).value for path in sorted((ROOT / "question_banks").glob("*.yaml")))
    known = [one for bank in banks if bank is not None for one in bank.questions]
    several = (structs.replace(known[n % len(known)], id=f"question-{n}", formerly=()) for n in range(questions))
    return Bank(id="large", title="Large", questions=tuple(several))


def timed(work: Callable[[], object]) -> Taken:
    """How long one call takes."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def main(questions: int = QUESTIONS) -> int:
    """Print the table; 1 where a format takes longer than the target."""
    bank = shipped_over_and_over(questions)
    print(f"| {questions:,} questions to | wall | processor | MB | read again (processor) |\n|---|---|---|---|---|")
    slow = False
    for form in FORMATS:
        module = module_of(form)
        if not hasattr(module, "write"):
            continue
        found: list[Exported] = []
        taken = timed(lambda module=module, found=found: found.append(module.write(bank)))
        data = found[0].data
        back = ""
        if hasattr(module, "read"):
            back = f"{timed(lambda module=module, data=data: module.read(data, 'large')).processor:.1f} s"
        size = len(data) / 1e6
        print(f"| {form} | {taken.wall:.1f} s | {taken.processor:.1f} s | {size:.1f} | {back} |", flush=True)
        slow = slow or taken.processor > TARGET
    return int(slow)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
