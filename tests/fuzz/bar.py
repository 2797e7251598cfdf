"""The bar that no input may get under: told, not raised; within two seconds; nothing that steers a terminal."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from learn.content.report import render
from learn.exchange.report import Imported
from learn.problems import LearnError, Problem
from learn.text import clean

LONGEST = 2.0
"""Seconds of computing for one input. (Waiting would show as a hang: 20 s under atheris, 180 s in the suite.)"""


class Slow(AssertionError):
    """An input took longer than `LONGEST`."""


def must(holds: object, said: str) -> None:
    """Something that holds for every input."""
    assert holds, said


def within_time(run: Callable[[bytes], Any], data: bytes) -> None:
    """Run a target on an input. A `LearnError` is an answer, anything else that is raised is a finding."""
    begun = time.process_time()
    try:
        run(data)
    except LearnError as error:
        told([*error.problems])
        safe(clean(error.message), clean(error.hint))
        must(error.message.strip(), "an error without a message")
    took = time.process_time() - begun
    if took > LONGEST:
        raise Slow(f"{took:.1f} s")


def safe(*texts: str) -> None:
    """None of the texts could steer a terminal."""
    for text in texts:
        assert clean(text, "\n\t") == text, f"not clean: {text[:200]!r}"


def told(problems: Iterable[Problem]) -> None:
    """Every problem can be shown, has words, and stands in a line."""
    for one in problems:
        safe(render(one))
        assert one.message.strip()
        assert one.span.line >= 1
        assert one.span.column >= 1


def imported(found: Imported) -> None:
    """What a format's reader promises of whatever it read."""
    assert found.items or found.problems
    told(found.problems)
    ids = [one.id for one in found.items]
    assert len(set(ids)) == len(ids), "an id stands twice"
    for item in found.items:
        safe(item.id, *item.notes)
    assert {one.id for one in found.bank.questions} <= set(ids)
    assert all(not question.faults() for question in found.bank.questions)
    for media in found.media:
        assert media.name not in ("", ".", "..")
        assert not set(media.name) & set("/\\:\0"), f"a path outside: {media.name!r}"
        safe(media.name)
