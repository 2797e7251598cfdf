"""The log as JSON lines, to be merged elsewhere: the same bytes for the same log."""

from collections.abc import Collection, Iterator

from learn.store import learners
from learn.store.append import own_devices
from learn.store.codec import Copy, id_bytes, id_text
from learn.store.faults import told
from learn.store.lines import learner_number, select
from learn.store.log import Store
from learn.store.quarantine import copy_of_line, kept
from learn.store.wire import event_line, forgotten_line, header_line


def export(store: Store, learner: str | None = None, *, names: bool = False) -> Iterator[str]:
    """The lines (without newlines): a header, events in replay order, copies in quarantine, who was forgotten.

    Of one learner or of all; names only where they are asked for.
    """
    with told(store.path):
        group = None if learner is None else learners.group(store.db, learner_number(store.db, learner))
        yield header_line(learners.names(store.db, group) if names else {})
        marks = "" if group is None else ", ".join("?" * len(group))
        for line in select(store.db, f"l.id IN ({marks})" if group is not None else "TRUE", tuple(group or ())):
            yield _copy_line(copy_of_line(line))
        for copy in kept(store.db):
            if group is None or copy.learner in group:
                yield _copy_line(copy)
        if group is None:
            for (forgotten,) in store.db.execute("SELECT learner FROM tombstone ORDER BY learner"):
                yield forgotten_line(id_text(forgotten))


def export_own(store: Store, learner: str, elsewhere: Collection[str], *, names: bool = False) -> Iterator[str]:
    """The lines of one learner's events that this file is to hand on: those of its own devices, and of devices that
    are not `elsewhere` (ids). In the order in which they arrived, so that what is written later is only longer."""
    with told(store.path):
        own = set(own_devices(store.db))
        left = {id_bytes(device) for device in elsewhere} - own
        group = learners.group(store.db, learner_number(store.db, learner))
        marks = ", ".join("?" * len(group))
        yield header_line(learners.names(store.db, group) if names else {})
        for (forgotten,) in store.db.execute("SELECT learner FROM tombstone ORDER BY learner"):
            yield forgotten_line(id_text(forgotten))
        for line in select(store.db, f"l.id IN ({marks})", tuple(group), order="e.n"):
            if line.device not in left:
                yield _copy_line(copy_of_line(line))


def _copy_line(copy: Copy) -> str:
    event_id, device, seq, ms, offset, learner, kind, body = copy
    return event_line(id_text(event_id), id_text(device), seq, ms, offset, id_text(learner), kind, body)
