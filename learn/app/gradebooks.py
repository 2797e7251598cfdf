"""Results of a home or of a class, handed to a format of `learn.gradebook`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from learn.analysis.grades import Which, grades
from learn.analysis.results import Results
from learn.app import App
from learn.app.files import new_file
from learn.classroom.items import Items
from learn.events import utc_text
from learn.gradebook import module_of
from learn.gradebook.book import NOBODYS_HOME, Book, Course, Finding
from learn.language import tr
from learn.problems import NotFound, UsageError, did_you_mean

Watch = Callable[[Iterator[bytes], int], Iterable[bytes]]
"""Is given the pieces of a file as they are made, and how many to expect; hands them on."""


class Wish(Struct, frozen=True):
    """What is asked of an export besides its format."""

    which: Which = "last"
    raw: bool = False
    headings: Mapping[str, str] = {}
    account_home: str = NOBODYS_HOME


class Exported(Struct, frozen=True):
    """What an export came to, and where its file is read in."""

    students: int
    tests: int
    findings: tuple[Finding, ...]
    next: str


def export(
    app: App,
    class_name: str | None,
    results: Results,
    form: str,
    path: Path,
    wish: Wish,
    force: bool = False,
    watch: Watch = lambda pieces, _: pieces,
) -> Exported:
    """Write the results to a file in a format. UsageError for what the format cannot hold at all, or lacks.

    NotFound where there is nothing to export.
    """
    module = module_of(form)
    if module.ONE_CELL and wish.which == "all":
        raise UsageError(
            tr("{form} has one cell for a student and a test", form=form),
            hint=tr("choose the attempt: --attempts first, last or best"),
        )
    written = module.write(_book(app, class_name, results, wish))
    new_file(path, watch(written.chunks, written.steps), force)
    return Exported(len(results.students), len(results.tests), written.findings, written.next)


def _book(app: App, class_name: str | None, results: Results, wish: Wish) -> Book:
    if not results.attempts:
        raise NotFound(tr("there are no results to export"), hint=tr("`learn scores list` shows what there is"))
    _refuse_unknown(wish.headings, [test.name for test in results.tests])
    now = app.clock.now() + app.clock.offset() * 60_000
    return Book(
        students=results.students,
        tests=results.tests,
        grades=tuple(grades(results, wish.which)),
        question=Items(app.library).question,
        today=utc_text(now)[:10],
        course=_course(app, class_name),
        headings=wish.headings,
        account_home=wish.account_home,
        raw=wish.raw,
    )


def _refuse_unknown(headings: Mapping[str, str], tests: list[str]) -> None:
    for name in headings:
        if name not in tests:
            hint = did_you_mean(name, tests) or tr("tests here: {names}", names=", ".join(tests))
            raise UsageError(tr("--heading names no test of these results: {name}", name=name), hint=hint)


def _course(app: App, class_name: str | None) -> Course:
    if class_name is None:
        return Course()
    from learn.classroom.classes import opened

    with opened(app.home, class_name) as room:
        roster = room.roster
        return Course(roster.title, roster.class_id, roster.school_id, roster.session_id)
