"""Handing in: what of a learner's log goes into the file, and nothing else."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from learn.app import App
from learn.classroom.gathering import test_name
from learn.classroom.handin import HandInHeader, written
from learn.classroom.versions import Versions
from learn.events import learner_day, utc_text
from learn.language import tr
from learn.problems import NotFound, UsageError
from learn.store.excerpt import Excerpt, excerpt
from learn.store.sessions import SessionSummary


class Wanted(Struct, frozen=True):
    """What to hand in: `banks` (none: all), one `session`, days from `since` to `until`, and whether practice too."""

    banks: tuple[str, ...] = ()
    session: str = ""
    since: date | None = None
    until: date | None = None
    practice: bool = False

    def scope(self) -> dict[str, Any]:
        """The same as it is written into the file, without what was not asked for."""
        said = {
            "banks": list(self.banks),
            "session": self.session,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "practice": self.practice,
        }
        return {key: value for key, value in said.items() if value}


class Submission(Struct, frozen=True):
    """A hand-in ready to be written: its text, and what is in it. Times are UTC milliseconds."""

    text: str
    name: str
    student_id: str
    tests: int
    practice: int
    answers: int
    events: int
    banks: tuple[str, ...]
    first: int
    last: int
    code: bool


def sessions_for(app: App, wanted: Wanted) -> list[SessionSummary]:
    """The sessions to hand in, oldest first. NotFound where there is none, UsageError for a test that is still open."""
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(tr("--since is after --until"))
    found = _chosen(app, wanted)
    if not found:
        raise NotFound(tr("there is nothing to hand in"), hint=_remedy(wanted))
    return found


def submission(
    app: App, name: str, student_id: str, wanted: Wanted, sessions: Sequence[SessionSummary], code: str = ""
) -> Submission:
    """The hand-in of this home's learner with these sessions."""
    found = excerpt(app.store, app.learner, [one.id for one in sessions])
    header = _header(app, name, student_id, sessions, wanted)
    names = dict.fromkeys(found.authors, f"{name} ({student_id})")  # a log joins learners of the same name
    lines = written(header, names, found.lines, code)
    return _described(header, sessions, found, "".join(f"{line}\n" for line in lines), bool(code))


def _header(app: App, name: str, student_id: str, sessions: Sequence[SessionSummary], wanted: Wanted) -> HandInHeader:
    versions = Versions(app.library)
    banks = sorted({draw.bank for one in sessions for draw in one.body.plan})
    return HandInHeader(
        name=name,
        student_id=student_id,
        learner=app.learner,
        made=utc_text(app.clock.now()),
        banks={bank: versions.of(bank).hash for bank in banks},
        scope=wanted.scope(),
    )


def _described(
    header: HandInHeader, sessions: Sequence[SessionSummary], found: Excerpt, text: str, code: bool
) -> Submission:
    tests = sum(one.body.mode == "test" for one in sessions)
    return Submission(
        text=text,
        name=header.name,
        student_id=header.student_id,
        tests=tests,
        practice=len(sessions) - tests,
        answers=found.answers,
        events=len(found.lines),
        banks=tuple(header.banks),
        first=found.first,
        last=found.last,
        code=code,
    )


def _chosen(app: App, wanted: Wanted) -> list[SessionSummary]:
    """What fits. A test that is still open is left out: its verdicts would be told early."""
    every = app.store.sessions(app.learner)
    if wanted.session:
        return [_the_one(every, wanted.session)]
    return [one for one in reversed(every) if _is_wanted(one, wanted)]


def _the_one(sessions: Sequence[SessionSummary], name: str) -> SessionSummary:
    found = next((one for one in sessions if one.id == name), None)
    if found is None:
        raise NotFound(
            tr("you have no session {name}", name=name), hint=tr("its id stands in: learn scores list --json")
        )
    if found.body.mode == "test" and not found.finished:
        raise UsageError(tr("this test is not finished"), hint=f"learn resume --session {name}")
    return found


def _is_wanted(one: SessionSummary, wanted: Wanted) -> bool:
    if one.body.mode == "test" and not one.finished:
        return False
    if one.body.mode != "test" and not (wanted.practice and one.answered):
        return False
    day = date.fromordinal(learner_day(one.ms, one.offset))
    if (wanted.since and day < wanted.since) or (wanted.until and day > wanted.until):
        return False
    return not wanted.banks or _is_of(one, wanted.banks)


def _is_of(one: SessionSummary, banks: Sequence[str]) -> bool:
    """Whether the session is one of these banks: a test by its name or banks, practice by a question in its plan."""
    named = {test_name(one.body), *one.body.banks}
    if one.body.mode != "test":
        named |= {draw.bank for draw in one.body.plan}
    return not named.isdisjoint(banks)


def _remedy(wanted: Wanted) -> str:
    if wanted.banks or wanted.since or wanted.until or wanted.practice:
        return tr("see what there is: learn scores list")
    return tr("take a test: learn quiz BANK --test; or hand in practice: --practice")
