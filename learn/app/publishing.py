"""From banks to a page for a browser."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct, structs

from learn.analysis.results import Student
from learn.app import App
from learn.classroom.roster import Roster
from learn.classroom.versions import Versions
from learn.content.pool import Pool
from learn.language import current, tr
from learn.problems import NotFound, UsageError
from learn.publishing.asked import asked
from learn.publishing.page import Quiz, html
from learn.publishing.words import ENGLISH, spoken
from learn.session.candidate import Candidate
from learn.session.plan import plan_test


class Wanted(Struct, frozen=True):
    """What the page is to be: a `test` or practice, so many questions (None: all), its words, its limits.

    `lang` (BCP 47) is the language of the page, where it has that, and of questions whose bank names none; "" leaves
    the page to the language of the interface. Minutes and pass mark that are not given are those of the first bank's
    own test.
    """

    test: bool = False
    count: int | None = None
    seed: int = 0
    title: str = ""
    lang: str = ""
    minutes: float | None = None
    require: float | None = None


class Page(Struct, frozen=True):
    """One file. `minutes` is its time limit with the `extra` time (percent) that is for these `students`."""

    data: bytes
    questions: int
    minutes: float | None
    extra: float
    students: tuple[Student, ...]


def roster_at(path: Path | None) -> Roster | None:
    """The roster in a file. NotFound where there is none, BrokenContent where it has errors."""
    from learn.classroom.roster_reading import read_roster

    if path is None:
        return None
    if not path.is_file():
        raise NotFound(tr("no such file: {path}", path=path))
    return read_roster(path, path.read_bytes())[0]


def published(app: App, banks: Sequence[str], wanted: Wanted, roster: Roster | None = None) -> list[Page]:
    """The page for everyone, which lets learners say their extra time; with a roster it does not, and another one
    follows for each extra time in it.

    NotFound where the banks ask nothing, UsageError for a roster where there is no time to give.
    """
    chosen = _chosen(app, banks, wanted)
    if not chosen:
        raise NotFound(tr("{names}: no questions to publish", names=", ".join(banks)))
    quiz = _quiz(app, banks, wanted, chosen)
    if roster is None:
        return [_page(quiz, ())]
    if quiz.mode != "test" or quiz.minutes is None:
        raise UsageError(tr("extra time is for a test with a time limit"), hint=tr("add --test and --minutes"))
    return [_page(structs.replace(quiz, extra=extra), students) for extra, students in _by_extra_time(roster)]


def _by_extra_time(roster: Roster) -> Iterator[tuple[float, tuple[Student, ...]]]:
    """Everyone else's page first, then each extra time (percent) with those who have it."""
    students = [pupil.student for pupil in roster.pupils]
    yield 0.0, ()
    for share in sorted({one.extra_time for one in students} - {0.0}):
        yield round(100 * share, 4), tuple(one for one in students if one.extra_time == share)


def _page(quiz: Quiz, students: tuple[Student, ...]) -> Page:
    extra = quiz.extra or 0.0
    minutes = None if quiz.minutes is None else float(quiz.minutes) * (1 + extra / 100)
    return Page(html(quiz).encode(), len(quiz.questions), minutes, extra, students)


def _quiz(app: App, banks: Sequence[str], wanted: Wanted, chosen: Sequence[Candidate]) -> Quiz:
    versions = Versions(app.library)
    spec = app.library.test_spec(banks[0]) if wanted.test else None
    minutes = wanted.minutes if wanted.minutes is not None or spec is None else spec.minutes
    require = wanted.require if wanted.require is not None or spec is None else spec.require
    return Quiz(
        title=wanted.title or ", ".join(app.library.bank_title(bank) for bank in banks),
        lang=app.library.language(banks[0]) or wanted.lang or ENGLISH,
        spoken=spoken(wanted.lang) or spoken(current()) or ENGLISH,
        mode="test" if wanted.test else "practice",
        banks=tuple(banks),
        versions={bank: versions.of(bank).hash for bank in sorted({one.bank for one in chosen})},
        questions=tuple(
            asked(
                one.bank,
                app.library.heading(one),
                app.library.question(one.bank, one.question),
                one.facts,
                app.library.language(one.bank) or wanted.lang or ENGLISH,
            )
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
