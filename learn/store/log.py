"""The store: one learner's or a whole class's log in one file, and everything that is read from it."""

import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from learn.events import Body, Event
from learn.memory.state import MemoryState
from learn.store import files, history, learners, planning, sessions, tally
from learn.store.addresses import address
from learn.store.append import own_devices
from learn.store.codec import RandomBits, id_text
from learn.store.database import Journal
from learn.store.facts import FactState
from learn.store.faults import told
from learn.store.history import AnswerRow
from learn.store.lines import learner_number
from learn.store.planning import Use
from learn.store.renames import is_outdated
from learn.store.sessions import SessionRecord, SessionSummary
from learn.store.settings import Settings
from learn.store.tally import Counts, Days
from learn.store.writer import Writer

if TYPE_CHECKING:
    from learn.store.answers_to import Sought
    from learn.store.glances import Glance

_KEPT = 2_000
"""States of so many facts are kept when they are asked for at once."""


class Store(Writer):
    """An open `learn.db`. Every method may raise StoreError; learners are given by id, times as UTC milliseconds.

    What `record` returned is on disk. Several processes may have the same file open.
    """

    def __init__(
        self,
        path: Path,
        db: sqlite3.Connection,
        random_bits: RandomBits,
        exists: bool = True,
        journal: Journal | None = None,
    ) -> None:
        super().__init__(path, db, random_bits, exists, journal)
        self._attached: tuple[Path, tuple[int, int] | None, int] | None = None
        self._numbers: dict[str, int] = {}

    # -- learners ------------------------------------------------------------------------------------------------

    def learner_id(self, name: str) -> str | None:
        """The id of the learner of this name; None where there is none."""
        with told(self.path):
            return learners.find(self.db, name)

    def make_learner(self, name: str) -> str:
        """The id of the learner of this name, made if there is none."""
        with self.writing():
            return learners.make(self.db, name, self.random_bits)

    def has_learner(self, learner: str) -> bool:
        """Whether the log has anything of the learner of this id (any text: what is no id is nobody's)."""
        with told(self.path):
            return learners.is_known(self.db, learner)

    def learners(self) -> dict[str, str]:
        """The names of all learners by id; who came without a name goes by the id."""
        with told(self.path):
            return learners.everyone(self.db)

    def devices(self) -> list[str]:
        """The ids of the devices that this store has been, the present one last; none before its first event."""
        with told(self.path):
            return [id_text(device) for device in own_devices(self.db)]

    def are_one(self, one: str, other: str) -> bool:
        """Whether two ids count as the same learner here."""
        with told(self.path):
            return learner_number(self.db, one) == learner_number(self.db, other) != -1

    # -- planning ------------------------------------------------------------------------------------------------

    def states(self, learner: str, facts: Iterable[str], *, at_hand: bool = False) -> dict[str, FactState]:
        """Memory of those of the facts that were answered, under the names asked for.

        With `at_hand` what another process wrote since this one last looked may be missing.
        """
        with told(self.path):
            return self._known(self._who(learner, at_hand), facts)

    def before_answer(
        self, learner: str, facts: Iterable[str]
    ) -> tuple[dict[str, FactState], Mapping[str, int], Settings]:
        """What `states`, `reads` and `settings` say, at one look: how an answer is predicted."""
        with told(self.path):
            number = self._who(learner)
            return self._known(number, facts), self._read_lessons(number), self._settings(number)

    def _known(self, number: int, facts: Iterable[str]) -> dict[str, FactState]:
        names = self.projector.names
        if not names.facts and not names.questions:
            return self._states(number, set(facts))
        called = {fact: names.fact(fact) for fact in facts}
        rows = self._states(number, set(called.values()))
        found = {state.fact: state for state in self._called_today(rows.values())}
        return {fact: found[now] for fact, now in called.items() if now in found}

    def _called_today(self, states: Iterable[FactState]) -> list[FactState]:
        """The states with the last question under its name of today."""
        renamed = self.projector.names.questions
        if not renamed:
            return list(states)
        return [
            structs.replace(each, last_question=renamed.get(each.last_question, each.last_question)) for each in states
        ]

    def _states(self, learner: int, facts: set[str]) -> dict[str, FactState]:
        """States by today's names: with what is pending put on top, or after it was brought into the projections."""
        if self._pending is None or not self._pending.clear:
            self.follow()
        if self._pending is None or (len(facts) > _KEPT and not self._pending.lines):
            return planning.states(self.db, learner, facts)
        rows = self._pending.states(self.projector, learner, facts)
        if rows is None:
            self.follow()
            rows = planning.states(self.db, learner, facts)
        return rows

    def all_states(self, learner: str) -> list[FactState]:
        """Memory of all facts that were answered, soonest due first."""
        with self._reading(learner) as number:
            return self._called_today(planning.all_states(self.db, number))

    def memory_path(self, learner: str, fact: str) -> list[tuple[int, MemoryState]]:
        """The ordinal day of each answer that counts for a fact, oldest first, with memory after it."""
        from learn.store.tracing import memory_path

        with self._reading(learner) as number:
            return memory_path(self.projector, number, fact)

    def schedule(self, learner: str) -> list[tuple[str, int]]:
        """Every answered fact with the ordinal day it is due, soonest first: what is cheap to know of many facts."""
        with self._reading(learner) as number:
            return planning.schedule(self.db, number)

    def soonest(self, learner: str, day: int, limit: int) -> list[str]:
        """The facts due longest on the ordinal `day`, suspended and buried ones too."""
        with self._reading(learner) as number:
            return planning.soonest(self.db, number, day, limit)

    def due_facts(self, learner: str, day: int, limit: int, library_path: Path | None = None) -> list[str]:
        """Facts to review on the ordinal `day`: longest due first, then as first met.

        Not those suspended or buried, and with a library only those that it still has a question on.
        """
        with self._reading(learner, library_path) as number:
            return planning.due_facts(self.db, number, day, limit, library_path is not None)

    def next_due(self, learner: str, day: int) -> tuple[int, int] | None:
        """The next ordinal day after `day` on which facts fall due, and how many; None where none will."""
        with self._reading(learner) as number:
            return planning.next_due(self.db, number, day)

    def suspended(self, learner: str, day: int = 0) -> set[str]:
        """Facts that are not to be asked: suspended or, on the ordinal `day`, buried; under all their names."""
        with self._reading(learner) as number:
            return planning.suspended(self.db, number, day, self.projector.names)

    def new_facts(
        self, learner: str, limit: int, library_path: Path, lesson: str | None = None, day: int = 0
    ) -> list[str]:
        """Facts of the library (of one lesson) that were never answered, in its order; not those suspended or, on
        the ordinal `day`, buried."""
        with self._reading(learner, library_path) as number:
            return planning.new_facts(self.db, number, limit, lesson, day)

    def counts(self, learner: str, day: int, library_path: Path | None = None) -> Counts:
        """How many facts are due on the ordinal `day`, how many are new, how many were answered."""
        return self.tally(learner, day, library_path)[1]

    def tally(
        self, learner: str, day: int, library_path: Path | None = None, content: tuple[str, int] | None = None
    ) -> tuple[Days, Counts]:
        """The same, and how many answered facts, asked or not, are due on each ordinal day.

        `content` is what `Library.content` says: then the library is only opened where that has to be.
        """
        if content is not None:
            with self._reading(learner) as number:
                noted = tally.tally_as_noted(self.db, number, day, *content)
                if noted is not None and not self.projector.settings(number).lesson_retention:
                    return noted
        with self._reading(learner, library_path) as number:
            if library_path is None:
                return tally.tally(self.db, number, day)
            return tally.tally_of_library(self.db, number, day, may_write=self.exists)

    def answered_today(self, learner: str, day: int) -> tuple[int, int]:
        """(facts met for the first time, facts reviewed) on the ordinal `day`: what the daily limits count."""
        with self._reading(learner) as number:
            return planning.answered_today(self.db, number, day, self.projector.names)

    def question_uses(self, learner: str, questions: Iterable[str]) -> dict[str, Use]:
        """How often and when last each question (`bank/id`) was put; those never put are left out."""
        with self._reading(learner) as number:
            return planning.question_uses(self.db, number, questions, self.projector.names)

    def settings(self, learner: str) -> Settings:
        """The memory model, retention and limits in force."""
        with told(self.path):
            return self._settings(self._who(learner))

    def _settings(self, number: int) -> Settings:
        if not self.projector.knows_settings(number):
            self.follow()
        return self.projector.settings(number)

    # -- sessions and the past -----------------------------------------------------------------------------------

    def open_session(self, learner: str, session: str | None = None) -> SessionRecord | None:
        """The session of this id, finished or not, or the newest unfinished one; None where there is none."""
        with self._reading(learner) as number:
            return sessions.open_session(self.db, number, session)

    def sessions(self, learner: str) -> list[SessionSummary]:
        """All sessions, newest first."""
        with self._reading(learner) as number:
            return sessions.summaries(self.db, number)

    def history(
        self,
        learner: str | None = None,
        *,
        since: int | None = None,
        limit: int | None = None,
        own_regrades: bool = True,
    ) -> Iterator[AnswerRow]:
        """Answers as they stand today, oldest first: of one learner or all, since a time, the newest `limit`.

        Without `own_regrades` what the learners graded again themselves stands as it was: a teacher's view.
        """
        with self._reading(learner) as number:
            yield from history.answers(self.db, None if learner is None else number, since, limit, own_regrades)

    def glances(self, learner: str) -> Iterator[tuple[int, int, "Glance"]]:
        """What all answers that were not taken back say of memory, oldest first, each with its time (UTC ms, minutes
        east of it): quicker than `history`."""
        from learn.store.glances import glances

        with self._reading(learner) as number:
            yield from glances(self.db, number)

    def questions_put(self, learner: str | None, banks: Iterable[str]) -> dict[str, int]:
        """How often each question of these banks, as answers name it (`bank/id`), was put to a learner, or to all."""
        from learn.store.answers_to import questions_put

        with self._reading(learner) as number:
            return questions_put(self.db, None if learner is None else number, banks)

    def answers_to(
        self, learner: str | None, sought: "Sought", facts: Collection[str], *, own_regrades: bool = True
    ) -> Iterator[AnswerRow]:
        """Of the answers in `history` those to certain questions that may be graded otherwise now.

        `facts` are those of the questions as they are called today: by them a few answers are found at once.
        """
        with self._reading(learner) as number:
            who = None if learner is None else number
            yield from history.answers_to(self.db, who, sought, facts, own_regrades)

    def amended(
        self, learner: str | None = None, *, own_regrades: bool = True, to: Container[str] | None = None
    ) -> Iterator[AnswerRow]:
        """Of the answers in `history` those about which something was said later; those `to` questions (`bank/id`)."""
        with self._reading(learner) as number:
            yield from history.amended_answers(self.db, None if learner is None else number, own_regrades, to)

    def last_answer(self, learner: str) -> AnswerRow | None:
        """The newest answer that was not taken back."""
        with self._reading(learner) as number:
            return history.last_answer(self.db, number)

    def reads(self, learner: str) -> dict[str, int]:
        """When each lesson was read last."""
        with told(self.path):
            return dict(self._read_lessons(self._who(learner)))

    def _read_lessons(self, number: int) -> Mapping[str, int]:
        if number not in self._reads:
            self.follow()
            self._reads[number] = history.reads(self.db, number, self.projector.names)
        return self._reads[number]

    def flags(self, learner: str | None = None) -> list[Event]:
        """Questions that learners say something is wrong with, oldest first."""
        with self._reading(learner) as number:
            return list(history.events_of_type(self.db, "flag", None if learner is None else number))

    def record_all(self, learner: str, bodies: Iterable[Body], ms: int, offset: int) -> list[Event]:
        """Put several events on disk, all or none of them."""
        with suppress(sqlite3.OperationalError):  # while it is being read it stays
            self._detach()  # or the library would be locked with the log
        return super().record_all(learner, bodies, ms, offset)

    def _detach(self) -> None:
        if self._attached is not None:
            self.db.execute("DETACH library")
            self._attached = None

    @contextmanager
    def _log(self, learner: str | None) -> Iterator[int]:
        """The learner's number, with nothing cached that is out of date: enough to read events."""
        with told(self.path):
            yield self._who(learner)

    def _who(self, learner: str | None, at_hand: bool = False) -> int:
        if not at_hand:
            self._refresh()
        if learner is None:
            return -1
        number = self._numbers.get(learner)
        if number is None:
            number = learner_number(self.db, learner)
            if number != -1:
                self._numbers[learner] = number
        return number

    def _forget_cached(self) -> None:
        super()._forget_cached()
        self._numbers.clear()

    @contextmanager
    def _reading(self, learner: str | None, library: Path | None = None) -> Iterator[int]:
        """The same with the projections brought up to the log, and the library attached."""
        with self._log(learner) as number:
            self.follow()
            if library is not None:
                self._attach(library, number)
            yield number

    def _attach(self, library: Path, learner: int) -> None:
        wanted = (library, files.identity(library), learner)
        if self._attached == wanted:
            return
        self._detach()
        with told(library):
            self.db.execute("ATTACH ? AS library", (address(library.absolute(), "mode=ro"),))
            self._adopt(learner)
        self._attached = wanted

    def _adopt(self, learner: int) -> None:
        """Follow what was renamed, as the attached library says."""
        settings = self.projector.settings(learner)
        if self.exists and is_outdated(self.db, settings):
            from learn.store.adoption import adopt

            with self.writing() as projector:
                adopt(projector, settings)
        if self.exists and tally.has_other_names(self.db):
            tally.note_adopted(self.db)
