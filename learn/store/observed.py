"""Every answer that stands, as the evidence it gives about each of its facts: what memory is derived from."""

from collections.abc import Iterator

from msgspec import Struct

from learn.memory.evidence import Observation
from learn.memory.model import Model
from learn.store.faults import told
from learn.store.judgement import Judged, judged, judged_at_first, judged_together, observation
from learn.store.learning import places
from learn.store.lines import learner_ids, learner_number, select, timeline
from learn.store.log import Store


class Observed(Struct, frozen=True, gc=False):
    """One piece of evidence: whose, on which fact (under its name of today), from what kind of question, when.

    `ms` is UTC, `offset` minutes east of it, `took` milliseconds, `seen` what memory takes in. `shared` says that the
    verdict was on several facts at once, `overridden` that the learner's own word stands against it.
    """

    learner: str
    fact: str
    kind: str
    ms: int
    offset: int
    took: int
    seen: Observation
    shared: bool
    overridden: bool


def observed(store: Store, learner: str | None) -> Iterator[Observed]:
    """The evidence of one learner, or of all, in replay order; answers that were taken back are left out."""
    with told(store.path):
        store.follow()
        db, names, model = store.db, store.projector.names, Model()
        ids = learner_ids(db)
        amended = {target for (target,) in db.execute("SELECT DISTINCT target FROM amendment")}
        lines = (
            select(db, "e.type = 'answer'") if learner is None else timeline(db, learner_number(db, learner), "answer")
        )
        for line in lines:
            standing = judged(db, line) if line.id in amended else judged_at_first(line)
            if not standing.retracted:
                for fact, place in places(standing, names):
                    yield _observed(standing, fact, place, ids[line.learner], model)


def _observed(standing: Judged, fact: str, place: int, learner: str, model: Model) -> Observed:
    line, body = standing.line, standing.body
    return Observed(
        learner=learner,
        fact=fact,
        kind=body.kind,
        ms=line.ms,
        offset=line.offset,
        took=body.ms,
        seen=observation(standing, place, model),
        shared=len(judged_together(standing.evidence, place)) > 1,
        overridden=standing.overridden,
    )


def imported_times(store: Store, device: bytes) -> dict[tuple[int, str], int]:
    """The sequence number of each answer that a device gave, by time (UTC ms) and question."""
    with told(store.path):
        found = select(store.db, "e.device = (SELECT n FROM device WHERE id = ?) AND e.type = 'answer'", (device,))
        return {(line.ms, judged_at_first(line).body.question): line.seq for line in found}
