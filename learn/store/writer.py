"""Opening a store and putting events into it: what `record` returned is on disk."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from learn.events import Body, Event
from learn.language import tr
from learn.problems import StoreError
from learn.store import database, files, schema
from learn.store.ahead_room import AheadRoom
from learn.store.append import Appender
from learn.store.codec import RandomBits
from learn.store.faults import told
from learn.store.following import Pending, catch_up, is_behind, set_applied
from learn.store.lines import Line
from learn.store.projector import Projector
from learn.store.write_ahead import WriteAhead


class Writer:
    """An open `learn.db` that events are put into. Every method may raise StoreError.

    An event's transaction writes the event alone: the projections follow before they are read, and at the end.
    """

    def __init__(
        self,
        path: Path,
        db: sqlite3.Connection,
        random_bits: RandomBits,
        exists: bool = True,
        journal: database.Journal | None = None,
    ) -> None:
        self.path = path
        self.db = db
        self.random_bits = random_bits
        self.exists = exists
        self.projector = Projector(db)
        self.appender = Appender(db, random_bits)
        self._ahead = WriteAhead(db, path, wanted=exists and journal is None and database.is_at_risk())
        self._room = AheadRoom(path)
        self._name = str(path)
        self._identity = files.identity(path) if exists else None
        self._seen_version = 0
        self._reads: dict[int, dict[str, int]] = {}
        self._pending: Pending | None = None  # None: whether the projections are behind is not known

    @classmethod
    def open(
        cls, path: Path, random_bits: RandomBits, *, create: bool = True, journal: database.Journal | None = None
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
                files.home_folder(path.parent)
                _create(path)
            return cls(path, _opened(path, journal), random_bits, journal=journal)

    def close(self) -> None:
        """Let go of the file, with the projections brought up to the log if that can be done."""
        with suppress(StoreError):
            if self._pending is None or self._pending.lines:
                self.follow()
        self._ahead.leave()
        with told(self.path):
            self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def record(self, learner: str, body: Body, ms: int, offset: int) -> Event:
        """Put one event on disk and return it. `ms` is UTC, `offset` in minutes east of it."""
        return self.record_all(learner, (body,), ms, offset)[0]

    def record_all(self, learner: str, bodies: Iterable[Body], ms: int, offset: int) -> list[Event]:
        """Put several events on disk, all or none of them."""
        bodies = list(bodies)
        self._ahead.expect(len(bodies))
        with self._transaction():
            self._room.take(len(bodies))
            made = [self.appender.append(learner, body, ms, offset) for body in bodies]
            for _, line in made:
                self._note(line)
        return [event for event, _ in made]

    def _note(self, line: Line) -> None:
        """Keep what is cached true; if the commit fails, or is interrupted, all of it is forgotten."""
        if self._pending is not None:
            self._pending.add(line)
        if line.type == "params":
            self.projector.forget_settings()
        elif line.type == "read":
            self._reads.clear()

    @contextmanager
    def writing(self) -> Iterator[Projector]:
        """One transaction over the log and the projections, which know all events before and after it.

        For the modules of this room.
        """
        with self._transaction():
            catch_up(self.projector)
            yield self.projector
            self.projector.settle()
            set_applied(self.db)
        self._forget_cached()

    def follow(self) -> None:
        """Bring the projections up to the log, if they are behind it."""
        with told(self.path):
            self._refresh()
            if self._pending is not None and not self._pending.lines:
                return
            if is_behind(self.db):
                with self._transaction():
                    catch_up(self.projector)
            self._pending = Pending()

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

    def _transaction(self) -> database.Transaction:
        if not self.exists:
            self._come_into_being()
        self._refuse_lost_file()
        return database.Transaction(self.db, self.path, self._refresh, self._forget_cached)

    def _refresh(self) -> None:
        """Forget what is cached if another process has written since."""
        version = self.db.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen_version:
            self._forget_cached()
            self._seen_version = version

    def _forget_cached(self) -> None:
        self._pending = None
        self._reads.clear()
        self.projector.forget_cached()
        self.appender.forget_cached()

    def _come_into_being(self) -> None:
        """Make the file of a store that was read as an empty one."""
        made = self.open(self.path, self.random_bits)
        self.db.close()
        self.__dict__.update(made.__dict__)

    def _refuse_lost_file(self) -> None:
        if files.identity(self._name) != self._identity:
            raise StoreError(
                tr("{path} was moved, deleted or replaced while it was in use: nothing was recorded.", path=self.path),
                hint=tr("Put the file back, or start again."),
            )


def _empty() -> sqlite3.Connection:
    db = database.in_memory()
    _bring_up_to_date(db, None)
    return db


def _create(path: Path) -> None:
    try:
        files.create_private(path)
    except FileExistsError:
        return  # another process was faster


def _opened(path: Path, journal: database.Journal | None) -> sqlite3.Connection:
    header = database.header_of(path)
    if header is None:
        path.chmod(files.FILE_MODE)
    else:
        if header == (0, 0):  # a file that another process is just making, or another program's
            database.refuse_occupied_file(path)
        else:
            database.refuse_foreign(header[0], path)
        database.refuse_newer(header[1], schema.FORMAT, path)
    db = database.connect(path, journal)
    try:
        with told(path):
            _bring_up_to_date(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _bring_up_to_date(db: sqlite3.Connection, path: Path | None) -> None:
    found = database.version_of(db)
    if path is not None:
        database.refuse_newer(found, schema.FORMAT, path)
    if found < schema.FORMAT:
        from learn.store.migrations import migrate

        migrate(db, path)
