"""The log as JSON lines, to be merged elsewhere: the same bytes for the same log."""

from collections.abc import Iterator

from learn.store.codec import Copy, id_bytes, id_text
from learn.store.faults import told
from learn.store.lines import learner_ids, learner_number, select
from learn.store.log import Store
from learn.store.quarantine import kept
from learn.store.wire import event_line, forgotten_line, header_line


def export(store: Store, learner: str | None = None, *, names: bool = False) -> Iterator[str]:
    """The lines (without newlines): a header, events in replay order, copies in quarantine, who was forgotten.

    Of one learner or of all; names only where they are asked for.
    """
    with told(store.path):
        ids = learner_ids(store.db)
        yield header_line(_names(store, learner) if names else {})
        condition, values = ("TRUE", ()) if learner is None else ("e.learner = ?", (learner_number(store.db, learner),))
        for line in select(store.db, condition, values):
            yield event_line(
                id_text(line.id), id_text(line.device), line.seq, line.ms, line.offset, ids[line.learner], line.type,
                line.body,
            )  # fmt: skip
        for copy in kept(store.db) if learner is None else kept(store.db, "learner = ?", (id_bytes(learner),)):
            yield _copy_line(copy)
        if learner is None:
            for (forgotten,) in store.db.execute("SELECT learner FROM tombstone ORDER BY learner"):
                yield forgotten_line(id_text(forgotten))


def _names(store: Store, learner: str | None) -> dict[str, str]:
    rows = store.db.execute("SELECT l.id, n.name FROM name AS n JOIN learner AS l ON l.n = n.learner ORDER BY n.name")
    return {each: name for data, name in rows if learner in (None, each := id_text(data))}


def _copy_line(copy: Copy) -> str:
    event_id, device, seq, ms, offset, learner, kind, body = copy
    return event_line(id_text(event_id), id_text(device), seq, ms, offset, id_text(learner), kind, body)
