"""Keeping the projections up to date: each event is applied as it comes, what changes the past is derived again.

The same code fills the stored projections and, hidden behind TEMP tables of the same names, the ones that `doctor`
compares them with.
"""

import sqlite3

import msgspec
from msgspec import Struct, field

from learn.events import BuryBody, Evidence, FinishBody, RetractBody, SuspendBody
from learn.memory.evidence import due_day, update
from learn.memory.state import MemoryState
from learn.store.codec import id_bytes
from learn.store.facts import memory_from, memory_text
from learn.store.judgement import AMENDING, Judged, judged, observation, spoken_of
from learn.store.lines import Line, answer_body, line_at, select
from learn.store.renames import Names
from learn.store.sessions import derive_session, session_id
from learn.store.settings import Settings, settings_of

_STATE = "SELECT n, memory, last_ms FROM state WHERE learner = ? AND fact = ?"
_REMEMBER = """UPDATE state SET memory = ?, due_day = ?, last_answer_day = ?, last_ms = ?, last_question = ?,
    first_day = ifnull(first_day, ?) WHERE n = ?"""
_FORGET = """UPDATE state SET memory = NULL, due_day = NULL, last_answer_day = NULL, last_ms = NULL,
    last_question = NULL, first_day = NULL WHERE n = ?"""
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
        self._settings.clear()
        self._names = None

    def forget_settings(self) -> None:
        """Read settings again when they are needed next; what is stale stays so."""
        self._settings.clear()

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
        match line.type:
            case "answer":
                self._answer(line)
            case "session":
                self._begin(line, session_id(line))
            case "finish":
                body = msgspec.json.decode(line.body, type=FinishBody)
                self._amend(line, id_bytes(body.session))
                self.stale.sessions.add((line.learner, id_bytes(body.session)))
            case "retract" | "override" | "regrade":
                target = id_bytes(msgspec.json.decode(line.body, type=RetractBody).target)
                self._amend(line, target)
                self._touch(target)
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

    def _amend(self, line: Line, target: bytes) -> None:
        self.db.execute("INSERT OR IGNORE INTO amendment VALUES (?, ?)", (target, line.n))

    def _touch(self, target: bytes) -> None:
        """Mark what depends on an event that something new was said about."""
        line = line_at(self.db, target)
        if line is None:
            return
        if line.type == "answer":
            self._point_at(judged(self.db, line))
        elif line.type == "finish":
            body = msgspec.json.decode(line.body, type=FinishBody)
            self.stale.sessions.add((line.learner, id_bytes(body.session)))
        elif line.type in AMENDING:
            self._touch(id_bytes(msgspec.json.decode(line.body, type=RetractBody).target))

    def _answer(self, line: Line) -> None:
        body = answer_body(line)
        question = f"{body.bank}/{body.question}"
        self.db.execute(_USE, (line.learner, question, line.ms))
        session = id_bytes(body.session)
        self.db.execute(_ANSWERED, (line.learner, session, not body.comeback, line.ms, line.ms))
        if self._is_amended(line.id):
            self._point_at(judged(self.db, line))
            return
        standing = Judged(line=line, body=body, score=body.score, points=body.points, evidence=body.evidence)
        for place, fact in self._facts(standing.evidence):
            self._learn(standing, place, fact)

    def _facts(self, evidence: tuple[Evidence, ...]) -> list[tuple[int, str]]:
        """The place of each fact's evidence and what the fact is called now, each fact once."""
        places: dict[str, int] = {}
        for place, piece in enumerate(evidence):
            places.setdefault(self.names.fact(piece.fact), place)
        return [(place, fact) for fact, place in places.items()]

    def _learn(self, standing: Judged, place: int, fact: str) -> None:
        """One answer more for a fact: on top of its state where it is the latest, else the fact is derived again."""
        line = standing.line
        row = self.db.execute(_STATE, (line.learner, fact)).fetchone()
        if row is None:
            state_n = self._new_state(line.learner, fact)
            text, last_ms = None, None
        else:
            state_n, text, last_ms = row
        self.db.execute("INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)", (state_n, line.ms, line.n))
        if last_ms is not None and last_ms >= line.ms:
            self.stale.states.add(state_n)
            return
        settings = self.settings(line.learner)
        seen = observation(standing, place, settings.model)
        memory = update(memory_from(text) if text else None, seen, settings.model)
        self._remember(state_n, fact, memory, standing, seen.day, seen.day)

    def _new_state(self, learner: int, fact: str) -> int:
        made = self.db.execute("INSERT INTO state (learner, fact) VALUES (?, ?)", (learner, fact)).lastrowid
        assert made is not None
        return made

    def _remember(self, state_n: int, fact: str, memory: MemoryState, last: Judged, day: int, first: int) -> None:
        settings = self.settings(last.line.learner)
        due = due_day(memory, self.names.retention(fact, settings), settings.model)
        question = f"{last.body.bank}/{last.body.question}"
        self.db.execute(
            _REMEMBER,
            (memory_text(memory), due, day, last.line.ms, question, first, state_n),
        )

    # -- what changes the past -----------------------------------------------------------------------------------

    def _point_at(self, standing: Judged) -> None:
        """Make sure that every fact the answer spoke about, then or now, is derived again with it."""
        line = standing.line
        for _, fact in self._facts(spoken_of(self.db, standing)):
            row = self.db.execute(_STATE, (line.learner, fact)).fetchone()
            state_n = self._new_state(line.learner, fact) if row is None else row[0]
            self.db.execute("INSERT OR IGNORE INTO evidence VALUES (?, ?, ?)", (state_n, line.ms, line.n))
            self.stale.states.add(state_n)
        self.stale.sessions.add((line.learner, id_bytes(standing.body.session)))

    def settle(self) -> None:
        """Derive again what was marked as stale."""
        stale, self.stale = self.stale, Stale()
        for learner in stale.learners:
            self._reschedule(learner, stale)
        for learner, session in stale.sessions:
            derive_session(self.db, learner, session)
        for state_n in stale.states:
            self.derive_state(state_n)
        if stale.marks:
            self._mark(stale.marks)

    def derive_state(self, state_n: int) -> None:
        """Replay one fact from the answers that speak about it."""
        learner, fact = self.db.execute("SELECT learner, fact FROM state WHERE n = ?", (state_n,)).fetchone()
        model = self.settings(learner).model
        memory: MemoryState | None = None
        last: Judged | None = None
        days: list[int] = []
        for line in self._answers_of(state_n):
            standing = judged(self.db, line)
            place = {name: at for at, name in self._facts(standing.evidence)}.get(fact)
            if standing.retracted or place is None:
                continue
            seen = observation(standing, place, model)
            memory, last = update(memory, seen, model), standing
            days.append(seen.day)
        self.db.execute(_FORGET, (state_n,))
        if memory is not None and last is not None:
            self._remember(state_n, fact, memory, last, days[-1], days[0])

    def _answers_of(self, state_n: int) -> list[Line]:
        return list(select(self.db, "e.n IN (SELECT event FROM evidence WHERE state = ?)", (state_n,)))

    def _reschedule(self, learner: int, stale: Stale) -> None:
        """New settings: another model changes every state of the learner, other retentions only when it is due."""
        stale.states.update(n for (n,) in self.db.execute("SELECT n FROM state WHERE learner = ?", (learner,)))

    def _mark(self, marks: set[tuple[int, str]]) -> None:
        """Set whether facts are suspended and until when they are buried, by the last word on each."""
        for learner in {learner for learner, _ in marks}:
            wanted = {self.names.fact(fact) for other, fact in marks if other == learner}
            suspended, buried = self._last_words(learner, wanted)
            for fact in wanted:
                self.db.execute(
                    """INSERT INTO state (learner, fact, suspended, buried_until) VALUES (?, ?, ?, ?)
                    ON CONFLICT (learner, fact) DO UPDATE SET
                    suspended = excluded.suspended, buried_until = excluded.buried_until""",
                    (learner, fact, suspended.get(fact, False), buried.get(fact, 0)),
                )

    def _last_words(self, learner: int, wanted: set[str]) -> tuple[dict[str, bool], dict[str, int]]:
        suspended: dict[str, bool] = {}
        buried: dict[str, int] = {}
        for line in select(self.db, "e.learner = ? AND e.type IN ('suspend', 'bury')", (learner,)):
            if line.type == "suspend":
                suspend = msgspec.json.decode(line.body, type=SuspendBody)
                if (fact := self.names.fact(suspend.fact)) in wanted:
                    suspended[fact] = suspend.on
            else:
                bury = msgspec.json.decode(line.body, type=BuryBody)
                if (fact := self.names.fact(bury.fact)) in wanted:
                    buried[fact] = bury.until
        return suspended, buried
