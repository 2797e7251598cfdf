"""Where content lies: the files of the given folders, and whether they are still those that were indexed."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

FOLDERS = {"lessons": "lesson", "question_banks": "bank"}
"""The two folders of a root, and what a file there is taken for where its keys do not say."""

SUFFIXES = (".yaml", ".yml")
_SETTLED_NS = 2_000_000_000


class Root(Struct, frozen=True):
    """A folder with `lessons/` and `question_banks/` in it. The lowest rank is nearest: it wins where ids meet."""

    path: Path
    rank: int


class Place(Struct, frozen=True):
    """A file of content: its path, the rank of its root, what to take it for, its size and time of change (ns)."""

    path: str
    rank: int
    expected: str
    size: int
    mtime_ns: int


def places(roots: Sequence[Root], files: Sequence[Path]) -> list[Place]:
    """All files of content, the nearest first, each once; what is not there is left out."""
    found: dict[str, Place] = {}
    for path in files:
        one = place_of(path)
        if one is not None:
            found.setdefault(one.path, one)
    for root in sorted(roots, key=lambda one: one.rank):
        for name, expected in FOLDERS.items():
            folder = os.path.realpath(root.path / name)
            for one in _in_folder(folder, root.rank, expected):
                found.setdefault(one.path, one)
    return list(found.values())


def place_of(path: Path) -> Place | None:
    """The place of a single file, which is nearer than all roots; None where there is none."""
    real = os.path.realpath(path)
    expected = FOLDERS.get(Path(real).parent.name, "bank")
    try:
        status = Path(real).stat()
    except OSError:
        return None
    return Place(real, -1, expected, status.st_size, status.st_mtime_ns)


def _in_folder(folder: str, rank: int, expected: str) -> Iterator[Place]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted((entry for entry in entries if _is_content(entry)), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listed:
        try:
            status = entry.stat()
        except OSError:  # a link that leads nowhere, or a file removed just now
            continue
        yield Place(entry.path, rank, expected, status.st_size, status.st_mtime_ns)


def _is_content(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(SUFFIXES) and not entry.name.startswith(".") and not entry.is_dir()


def settled(mtime_ns: int, now_ns: int) -> bool:
    """Whether a later change of the file must show in its time: it was not changed just now.

    `now_ns` is the file system's own clock. Within its granularity a second edit of the same size would go unseen.
    """
    return mtime_ns < now_ns - _SETTLED_NS


def display(path: str) -> str:
    """The path as people like to read it: relative where it lies below the current folder."""
    here = str(Path.cwd())
    return path[len(here) + 1 :] if path.startswith(here + os.sep) else path
