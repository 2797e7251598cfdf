"""The composition root: opens what a command needs, when it needs it, and wires it together."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from learn.app.chance import random_bits
from learn.app.clock import Clock
from learn.app.config import Config
from learn.events import Body, Event
from learn.home import home_of
from learn.language import tr, use
from learn.problems import NotFound

if TYPE_CHECKING:
    from learn.store.library import Library
    from learn.store.log import Store
    from learn.store.settings import Settings

NOBODY = "00000000-0000-4000-8000-000000000000"
"""The id of a learner who has done nothing yet: no event ever carries it."""


class App:
    """One run of the program: its settings, clock, library and store. Use it as a context manager.

    `tell` is given a line for each thing that is wrong with content and stops nothing.
    """

    def __init__(
        self,
        given: Mapping[str, Any],
        env: Mapping[str, str] = os.environ,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.env = env
        self.tell = tell
        self.home = home_of(env, given.get("home"))
        self.config = Config(self.home, env, given)
        use(self.config.language)
        self.clock = Clock(env)
        self.files: list[Path] = []
        self._store: Store | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for opened in (self._store, self.__dict__.pop("library", None)):
            if opened is not None:
                opened.close()

    @cached_property
    def library(self) -> "Library":
        """All content: `files` (set before the first use), `--content` folders, home, shipped; told what is wrong."""
        from learn.store.library import Library, Root

        folders = [*map(Path, self.config["content"]), self.home, shipped()]
        for folder in folders[:-2]:
            if not folder.is_dir():
                raise NotFound(
                    tr("no such folder: {folder}", folder=folder),
                    hint=tr("--content takes a folder with lessons, question_banks"),
                )
        roots = [Root(path=path, rank=rank) for rank, path in enumerate(folders, start=1)]
        library = Library.open(self.home / "cache", roots, self.files)
        for notice in library.notices:
            self.tell(f"learn: {notice}")
        return library

    @property
    def store(self) -> "Store":
        """The log of this home; one that is not there is read as an empty one and made at the first event."""
        if self._store is None:
            from learn.store.log import Store

            self._store = Store.open(self.home / "learn.db", random_bits, create=False)
        return self._store

    @property
    def learner_name(self) -> str:
        """Who answers: as given or configured, else the system's user."""
        name: str = self.config["learner"] or system_user(self.env)
        return name

    @cached_property
    def learner(self) -> str:
        """The learner's id; `NOBODY` until her first event."""
        return self.store.learner_id(self.learner_name) or NOBODY

    def record(self, bodies: Sequence[Body]) -> list[Event]:
        """Put events on disk, all or none. The first event of all makes the log, a learner's first makes her id."""
        if self.learner == NOBODY:
            self.learner = self.store.make_learner(self.learner_name)
        return self.store.record_all(self.learner, bodies, self.clock.now(), self.clock.offset())

    @property
    def settings(self) -> "Settings":
        """The learner's memory model, desired retention and daily limits."""
        return self.store.settings(self.learner)

    @property
    def today(self) -> int:
        """The learner's day as an ordinal."""
        return self.clock.today()


def shipped() -> Path:
    """The folder that holds the lessons and banks that came with the program: in the wheel, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "shipped"
    return installed if installed.is_dir() else package.parent


def system_user(env: Mapping[str, str]) -> str:
    """The name of the system's user; "learner" where there is none."""
    for variable in ("LOGNAME", "USER", "USERNAME"):
        if env.get(variable):
            return env[variable]
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return "learner"
