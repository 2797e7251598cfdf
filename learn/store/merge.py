"""Taking in events from elsewhere: a set union by id. Any order and any number of times give the same log."""

from collections.abc import Iterable

from msgspec import Struct

from learn.language import tr
from learn.problems import StoreError, UsageError
from learn.store import learners
from learn.store.append import become_another_device, insert, number_of, own_device, reached_seq, set_mark_of_seq
from learn.store.codec import Copy, id_bytes, id_text
from learn.store.derive import derive_learners
from learn.store.export import export
from learn.store.forget import bury, forget
from learn.store.lines import learner_number, line_at
from learn.store.log import Store
from learn.store.projector import Projector
from learn.store.quarantine import copy_of_line, keep, rank
from learn.store.verify import verify, verify_lines
from learn.store.wire import VERSION, Forgotten, Header, Read, Refused, read_lines

__all__ = ["MergeReport", "export", "forget", "merge", "verify", "verify_lines"]

_SHOWN = 20
_MANY = 5_000
"""From so many new events on it is faster to derive all of a learner than to apply each."""


class MergeReport(Struct):
    """What became of the events of a log.

    `known` were there already, `quarantined` are ids that came with another content than the log has, `refused`
    lines are none that can be read, `tombstoned` events are of learners who were forgotten here. `forgotten` counts
    learners whom the other side has forgotten: `removed` events of theirs, if that was to be followed.
    """

    added: int = 0
    known: int = 0
    tombstoned: int = 0
    forgotten: int = 0
    removed: int = 0
    quarantined: list[str] = []
    refused: list[Refused] = []

    @property
    def trouble(self) -> bool:
        """Whether there is something that a person should look at."""
        return bool(self.quarantined or self.refused)

    def lines(self) -> list[str]:
        """The report in words."""
        said = [tr("{added} events added, {known} known already", added=self.added, known=self.known)]
        if self.tombstoned:
            said.append(tr("{tombstoned} events of forgotten learners were left out", tombstoned=self.tombstoned))
        if self.forgotten:
            said.append(
                tr(
                    "{forgotten} learners were forgotten there; {removed} events removed here",
                    forgotten=self.forgotten,
                    removed=self.removed,
                )
            )
        said += [
            tr("{each}: another content under the same id, put in quarantine", each=each)
            for each in self.quarantined[:_SHOWN]
        ]
        said += [
            tr("line {line}: refused: {reason}", line=each.line, reason=each.reason) for each in self.refused[:_SHOWN]
        ]
        hidden = len(self.quarantined[_SHOWN:]) + len(self.refused[_SHOWN:])
        return [*said, tr("… and {count} more", count=hidden)] if hidden else said


def merge(
    store: Store,
    lines: Iterable[str | bytes],
    *,
    names: bool = True,
    mine: str | None = None,
    all_mine: bool = False,
    follow_forgetting: bool = False,
) -> MergeReport:
    """Take in the events of an exported log, all in one transaction.

    `names`: also take names that come along, for learners who have none here; a name that is here already means the
    same learner. `mine`: the id of the learner whose other machine this log comes from, whatever her id is there;
    UsageError where it holds several learners, unless `all_mine` says that these are all the same.
    `follow_forgetting`: remove learners whom the other side has forgotten (for one's own machines; a log handed in by
    someone else must not delete).
    """
    with store.writing() as projector:
        merging = _Merging(store, projector, follow_forgetting)
        merging.take_all(lines)
        if names:
            learners.call_all(projector, merging.called)
        if mine is not None:
            _own(projector, mine, merging.authors, all_mine)
    return merging.report


def merge_all(store: Store, logs: Iterable[Iterable[str | bytes]]) -> list[MergeReport]:
    """Take in the events of several logs, each as `merge` does it but without names; all in one transaction."""
    with store.writing() as projector:
        return [_Merging(store, projector, follow_forgetting=False).take_all(lines) for lines in logs]


def _own(projector: Projector, mine: str, authors: set[bytes], several: bool) -> None:
    """Count the learner of a log as the one to whom it was said to belong."""
    db = projector.db
    numbers = {learner_number(db, id_text(author)) for author in authors} - {-1}
    if len(numbers) > 1 and not several:
        raise UsageError(tr("this log holds {count} learners: they cannot all be you", count=len(numbers)))
    for number in numbers:
        learners.join(projector, number, number_of(db, "learner", id_bytes(mine)))


class _Merging:
    def __init__(self, store: Store, projector: Projector, follow_forgetting: bool) -> None:
        self.db, self.projector = store.db, projector
        self.follow_forgetting = follow_forgetting
        self.authors: set[bytes] = set()
        self.report = MergeReport()
        self.own, self.own_id = own_device(store.db, store.random_bits)
        self.reached = reached_seq(store.db, self.own)
        self.tombstones = {learner for (learner,) in store.db.execute("SELECT learner FROM tombstone")}
        self.conflicts: list[Copy] = []  # they wait until nothing is stale: a swap takes rows away
        self.called: dict[str, str] = {}
        self.disturbed: set[int] = set()
        self.shared = False  # another file gives numbers under this one's device

    def take_all(self, lines: Iterable[str | bytes]) -> MergeReport:
        """The whole log."""
        for _, read in read_lines(lines):
            self.take(read)
        self.finish()
        return self.report

    def take(self, read: Read) -> None:
        match read:
            case Copy():
                self._event(read)
            case Refused():
                self.report.refused.append(read)
            case Header(version=version, names=names):
                if version > VERSION:
                    raise StoreError(
                        tr("This log was written by a newer learn (format {version}).", version=version),
                        hint=tr("Update learn first."),
                    )
                self.called |= names
            case Forgotten(forgotten=learner):
                self._forgotten(id_bytes(learner))

    def _event(self, copy: Copy) -> None:
        if copy.learner in self.tombstones:
            self.report.tombstoned += 1
            return
        self.authors.add(copy.learner)
        line = line_at(self.db, copy.id)
        if line is None:
            self.report.added += 1
            self._insert(copy)
            return
        if copy_of_line(line) == copy:
            self.report.known += 1
        else:
            self.conflicts.append(copy)

    def _insert(self, copy: Copy) -> None:
        self.shared = self.shared or copy.device == self.own_id
        line = insert(self.db, copy)
        if self.report.added <= _MANY:
            self.projector.apply(line)
        else:
            self.disturbed.add(line.learner)

    def _conflict(self, arrived: Copy) -> None:
        """Keep both, one as the event. Where that changes, its learners' projections are made again."""
        line = line_at(self.db, arrived.id)
        if line is None:  # its learner was forgotten meanwhile
            self.disturbed.add(insert(self.db, arrived).learner)
            return
        present = copy_of_line(line)
        if present == arrived:
            self.report.known += 1
            return
        self.report.quarantined.append(id_text(arrived.id))
        if rank(present) < rank(arrived):
            keep(self.db, arrived)
            return
        keep(self.db, present)
        self.db.execute("DELETE FROM event WHERE n = ?", (line.n,))
        self.db.execute("DELETE FROM quarantine WHERE id = ? AND hash = ?", (arrived.id, rank(arrived)[1]))
        self.disturbed |= {line.learner, insert(self.db, arrived).learner}

    def _forgotten(self, learner: bytes) -> None:
        if learner in self.tombstones:
            return
        self.report.forgotten += 1
        if self.follow_forgetting:
            self.tombstones.add(learner)
            self.report.removed += bury(self.projector, self.own, learner)

    def finish(self) -> None:
        """Settle what follows from all that was taken."""
        self.projector.settle()
        for copy in self.conflicts:
            if copy.learner not in self.tombstones:
                self._conflict(copy)
        set_mark_of_seq(self.db, self.reached)
        if self.shared:
            become_another_device(self.db)
        if self.disturbed:
            derive_learners(self.projector, self.disturbed)
