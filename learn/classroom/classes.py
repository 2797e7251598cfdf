"""The classes of a home: a folder each, with the log of what was handed in, its hand-ins and its roster."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from learn.analysis.results import Student
from learn.classroom.roster import Roster
from learn.problems import NotFound, UsageError, did_you_mean
from learn.store.codec import RandomBits
from learn.store.log import Store

FOLDER = "classes"
_NAME = re.compile(r"[^\W_][\w .\-]{0,62}[\w\-]|[^\W_]")


class Room(Struct, frozen=True):
    """An open class: its log, and its roster (an empty one where it has none)."""

    name: str
    folder: Path
    store: Store
    roster: Roster

    def students(self) -> list[Student]:
        """Everyone on the roster, in its order, then those whom it does not know."""
        return [Student(key=key, name=name) for key, name in self.store.learners().items()]


def folder_of(home: Path, name: str) -> Path:
    """The folder of a class. UsageError for what cannot be a class's name."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be the name of a class",
            hint="letters, digits, spaces, dots and hyphens, at most 64, beginning with a letter or digit",
        )
    return home / FOLDER / name


def names(home: Path) -> list[str]:
    """The classes there are."""
    folder = home / FOLDER
    return sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []


@contextmanager
def opened(home: Path, name: str) -> Iterator[Room]:
    """A class to read from. NotFound where there is none of that name."""
    folder = folder_of(home, name)
    if not folder.is_dir():
        known = names(home)
        hint = did_you_mean(name, known) or "a class begins with: learn class add NAME FILE…"
        raise NotFound(f"there is no class {name!r}", hint=hint)
    with Store.open(folder / "learn.db", _no_bits, create=False) as store:
        yield Room(name, folder, store, Roster())


def _no_bits(_: int) -> int:
    """Nothing new is written by a reader: no id is made."""
    raise AssertionError("a class that is only read makes no ids")
