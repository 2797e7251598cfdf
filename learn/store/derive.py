"""Deriving projections again from the events, of some learners or of all: in one pass over each learner's answers.

What `projector` does event by event is done here in bulk, by the same functions. `doctor` compares the two.
"""

import sqlite3
from collections.abc import Iterable

from msgspec import Struct, field

from learn.store import facts
from learn.store.codec import id_bytes
from learn.store.facts import FactState
from learn.store.judgement import Judged, judged, judged_at_first, spoken_of
from learn.store.learning import learned, places
from learn.store.lines import Line, timeline
from learn.store.projector import Projector
from learn.store.schema import PROJECTIONS
from learn.store.sessions import derive_session, mark_finished
from learn.store.tally import rows_went

_AT_ONCE = 10_000
_TIMELINE = """INSERT INTO timeline SELECT ifnull(l.same_as, l.n), e.type, e.ms, e.n
    FROM event AS e JOIN learner AS l ON l.n = e.learner"""


def derive_learners(projector: Projector, learners: Iterable[int]) -> None:
    """Make the projections of these learners anew, in one look at the log. Within a transaction."""
    db = projector.db
    projector.forget_settings()
    db.execute("DELETE FROM amendment WHERE event NOT IN (SELECT n FROM event)")
    wanted = list(dict.fromkeys(learners))
    for learner in wanted:
        clear(db, learner)
    db.execute("CREATE TEMP TABLE IF NOT EXISTS derived (learner INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO derived VALUES (?)", [(learner,) for learner in wanted])
    db.execute(f"{_TIMELINE} WHERE ifnull(l.same_as, l.n) IN (SELECT learner FROM temp.derived)")  # noqa: S608
    db.execute("DELETE FROM temp.derived")
    for learner in wanted:
        _derive(projector, learner)


def derive_all(projector: Projector) -> None:
    """Make all projections anew, from nothing but the events. Within a transaction."""
    db = projector.db
    projector.forget_cached()
    for table in PROJECTIONS:
        db.execute(f"DELETE FROM {table}")  # noqa: S608
    rows_went(db)
    db.execute(f"{_TIMELINE} ORDER BY 1, 2, 3, 4")
    for (learner,) in db.execute("SELECT n FROM learner WHERE same_as IS NULL ORDER BY n").fetchall():
        _derive(projector, learner)


def clear(db: sqlite3.Connection, learner: int) -> None:
    """Remove all projections of a learner."""
    db.execute("DELETE FROM amendment WHERE event IN (SELECT event FROM timeline WHERE learner = ?)", (learner,))
    db.execute("DELETE FROM evidence WHERE state IN (SELECT n FROM state WHERE learner = ?)", (learner,))
    for table in ("state", "question_use", "session", "timeline"):
        db.execute(f"DELETE FROM {table} WHERE learner = ?", (learner,))  # noqa: S608
    rows_went(db)


def _derive(projector: Projector, learner: int) -> None:
    """All of one learner, whose timeline is there: what was said about answers first, so that each is judged once."""
    db = projector.db
    for kind in ("retract", "override", "regrade", "finish"):
        for line in timeline(db, learner, kind):
            projector.amend(line)
    for line in timeline(db, learner, "session"):
        projector.take(line)
    _Answers(projector, learner).derive()
    for kind in ("suspend", "bury"):
        for line in timeline(db, learner, kind):
            projector.take(line)
    projector.settle()


class _Session(Struct):
    """What the answers say of a session: how many stand, and from when to when."""

    answered: int = 0
    first_ms: int = 1 << 62
    last_ms: int = -1
    amended: bool = False


class _Use(Struct):
    times: int = 0
    last_ms: int = -1


class _Answers(Struct):
    """One pass over a learner's answers, with everything that follows from them kept until the end."""

    projector: Projector
    learner: int
    states: dict[str, FactState] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    uses: dict[str, _Use] = field(default_factory=dict)
    sessions: dict[bytes, _Session] = field(default_factory=dict)
    pointers: set[tuple[int, int, int]] = field(default_factory=set)

    def derive(self) -> None:
        db = self.projector.db
        amended = {target for (target,) in db.execute("SELECT target FROM amendment")}
        for line in timeline(db, self.learner, "answer"):
            if line.id in amended:
                standing = judged(db, line)
                self._answer(standing, [(self.projector.names.fact(piece.fact)) for piece in spoken_of(db, standing)])
            else:
                standing = judged_at_first(line)
                self._answer(standing, [fact for fact, _ in places(standing, self.projector.names)])
        self._write(amended)

    def _answer(self, standing: Judged, spoken: list[str]) -> None:
        line, body = standing.line, standing.body
        use = self.uses.setdefault(f"{body.bank}/{body.question}", _Use())
        use.times, use.last_ms = use.times + 1, max(use.last_ms, line.ms)
        self._session(standing)
        for fact in spoken:
            self._point(self.numbers.setdefault(fact, len(self.numbers)), line)
        if standing.retracted:
            return
        names, settings = self.projector.names, self.projector.settings(self.learner)
        for fact, place in places(standing, names):
            after = learned(fact, self.states.get(fact), [(standing, place)], settings, names)
            assert after is not None
            self.states[fact] = after

    def _session(self, standing: Judged) -> None:
        session = self.sessions.setdefault(id_bytes(standing.body.session), _Session())
        session.answered += not standing.retracted and not standing.body.comeback
        session.first_ms = min(session.first_ms, standing.line.ms)
        session.last_ms = max(session.last_ms, standing.line.ms)
        session.amended = session.amended or standing.retracted

    def _point(self, number: int, line: Line) -> None:
        self.pointers.add((number, line.ms, line.n))
        if len(self.pointers) >= _AT_ONCE:
            self._write_pointers()

    def _write_pointers(self) -> None:
        first = self._first_number()
        rows = sorted((first + number, ms, event) for number, ms, event in self.pointers)
        self.projector.db.executemany("INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)", rows)
        self.pointers.clear()

    def _first_number(self) -> int:
        """The row of the first of this learner's states, which are written at the end."""
        highest: int = self.projector.db.execute("SELECT ifnull(max(n), 0) FROM state").fetchone()[0]
        return highest + 1

    def _write(self, amended: set[bytes]) -> None:
        db, learner = self.projector.db, self.learner
        self._write_pointers()
        first = self._first_number()
        rows = [(first + number, learner, fact) for fact, number in self.numbers.items()]
        db.executemany("INSERT INTO state (n, learner, fact) VALUES (?, ?, ?)", rows)
        facts.write_all(db, ((first + self.numbers[fact], state) for fact, state in self.states.items()))
        uses = ((learner, question, use.times, use.last_ms) for question, use in sorted(self.uses.items()))
        db.executemany("INSERT INTO question_use VALUES (?, ?, ?, ?)", uses)
        self._write_sessions(amended)

    def _write_sessions(self, amended: set[bytes]) -> None:
        db, learner = self.projector.db, self.learner
        rows = [(learner, each, said.answered, said.first_ms, said.last_ms) for each, said in self.sessions.items()]
        db.executemany(
            """INSERT INTO session (learner, id, answered, first_ms, last_ms) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET answered = excluded.answered, first_ms = excluded.first_ms,
            last_ms = excluded.last_ms""",
            sorted(rows),
        )
        self.projector.stale.sessions.clear()
        for (each,) in db.execute("SELECT id FROM session WHERE learner = ?", (learner,)).fetchall():
            if each in amended and (each not in self.sessions or not self.sessions[each].amended):
                mark_finished(db, learner, each)
            elif each in amended:
                derive_session(db, learner, each)
