"""Regrading: which answers of a bank stand otherwise under its questions as they are now, and the events that say so.

An answer is looked at where its question's content hash is not the one it was graded under last, where the question is
worth other points, where it is named, or where others to the same question were ruled on and this one was not yet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import islice

from msgspec import Struct, structs

from learn.classroom.compared import tokens
from learn.classroom.fitting import Unfit
from learn.classroom.gathering import test_name
from learn.classroom.items import Items
from learn.classroom.leniency import lenient
from learn.classroom.regraded import Graded, Ruling, Subject, regraded, standing
from learn.content.values import facts_of
from learn.events import RegradeBody
from learn.kinds.hashing import content_hash
from learn.language import tr, translatable
from learn.problems import NotFound, did_you_mean
from learn.store.answers_to import Mark, Sought
from learn.store.history import AnswerRow
from learn.store.log import Store
from learn.store.sessions import SessionSummary

NO_RULING = Ruling()
_AT_ONCE = 500


class Wanted(Struct, frozen=True):
    """What is to be regraded: answers to questions of these banks, of one learner or (None) of all.

    `rulings` are by `bank/question`; `own` says that what learners graded again themselves holds, as at home.
    `compared` are the tokens (see `learn.classroom.compared`) of what need not be looked at, None: nothing is known.
    """

    banks: Collection[str]
    rulings: Mapping[str, Ruling] = {}
    learner: str | None = None
    own: bool = True
    reason: str = ""
    compared: Collection[bytes] | None = None


class Change(Struct, frozen=True):
    """One answer that will stand otherwise. `test` is what its session counts as, `is_test` whether that was a test.

    `why` is English, as the log keeps it, `told` the same in the language that holds.
    """

    learner: str
    session: str
    test: str
    is_test: bool
    item: str
    answer: str
    n: int
    comeback: bool
    before: Graded
    after: Graded
    why: str
    body: RegradeBody
    said_ms: int
    told: str = ""

    @property
    def counts(self) -> bool:
        """Whether a mark changes, and not only what the answer says about memory."""
        return not self.comeback and self.before.mark != self.after.mark


class Left(Struct, frozen=True):
    """One answer that was left as it is, and why."""

    learner: str
    item: str
    answer: str
    why: str


class Regrading(Struct, frozen=True):
    """Everything that a regrade would do. `waiting` counts answers in tests that are not finished; `compared` are, by
    bank, the tokens of all questions that need not be looked at again, where tokens were given."""

    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    waiting: int = 0
    rulings: Mapping[str, Ruling] = {}
    compared: Mapping[str, Collection[bytes]] = {}

    @property
    def marks(self) -> list[Change]:
        """The changes of marks."""
        return [change for change in self.changes if change.counts]


def regrade(store: Store, items: Items, wanted: Wanted) -> Regrading:
    """What regrading comes to. NotFound for a question that is neither in the bank nor among the answers.

    UsageError where a text cannot be accepted.
    """
    return _Regrader(store, items, wanted).run()


def record(store: Store, changes: Iterable[Change], now: int, offset: int) -> int:
    """Put the regrades into the log, under the learners they are about; returns how many.

    Each learner's are written all or not at all; what was not written is found again by the next run.
    """
    grouped: dict[tuple[str, int], list[RegradeBody]] = {}
    for change in changes:
        grouped.setdefault((change.learner, max(now, change.said_ms + 1)), []).append(change.body)
    for (learner, ms), bodies in grouped.items():
        store.record_all(learner, bodies, ms, offset)
    return sum(map(len, grouped.values()))


class _Regrader:
    """One regrading: everything about a question, a ruling or a session is looked up once."""

    def __init__(self, store: Store, items: Items, wanted: Wanted) -> None:
        self.store, self.items, self.wanted = store, items, wanted
        renames = items.library.renames()
        self.questions_now, self.facts_now = renames["question"], renames["fact"]
        self.times, self.put = self._put()
        known = wanted.compared
        self.tokens = {} if known is None else tokens(items.library, self.put, self.times)
        self.hashes: dict[str, str] = {}
        self.subject = cache(self._subject)
        self.sessions = cache(self._sessions)

    def run(self) -> Regrading:
        self._check_names()
        rulings = self._rulings()
        changes: list[Change] = []
        left: list[Left] = []
        waiting: list[str] = []
        for item, row in self._answers(rulings):
            ruling = rulings.get(item, NO_RULING)
            if not self._is_asked(item, row, ruling):
                continue
            if self._is_open(row):
                waiting.append(asked_of(row))
                continue
            try:
                after = regraded(row, self.subject(item), ruling)
            except Unfit as unfit:
                left.append(Left(row.learner, item, row.event, str(unfit)))
                continue
            if after != standing(row):
                changes.append(self._change(item, row, after, ruling))
        return Regrading(tuple(changes), tuple(left), len(waiting), rulings, self._compared(waiting))

    def _put(self) -> tuple[dict[str, int], dict[str, str]]:
        """The questions of these banks that were ever put, as answers name them: how often, and their names now."""
        banks = set(self.wanted.banks)
        former = {old.partition("/")[0] for old, new in self.questions_now.items() if new.partition("/")[0] in banks}
        times = self.store.questions_put(self.wanted.learner, banks | former)
        found = {name: self.questions_now.get(name, name) for name in times}
        return times, {name: item for name, item in found.items() if item.partition("/")[0] in banks}

    def _answers(self, rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, AnswerRow]]:
        """The answers that may stand otherwise now and were not taken back, each with its question's name of today."""
        wanted = self._uncompared(rulings)
        marks: dict[str, Mark | None] = {}
        facts: set[str] = set()
        for item, question, hashed in self.items.marks(set(wanted.values())):
            self.hashes[item] = hashed
            marks[item] = hashed, 1.0 if question is None else question.points
            facts.update((item,) if question is None else facts_of(item.partition("/")[0], question))
        marks |= dict.fromkeys(rulings)
        sought = {name: marks[item] for name, item in wanted.items()}
        return self._standing(sought, {self.facts_now.get(fact, fact) for fact in facts})

    def _uncompared(self, rulings: Mapping[str, Ruling]) -> Mapping[str, str]:
        """What was put and has to be looked at: all, but for what was compared and neither ruled nor spoken of."""
        known = self.wanted.compared
        if not known:
            return self.put
        amended = {asked_of(row) for _, row in self.amended}
        return {
            name: item
            for name, item in self.put.items()
            if self.tokens[name] not in known or name in amended or item in rulings
        }

    def _compared(self, waiting: Collection[str]) -> dict[str, set[bytes]]:
        found: dict[str, set[bytes]] = {bank: set() for bank in self.wanted.banks}
        for name in self.tokens.keys() - set(waiting):
            found[self.put[name].partition("/")[0]].add(self.tokens[name])
        return found

    def _standing(self, sought: Sought, facts: Collection[str]) -> Iterator[tuple[str, AnswerRow]]:
        rows = self.store.answers_to(self.wanted.learner, sought, facts, own_regrades=self.wanted.own)
        standing = (row for row in rows if not row.retracted)
        while some := list(islice(standing, _AT_ONCE)):
            found = [(self.put[asked_of(row)], row) for row in some]
            self.items.load({item for item, _ in found})
            yield from found

    @cached_property
    def amended(self) -> list[tuple[str, AnswerRow]]:
        """Those about which something was said later."""
        rows = self.store.amended(self.wanted.learner, own_regrades=self.wanted.own, to=self.put)
        return [(self.put[asked_of(row)], row) for row in rows if not row.retracted]

    # -- what is asked for -----------------------------------------------------------------------------------------

    def _check_names(self) -> None:
        """NotFound or UsageError where a ruling cannot be followed."""
        for item, ruling in self.wanted.rulings.items():
            question = self.subject(item).question
            if question is None and (ruling.accept or not self._is_answered(item)):
                raise self._no_question(item)
            if question is not None:
                lenient(question, ruling.accept)

    def _is_answered(self, item: str) -> bool:
        names: Sought = {name: None for name, other in self.put.items() if other == item}
        return any(True for _ in self._standing(names, [item]))

    def _no_question(self, item: str) -> NotFound:
        bank, _, question = item.partition("/")
        known = [one.question for one in self.items.library.candidates(banks=[bank])]
        hint = did_you_mean(question, known) or tr("see what it asks: learn bank show {bank}", bank=bank)
        return NotFound(tr("there is no question {question!r} in bank {bank}", question=question, bank=bank), hint=hint)

    def _rulings(self) -> dict[str, Ruling]:
        """What is ruled now, and what was ruled last on the questions as they are. Texts accepted before stay so."""
        earlier = self._earlier()
        now = {
            item: ruling if ruling.anew or ruling.void else _with(ruling, earlier.get(item, NO_RULING).accept)
            for item, ruling in self.wanted.rulings.items()
        }
        return earlier | now

    def _earlier(self) -> dict[str, Ruling]:
        last: dict[str, tuple[int, Ruling]] = {}
        self.items.load({item for item, row in self.amended if row.regrade is not None})
        for item, row in self.amended:
            if row.regrade is None or row.regrade.hash != self.subject(item).hash:
                continue
            if item not in last or row.said_ms > last[item][0]:
                last[item] = row.said_ms, Ruling(void=row.regrade.points == 0, accept=row.regrade.accept)
        return {item: ruling for item, (_, ruling) in last.items()}

    def _is_asked(self, item: str, row: AnswerRow, ruling: Ruling) -> bool:
        if item in self.wanted.rulings:
            return True
        subject = self.subject(item)
        void = row.points == 0
        if subject.hash != (row.regrade.hash if row.regrade else row.body.hash):
            return subject.question is not None or not void
        if row.regrade is None and ruling != NO_RULING:
            return True
        return subject.question is not None and not void and row.points != subject.question.points

    # -- what is looked up -----------------------------------------------------------------------------------------

    def _subject(self, item: str) -> Subject:
        question, bank = self.items.question(item), item.partition("/")[0]
        if item not in self.hashes:
            self.hashes[item] = "" if question is None else content_hash(question)
        return Subject(bank, question, self.hashes[item], self.facts_now)

    def _sessions(self, learner: str) -> dict[str, SessionSummary]:
        return {one.id: one for one in self.store.sessions(learner)}

    def _session(self, row: AnswerRow) -> SessionSummary | None:
        return self.sessions(row.learner).get(row.body.session)

    def _is_open(self, row: AnswerRow) -> bool:
        """Whether the answer belongs to a test that goes on: nobody is told its verdicts yet."""
        session = self._session(row)
        return session is not None and session.body.mode == "test" and not session.finished

    def _change(self, item: str, row: AnswerRow, after: Graded, ruling: Ruling) -> Change:
        session, reason = self._session(row), _reason(row, after, ruling, self.subject(item))
        return Change(
            learner=row.learner,
            session=row.body.session,
            test=test_name(session.body) if session else row.body.bank,
            is_test=session is not None and session.body.mode == "test",
            item=item,
            answer=row.event,
            n=row.body.n,
            comeback=row.body.comeback,
            before=standing(row),
            after=after,
            why=reason[0].format(**reason[1]),
            told=tr(reason[0], **reason[1]),
            body=RegradeBody(
                target=row.event,
                score=after.score,
                evidence=after.evidence,
                parts=after.parts,
                points=after.points,
                old=row.score,
                hash=self.subject(item).hash,
                reason=self.wanted.reason or reason[0].format(**reason[1]),
                accept=ruling.accept,
                overridden=after.overridden,
            ),
            said_ms=row.said_ms,
        )


def asked_of(row: AnswerRow) -> str:
    """Which question an answer was to, as it says itself."""
    return f"{row.body.bank}/{row.body.question}"


def _with(ruling: Ruling, earlier: tuple[str, ...]) -> Ruling:
    return structs.replace(ruling, accept=tuple(dict.fromkeys((*earlier, *ruling.accept))))


def _reason(row: AnswerRow, after: Graded, ruling: Ruling, subject: Subject) -> tuple[str, dict[str, object]]:
    """Why, as a template and what fills it."""
    if ruling.accept and not ruling.void and row.points != 0 and not after.overridden and after.score > row.score:
        return translatable("accepted: {names}"), {"names": ", ".join(ruling.accept)}
    why = _plain_reason(row, after, ruling, subject)
    if why:
        return why, {}
    return translatable("worth {now:g} points, not {before:g}"), {"now": after.points, "before": row.points}


def _plain_reason(row: AnswerRow, after: Graded, ruling: Ruling, subject: Subject) -> str:
    """The reasons that name nothing; "" where it is the points."""
    if ruling.void:
        return translatable("the question is void")
    if row.points == 0:
        return translatable("the question counts again")
    if after.overridden:
        return translatable("counted as right by the learner")
    if after.score != row.score:
        unchanged = subject.hash == row.body.hash
        return translatable("as it was graded on the day") if unchanged else translatable("the key was corrected")
    if after.points != row.points:
        return ""
    return translatable("right by the key now") if row.overridden else translatable("only what it says about memory")
