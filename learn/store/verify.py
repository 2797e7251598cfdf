"""Whether a log is whole: every event readable, every id its own, no sequence number missing or given twice."""

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from learn.language import tr
from learn.store.codec import Copy, id_text, is_sealed
from learn.store.faults import told
from learn.store.lines import select
from learn.store.log import Store
from learn.store.quarantine import copy_of_line
from learn.store.wire import Refused, fault_of, read_lines

_SHOWN = 20


class VerifyReport(Struct):
    """What was found in a log.

    `faults` are to be looked at. `unsealed` ids were not made for the content they have: another program made them,
    or the events were changed afterwards. `missing` counts sequence numbers that are not here by device: events of
    others that were not handed on, or that were forgotten.
    """

    events: int = 0
    devices: int = 0
    learners: int = 0
    quarantined: int = 0
    unsealed: list[str] = []
    missing: dict[str, int] = {}
    faults: list[str] = []

    @property
    def trouble(self) -> bool:
        """Whether there is something that a person should look at."""
        return bool(self.faults or self.quarantined or self.unsealed)

    def lines(self) -> list[str]:
        """The report in words."""
        said = [
            tr(
                "{events} events of {learners} learners from {devices} devices",
                events=self.events,
                learners=self.learners,
                devices=self.devices,
            )
        ]
        if self.quarantined:
            said.append(
                tr(
                    "{count} events in quarantine: another content under the same id",
                    count=self.quarantined,
                )
            )
        said += [
            tr("device {device}: {count} sequence numbers are not here", device=device, count=count)
            for device, count in self.missing.items()
        ]
        said += [tr("{each}: changed later, or made by another program", each=each) for each in self.unsealed[:_SHOWN]]
        said += self.faults[:_SHOWN]
        hidden = len(self.unsealed[_SHOWN:]) + len(self.faults[_SHOWN:])
        if hidden:
            said.append(tr("… and {count} more", count=hidden))
        return [*said, tr("whole") if not self.trouble else tr("look at the lines above")]


def verify(store: Store) -> VerifyReport:
    """Check every event in the store."""
    with told(store.path):
        return verify_log(store.db)


def verify_log(db: sqlite3.Connection) -> VerifyReport:
    """Check every event of an open database."""
    check = _Check()
    for line in select(db, "TRUE", order="e.n"):
        copy = copy_of_line(line)
        check.copy(tr("event {id}", id=id_text(line.id)), copy, fault_of(copy))
    check.report.quarantined = db.execute("SELECT count(*) FROM quarantine").fetchone()[0]
    return check.finish()


def verify_lines(lines: Iterable[str | bytes]) -> VerifyReport:
    """Check every line of an exported log."""
    check = _Check()
    for number, read in read_lines(lines):
        if isinstance(read, Refused):
            check.report.faults.append(tr("line {number}: {reason}", number=number, reason=read.reason))
        elif isinstance(read, Copy):
            check.copy(tr("line {number}", number=number), read, None)
    return check.finish()


class _Check:
    def __init__(self) -> None:
        self.report = VerifyReport()
        self.sequences: dict[bytes, set[int]] = {}
        self.learners: set[bytes] = set()

    def copy(self, where: str, copy: Copy, fault: str | None) -> None:
        self.report.events += 1
        self.learners.add(copy.learner)
        seen = self.sequences.setdefault(copy.device, set())
        if copy.seq in seen:
            told = tr("device {device} gave the sequence number {seq} twice", device=id_text(copy.device), seq=copy.seq)
            self.report.faults.append(f"{where}: {told}")
        seen.add(copy.seq)
        if fault is not None:
            self.report.faults.append(f"{where}: {fault}")
        elif not is_sealed(copy):
            self.report.unsealed.append(id_text(copy.id))

    def finish(self) -> VerifyReport:
        report = self.report
        report.devices, report.learners = len(self.sequences), len(self.learners)
        missing = {id_text(device): max(seen) - len(seen) for device, seen in sorted(self.sequences.items())}
        report.missing = {device: count for device, count in missing.items() if count}
        return report
