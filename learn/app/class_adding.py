"""Adding hand-ins and a roster to a class, which is begun by the first of them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from learn.app import App
from learn.app.chance import random_bits
from learn.app.class_report import of_the_class
from learn.app.files import replace_file
from learn.classroom import classes
from learn.classroom.adding import Taken, take
from learn.classroom.findings import Finding
from learn.classroom.reading import HandIn, read_file
from learn.classroom.records import as_bytes, path_of, record_of
from learn.classroom.roster_reading import YAML, read_roster
from learn.classroom.versions import Versions
from learn.language import tr
from learn.problems import NotFound, Problem
from learn.store.files import private_folder
from learn.store.log import Store

_AT_ONCE = 25
_MOST_BYTES = 16 << 20


class Added(Struct, frozen=True):
    """What became of every file, and everything that a teacher should know.

    `missing` says whether a file was not there, `warnings` are those of a roster that came along, `rosterless` is a
    class that has none, `students` counts everyone in the class now, `silent` those who have handed nothing in.
    """

    name: str
    is_new: bool
    files: tuple[Taken, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[Problem, ...]
    missing: bool
    rosterless: bool
    students: int
    silent: int


def add(
    app: App, name: str, files: Sequence[Path], roster: Path | None, done: Callable[[int], None] = lambda _: None
) -> Added:
    """Take these hand-ins in; `done` is told how many more are in.

    NotFound where there is nothing to begin a class with, BrokenContent where the roster has errors: then nothing was
    done.
    """
    folder = classes.folder_of(app.home, name)
    is_new = not classes.is_class(folder)
    if is_new and roster is None and not any(path.is_file() for path in files):
        raise NotFound(
            tr("there is no class {name!r}, and no file to begin it with", name=name), hint="learn class add NAME FILE…"
        )
    warnings = _take_roster(folder, roster) if roster is not None else ()
    private_folder(folder)
    taken, reads = _take_files(app, folder, files, done)
    with classes.opened(app.home, name, random_bits) as room:
        students = room.members.members
        return Added(
            name=name,
            is_new=is_new,
            files=tuple(taken),
            findings=(*_findings(room, reads), *of_the_class(app, room)),
            warnings=warnings,
            missing=any(found.code == "no-file" for read in reads for found in read.findings),
            rosterless=not room.roster.given,
            students=len(students),
            silent=sum(not member.learners for member in students),
        )


def _take_roster(folder: Path, path: Path) -> tuple[Problem, ...]:
    """Make this the roster of the class, in place of the one before."""
    if not path.is_file():
        raise NotFound(tr("no such file: {path}", path=path))
    data = path.read_bytes()
    _, warnings = read_roster(path, data)
    private_folder(folder)
    target = folder / ("roster.yaml" if path.suffix.lower() in YAML else "roster.csv")
    replace_file(target, data)
    for name in classes.ROSTERS:
        if name != target.name:
            (folder / name).unlink(missing_ok=True)
    return tuple(warnings)


def _take_files(
    app: App, folder: Path, files: Sequence[Path], done: Callable[[int], None]
) -> tuple[list[Taken], list[HandIn]]:
    taken, reads = [], []
    versions = Versions(app.library)
    with Store.open(folder / "learn.db", random_bits) as store:
        for batch in _batches(files):
            taken += _take_batch(store, folder, batch, versions, app.clock.now())
            reads += batch
            done(len(batch))
    return taken, reads


def _batches(files: Sequence[Path]) -> Iterator[list[HandIn]]:
    """What was read, so much at a time as is put on disk at once."""
    batch: list[HandIn] = []
    for path in files:
        batch.append(read_file(path))
        if len(batch) == _AT_ONCE or sum(read.size for read in batch) > _MOST_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _take_batch(store: Store, folder: Path, batch: list[HandIn], versions: Versions, now: int) -> list[Taken]:
    taken = take(store, batch, versions)
    for read, one in zip(batch, taken, strict=True):
        if one.taken:
            _keep_record(folder, read, now)
        read.forget_lines()
    return taken


def _keep_record(folder: Path, read: HandIn, now: int) -> None:
    """Note the hand-in, unless the very same file was added before."""
    path = path_of(folder, read.digest)
    if not path.exists():
        replace_file(path, as_bytes(record_of(read, now)))


def _findings(room: classes.Room, reads: Sequence[HandIn]) -> list[Finding]:
    """Those of the files in their order, each with what it means in the class."""
    found: list[Finding] = []
    for read in reads:
        in_class = room.members.findings.get(read.digest, ()) if read.header else ()
        found += sorted((*read.findings, *_named(in_class, read.file)), key=lambda one: one.line)
    return found


def _named(findings: Sequence[Finding], file: str) -> list[Finding]:
    """The same under the name that the file has now."""
    from msgspec import structs

    return [structs.replace(one, file=file) for one in findings]
