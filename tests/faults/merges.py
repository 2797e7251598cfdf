"""Three devices of one learner that merge each other's logs in any order, twice, in parts and in the wrong order.

After each round all three must have the same digest: the same events and the same memory derived from them.
"""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from learn.store.digest import digest
from learn.store.doctor import examine
from learn.store.log import Store
from learn.store.merge import export, merge
from tests.store.histories import Life, machines

ROUNDS = 10
"""So many rounds has one life of three devices; then others begin."""


def random_merges(folder: Path, count: int, seed: int) -> int:
    """So many rounds; returns how many of them ended with equal digests and nothing for the doctor to find."""
    equal = 0
    for first in range(0, count, ROUNDS):
        with TemporaryDirectory(dir=folder) as own:
            equal += _lifetime(Path(own), min(ROUNDS, count - first), seed + first)
    return equal


def _lifetime(folder: Path, rounds: int, seed: int) -> int:
    rng, equal = Random(seed), 0
    with machines(folder, 3, seed % 10_000_000) as stores:
        learner = stores[0].make_learner("Minji")
        lives = [Life(store, learner, rng.randrange(1 << 30)) for store in stores]
        for _ in range(rounds):
            for life in lives:
                life.live(rng.randrange(4), [event for other in lives for event in other.seen[-5:]])
            _meet(stores, rng)
            equal += len({digest(store) for store in stores}) == 1
        sound = not any(examine(store).findings for store in stores)
    return equal if sound else 0


def _meet(stores: list[Store], rng: Random) -> None:
    """Merges in a random order, some in part or shuffled or twice, until everyone has met everyone."""
    pairs = [(one, other) for one in stores for other in stores if one is not other] * 2
    rng.shuffle(pairs)
    for one, other in pairs[: rng.randrange(len(pairs))]:
        lines = list(export(other))
        rng.shuffle(lines)
        merge(one, lines[: rng.randrange(len(lines) + 1)])
    for place in (0, 1, 2, 0, 1):
        merge(stores[(place + 1) % 3], export(stores[place]))
