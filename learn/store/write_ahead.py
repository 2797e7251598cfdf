"""The write-ahead log for as long as answers come one after the other: then an answer waits for the disk once.

At rest a log has no files beside it and can be read from a folder that cannot be written. So the mode is taken with
the second event that a process records and given up when the last one closes the file.

Where SQLite has the WAL-reset bug (https://sqlite.org/wal.html), a checkpoint that runs while another connection
commits can lose what was committed. Here none does: connections make no checkpoints of their own (`wal_autocheckpoint`
is 0), and leaving the mode makes one under an exclusive lock, which nobody gets while another has the file open.
"""

import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

from learn.store.database import mode_of

_BEGIN_WITH = 2
_EVENTS = 4_000
"""After so many events the write-ahead log is brought into the file, where nobody else has it open."""
_ROOM = 64 << 20
_LOCAL = frozenset(
    {
        *("bcachefs", "btrfs", "ecryptfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "hfsplus", "jfs"),
        *("ntfs", "ntfs3", "overlay", "ramfs", "reiserfs", "tmpfs", "vfat", "xfs", "zfs"),
    }
)
"""File systems of one machine: on others its processes share no memory, and the write-ahead log would be damaged."""
_MOUNTS = Path("/proc/self/mountinfo")


class WriteAhead:
    """Takes the mode and gives it up, for one connection. What SQLite or others refuse leaves things as they were."""

    def __init__(self, db: sqlite3.Connection, path: Path, wanted: bool) -> None:
        self.db = db
        self.path = path
        self.wanted = wanted
        self._events = 0

    def expect(self, events: int) -> None:
        """So many events are about to be recorded; no transaction is open."""
        if not self.wanted:
            return
        before, self._events = self._events, self._events + events
        if self._events >= _EVENTS:
            self.leave()
            before, self._events = 0, _BEGIN_WITH
        if before < _BEGIN_WITH <= self._events and is_local(self.path) and has_room(self.path):
            self._switch("WAL")

    def leave(self) -> None:
        """Bring everything into the file, and take the other files away, unless somebody else is at work."""
        with suppress(sqlite3.Error):
            if self.wanted and mode_of(self.db) == "wal":
                self._switch("PERSIST")

    def _switch(self, mode: str) -> None:
        with suppress(sqlite3.Error):
            waits = self.db.execute("PRAGMA busy_timeout").fetchone()[0]
            try:
                self.db.execute("PRAGMA busy_timeout = 0")
                self.db.execute(f"PRAGMA main.journal_mode = {mode}")
            finally:
                self.db.execute(f"PRAGMA busy_timeout = {waits}")


def has_room(path: Path) -> bool:
    """Whether the disk has space for what is written twice. On a full one reading needs a file less without."""
    try:
        disk = os.statvfs(path)
    except (OSError, AttributeError):  # Windows has no such function
        return False
    return disk.f_bavail * disk.f_frsize >= _ROOM


def is_local(path: Path) -> bool:
    """Whether the file is known to lie on a file system of this machine. Only Linux tells."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        wanted = path.resolve()
    except OSError:
        return False
    found = [mount for mount in map(_mount, lines) if wanted.is_relative_to(mount[0])]
    return bool(found) and max(enumerate(found), key=lambda one: (len(one[1][0].parts), one[0]))[1][1] in _LOCAL


def _mount(line: str) -> tuple[Path, str]:
    """Where something is mounted, and its type: fields 5 and, behind a hyphen, 1 (see proc_pid_mountinfo(5))."""
    before, _, after = line.partition(" - ")
    place = before.split(" ")[4]
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(code, sign)
    return Path(place), after.split(" ")[0]
