"""`learn sync`: the learner's machines meet in a folder that something else carries from one to the other.

Each machine keeps one file there, named after its device, which only ever grows; it is replaced whole. Merging is set
union, so files may come late, twice, as conflict copies or in any order. Of a file that has arrived in part the whole
lines are taken, and it is read again until its end is there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

from learn.app import NOBODY, App
from learn.app.files import replace_file
from learn.language import tr
from learn.problems import LearnError, NotFound, UsageError

if TYPE_CHECKING:
    from learn.store.merge import MergeReport

SUFFIX = ".learnlog"
_DAY_MS = 86_400_000


class Memory(Struct, frozen=True, omit_defaults=True):
    """What this machine knows of its last sync, in `sync.json`: where and when (UTC ms), whether names travel, size
    and time (ns) of each file that was read to its end, and into which log: the device that it was then."""

    folder: str = ""
    at: int = 0
    names: bool = False
    read: dict[str, tuple[int, int]] = {}
    device: str = ""


class Synced(Struct):
    """What a sync came to: `added` events are new here, `written` says whether this machine's file changed.

    `waiting` are files that are not here to their end, `troubles` what a person should look at.
    """

    folder: str
    files: int = 0
    added: int = 0
    written: bool = False
    waiting: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def remembered(app: App) -> Memory:
    """What is known of the last sync; nothing where there was none, or its note is damaged."""
    try:
        return msgspec.json.decode((app.home / "sync.json").read_bytes(), type=Memory)
    except (FileNotFoundError, ValueError, RecursionError):  # what msgspec raises is a ValueError
        return Memory()


def days_since_sync(app: App) -> int | None:
    """Days since the last sync; None where there was none."""
    last = remembered(app)
    return max(0, app.clock.now() - last.at) // _DAY_MS if last.folder else None


def sync(app: App, folder: Path, *, names: bool = False, mine: bool = False) -> Synced:
    """Bring this machine and the folder up to each other. NotFound without the folder; UsageError where it holds
    answers of a learner who is not known to be this one, unless they are said to be `mine`."""
    if not folder.is_dir():
        raise NotFound(
            tr("no such folder: {folder}", folder=folder),
            hint=tr("is the stick plugged in, the share connected? Or mkdir it"),
        )
    before = remembered(app)
    known = before.read if before.folder == str(folder.resolve()) and before.device == _device(app) else {}
    files = [_File.of(path) for path in sorted(folder.glob(f"*{SUFFIX}")) if not path.name.startswith(".")]
    fresh = [file for file in files if known.get(file.path.name) != file.mark]
    result = Synced(folder=str(folder), files=len(files))
    if not mine:
        _refuse_strangers(app, fresh, folder)
    finished = {name: mark for name, mark in known.items() if any(file.path.name == name for file in files)}
    for file in fresh:
        if _take(app, file, names, result):
            finished[file.path.name] = file.mark
    own = _write(app, folder, [file.device for file in files], names, result)
    if own:
        finished[own.path.name] = own.mark
    where, now = str(folder.resolve()), app.clock.now()
    _remember(app, Memory(folder=where, at=now, names=names, read=finished, device=_device(app)))
    return result


def _device(app: App) -> str:
    """Which device the log is now: another one where it was deleted, or a copy was put in its place."""
    return next(reversed(app.store.devices()), "")


class _File(Struct, frozen=True):
    """A file of the folder with its size and time, taken before it is read."""

    path: Path
    mark: tuple[int, int]

    @classmethod
    def of(cls, path: Path) -> "_File":
        found = path.stat()
        return cls(path, (found.st_size, found.st_mtime_ns))

    @property
    def device(self) -> str:
        """The device that the file is named after; conflict copies have a longer name that begins with it."""
        return self.path.name[:36]

    def lines(self) -> tuple[list[bytes], bool]:
        """The whole lines, and whether there is nothing behind them."""
        whole, _, rest = self.path.read_bytes().rpartition(b"\n")
        return whole.split(b"\n"), not rest and bool(whole)


class _Author(Struct):
    learner: str = ""


def _authors(lines: Sequence[bytes]) -> set[str]:
    decoder = msgspec.json.Decoder(_Author)
    found = set()
    for line in lines:
        try:
            found.add(decoder.decode(line).learner)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue  # merging says which line cannot be read
    return found - {""}


def _refuse_strangers(app: App, files: Sequence[_File], folder: Path) -> None:
    if app.learner == NOBODY:
        return
    for file in files:
        lines, _ = file.lines()
        if any(not app.store.are_one(author, app.learner) for author in _authors(lines)):
            raise UsageError(
                tr(
                    "{folder} holds answers that are not known to be those of {name!r}",
                    folder=folder,
                    name=app.learner_name,
                ),
                hint=tr("if they are yours, from another machine: learn sync --mine FOLDER"),
            )


def _take(app: App, file: _File, names: bool, result: Synced) -> bool:
    """Merge one file; whether it was there to its end and could all be read."""
    lines, whole = file.lines()
    try:
        report = _merged(app, lines, names)
    except LearnError as error:
        result.troubles.append(f"{file.path.name}: {error}")
        return False
    result.added += report.added
    name = file.path.name
    result.troubles += [
        tr("{file}: line {line}: {why}", file=name, line=each.line, why=each.reason) for each in report.refused
    ]
    result.troubles += [
        tr("{file}: {event}: another content under the same id", file=name, event=each) for each in report.quarantined
    ]
    if not whole:
        result.waiting.append(file.path.name)
    return whole and not report.refused


def _merged(app: App, lines: Sequence[bytes], names: bool) -> "MergeReport":
    from learn.store.merge import merge

    authors = sorted(_authors(lines))
    mine = app.learner if app.learner != NOBODY else (authors[0] if authors else None)
    report = merge(app.store, lines, names=names, mine=mine, all_mine=True, follow_forgetting=True)
    if app.learner == NOBODY and mine is not None and app.store.has_learner(mine):
        _call(app, mine)
    app.__dict__.pop("learner", None)
    return report


def _call(app: App, learner: str) -> None:
    from learn.store import learners

    with app.store.writing() as projector:
        learners.call(projector, learner, app.learner_name)


def _write(app: App, folder: Path, elsewhere: Sequence[str], names: bool, result: Synced) -> _File | None:
    """Bring this machine's file up to its log; None while it has nothing to hand on."""
    from learn.store.export import export_own

    devices = app.store.devices()
    if not devices:
        return None
    path = folder / f"{devices[-1]}{SUFFIX}"
    text = "".join(_with_ends(export_own(app.store, app.learner, _ids(elsewhere), names=names))).encode()
    if not path.exists() or path.read_bytes() != text:
        replace_file(path, text)
        result.written = True
    return _File.of(path)


def _with_ends(lines: Iterator[str]) -> Iterator[str]:
    return (line + "\n" for line in lines)


def _ids(names: Sequence[str]) -> list[str]:
    """Those of the names that are ids."""
    from learn.store.codec import id_bytes

    found = []
    for name in names:
        try:
            id_bytes(name)
        except ValueError:
            continue
        found.append(name)
    return found


def _remember(app: App, memory: Memory) -> None:
    replace_file(app.home / "sync.json", msgspec.json.encode(memory))


def again(app: App, folder: Path | None, names: bool) -> tuple[Path, bool]:
    """The folder and whether names travel: as given, else as the last time. UsageError where there was none."""
    last = remembered(app)
    if folder is not None:
        return folder, names
    if not last.folder:
        raise UsageError(tr("which folder?"), hint=tr("learn sync FOLDER; from then on learn sync alone repeats it"))
    return Path(last.folder), names or last.names
