"""`python -m tests.mutants ROOM`: make small faults in a room's functions and see whether its tests notice them."""

import argparse
import sys
import time
from collections import Counter
from itertools import chain
from math import sqrt
from pathlib import Path
from random import Random

import pytest
from msgspec import json

from tests.mutants.making import Mutant, mutants
from tests.mutants.rooms import ROOMS
from tests.mutants.running import Mutating, Outcome


def main() -> int:
    """Run the mutants of a room; every outcome is a line of JSON in the report, the sum of them is printed."""
    asked = _arguments()
    room = ROOMS[asked.room]
    everything = list(chain.from_iterable(mutants(path) for path in room.modules))
    chosen = _chosen(everything, asked)
    outcomes: list[Outcome] = []
    with asked.report.open("wb") as report:

        def told(outcome: Outcome) -> None:
            outcomes.append(outcome)
            report.write(json.encode(outcome) + b"\n")
            report.flush()

        plugin = Mutating(chosen, time.monotonic() + 60 * asked.minutes, asked.slow, asked.most, told)
        pytest.main(["-q", "-p", "no:randomly", *room.tests], plugins=[plugin])
    for line in _summary(asked.room, len(everything), outcomes):
        print(line)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--sample", type=int, default=0, help="so many at random (0: all, in random order)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600, help="stop after so long: a random sample, too")
    parser.add_argument("--slow", type=float, default=2.0, help="leave out tests that take more seconds")
    parser.add_argument("--most", type=float, default=6.0, help="seconds of tests for one mutant, the quickest first")
    parser.add_argument("--report", type=Path, default=Path("mutants.jsonl"))
    parser.add_argument("--again", type=Path, help="only what was not killed in this report")
    return parser.parse_args()


def _chosen(everything: list[Mutant], asked: argparse.Namespace) -> list[Mutant]:
    if asked.again is not None:
        before = [json.decode(line, type=Outcome) for line in asked.again.read_bytes().splitlines()]
        alive = {one.name for one in before if one.status in {"survived", "unreached"}}
        return [one for one in everything if one.name in alive]
    return Random(asked.seed).sample(everything, min(asked.sample or len(everything), len(everything)))


def _summary(room: str, of: int, outcomes: list[Outcome]) -> list[str]:
    counts = Counter(one.status for one in outcomes)
    killed, ran = counts["killed"] + counts["timeout"], len(outcomes)
    low, high = _interval(killed, ran)
    return [
        f"{room}: {of} mutants, {ran} run: " + ", ".join(f"{count} {status}" for status, count in counts.most_common()),
        f"killed {killed} of {ran}: {100 * killed / max(ran, 1):.1f} % (95 %: {100 * low:.1f} to {100 * high:.1f} %)",
        f"{sum(one.seconds for one in outcomes):.0f} s",
    ]


def _interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle, spread = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


if __name__ == "__main__":
    sys.exit(main())
