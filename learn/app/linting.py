"""What is wrong with content: the files and folders that were named, or all there is.

A file is judged together with what it speaks of: the library, and the files beside it. Only what is wrong in the
named files is told.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from learn.app import App, shipped
from learn.content.check import check
from learn.content.files import AnyLoaded, Sort, read
from learn.content.lint.codes import RULES
from learn.content.pause import paused_gc
from learn.content.values import Bank
from learn.kinds.base import Fault, Question
from learn.problems import Problem
from learn.store.index_places import FOLDERS, SUFFIXES, Root, display, places

Wanted: TypeAlias = Callable[[str], bool]


class Report(Struct, frozen=True):
    """What was found, by file, line and column, and how many files were looked at."""

    problems: tuple[Problem, ...]
    files: int


class _Named(Struct, frozen=True):
    """A file to look at. One that was found in a folder (`found`) is passed over where it is no content at all."""

    path: str
    found: bool = False


def lint(app: App, paths: Sequence[Path], wanted: Wanted | None = None) -> Report:
    """Everything wrong in the named files and folders; without any, in all content of the library.

    `wanted` says of a code whether to look for it (all, if not given).
    """
    with paused_gc():
        library = _library(app)
        named = _once(_named(paths)) if paths else [_Named(display(path), found=True) for path in library]
        looked_at = dict(_read(named))
        around = _around(looked_at, library if paths else [])
        # whoever names a file is told that its id is taken by one beside it; the library gives way, as in a quiz
        beside = [one for path, one in around.items() if path not in library]
        beyond = [one for path, one in around.items() if path in library]
        everywhere = [*beside, *looked_at.values(), *beyond]
        problems = [*_errors(list(looked_at.values()), everywhere), *_warnings(looked_at, around, wanted)]
        told = [one for one in problems if wanted is None or wanted(one.code)]
        return Report(tuple(sorted(told, key=lambda one: (*one.span[:3], one.code))), len(looked_at))


def _errors(looked_at: Sequence[AnyLoaded], everywhere: Sequence[AnyLoaded]) -> list[Problem]:
    mine = {one.spans.path for one in looked_at}
    problems = [problem for one in looked_at for problem in one.problems]
    return problems + [one for one in check(everywhere) if one.span.path in mine]


def _warnings(looked_at: dict[str, AnyLoaded], around: dict[str, AnyLoaded], wanted: Wanted | None) -> list[Problem]:
    """What the rules of item writing say; nothing is loaded where none is wanted."""
    if wanted is not None and not any(map(wanted, RULES)):
        return []
    from learn.content.lint.run import warnings

    return warnings(list(looked_at.values()), list(around.values()), wanted)


def advice(question: Question) -> list[Fault]:
    """What the rules of item writing say of one question that is in no bank yet."""
    from learn.content.lint.attribution import voices_of
    from learn.content.lint.run import Run

    alone = Run([Bank(id="draft", questions=(question,))], voices_of([]), RULES.__contains__)
    return [fault for _, fault in alone.faults()[0]]


# -------------------------------------------------------------------------------------------------- which files, where


def _library(app: App) -> list[str]:
    """The files of the library, the shipped ones first: where an id stands twice, the nearer file is to blame."""
    folders = [*map(Path, app.config["content"]), app.home, shipped()]
    roots = [Root(path=path, rank=rank) for rank, path in enumerate(folders)]
    return [one.path for one in sorted(places(roots, ()), key=lambda one: -one.rank)]


def _named(paths: Iterable[Path]) -> Iterator[_Named]:
    for path in paths:
        if path.is_dir():
            yield from (_Named(str(one), found=True) for one in _below(path))
        else:
            yield _Named(str(path))


def _below(folder: Path) -> Iterator[Path]:
    """The YAML files in a folder and those below it; where there are `lessons` or `question_banks`, only in these."""
    entries = sorted(one for one in folder.iterdir() if not one.name.startswith("."))
    folders = [one for one in entries if one.is_dir()]
    yield from (one for one in entries if one.suffix in SUFFIXES and one.is_file())
    for one in [one for one in folders if one.name in FOLDERS] or folders:
        yield from _below(one)


def _once(named: Iterable[_Named]) -> list[_Named]:
    """Each file once, however often it is named."""
    found: dict[str, _Named] = {}
    for one in named:
        found.setdefault(os.path.realpath(one.path), one)
    return list(found.values())


# ----------------------------------------------------------------------------------------------------------- reading


def _read(named: Iterable[_Named]) -> Iterator[tuple[str, AnyLoaded]]:
    """The real path and the content of each file, without those of folders that are other people's YAML."""
    for one in named:
        sort, loaded = read(one.path, expected=_expected(one.path))
        if sort or not one.found or not _is_other(loaded):
            yield os.path.realpath(one.path), loaded


def _expected(path: str) -> Sort:
    """What a file is taken for where its keys do not say: by its folder."""
    name = Path(path).absolute().parent.name
    return FOLDERS.get(name, "")  # type: ignore[return-value]


def _is_other(loaded: AnyLoaded) -> bool:
    """Whether a file without our keys is YAML of another sort, not one of ours that is empty or broken."""
    root = loaded.spans.root
    return root is not None and not isinstance(root.value, str) and bool(root.value)


def _around(looked_at: Iterable[str], library: Iterable[str]) -> dict[str, AnyLoaded]:
    """The other files that belong to the named ones: beside them, in the folders of their root, in the library."""
    known = set(looked_at)
    beside = [str(one) for folder in _folders_of(known) for one in sorted(folder.glob("*.y*ml"))]
    named = [_Named(path, found=True) for path in dict.fromkeys((*beside, *library)) if path not in known]
    return dict(_read(named))


def _folders_of(files: Iterable[str]) -> list[Path]:
    """The two folders of each root that has one of the files in a folder of its own."""
    roots = dict.fromkeys(Path(path).parent.parent for path in files if Path(path).parent.name in FOLDERS)
    return [root / name for root in roots for name in FOLDERS if (root / name).is_dir()]
