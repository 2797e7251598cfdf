"""Whether a store is as it should be: the file, the log in it, and the projections against the events."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from stat import S_IMODE

from msgspec import Struct

from learn.language import tr, translatable
from learn.problems import StoreError
from learn.store import files
from learn.store.audit import differences, snapshot
from learn.store.codec import id_text
from learn.store.database import journal_for
from learn.store.derive import derive_all
from learn.store.faults import told
from learn.store.log import Store
from learn.store.soundness import sound_log
from learn.store.verify import VerifyReport, verify_log

_SHOWN = 5


class Finding(Struct, frozen=True):
    """Something that is not as it should be: where, what, and the remedy. `repairable` by `repair`."""

    where: str
    message: str
    hint: str = ""
    repairable: bool = False


class Health(Struct, frozen=True):
    """What was found, and what was looked at: figures by name."""

    findings: list[Finding]
    figures: dict[str, str | int]


def examine(store: Store) -> Health:
    """Look at everything. What cannot even be copied is a finding too."""
    findings = list(_permissions(store.path))
    try:
        with told(store.path):
            store.follow()
            with snapshot(store) as db:
                findings += list(_integrity(db)) or list(_within(db))
    except StoreError as error:
        findings.append(Finding("file", error.message, error.hint))
    return Health(findings, _figures(store))


def repair(store: Store) -> int:
    """Make the projections again from the events and set file modes; returns how many findings are left."""
    for path in _files(store.path):
        path.chmod(files.FILE_MODE)
    store.path.parent.chmod(files.FOLDER_MODE)
    with store.writing() as projector:
        derive_all(projector)
    with told(store.path):
        store.db.execute("REINDEX")
    return len(examine(store).findings)


def _figures(store: Store) -> dict[str, str | int]:
    db = store.db
    with told(store.path):
        mode = db.execute("PRAGMA journal_mode").fetchone()[0]
        return {
            "events": _count(db, "event"),
            "learners": _count(db, "learner"),
            "devices": _count(db, "device"),
            "facts": _count(db, "state WHERE memory IS NOT NULL"),
            "format": db.execute("PRAGMA user_version").fetchone()[0],
            "bytes": store.path.stat().st_size if store.exists else 0,
            "sqlite": sqlite3.sqlite_version,
            "journal": mode,
            "journal_wanted": journal_for(sqlite3.sqlite_version_info),
            "python": ".".join(map(str, sys.version_info[:3])),
        }


def _count(db: sqlite3.Connection, what: str) -> int:
    number: int = db.execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: S608
    return number


# -- the file ----------------------------------------------------------------------------------------------------


def _files(path: Path) -> list[Path]:
    beside = [path.with_name(path.name + suffix) for suffix in files.SIDE_FILES]
    return [each for each in (path, *beside) if each.exists()]


def _permissions(path: Path) -> Iterator[Finding]:
    """Modes that let others in, where the system knows modes."""
    if os.name != "posix" or not path.exists():
        return
    for each, wanted in [(path.parent, files.FOLDER_MODE), *((file, files.FILE_MODE) for file in _files(path))]:
        mode = S_IMODE(each.stat().st_mode)
        if mode & 0o077:
            yield Finding(
                str(each), tr("others may read it: its mode is {mode:04o}", mode=mode), f"chmod {wanted:o} {each}", True
            )


def _integrity(db: sqlite3.Connection) -> Iterator[Finding]:
    for (said,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if said != "ok":
            yield Finding("file", said, tr("Put back a copy made by `learn backup`, then merge an export of this log."))


# -- the log -----------------------------------------------------------------------------------------------------


def _within(db: sqlite3.Connection) -> Iterator[Finding]:
    """One pass says whether anything is wrong, and only then others what it is."""
    report = sound_log(db)
    if report is not None:
        yield from _log(db, report)
    else:
        yield from _log(db, verify_log(db))
        yield from _projections(db)


def _log(db: sqlite3.Connection, report: VerifyReport) -> Iterator[Finding]:
    yield from (Finding("log", fault) for fault in report.faults)
    if report.unsealed:
        yield Finding(
            "log", tr("{count} events were changed later, or made by another program", count=len(report.unsealed))
        )
    if report.quarantined:
        yield Finding(
            "log",
            tr("{count} events in quarantine: another content under the same id", count=report.quarantined),
        )
    yield from _missing_own(db, report.missing)
    yield from _orphans(db)
    yield from _without_guards(db)


def _missing_own(db: sqlite3.Connection, missing: dict[str, int]) -> Iterator[Finding]:
    """Numbers that this device gave and that are not here, though no learner was forgotten."""
    row = db.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if row is None or _count(db, "tombstone"):
        return
    if count := missing.get(id_text(row[0])):
        yield Finding(
            "log",
            tr("{count} events that were recorded on this machine are missing", count=count),
            tr("Merge a backup."),
        )


def _orphans(db: sqlite3.Connection) -> Iterator[Finding]:
    """What points nowhere. An amendment may wait for an answer that a later merge brings: that is no finding."""
    for what, query in (
        (translatable("{count} events without a learner"), "event WHERE learner NOT IN (SELECT n FROM learner)"),
        (translatable("{count} events without a device"), "event WHERE device NOT IN (SELECT n FROM device)"),
        (
            translatable("{count} events of forgotten learners"),
            "event WHERE learner IN (SELECT n FROM learner JOIN tombstone ON id = learner)",
        ),
        (translatable("{count} names without a learner"), "name WHERE learner NOT IN (SELECT n FROM learner)"),
        (
            translatable("{count} learners who count under nobody"),
            "learner WHERE same_as NOT IN (SELECT n FROM learner WHERE same_as IS NULL)",
        ),
    ):
        if count := _count(db, query):
            yield Finding("log", tr(what, count=count))
    for what, query in (
        (
            translatable("{count} pieces of evidence without an event"),
            "evidence WHERE event NOT IN (SELECT n FROM event)",
        ),
        (
            translatable("{count} pieces of evidence without a fact"),
            "evidence WHERE state NOT IN (SELECT n FROM state)",
        ),
        (translatable("{count} amendments without an event"), "amendment WHERE event NOT IN (SELECT n FROM event)"),
    ):
        if count := _count(db, query):
            yield Finding("projections", tr(what, count=count), "learn doctor --repair", True)


def _without_guards(db: sqlite3.Connection) -> Iterator[Finding]:
    present = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    for name in ("event_stays_as_it_is", "event_is_not_replaced", "event_is_kept"):
        if name not in present:
            yield Finding("log", tr("the guard {name} is missing: events could be changed", name=name))


# -- the projections ---------------------------------------------------------------------------------------------


def _projections(db: sqlite3.Connection) -> Iterator[Finding]:
    """The first few differences of each table, and how many more there are."""
    for table, rows in groupby(differences(db), key=lambda found: found[0]):
        for _, said in islice(rows, _SHOWN):
            yield Finding(table, said, "learn doctor --repair", True)
        if more := sum(1 for _ in rows):
            yield Finding(table, tr("{count} more rows differ", count=more), "learn doctor --repair", True)
