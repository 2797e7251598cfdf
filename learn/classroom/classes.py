"""The classes of a home: a folder each, with the log of what was handed in, its hand-ins and its roster."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from random import SystemRandom

from learn.analysis.results import Student
from learn.classroom.identity import Members, members
from learn.classroom.records import Record, records
from learn.classroom.roster import Roster
from learn.classroom.roster_reading import read_roster
from learn.language import tr
from learn.problems import NotFound, UsageError, did_you_mean
from learn.store.codec import RandomBits
from learn.store.log import Store
from learn.store.partition import count_as

FOLDER = "classes"
ROSTERS = ("roster.yaml", "roster.yml", "roster.csv")
_UNPREDICTABLE = SystemRandom().getrandbits
_NAME = re.compile(r"[^\W_](?:[\w .\-]{0,62}[\w\-])?")


class Room:
    """An open class: its log, its roster (an empty one where it has none), and what was handed in."""

    def __init__(self, name: str, folder: Path, store: Store, roster: Roster) -> None:
        self.name = name
        self.folder = folder
        self.store = store
        self.roster = roster

    @cached_property
    def records(self) -> list[Record]:
        """Every hand-in, read once."""
        return records(self.folder)

    @cached_property
    def members(self) -> Members:
        """Who everyone is, and what does not fit."""
        return members(self.records, self.roster, self.store.learners())

    def students(self) -> list[Student]:
        """Everyone on the roster, in its order, then those whom it does not know, by name."""
        return [member.student for member in self.members.members]


def folder_of(home: Path, name: str) -> Path:
    """The folder of a class. UsageError for what cannot be a class's name."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            tr("{name!r} cannot be the name of a class", name=name),
            hint=tr("letters, digits, spaces, dots and hyphens, at most 64, beginning with a letter or digit"),
        )
    return home / FOLDER / name


def names(home: Path) -> list[str]:
    """The classes there are."""
    folder = home / FOLDER
    return sorted(each.name for each in folder.iterdir() if is_class(each)) if folder.is_dir() else []


def is_class(folder: Path) -> bool:
    """Whether a class was begun there."""
    return any((folder / name).exists() for name in ("learn.db", *ROSTERS))


def roster_path(folder: Path) -> Path | None:
    """The roster of a class, where it has one."""
    return next((folder / name for name in ROSTERS if (folder / name).is_file()), None)


def roster_of(folder: Path) -> Roster:
    """The roster of a class; an empty one where it has none. BrokenContent where it has errors."""
    path = roster_path(folder)
    return Roster() if path is None else read_roster(path, path.read_bytes())[0]


def existing(home: Path, name: str) -> Path:
    """The folder of a class that is there. NotFound where there is none of that name."""
    folder = folder_of(home, name)
    if not is_class(folder):
        hint = did_you_mean(name, names(home)) or tr("begin it: learn class add {name} FILE…", name=name)
        raise NotFound(tr("there is no class {name!r}", name=name), hint=hint)
    return folder


@contextmanager
def opened(home: Path, name: str, random_bits: RandomBits = _UNPREDICTABLE) -> Iterator[Room]:
    """A class that is there, its log counting as one learner whoever is one student by the roster of today.

    NotFound where there is none. `random_bits` are for the ids of what is written to it.
    """
    folder = existing(home, name)
    with Store.open(folder / "learn.db", random_bits, create=False) as store:
        room = Room(name, folder, store, roster_of(folder))
        if store.exists:
            count_as(store, [member.learners for member in room.members.members if member.learners])
        yield room
