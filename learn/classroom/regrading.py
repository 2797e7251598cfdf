"""Regrading: which answers of a bank stand otherwise under its questions as they are now, and the events that say so.

An answer is looked at where its question's content hash is not the one it was graded under last, where the question is
worth other points, where it is named, or where others to the same question were ruled on and this one was not yet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from learn.classroom.fitting import Unfit
from learn.classroom.gathering import test_name
from learn.classroom.items import Items
from learn.classroom.regraded import Graded, Ruling, Subject, regraded, standing
from learn.events import RegradeBody
from learn.problems import NotFound, did_you_mean
from learn.store.history import AnswerRow
from learn.store.log import Store
from learn.store.sessions import SessionSummary

NO_RULING = Ruling()


class Wanted(Struct, frozen=True):
    """What is to be regraded: answers to questions of these banks, of one learner or (None) of all.

    `rulings` are by `bank/question`; `own` says that what learners graded again themselves holds, as at home.
    """

    banks: Collection[str]
    rulings: Mapping[str, Ruling] = {}
    learner: str | None = None
    own: bool = True
    reason: str = ""


class Change(Struct, frozen=True):
    """One answer that will stand otherwise. `test` is what its session counts as, `is_test` whether that was a test."""

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
    """Everything that a regrade would do. `waiting` counts answers in tests that are not finished."""

    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    waiting: int = 0
    rulings: Mapping[str, Ruling] = {}

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
    def __init__(self, store: Store, items: Items, wanted: Wanted) -> None:
        self.store, self.items, self.wanted = store, items, wanted
        renames = items.library.renames()
        self.questions_now, self.facts_now = renames["question"], renames["fact"]
        self.subject = cache(self._subject)
        self.sessions = cache(self._sessions)

    def run(self) -> Regrading:
        rows = list(self._rows())
        self._check_names({item for item, _ in rows})
        rulings = {**self._earlier(rows), **self.wanted.rulings}
        changes: list[Change] = []
        left: list[Left] = []
        waiting = 0
        for item, row in rows:
            ruling = rulings.get(item, NO_RULING)
            if not self._is_asked(item, row, ruling):
                continue
            if self._is_open(row):
                waiting += 1
                continue
            try:
                after = regraded(row, self.subject(item), ruling)
            except Unfit as unfit:
                left.append(Left(row.learner, item, row.event, str(unfit)))
                continue
            if after != standing(row):
                changes.append(self._change(item, row, after, ruling))
        return Regrading(tuple(changes), tuple(left), waiting, rulings)

    def _rows(self) -> Iterator[tuple[str, AnswerRow]]:
        """The answers that were not taken back, each with its question as it is called now."""
        banks = self.wanted.banks
        for row in self.store.history(self.wanted.learner, own_regrades=self.wanted.own):
            name = f"{row.body.bank}/{row.body.question}"
            item = self.questions_now.get(name, name)
            if not row.retracted and item.partition("/")[0] in banks:
                yield self.items.name(item), row

    def _check_names(self, answered: Collection[str]) -> None:
        known = [*answered, *(f"{one.bank}/{one.question}" for one in self._asked_now())]
        for name in self.wanted.rulings:
            if name not in known:
                bank, _, question = name.partition("/")
                hint = did_you_mean(question, {one.partition("/")[2] for one in known}) or f"learn bank show {bank}"
                raise NotFound(f"there is no question {question!r} in bank {bank}", hint=hint)
            ruling, question_now = self.wanted.rulings[name], self.subject(name).question
            if ruling.accept and question_now is not None:
                from learn.classroom.leniency import lenient

                lenient(question_now, ruling.accept)

    def _asked_now(self):  # type: ignore[no-untyped-def]
        return self.items.library.candidates(banks=list(self.wanted.banks)) if self.wanted.rulings else []
