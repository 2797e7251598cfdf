"""What is believed of a learner who knows nothing and ticks something whenever asked, by kind of question."""

from collections.abc import Sequence

from msgspec import Struct, structs

from learn.lab.simulation.arms import NEVER_DOUBTING, OURS, remembering
from learn.lab.simulation.comparison import FIRST_TEST_SEED, Plan, Tell
from learn.lab.simulation.course import follow
from learn.lab.simulation.intervals import Estimate, estimate
from learn.lab.simulation.world import World
from learn.language import tr, translatable
from learn.memory.model import Model

MODELS = (
    remembering(OURS),
    remembering("never doubting", model=NEVER_DOUBTING),
    remembering("learned 0.1", model=Model(learned=0.1)),
    remembering("FSRS per fact", aware=False),
    remembering("FSRS per question", per_fact=False, aware=False),
)

WAYS = {
    translatable("options attract alike"): World(blind=True, attraction_spread=0.0),
    translatable("options attract unevenly"): World(blind=True),
    translatable("the same pick every time"): World(blind=True, habit=True),
}
"""How a blind learner picks."""


class Belief(Struct, frozen=True):
    """The share of facts (0–1) believed at 0.7 or more at the end, and the answers it took a fact."""

    kind: str
    way: str
    model: str
    believed: Estimate
    answers: float


def blind_beliefs(plan: Plan, kinds: Sequence[str], tell: Tell) -> list[Belief]:
    """Beliefs for banks of one kind each, every way of picking and every model; `plan.world` gives the facts."""
    found = []
    for kind in kinds:
        for way, world in WAYS.items():
            tell(tr("blind at {kind}, {way}", kind=kind, way=tr(way)))
            found += _of_models(plan, kind, way, world)
    return found


def _of_models(plan: Plan, kind: str, way: str, world: World) -> list[Belief]:

    single = structs.replace(world, mix=kind, facts=plan.world.facts)
    seeds = range(FIRST_TEST_SEED, FIRST_TEST_SEED + plan.seeds)
    found = []
    for arm in MODELS:
        done = [follow(single, arm, plan.retention, plan.days, seed) for seed in seeds]
        believed = estimate([one.believed or 0.0 for one in done])
        answers = sum(one.answers for one in done) / len(done) / single.facts
        found.append(Belief(kind, way, arm.name, believed, answers))
    return found
