"""The store: one learner's or a whole class's log in one file, and everything that is read from it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from learn.events import Body, Event
from learn.problems import StoreError
from learn.store import append, database, files, history, learners, migrations, planning, sessions
from learn.store.facts import FactState
from learn.store.faults import told
from learn.store.history import AnswerRow
from learn.store.lines import learner_number
from learn.store.planning import Counts, Use
from learn.store.projector import Projector
from learn.store.sessions import SessionRecord, SessionSummary
from learn.store.settings import Settings


class Store:
    """An open `learn.db`. Every method may raise StoreError; learners are given by id, times as UTC milliseconds.

    What `record` returned is on disk. Several processes may have the same file open.
    """

    def __init__(
        self, path: Path, db: sqlite3.Connection, random_bits: Callable[[int], int], exists: bool = True
    ) -> None:
        self.path = path
        self.db = db
        self.random_bits = random_bits
        self.exists = exists
        self.projector = Projector(db)
        self._identity = files.identity(path) if exists else None
        self._seen_version = 0
        self._attached: tuple[Path, tuple[int, int] | None] | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        random_bits: Callable[[int], int],
        *,
        create: bool = True,
        journal: database.Journal | None = None,
    ) -> Self:
        """Open the store at `path`, made with its folder if it is not there.

        With `create=False` a store that is not there is read as an empty one, and made by the first write.
        `random_bits(n)` gives n random bits for ids; `journal` overrides the choice made by SQLite's version.
        """
        with told(path):
            files.refuse_link(path)
            if not path.exists():
                if not create:
                    return cls(path, _empty(), random_bits, exists=False)
                files.private_folder(path.parent)
                _create(path)
        return cls(path, _opened(path, journal), random_bits)

    def close(self) -> None:
        """Let go of the file."""
        with told(self.path):
            self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- writing -------------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[Projector]:
        """One transaction over the log and the projections. For the modules of this room."""
        if not self.exists:
            self._come_into_being()
        self._refuse_lost_file()
        with told(self.path):
            try:
                with database.transaction(self.db):
                    self._refresh()
                    yield self.projector
                    self.projector.settle()
            except BaseException:
                self.projector.forget_cached()
                raise

    @contextmanager
    def scrubbing(self) -> Iterator[None]:
        """What is deleted within is overwritten with zeros, in the file and in what the journal kept of it."""
        with told(self.path):
            self.db.execute("PRAGMA secure_delete = ON")
            try:
                yield
            finally:
                self.db.execute("PRAGMA secure_delete = FAST")
        with told(self.path):
            database.empty_journal(self.db)

    def _refresh(self) -> None:
        """Forget what is cached if another process has written since."""
        version = self.db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen_version:
            self.projector.forget_cached()
            self._seen_version = version

    def _come_into_being(self) -> None:
        """Make the file of a store that was read as an empty one."""
        made = Store.open(self.path, self.random_bits)
        self.db.close()
        self.__dict__.update(made.__dict__)

    def _refuse_lost_file(self) -> None:
        if files.identity(self.path) != self._identity:
            raise StoreError(
                f"{self.path} was moved, deleted or replaced while it was in use. The answer was not recorded.",
                hint="Put the file back, or start again.",
            )

    def record(self, learner: str, body: Body, ms: int, offset: int) -> Event:
        """Put one event on disk, projections included, and return it. `offset` in minutes east of UTC."""
        return self.record_all(learner, (body,), ms, offset)[0]

    def record_all(self, learner: str, bodies: Iterable[Body], ms: int, offset: int) -> list[Event]:
        """Put several events on disk, all or none of them."""
        events = []
        with self.writing() as projector:
            device = append.own_device(self.db, self.random_bits)
            for body in bodies:
                event, line = append.append(self.db, device, learner, body, ms, offset, self.random_bits)
                projector.apply(line)
                events.append(event)
        return events

    # -- learners ------------------------------------------------------------------------------------------------

    def learner_id(self, name: str) -> str | None:
        """The id of the learner of this name; None where there is none."""
        with told(self.path):
            return learners.find(self.db, name)

    def make_learner(self, name: str) -> str:
        """The id of the learner of this name, made if there is none."""
        with self.writing():
            return learners.make(self.db, name, self.random_bits)

    def learners(self) -> dict[str, str]:
        """The names of all learners by id; who came without a name goes by the id."""
        with told(self.path):
            return learners.everyone(self.db)

    # -- planning ------------------------------------------------------------------------------------------------

    def states(self, learner: str, facts: Iterable[str]) -> dict[str, FactState]:
        """Memory of those of the facts that were answered."""
        with self._reading(learner) as number:
            return planning.states(self.db, number, facts, self.projector.names)

    def all_states(self, learner: str) -> list[FactState]:
        """Memory of all facts that were answered, soonest due first."""
        with self._reading(learner) as number:
            return planning.all_states(self.db, number)

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
        with self._reading(learner, library_path) as number:
            return planning.counts(self.db, number, day, library_path is not None)

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
        with self._reading(learner) as number:
            return self.projector.settings(number)

    # -- sessions and the past -----------------------------------------------------------------------------------

    def open_session(self, learner: str, session: str | None = None) -> SessionRecord | None:
        """The session of this id, finished or not, or the newest unfinished one; None where there is none."""
        with self._reading(learner) as number:
            return sessions.open_session(self.db, number, learner, session)

    def sessions(self, learner: str) -> list[SessionSummary]:
        """All sessions, newest first."""
        with self._reading(learner) as number:
            return sessions.summaries(self.db, number)

    def history(
        self, learner: str | None = None, *, since: int | None = None, limit: int | None = None
    ) -> Iterator[AnswerRow]:
        """Answers as they stand today, oldest first: of one learner or all, since a time, the newest `limit`."""
        with told(self.path):
            number = None if learner is None else learner_number(self.db, learner)
            yield from history.answers(self.db, number, since, limit, newest_first=False)

    def last_answer(self, learner: str) -> AnswerRow | None:
        """The newest answer that was not taken back."""
        with self._reading(learner) as number:
            return history.last_answer(self.db, number)

    def reads(self, learner: str) -> dict[str, int]:
        """When each lesson was read last."""
        with self._reading(learner) as number:
            return history.reads(self.db, number, self.projector.names)

    def flags(self, learner: str | None = None) -> list[Event]:
        """Questions that learners say something is wrong with, oldest first."""
        with told(self.path):
            number = None if learner is None else learner_number(self.db, learner)
            return list(history.events_of_type(self.db, "flag", number))

    @contextmanager
    def _reading(self, learner: str, library: Path | None = None) -> Iterator[int]:
        """The learner's number, with the library attached and nothing cached that is out of date."""
        with told(self.path):
            self._refresh()
            if library is not None:
                self._attach(library)
            yield learner_number(self.db, learner)

    def _attach(self, library: Path) -> None:
        wanted = (library, files.identity(library))
        if self._attached == wanted:
            return
        if self._attached is not None:
            self.db.execute("DETACH library")
        self.db.execute("ATTACH ? AS library", (f"{library.absolute().as_uri()}?mode=ro",))
        self._attached = wanted


def _empty() -> sqlite3.Connection:
    db = database.in_memory()
    migrations.migrate(db, None)
    return db


def _create(path: Path) -> None:
    try:
        files.create_private(path)
    except FileExistsError:
        return  # another process was faster


def _opened(path: Path, journal: database.Journal | None) -> sqlite3.Connection:
    known = len(migrations.STEPS)
    header = database.header_of(path)
    if header is not None:
        if header != (0, 0):  # a file that another process is just making
            database.refuse_foreign(header[0], path)
        database.refuse_newer(header[1], known, path)
    db = database.connect(path, journal)
    try:
        with told(path):
            database.refuse_newer(migrations.version_of(db), known, path)
            migrations.migrate(db, path)
    except BaseException:
        db.close()
        raise
    return db
