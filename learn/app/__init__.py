"""The composition root: opens what a command needs, when it needs it, and wires it together."""

import os
import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from learn.app.clock import Clock
from learn.app.config import Config, default_home
from learn.problems import NotFound

if TYPE_CHECKING:
    from learn.memory.model import Model
    from learn.store.library import Library
    from learn.store.log import Store


class App:
    """One run of the program: its settings, clock, library and store. Use it as a context manager."""

    def __init__(self, given: Mapping[str, Any], env: Mapping[str, str] = os.environ) -> None:
        self.env = env
        self.home = Path(given["home"]).expanduser() if given.get("home") else default_home(env)
        self.config = Config(self.home, env, given)
        self.clock = Clock(env)
        self.files: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in ("store", "library"):
            opened = self.__dict__.pop(name, None)
            if opened is not None:
                opened.close()

    @cached_property
    def library(self) -> "Library":
        """All content: `files` (set before the first use), `--content` folders, home, shipped."""
        from learn.store.library import Library, Root

        folders = [*map(Path, self.config["content"]), self.home, shipped()]
        for folder in folders[:-2]:
            if not folder.is_dir():
                raise NotFound(f"no such folder: {folder}", hint="--content takes a folder with lessons, question_banks")
        roots = [Root(path=path, rank=rank) for rank, path in enumerate(folders, start=1)]
        return Library.open(self.home / "cache", roots, self.files)

    @cached_property
    def store(self) -> "Store":
        """The log of this home. Nothing is created before the first event."""
        from learn.store.log import Store

        return Store.open(self.home / "learn.db", secrets.randbits)

    @cached_property
    def learner_name(self) -> str:
        """Who answers: as given or configured, else the system's user."""
        return self.config["learner"] or system_user(self.env)

    @cached_property
    def learner(self) -> str:
        """The learner's id. A new name is given one, which is kept with the first event."""
        return self.store.learner_id(self.learner_name)

    @cached_property
    def model(self) -> "Model":
        """The learner's memory model."""
        return self.store.settings(self.learner).model

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
