"""The log as JSON lines, to be merged elsewhere: the same bytes for the same log."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from operator import itemgetter

from learn.store import learners
from learn.store.append import own_devices
from learn.store.codec import Copy, id_bytes, id_text
from learn.store.faults import told
from learn.store.lines import in_replay_order, learner_number, select
from learn.store.log import Store
from learn.store.quarantine import copy_of_line, kept
from learn.store.wire import event_line, forgotten_line, header_line

_COPIES = "SELECT e.id, d.id, e.seq, e.ms, e.offset, l.id, e.type, e.body"
_ORDERED = f"""{_COPIES} FROM (SELECT n FROM event WHERE {{where}} ORDER BY ms LIMIT -1) AS o
    CROSS JOIN event AS e ON e.n = o.n CROSS JOIN device AS d ON d.n = e.device CROSS JOIN learner AS l
    ON l.n = e.learner"""  # noqa: S608 - the bodies, nine tenths of a log, are left out of the sorting
_MS, _KEY = 3, itemgetter(3, 1, 2, 0)
"""The place of the time among the columns of `_COPIES`, and the replay order by them."""


def export(store: Store, learner: str | None = None, *, names: bool = False) -> Iterator[str]:
    """The lines (without newlines): a header, events in replay order, copies in quarantine, who was forgotten.

    Of one learner or of all; names only where they are asked for.
    """
    with told(store.path):
        group = None if learner is None else learners.group(store.db, learner_number(store.db, learner))
        yield header_line(learners.names(store.db, group) if names else {})
        marks = "" if group is None else ", ".join("?" * len(group))
        where = "TRUE" if group is None else f"learner IN (SELECT n FROM learner WHERE id IN ({marks}))"  # noqa: S608
        rows = store.db.execute(_ORDERED.format(where=where), tuple(group or ()))
        for row in in_replay_order(rows, _MS, _KEY):
            yield _event_line(*row)
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
    return _event_line(*copy)


def _event_line(
    event_id: bytes, device: bytes, seq: int, ms: int, offset: int, learner: bytes, kind: str, body: str
) -> str:
    return event_line(id_text(event_id), _repeated(device), seq, ms, offset, _repeated(learner), kind, body)


_repeated = lru_cache(id_text)  # of devices and learners there are few
