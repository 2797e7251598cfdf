"""Keeping the projections up to date: each event is applied as it comes, what changes the past is derived again.

The same code fills the stored projections and, hidden behind TEMP tables of the same names, the ones that `doctor`
compares them with.
"""

import sqlite3

import msgspec
from msgspec import Struct, field

from learn.events import BuryBody, FinishBody, RetractBody, SuspendBody
from learn.store import facts, marks
from learn.store.codec import id_bytes
from learn.store.judgement import AMENDING, Judged, judged, judged_at_first, spoken_of
from learn.store.learning import Told, learned, places
from learn.store.lines import Line, line_at, select
from learn.store.renames import Names
from learn.store.sessions import derive_session, session_id
from learn.store.settings import Settings, settings_of

_PLACE = "INSERT OR IGNORE INTO timeline VALUES (?, ?, ?, ?)"
_POINT = "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)"
_USE = """INSERT INTO question_use VALUES (?, ?, 1, ?)
    ON CONFLICT DO UPDATE SET times = times + 1, last_ms = max(last_ms, excluded.last_ms)"""
_ANSWERED = """INSERT INTO session (learner, id, answered, first_ms, last_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET answered = answered + excluded.answered,
    first_ms = min(ifnull(first_ms, excluded.first_ms), excluded.first_ms),
    last_ms = max(ifnull(last_ms, excluded.last_ms), excluded.last_ms)"""
_BEGUN = """INSERT INTO session (learner, id, event, ms) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET event = excluded.event, ms = excluded.ms
    WHERE event IS NULL OR (excluded.ms, (SELECT id FROM event WHERE n = excluded.event))
        < (ms, (SELECT id FROM event WHERE n = session.event))"""


class Stale(Struct):
    """What has to be derived again: states by number, sessions by learner and id, facts' marks, learners' schedules."""

    states: set[int] = field(default_factory=set)
    sessions: set[tuple[int, bytes]] = field(default_factory=set)
    marks: set[tuple[int, str]] = field(default_factory=set)
    learners: set[int] = field(default_factory=set)


class Projector:
    """Applies events to the projections of one open database. All calls belong within a transaction.

    `forget_cached` must be called when another connection may have written.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.stale = Stale()
        self._settings: dict[int, Settings] = {}
        self._names: Names | None = None

    def forget_cached(self) -> None:
        """Read settings and renames again when they are needed next."""
        self.stale = Stale()
        self.forget_settings()
        self._names = None

    def forget_settings(self) -> None:
        """Read settings again when they are needed next; what is stale stays so."""
        self._settings.clear()

    def knows_settings(self, learner: int) -> bool:
        """Whether `settings` would answer without reading the timeline."""
        return learner in self._settings

    def settings(self, learner: int) -> Settings:
        """The learner's settings in force."""
        found = self._settings.get(learner)
        if found is None:
            found = self._settings[learner] = settings_of(self.db, learner)
        return found

    @property
    def names(self) -> Names:
        """What facts are called now, and lessons of their own retention."""
        if self._names is None:
            self._names = Names.load(self.db)
        return self._names

    # -- one event -----------------------------------------------------------------------------------------------

    def apply(self, line: Line) -> None:
        """Take one event of the log into the projections; `settle` must follow before they are read."""
        self.db.execute(_PLACE, (line.learner, line.type, line.ms, line.n))
        self.take(line)

    def take(self, line: Line) -> None:
        """The same for an event that is in the timeline already."""
        match line.type:
            case "answer":
                self._answer(line)
            case "session":
                self._begin(line, session_id(line))
            case "finish":
                self.stale.sessions.add((line.learner, self.amend(line)))
            case "retract" | "override" | "regrade":
                self._touch(self.amend(line))
            case "suspend":
                self.stale.marks.add((line.learner, msgspec.json.decode(line.body, type=SuspendBody).fact))
            case "bury":
                self.stale.marks.add((line.learner, msgspec.json.decode(line.body, type=BuryBody).fact))
            case "params":
                self._settings.pop(line.learner, None)
                self.stale.learners.add(line.learner)

    def _begin(self, line: Line, session: bytes) -> None:
        """A session's own event; the first one counts should there be several."""
        self.db.execute(_BEGUN, (line.learner, session, line.n, line.ms))
        if self._is_amended(session):
            self.stale.sessions.add((line.learner, session))

    def _is_amended(self, target: bytes) -> bool:
        return self.db.execute("SELECT 1 FROM amendment WHERE target = ? LIMIT 1", (target,)).fetchone() is not None

    def amend(self, line: Line) -> bytes:
        """Note what an event is about, an event or a session, and return its id."""
        target = target_of(line)
        self.db.execute("INSERT OR IGNORE INTO amendment VALUES (?, ?)", (target, line.n))
        return target

    def _touch(self, target: bytes) -> None:
        """Mark what depends on an event that something new was said about."""
        line = line_at(self.db, target)
        if line is None:
            return
        if line.type == "answer":
            self.point_at(judged(self.db, line))
        elif line.type == "finish":
            self.stale.sessions.add((line.learner, target_of(line)))
        elif line.type in AMENDING and line.type != "retract":
            self._touch(target_of(line))

    def _answer(self, line: Line) -> None:
        standing = judged_at_first(line)
        body = standing.body
        self.db.execute(_USE, (line.learner, f"{body.bank}/{body.question}", line.ms))
        session = id_bytes(body.session)
        self.db.execute(_ANSWERED, (line.learner, session, not body.comeback, line.ms, line.ms))
        if self._is_amended(session):
            self.stale.sessions.add((line.learner, session))
        if self._is_amended(line.id):
            self.point_at(judged(self.db, line))
            return
        for fact, place in places(standing, self.names):
            self._learn(standing, fact, place)

    def _learn(self, standing: Judged, fact: str, place: int) -> None:
        """One answer more for a fact: on top of its state where it is the latest, else the fact is derived again."""
        line = standing.line
        number, before = facts.stored(self.db, line.learner, fact)
        self.db.execute(_POINT, (number, line.ms, line.n))
        if before is not None and before.last_ms >= line.ms:
            self.stale.states.add(number)
            return
        settings = self.settings(line.learner)
        facts.write(self.db, number, learned(fact, before, [(standing, place)], settings, self.names))

    # -- what changes the past -----------------------------------------------------------------------------------

    def point_at(self, standing: Judged) -> None:
        """Make sure that every fact the answer spoke about, then or now, is derived again with it."""
        line = standing.line
        for piece in spoken_of(self.db, standing):
            number, _ = facts.stored(self.db, line.learner, self.names.fact(piece.fact))
            self.db.execute(_POINT, (number, line.ms, line.n))
            self.stale.states.add(number)
        self.stale.sessions.add((line.learner, id_bytes(standing.body.session)))

    def settle(self) -> None:
        """Derive again what was marked as stale."""
        stale, self.stale = self.stale, Stale()
        for learner in stale.learners:
            numbers = self.db.execute("SELECT n FROM state WHERE learner = ?", (learner,))
            stale.states.update(number for (number,) in numbers)
        for learner, session in stale.sessions:
            derive_session(self.db, learner, session)
        for number in stale.states:
            self._derive_state(number)
        for learner in {learner for learner, _ in stale.marks}:
            marks.derive(self.db, learner, {fact for other, fact in stale.marks if other == learner}, self.names)

    def _derive_state(self, number: int) -> None:
        """Replay one fact from the answers that speak about it."""
        learner, fact = self.db.execute("SELECT learner, fact FROM state WHERE n = ?", (number,)).fetchone()
        facts.write(self.db, number, learned(fact, None, self._told(number, fact), self.settings(learner), self.names))

    def _told(self, number: int, fact: str) -> list[Told]:
        lines = select(self.db, "e.n IN (SELECT event FROM evidence WHERE state = ?)", (number,))
        standing = [each for each in (judged(self.db, line) for line in lines) if not each.retracted]
        found = [(each, dict(places(each, self.names)).get(fact)) for each in standing]
        return [(each, place) for each, place in found if place is not None]


def target_of(line: Line) -> bytes:
    """What a retract, override or regrade (an event) or a finish (a session) is about."""
    if line.type == "finish":
        return id_bytes(msgspec.json.decode(line.body, type=FinishBody).session)
    return id_bytes(msgspec.json.decode(line.body, type=RetractBody).target)
