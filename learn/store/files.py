"""The folder and the files of the store: private whatever the umask, never through a symbolic link."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from learn.language import tr
from learn.problems import StoreError, UsageError
from learn.store.faults import symbolic_link

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6)
SIDE_FILES = ("-wal", "-shm", "-journal")

_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"
}
"""Names that Windows keeps for devices, whatever stands behind a point (Naming Files, Paths, and Namespaces)."""

_OURS = frozenset({"config.toml", "lessons", "question_banks", "backups", "cache", "classes", "sync.json", "exam.json"})


def private_folder(folder: Path) -> None:
    """Make the folder and what is missing above it, readable by their owner only. What was there stays as it is."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in missing:
        refuse_device(parent)
    for parent in reversed(missing):
        parent.mkdir(FOLDER_MODE, exist_ok=True)
        parent.chmod(FOLDER_MODE)  # what a umask took away comes back too


def home_folder(folder: Path) -> None:
    """Make the folder of a store; one that was there is closed to others, if nothing but files of learn lies in it."""
    private_folder(folder)
    if _is_ours(folder):
        folder.chmod(FOLDER_MODE)


def _is_ours(folder: Path) -> bool:
    """Whether nothing but files of learn lies there: a shared folder given as --home must stay open to its users."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
    return all(name in _OURS or Path(name).suffix in (".db", ".lock") or ".db-" in name for name in names)


def create_private(path: Path) -> None:
    """An empty file of mode 0600, its name on disk. FileExistsError where something is there already."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, FILE_MODE)
    try:
        make_private(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def make_private(handle: int) -> None:
    """Set mode 0600 on an open file: what a umask took away comes back too. A stick in FAT format knows no modes."""
    if hasattr(os, "fchmod"):
        with suppress(PermissionError):
            os.fchmod(handle, FILE_MODE)


def refuse_link(path: Path) -> None:
    """StoreError where `path` is a symbolic link."""
    if path.is_symlink():
        raise symbolic_link(path)


def refuse_device(path: Path) -> None:
    """UsageError where Windows keeps the name for a device: what is made anywhere can be copied there."""
    stem, point, rest = path.name.partition(".")
    if stem.rstrip(" ").lower() in _DEVICES:
        raise UsageError(
            tr("{name} cannot be the name of a file: Windows keeps it for a device", name=path.name),
            hint=tr("choose another name, such as {name}", name=f"{stem.rstrip(' ')}-1{point}{rest}"),
        )


def refuse_special(path: Path) -> None:
    """StoreError where something lies there that is no file: a folder, or a pipe that would keep a reader waiting."""
    if not path.is_file():
        raise StoreError(
            tr("{path} cannot be opened: it is not a file.", path=path),
            hint=tr("Move it away, or choose another folder with --home."),
        )


def take_place(new: Path, old: Path) -> None:
    """Rename `new` over `old`, in one step. Windows refuses while another program (a virus scanner, a sync client)
    has the old one open, mostly for moments: try for two seconds. PermissionError where it stays in use."""
    for pause in _PAUSES:
        try:
            new.replace(old)
        except PermissionError:
            if not refuses_open_files():
                raise
            time.sleep(pause)
        else:
            return
    new.replace(old)


def refuses_open_files() -> bool:
    """Whether the system keeps a file from being replaced while somebody has it open."""
    return os.name == "nt"


def sync_file(path: Path) -> None:
    """Put what was written to a file on disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Put new names in a folder on disk. Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def identity(path: str | Path) -> tuple[int, int] | None:
    """Device and inode of the file, None where there is none: tells whether it is still the one that was opened."""
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every answer
    except FileNotFoundError:
        return None
    return (status.st_dev, status.st_ino)
