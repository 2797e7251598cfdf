"""The parameters of memory that a learner has had, one after the other."""

import msgspec

from learn.events import ParamsBody
from learn.store.faults import told
from learn.store.lines import learner_number, timeline
from learn.store.log import Store


def parameters_set(store: Store, learner: str) -> list[tuple[float, ...]]:
    """The parameters of each `params` event that has any, in replay order."""
    with told(store.path):
        store.follow()
        bodies = (
            msgspec.json.decode(line.body, type=ParamsBody)
            for line in timeline(store.db, learner_number(store.db, learner), "params")
        )
        return [body.parameters for body in bodies if body.parameters is not None]
