"""Broken copies of real GIFT files (2,000 and more were tried; a few of them here, each time the same)."""

from collections.abc import Iterator
from random import Random

import pytest

from learn.exchange import gift
from tests.exchange.data import shared
from tests.exchange.mutations import mutated
from tests.exchange.sound import check

_MARKS = (
    "{",
    "}",
    "~",
    "=",
    "#",
    "####",
    "\\",
    ":",
    "::",
    "->",
    "%50%",
    "%",
    "//",
    "\n\n",
    "{1:SA:=x}",
    "$CATEGORY: x\n",
)
_FILES = (
    "moodle_examples.txt",
    "probe_tricky.gift",
    "peg_options1.gift",
    "peg_numerical1.gift",
    "peg_multiLineFeedback1.gift",
)


def marked(data: bytes, seed: int, times: int) -> Iterator[bytes]:
    """Copies with GIFT's own marks put in, where they mean something else."""
    rng = Random(seed)
    for _ in range(times):
        copy = data
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(copy) + 1)
            copy = copy[:at] + rng.choice(_MARKS).encode() + copy[at + rng.choice((0, 0, 1)) :]
        yield copy


@pytest.mark.parametrize("name", _FILES)
def test_broken_files_are_read_or_reported(name: str) -> None:
    data = shared(f"gift/{name}").read_bytes()
    for copy in (*mutated(data, 1, 40), *marked(data, 2, 40)):
        check(gift.read(copy, name), copy)


@pytest.mark.slow
def test_two_thousand_broken_files() -> None:
    for path in sorted(shared("gift").iterdir()):
        if path.suffix in (".gift", ".txt"):
            data = path.read_bytes()
            for copy in (*mutated(data, 3, 100), *marked(data, 4, 100)):
                check(gift.read(copy, path.name), copy)


@pytest.mark.parametrize(
    "source",
    [
        "{" + "~a" * 30_000 + "}",
        "x{" + "=a->b " * 20_000 + "}",
        "{1:SA:" + "~" * 200_000,
        "{" + " " * 200_000,
        "//[tag:" * 20_000 + "\nq{T}",
        "\\" * 200_000,
        "[html]" + "<p" * 100_000,
        "$CATEGORY:" + "/" * 200_000,
    ],
    ids=lambda source: source[:12],
)
def test_no_file_takes_forever(source: str) -> None:
    check(gift.read(source.encode(), "x"), source.encode())
    gift.recognise(source.encode(), "x")
