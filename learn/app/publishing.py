"""From banks to a page for a browser."""

from collections.abc import Sequence
from random import Random

import msgspec
from msgspec import Struct

from learn.app import App
from learn.classroom.versions import Versions
from learn.content.pool import Pool
from learn.problems import NotFound
from learn.publishing.asked import asked
from learn.publishing.page import Quiz, html
from learn.session.candidate import Candidate
from learn.session.plan import plan_test


class Wanted(Struct, frozen=True):
    """What the page is to be: a `test` or practice, so many questions (None: all), its words, its limits.

    Minutes and pass mark that are not given are those of the first bank's own test.
    """

    test: bool = False
    count: int | None = None
    seed: int = 0
    title: str = ""
    lang: str = "en"
    minutes: float | None = None
    require: float | None = None


def published(app: App, banks: Sequence[str], wanted: Wanted) -> tuple[bytes, int]:
    """The file, and how many questions are in it. NotFound where the banks ask nothing."""
    chosen = _chosen(app, banks, wanted)
    if not chosen:
        raise NotFound(f"{', '.join(banks)}: no questions to publish")
    quiz = _quiz(app, banks, wanted, chosen)
    return html(quiz).encode(), len(chosen)


def _quiz(app: App, banks: Sequence[str], wanted: Wanted, chosen: Sequence[Candidate]) -> Quiz:
    versions = Versions(app.library)
    spec = app.library.test_spec(banks[0]) if wanted.test else None
    minutes = wanted.minutes if wanted.minutes is not None or spec is None else spec.minutes
    require = wanted.require if wanted.require is not None or spec is None else spec.require
    return Quiz(
        title=wanted.title or ", ".join(app.library.bank_title(bank) for bank in banks),
        lang=wanted.lang,
        mode="test" if wanted.test else "practice",
        banks=tuple(banks),
        versions={bank: versions.of(bank).hash for bank in sorted({one.bank for one in chosen})},
        questions=tuple(
            asked(one.bank, app.library.heading(one), app.library.question(one.bank, one.question), one.facts)
            for one in chosen
        ),
        minutes=_number(minutes),
        require=_number(require),
    )


def _number(value: float | None) -> str | None:
    return None if value is None else msgspec.json.encode(float(value)).decode()


def _chosen(app: App, banks: Sequence[str], wanted: Wanted) -> list[Candidate]:
    """All questions of the banks; a number of them drawn at random; or what the bank's own test draws."""
    rng = Random(wanted.seed)
    candidates = app.library.candidates(banks=banks)
    if wanted.count is not None:
        return plan_test(candidates, [Pool(count=wanted.count)], rng)
    spec = app.library.test_spec(banks[0]) if len(banks) == 1 else None
    if spec is None:
        return candidates
    if spec.draw:
        return plan_test(app.library.candidates(), spec.draw, rng)
    return plan_test(candidates, [Pool(count=spec.questions)], rng) if wanted.test and spec.questions else candidates
