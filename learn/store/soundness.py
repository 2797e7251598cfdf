"""Whether all that is stored follows from the log, and the log is whole: in one pass, which answers yes or no.

`verify` and `audit` say what is wrong, and take twice as long. This derives the same in memory and compares it with
what is stored: rows of states, questions and sessions one by one, pieces of evidence by their number and the sum of
their hashes. Whatever is unusual counts as a no; the others then look closer.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby

import msgspec
from msgspec import Struct, structs

from learn.content.pause import paused_gc
from learn.events import AnswerBody, Evidence, learner_day
from learn.memory.evidence import advance, due_day
from learn.memory.model import Model
from learn.memory.state import MemoryState
from learn.store.codec import Copy, id_bytes, id_text, is_possible_time, is_sealed_as
from learn.store.judgement import Judged, blame_of, judged, spoken_of, standing_about
from learn.store.learning import places
from learn.store.lines import Line
from learn.store.marks import last_words
from learn.store.projector import Projector, target_of
from learn.store.sessions import session_id, standing_in
from learn.store.verify import VerifyReport
from learn.store.wire import fault_of

_EVENTS = """SELECT e.n, e.id, e.device, e.seq, e.ms, e.offset, e.learner, e.type, e.body, t.ms
    FROM timeline AS t CROSS JOIN event AS e ON e.n = t.event JOIN device AS d ON d.n = e.device
    WHERE t.learner = ? AND t.type = ? ORDER BY t.ms, d.id, e.seq, e.id"""
_STATES = """SELECT fact, memory, due_day, first_day, last_answer_day, last_ms, last_question, suspended, buried_until
    FROM state WHERE learner = ?"""
_AMENDING = ("retract", "override", "regrade", "finish")
_NO_MEMORY = [None] * 6
_WORD = (1 << 64) - 1
_SHORT = 200
_FARTHEST = 1 << 20
"""How many sequence numbers may be missing before a log counts as unusual."""


class _Unusual(Exception):
    """Something that has to be looked at more closely."""


def sound_log(db: sqlite3.Connection) -> VerifyReport | None:
    """What `verify` reports of a log without faults from which all that is stored follows; None where it may have some.

    Within a transaction, with projections that know all events.
    """
    try:
        with paused_gc():
            return _Pass(db).report()
    except (_Unusual, ValueError, LookupError):  # what cannot be read is a ValueError
        return None


class _Remembered:
    """A fact as the answers so far leave it."""

    __slots__ = ("first_day", "last_day", "last_ms", "memory", "question")

    def __init__(self, memory: MemoryState, day: int, ms: int, question: str) -> None:
        self.memory, self.question = memory, question
        self.first_day = self.last_day = day
        self.last_ms = ms


class _Session(Struct):
    answered: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    event: int | None = None
    ms: int | None = None
    began: tuple[int, bytes] | None = None
    amended: bool = False


class _Pass:
    """The pass over the whole log: what it reports, and what may be compared only at its end."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.projector = Projector(db)
        self.devices: dict[int, bytes] = dict(db.execute("SELECT n, id FROM device"))
        self.authors: dict[int, bytes] = dict(db.execute("SELECT n, id FROM learner"))
        self.roots: dict[int, int] = dict(db.execute("SELECT n, ifnull(same_as, n) FROM learner"))
        self.amended = {target for (target,) in db.execute("SELECT DISTINCT target FROM amendment")}
        self.amendments: set[tuple[bytes, int]] = set()
        self.given: dict[int, bytearray] = {}
        self.learners: set[int] = set()
        self.evidence = 0
        self.pieces = 0
        self.events = 0

    def report(self) -> VerifyReport:
        """The report. _Unusual where there is none."""
        groups = self.db.execute("SELECT DISTINCT learner, type FROM timeline ORDER BY learner").fetchall()
        for learner, types in groupby(groups, key=lambda group: group[0]):
            if self.roots.get(learner) != learner:
                raise _Unusual
            _Learner(self, learner).check({kind for _, kind in types})
        self._compare()
        report = VerifyReport(events=self.events, devices=len(self.given), learners=len(self.learners))
        for device, seen in sorted(self.given.items(), key=lambda one: self.devices[one[0]]):
            if count := len(seen) - 1 - seen.count(1):
                report.missing[id_text(self.devices[device])] = count
        return report

    def _compare(self) -> None:
        """What is stored of nobody is unusual too."""
        stored = self.db.execute("SELECT target, event FROM amendment").fetchall()
        _same(len(stored), len(self.amendments))
        _same(set(stored), self.amendments)
        pieces = summed = 0
        for row in self.db.execute("SELECT state, ms, event FROM evidence"):
            pieces, summed = pieces + 1, summed + hash(row)
        _same((pieces, summed & _WORD), (self.pieces, self.evidence & _WORD))
        for table in ("event", "timeline"):
            _same(self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0], self.events)  # noqa: S608
        _same(self.db.execute("SELECT count(*) FROM quarantine").fetchone()[0], 0)
        known = {learner for (learner,) in self.db.execute("SELECT DISTINCT learner FROM timeline")}
        for table in ("state", "question_use", "session"):
            if any(row[0] not in known for row in self.db.execute(f"SELECT DISTINCT learner FROM {table}")):  # noqa: S608
                raise _Unusual

    def lines(self, learner: int, kind: str) -> Iterator[Line]:
        """The events of one type in the order of replay, each as it was made and where it belongs."""
        devices, authors, roots = self.devices, self.authors, self.roots
        for n, id_, device, seq, ms, offset, author, type_, body, placed in self.db.execute(_EVENTS, (learner, kind)):
            if placed != ms or type_ != kind or roots[author] != learner:
                raise _Unusual
            self._give(device, seq)
            self.learners.add(author)
            self.events += 1
            made_on, made_by = devices[device], authors[author]
            if not is_sealed_as(id_, made_on, made_by, seq, ms, offset, kind, body):
                raise _Unusual
            yield Line(n, id_, made_on, seq, ms, offset, learner, kind, body, made_by)

    def _give(self, device: int, seq: int) -> None:
        """Note a sequence number. One that is given twice, or lies far out, is unusual."""
        seen = self.given.setdefault(device, bytearray(1))
        if seq >= len(seen):
            if not 0 < seq < len(seen) + _FARTHEST:
                raise _Unusual
            seen.extend(bytes(seq + 1 - len(seen)))
        if seq < 1 or seen[seq]:
            raise _Unusual
        seen[seq] = 1


class _Learner:
    """One learner's part of it."""

    def __init__(self, whole: _Pass, learner: int) -> None:
        self.whole, self.learner = whole, learner
        self.names = whole.projector.names
        self.settings = whole.projector.settings(learner)
        self.numbers: dict[str, int] = {}
        self.memory: dict[str, _Remembered] = {}
        self.uses: dict[str, tuple[int, int]] = {}
        self.sessions: dict[bytes, _Session] = {}
        self._ids: dict[str, bytes] = {}

    def check(self, types: set[str]) -> None:
        """Compare everything of this learner but the evidence and the amendments."""
        self.numbers = dict(self.whole.db.execute("SELECT fact, n FROM state WHERE learner = ?", (self.learner,)))
        for kind in types - {"answer"}:
            for line in self.whole.lines(self.learner, kind):
                _whole(line)
                self._take(line)
        self._answers()
        self._states()
        self._question_uses()
        self._sessions()

    def _take(self, line: Line) -> None:
        if line.type in _AMENDING:
            self.whole.amendments.add((target_of(line), line.n))
        elif line.type == "session":
            session = self.sessions.setdefault(session_id(line), _Session())
            if session.began is None or (line.ms, line.id) < session.began:
                session.began, session.event, session.ms = (line.ms, line.id), line.n, line.ms

    # -- answers -------------------------------------------------------------------------------------------------

    def _answers(self) -> None:
        amended, decode, model = self.whole.amended, _answers.decode, self.settings.model
        for line in self.whole.lines(self.learner, "answer"):
            body = decode(line.body)
            _check_answer(line, body)
            ref = f"{body.bank}/{body.question}"
            times, last = self.uses.get(ref, (0, -1))
            self.uses[ref] = times + 1, max(last, line.ms)
            if line.id in amended:
                standing = judged(self.whole.db, line)
                told = () if standing.retracted else tuple(places(standing, self.names))
                facts = {self.names.fact(piece.fact) for piece in spoken_of(self.whole.db, standing)}
                self._session(line, body, not standing.retracted and not body.comeback, standing.retracted)
                self._point(facts, line)
                self._learn(standing, told, ref, model)
            else:
                self._session(line, body, not body.comeback, False)
                self._learn_at_first(line, body, ref, model)

    def _session(self, line: Line, body: AnswerBody, counts: bool, amended: bool) -> None:
        text = body.session
        id_ = self._ids.get(text)
        if id_ is None:
            id_ = self._ids[text] = id_bytes(text)
        session = self.sessions.get(id_)
        if session is None:
            session = self.sessions[id_] = _Session()
        session.answered += counts
        session.amended = session.amended or amended
        session.last_ms = line.ms
        if session.first_ms is None:
            session.first_ms = line.ms

    def _point(self, facts: "set[str] | tuple[str, ...]", line: Line) -> None:
        for fact in facts:
            self.whole.pieces += 1
            self.whole.evidence += hash((self.numbers[fact], line.ms, line.n))

    def _learn_at_first(self, line: Line, body: AnswerBody, ref: str, model: Model) -> None:
        """An answer of which nothing was said later."""
        evidence = body.evidence
        if len(evidence) == 1:
            fact = self.names.fact(evidence[0].fact)
            self._point((fact,), line)
            self._remember(fact, evidence[0], 1.0, line, body, ref, model)
        elif evidence:
            standing = Judged(line, body, body.score, body.points, evidence)
            told = tuple(places(standing, self.names))
            self._point(tuple(fact for fact, _ in told), line)
            self._learn(standing, told, ref, model)

    def _learn(self, standing: Judged, told: tuple[tuple[str, int], ...], ref: str, model: Model) -> None:
        for fact, place in told:
            piece = standing.evidence[place]
            if not _is_probable(piece):
                raise _Unusual
            blame = blame_of(standing.evidence, place)
            self._remember(fact, piece, blame, standing.line, standing.body, ref, model)

    def _remember(
        self, fact: str, piece: Evidence, blame: float, line: Line, body: AnswerBody, ref: str, model: Model
    ) -> None:
        day = learner_day(line.ms, line.offset)
        held = self.memory.get(fact)
        after = advance(
            None if held is None else held.memory,
            day,
            piece.score,
            piece.guess,
            piece.chance,
            piece.slip,
            piece.prior,
            model.trust(body.guessed, body.hint),
            blame,
            model,
        )
        if held is None:
            self.memory[fact] = _Remembered(after, day, line.ms, ref)
        else:
            held.memory, held.last_day, held.last_ms, held.question = after, day, line.ms, ref

    # -- what is stored ------------------------------------------------------------------------------------------

    def _states(self) -> None:
        suspended, buried = last_words(self.whole.db, self.learner, self.names)
        found = 0
        for fact, memory, *said, aside, until in self.whole.db.execute(_STATES, (self.learner,)):
            held = self.memory.get(fact)
            _same((aside, until), (suspended.get(fact, False), buried.get(fact, 0)))
            if held is None:
                _same([memory, *said], _NO_MEMORY)
                continue
            found += 1
            due = due_day(held.memory, self.names.retention(fact, self.settings), self.settings.model)
            _same(memory, _encode(structs.astuple(held.memory)).decode())
            _same(said, [due, held.first_day, held.last_day, held.last_ms, held.question])
        _same(found, len(self.memory))
        for marks in (suspended, buried):
            if any(marks[fact] and fact not in self.numbers for fact in marks):
                raise _Unusual

    def _question_uses(self) -> None:
        rows = self.whole.db.execute(
            "SELECT question, times, last_ms FROM question_use WHERE learner = ?", (self.learner,)
        )
        for question, *use in rows:
            _same(tuple(use), self.uses.pop(question, None))
        _same(self.uses, {})

    def _sessions(self) -> None:
        rows = self.whole.db.execute(
            "SELECT id, event, ms, first_ms, last_ms, answered, finished FROM session WHERE learner = ?",
            (self.learner,),
        ).fetchall()
        _same(len(rows), len(self.sessions))
        for id_, event, ms, first, last, answered, finished in rows:
            session = self.sessions[id_]
            _same((event, ms, first, last), (session.event, session.ms, session.first_ms, session.last_ms))
            _same((answered, finished), self._standing(id_, session))

    def _standing(self, id_: bytes, session: _Session) -> tuple[int, bool]:
        if id_ not in self.whole.amended:
            return session.answered, False
        if session.amended:
            return standing_in(self.whole.db, self.learner, id_)
        return session.answered, bool(standing_about(self.whole.db, id_, self.learner))


_answers = msgspec.json.Decoder(AnswerBody)
_encode = msgspec.json.Encoder().encode


def _same(stored: object, derived: object) -> None:
    if stored != derived:
        raise _Unusual


def _whole(line: Line) -> None:
    """_Unusual where an event could not be taken into a log."""
    if fault_of(Copy(line.id, line.device, line.seq, line.ms, line.offset, line.author, line.type, line.body)):
        raise _Unusual


def _check_answer(line: Line, body: AnswerBody) -> None:
    """The same for an answer that is decoded already, where nothing about it is out of the ordinary."""
    if not (
        0 <= body.score <= 1
        and 0 < len(body.bank) < _SHORT
        and 0 < len(body.question) < _SHORT
        and (body.bank + body.question).isprintable()
        and (_is_probable(body.evidence[0]) if len(body.evidence) == 1 else all(map(_is_probable, body.evidence)))
        and is_possible_time(line.ms, line.offset)
    ):
        _whole(line)


def _is_probable(piece: Evidence) -> bool:
    return (
        0 <= piece.score <= 1
        and 0 <= piece.guess <= 1
        and 0 <= piece.chance <= 1
        and 0 <= piece.slip <= 1
        and 0 <= piece.recall <= 1
        and 0 <= piece.prior <= 1
        and 0 < len(piece.fact) < _SHORT
        and piece.fact.isprintable()
    )
