"""Room for the next answers behind the end of the write-ahead log.

Where a file grows with each commit, the disk must note its new length each time as well. To write over what is there
already takes half as long, and less of the processor.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from learn.store.write_ahead import has_room

_FIRST = 2
_EVENTS = 24
_BYTES = 256 << 10
"""So many events let the log grow; from then on it has room for so many at a time, in so many bytes: two pages each."""


class AheadRoom:
    """Zeros behind the end of the write-ahead log at `path` (of the file that it belongs to).

    A frame that no commit ended is not read (https://sqlite.org/fileformat2.html#walformat), so they mean nothing to
    anyone. Where there is no such log, or little room on the disk, nothing is done.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._left = _FIRST

    def take(self, events: int) -> None:
        """So many events are being recorded, in a transaction: nobody else writes to the log meanwhile."""
        self._left -= events
        if self._left < 0:
            self._left = _EVENTS
            with suppress(OSError):
                self._lay_out()

    def _lay_out(self) -> None:
        if sys.platform.startswith("linux") and has_room(self.path):
            file = os.open(f"{self.path}-wal", os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
            try:
                os.write(file, bytes(_BYTES))
            finally:
                os.close(file)
