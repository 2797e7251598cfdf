"""`learn` in bad surroundings: `python -m tests.faults.start KNOB… -- ARGUMENTS`.

`pages=N` lets `learn.db` grow by N pages and no further, as on a disk that fills up; `busy=SECONDS` is how long a lock
is waited for; `journal=wal` or `journal=rollback` is what other versions of SQLite are given; `unprivileged` gives
root's right to write everywhere away, so that permissions bind it too.
"""

import ctypes
import os
import sqlite3
import sys
from typing import cast

from learn.cli import entry
from learn.store import database

_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_PR_CAPBSET_DROP = 24


def main(arguments: list[str]) -> None:
    """Turn the knobs, then be `learn`."""
    end = arguments.index("--")
    for knob in arguments[:end]:
        _turn(*knob.partition("=")[::2])
    if "unprivileged" in arguments[:end]:  # is so from the next program on
        rest = [knob for knob in arguments if knob != "unprivileged"]
        os.execv(sys.executable, [sys.executable, "-m", "tests.faults.start", *rest])
    sys.argv = ["learn", *arguments[end + 1 :]]
    entry()


def _turn(name: str, value: str) -> None:
    match name:
        case "pages":
            _limit(int(value))
        case "busy":
            database.BUSY_SECONDS = float(value)
        case "journal":
            database.journal_for = lambda version: cast("database.Journal", value)
        case "unprivileged" if sys.platform == "linux" and os.getuid() == 0:
            for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
                ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def _limit(more: int) -> None:
    set_up = database._set_up

    def limited(db: sqlite3.Connection, journal: database.Journal | None) -> None:
        set_up(db, journal)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + more}")

    database._set_up = limited


if __name__ == "__main__":
    main(sys.argv[1:])
